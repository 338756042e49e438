/** Declines the meetings ahead of somebody who works now; sent by the process itself (GD2-24). */
import { z } from "zod";
import type { FactKinds, Facts } from "../../kernel/facts.ts";
import { roleOfKind } from "../../kernel/process.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { holdersOf } from "../roles/slice.ts";
import { command, type State } from "../slices.ts";
import type { DeclinedMeeting } from "./slice.ts";

type Meeting = FactKinds["meetings"]["meetings"][number];
type Span = { readonly person: string; readonly from: string; readonly until: string };

/** The meetings of somebody in a stretch of time that were not declined yet. */
export function meetingsIn(facts: Facts, state: State, { person, from, until }: Span): Meeting[] {
  const all = facts.get("meetings", person)?.meetings ?? [];
  return all.filter((one) => one.from < until && one.until > from && !state.shield.declined[one.uid]);
}

const declined = ({ uid, title, from, until, organiser, writable = false }: Meeting): DeclinedMeeting => ({ id: uid, title, from, until, organiser, writable });

export const declineMeetings = command("decline-meetings", {
  title: "Decline meetings",
  says: "Declines the meetings ahead of somebody who works now; sent by the process itself (GD2-24).",
  input: z.object({ person: z.string().min(1), until: z.string().min(1) }),
  may: "program",
  partOf: "shield",
  decide(state, { person, until }, ctx) {
    const wrong = wrongPhase(state, working, "worked on");
    if (wrong) return wrong;
    const role = roleOfKind(ctx.process, "commander");
    const by = role === null ? null : (holdersOf(state.roles, role)[0] ?? null);
    const meetings = meetingsIn(ctx.facts, state, { person, from: ctx.now, until }).map(declined);
    const looked = { type: "calendar-looked-at" as const, data: { person, until } };
    return meetings.length === 0 ? [looked] : [looked, { type: "meetings-declined", data: { person, by, meetings } }];
  },
  examples: [
    {
      title: "the sprint planning",
      given: active,
      input: { person: "ben", until: "2026-03-02T18:00:00.000Z" },
      by: "rule:shield",
      then: ["calendar-looked-at", "meetings-declined"],
    },
    {
      title: "nothing before nine",
      given: active,
      input: { person: "ben", until: "2026-03-02T08:30:00.000Z" },
      by: "rule:shield",
      then: ["calendar-looked-at"],
    },
    { title: "by a person", given: active, input: { person: "ben", until: "2026-03-02T18:00:00.000Z" }, then: { refused: "not_permitted" } },
  ],
});
