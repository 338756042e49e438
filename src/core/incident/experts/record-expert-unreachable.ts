/** Records that no expert of the area can be reached, with who was tried and when; the work goes on with the best there is (GD2-09, GD2-10). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { working, wrongPhase } from "../lifecycle/in-phase.ts";
import { command, type State } from "../slices.ts";

/** The experts of the area who were called, each with the last time. */
function triedOf(state: State, ctx: Ctx): { person: string; at: string }[] {
  const listed = (state.lifecycle.area === null ? null : ctx.facts.get("area", state.lifecycle.area))?.experts ?? [];
  const called = Object.values(state.pages.pages).filter((page) => page.at >= state.experts.since && listed.includes(page.person));
  return [...new Map(called.map((page) => [page.person, page.lastAlertAt])).entries()].map(([person, at]) => ({ person, at }));
}

export const recordExpertUnreachable = command("record-expert-unreachable", {
  title: "No expert can be reached",
  says: "Records that no expert of the area can be reached, with who was tried and when; the work goes on with the best there is (GD2-09, GD2-10).",
  input: z.object({
    person: z.string().optional().meta({ title: "Whom did you try by hand?", reference: "person" }),
    note: z.string().trim().max(500).default("").meta({ title: "What was tried" }),
  }),
  partOf: "experts",
  may: { capability: "command" },
  form: { verb: "Record", long: "note" },
  when: (state) => working.includes(state.lifecycle.phase) && state.experts.unreachable === null,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, working, "worked on without an expert");
    if (wrong) return wrong;
    if (state.experts.unreachable !== null) return refuse("invalid_state", "That is recorded already.");
    if (input.person !== undefined && !ctx.facts.get("person", input.person)?.active)
      return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    const called = triedOf(state, ctx);
    const tried = [...called.filter(({ person }) => person !== input.person), ...(input.person === undefined ? [] : [{ person: input.person, at: ctx.now }])];
    if (tried.length === 0 && input.note === "") return refuse("missing_fields", "Nobody was called yet: say whom you tried.", { unmet: ["person"] });
    return [{ type: "expert-unreachable-recorded", data: { tried, note: input.note } }];
  },
  examples: [
    { title: "called by hand", given: active, input: { person: "ana", note: "Her phone is off" }, then: ["expert-unreachable-recorded"] },
    { title: "nobody was tried", given: active, input: { note: "" }, then: { refused: "missing_fields" } },
  ],
});
