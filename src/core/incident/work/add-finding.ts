/** Puts a clue into somebody's queue without disturbing them; without a name it lies in the manager's (GD2-55, GD2-56). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { holdsKind } from "../roles/of-kind.ts";
import { command } from "../slices.ts";

const manned = [...active, { type: "role-assigned", data: { role: "solutioneer", person: "ben", stated: true } }];

export const addFinding = command("add-finding", {
  title: "Pass on a clue",
  says: "Puts a clue into somebody's queue without disturbing them; without a name it lies in the manager's (GD2-55, GD2-56).",
  input: z.object({
    text: z.string().trim().min(1).max(1_000).meta({ title: "What did you find?" }),
    actions: z.string().trim().max(500).default("").meta({ title: "What are you doing about it?" }),
    needs: z.string().trim().max(500).default("").meta({ title: "What do you need?" }),
    area: z.string().nullable().default(null).meta({ title: "Of which area", description: "The incident's unless said.", reference: "area" }),
    handTo: z.string().nullable().default(null).meta({ title: "For whom", reference: "person" }),
  }),
  may: "anyone",
  partOf: "findings",
  form: { verb: "Pass on", long: "text" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["active", "paused"], "looked into");
    if (wrong) return wrong;
    const handed = input.handTo !== null;
    if (input.area !== null && !ctx.facts.get("area", input.area)) return refuse("invalid_value", "There is no such area.", { pointer: "/area" });
    if (handed && !holdsKind(ctx.process, state.roles, "responder", input.handTo))
      return refuse("invalid_value", "That person is not at work on it.", { pointer: "/handTo" });
    // Whoever neither manages nor works leaves it to the manager who gets it.
    const direct = ctx.holds("direct") || holdsKind(ctx.process, state.roles, "responder", ctx.person);
    const { text, actions, needs, area } = input;
    const more = { ...(actions === "" ? {} : { actions }), ...(needs === "" ? {} : { needs }), ...(area === null ? {} : { area }) };
    return [{ type: "finding-added", data: { finding: ctx.id(), text, handTo: direct ? input.handTo : null, ...more } }];
  },
  examples: [
    { title: "for the manager", given: active, input: { text: "It began with the backup at two" }, then: ["finding-added"] },
    { title: "for somebody at work", given: manned, input: { text: "It began with the backup at two", handTo: "ben" }, then: ["finding-added"] },
    { title: "for somebody else", given: active, input: { text: "It began at two", handTo: "ana" }, then: { refused: "invalid_value" } },
  ],
});
