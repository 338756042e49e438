/** Passes a clue on to somebody at work: into their queue, nothing more (GD2-56). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { holdsKind } from "../roles/of-kind.ts";
import { command } from "../slices.ts";

const found = [
  ...active,
  { type: "role-assigned", data: { role: "solutioneer", person: "ben", stated: true } },
  { type: "finding-added", data: { finding: "f1", text: "It began at two", handTo: null } },
];

export const handFinding = command("hand-finding", {
  title: "Pass a clue on",
  says: "Passes a clue on to somebody at work: into their queue, nothing more (GD2-56).",
  input: z.object({
    finding: z.string().min(1).meta({ title: "Which", reference: "finding" }),
    to: z.string().min(1).meta({ title: "To", reference: "person" }),
  }),
  may: { capability: "direct" },
  partOf: "findings",
  form: { verb: "Pass on" },
  when: (state) => Object.values(state.work.findings).some((one) => one.state === "open"),
  decide(state, input, ctx) {
    const finding = state.work.findings[input.finding];
    if (!finding) return refuse("not_found", "There is no such clue.");
    if (!holdsKind(ctx.process, state.roles, "responder", input.to)) return refuse("invalid_value", "That person is not at work on it.", { pointer: "/to" });
    if (finding.handTo === input.to) return refuse("invalid_state", "It is in their queue already.");
    return [{ type: "finding-handed", data: { finding: finding.id, to: input.to, text: finding.text } }];
  },
  examples: [
    { title: "to somebody at work", given: found, input: { finding: "f1", to: "ben" }, then: ["finding-handed"] },
    { title: "an unknown one", given: active, input: { finding: "f9", to: "ben" }, then: { refused: "not_found" } },
  ],
});
