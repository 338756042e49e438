/** Proposes something to look at, mend or do; nothing is done before whoever directs the work says so (PD-47, PD-50). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { actionKinds } from "../actions/slice.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const proposeAction = command("propose-action", {
  title: "Propose what to do",
  says: "Proposes something to look at, mend or do; nothing is done before whoever directs the work says so (PD-47, PD-50).",
  input: z.object({
    kind: z.enum(actionKinds).default("repair").meta({ title: "Kind" }),
    text: z.string().trim().min(1).max(500).meta({ title: "What, and what may go wrong?" }),
    area: z.string().nullable().default(null).meta({ title: "Of which area", description: "The incident's unless said.", reference: "area" }),
  }),
  may: "anyone",
  partOf: "proposals",
  form: { verb: "Propose", long: "text" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "worked on");
    if (wrong) return wrong;
    if (ctx.person === null) return refuse("invalid_value", "A person proposes.");
    const { kind, text, area } = input;
    if (area !== null && !ctx.facts.get("area", area)) return refuse("invalid_value", "There is no such area.", { pointer: "/area" });
    return [{ type: "action-proposed", data: { proposal: ctx.id(), person: ctx.person, kind, text, ...(area === null ? {} : { area }) } }];
  },
  examples: [
    { title: "roll back", given: active, input: { text: "Roll back to yesterday" }, then: ["action-proposed"] },
    { title: "nothing", given: active, input: { text: "" }, then: { refused: "invalid_value" } },
  ],
});
