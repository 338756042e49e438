/** What people do in the simulation, one sentence each: acts planned at an instant, told by who does them. */

import { openPages } from "../../src/core/incident/pages/called.ts";
import { ask, sendAlert } from "./people.ts";
import type { Ask, Town, Tracked } from "./stage.ts";

/** The newest incident, as whoever acts sees it. */
export function newest(town: Town): Tracked | undefined {
  return [...town.scene.streams.values()].at(-1);
}

type Doing = (town: Town) => Ask | null;

/** At `ms` after the start somebody does something to the newest incident. */
export function at(town: Town, ms: number, doing: Doing): void {
  town.machine.later(ms, () => {
    const wish = doing(town);
    if (wish) void ask(town, wish);
  });
}

/** A command of a person on the newest incident. */
export function does(who: string, name: string, input: object | ((at: Tracked) => object | null)): Doing {
  return (town) => {
    const tracked = newest(town);
    if (!tracked) return null;
    const made = typeof input === "function" ? input(tracked) : input;
    return made && { who, name, input: made, stream: tracked.stream };
  };
}

export const declares =
  (who: string, severity: number): Doing =>
  () => ({
    who,
    name: "declare",
    input: { title: "Checkout is down", area: "web", severity, because: "" },
    stream: null,
  });

export const takes = (who: string, role: "incident_commander" | "solutioneer") => does(who, "assign-role", { role, person: who });

export const hands = (who: string, to: string) => does(who, "hand-over", { role: "incident_commander", to, brief: "You have it" });

/** A line that nobody else writes, so that one written twice shows. */
export const writes = (who: string, line: string) => does(who, "post-message", { text: line });

export const edits = (who: string, kind: string, section: string) =>
  does(who, "edit-document", ({ state }) => {
    const document = state.documents.documents[kind];
    return document ? { kind, section, text: `What ${who} knows of ${section}`, base: document.sections[section]?.revision ?? 0 } : null;
  });

/** Answers whatever page is open for that person. */
export const answers = (who: string) =>
  does(who, "answer-page", ({ state }) => {
    const page = openPages(state.pages).find((one) => one.person === who);
    return page ? { page: page.id } : null;
  });

/** An alert of a source arrives. */
export function alerts(town: Town, ms: number, signal: Parameters<typeof sendAlert>[2][number] = {}): void {
  town.machine.later(ms, () => sendAlert(town, "demo", [signal]));
}

/** A minute in milliseconds. */
export const minute = 60_000;
