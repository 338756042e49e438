/** Takes a clue out of one's queue (GD2-56). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const found = [...active, { type: "finding-added", data: { finding: "f1", text: "It began at two", handTo: "ana" } }];

export const takeFinding = command("take-finding", {
  title: "Take a clue up",
  says: "Takes a clue out of one's queue (GD2-56).",
  input: z.object({ finding: z.string().min(1).meta({ title: "Which", reference: "finding" }) }),
  may: "anyone",
  partOf: "findings",
  form: { verb: "Take up" },
  when: (state) => Object.values(state.work.findings).some((one) => one.state === "open"),
  decide(state, input, ctx) {
    const finding = state.work.findings[input.finding];
    if (!finding) return refuse("not_found", "There is no such clue.");
    if (finding.state === "taken") return refuse("invalid_state", "It was taken up before.");
    if (ctx.person === null || (finding.handTo === null ? !ctx.holds("direct") : finding.handTo !== ctx.person))
      return refuse("not_permitted", "It lies in somebody else's queue.");
    return [{ type: "finding-taken", data: { finding: finding.id, person: ctx.person, text: finding.text } }];
  },
  examples: [
    { title: "one's own", given: found, input: { finding: "f1" }, then: ["finding-taken"] },
    { title: "somebody else's", given: found, input: { finding: "f1" }, by: "person:ben", then: { refused: "not_permitted" } },
  ],
});
