/** Somebody who knows the process does the next thing that the end still waits for: so that histories reach their late steps. */
import { holdersOf } from "../../../src/core/incident/roles/slice.ts";
import type { Random } from "../random.ts";
import type { Desk } from "./desk.ts";
import type { Act, Doing } from "./doing.ts";

/** What is done next, as somebody in a role. */
export type Next = (desk: Desk, who: string) => Doing | null;

/** The way to the end: whoever has the first seat, what comes before everything, what meets a gate by the beginning of its name. */
export type Way = {
  readonly role: string;
  readonly input: object;
  /** How often they leave it to the others while it is active. */
  readonly patience: number;
  readonly first: (desk: Desk, random: Random) => Doing | null;
  readonly meets: readonly (readonly [gate: string, next: Next])[];
};

/** The next stroke at a document: a section that is empty, or its being ready; null once it is. */
export function written({ state }: Desk, kind: string, who: string): Doing | null {
  const document = state.documents.documents[kind];
  if (document?.state !== "draft") return null;
  const section = document.required.find((key) => document.sections[key]?.filled !== true);
  const base = section === undefined ? 0 : (document.sections[section]?.revision ?? 0);
  return section === undefined
    ? { who, name: "mark-document-ready", input: { kind } }
    : { who, name: "edit-document", input: { kind, section, text: "Words", base } };
}

/** What the end is told it waits for is met; where nothing was, the end is tried. */
export function towardsEnd({ role, input, patience, first, meets }: Way): Act["does"] {
  return (desk, random) => {
    const over = desk.state.lifecycle.phase === "resolved";
    if (!over && random.chance(patience)) return null;
    const before = over ? null : first(desk, random);
    const who = holdersOf(desk.state.roles, role)[0] ?? desk.state.roles.past.findLast((one) => one.role === role)?.person;
    if (before !== null || who === undefined) return before;
    const [name, words] = over ? ["close", {}] : ["resolve", input];
    const unmet = (desk.tries(who, name, words)?.unmet ?? []).filter(() => !random.chance(0.1));
    const asked = (gate: string) => unmet.some((one) => one === gate || one.startsWith(`${gate}.`));
    const doing = meets.reduce<Doing | null>((found, [gate, next]) => found ?? (asked(gate) ? next(desk, who) : null), null);
    return doing ?? { who: random.chance(0.3) ? random.pick(desk.people) : who, name, input: words };
  };
}
