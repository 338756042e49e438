/** Shuts somebody out of a secret incident: for them it exists no more, from the next event on (K5). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { circleOf } from "./circle.ts";
import { secret } from "./examples.ts";

export const shutOut = command("shut-out", {
  title: "Shut somebody out",
  says: "Shuts somebody out of a secret incident: for them it exists no more, from the next event on (K5).",
  input: z.object({
    person: z.string().min(1, "say whom").meta({ title: "Whom", reference: "person" }),
    why: z.string().trim().max(300).default("").meta({ title: "Why?" }),
  }),
  may: { capability: "let_in" },
  partOf: "secrecy",
  form: { verb: "Shut out" },
  when: (state) => state.secrecy.concealed,
  decide(state, { person, why }, ctx) {
    if (!state.secrecy.concealed) return refuse("invalid_state", "It is no secret: everybody may read along.");
    if (ctx.person === person) return refuse("invalid_value", "Nobody shuts themselves out.", { pointer: "/person" });
    if (state.roles.held.some((one) => one.person === person)) return refuse("role_conflict", "They hold a seat. Give it to somebody else first.");
    return circleOf(state).includes(person) ? [{ type: "shut-out", data: { people: [person], why } }] : [];
  },
  examples: [
    { title: "somebody who was let in", given: secret, input: { person: "cleo", why: "Not needed" }, by: "person:ana", then: ["shut-out"] },
    {
      title: "somebody with a seat",
      given: [...secret, { type: "role-assigned", data: { role: "commander", person: "cleo", stated: false } }],
      input: { person: "cleo" },
      by: "person:ana",
      then: { refused: "role_conflict" },
    },
    { title: "nothing secret", given: active, input: { person: "cleo" }, by: "person:ana", then: { refused: "invalid_state" } },
  ],
});
