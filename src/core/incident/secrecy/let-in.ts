/** Lets somebody into a secret incident: from now on they may read along (K5). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { circleOf } from "./circle.ts";
import { secret } from "./examples.ts";

export const letIn = command("let-in", {
  title: "Let somebody in",
  says: "Lets somebody into a secret incident: from now on they may read along (K5).",
  input: z.object({
    person: z.string().min(1, "say whom").meta({ title: "Whom", reference: "person" }),
    why: z.string().trim().max(300).default("").meta({ title: "Why?" }),
  }),
  may: { capability: "let_in" },
  partOf: "secrecy",
  form: { verb: "Let in" },
  when: (state) => state.secrecy.concealed,
  decide(state, { person, why }, ctx) {
    if (!state.secrecy.concealed) return refuse("invalid_state", "It is no secret: everybody may read along.");
    if (!ctx.facts.get("person", person)?.active) return refuse("invalid_value", "That person is not known here.", { pointer: "/person" });
    return circleOf(state).includes(person) ? [] : [{ type: "let-in", data: { people: [person], why } }];
  },
  examples: [
    { title: "somebody who may help", given: secret, input: { person: "eve", why: "Knows the firewall" }, then: ["let-in"] },
    { title: "somebody who is inside", given: secret, input: { person: "cleo" }, then: [] },
    { title: "nothing secret", given: active, input: { person: "ana" }, then: { refused: "invalid_state" } },
  ],
});
