/** Ends what was delegated (SR-11). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const revokeDelegation = command("revoke-delegation", {
  title: "Take a delegation back",
  says: "Ends what was delegated (SR-11).",
  input: z.object({ capability: z.string().min(1).max(40).meta({ title: "What" }), person: z.string().min(1).meta({ title: "From", reference: "person" }) }),
  may: { capability: "delegate" },
  form: { verb: "Take back" },
  when: (state) => state.roles.delegations.length > 0,
  decide(state, input, ctx) {
    if (!state.roles.delegations.some((one) => one.capability === input.capability && one.person === input.person))
      return refuse("invalid_state", "That was not delegated.");
    return [{ type: "delegation-revoked", data: input }];
  },
  examples: [
    {
      title: "the updates",
      given: [...active, { type: "delegated", data: { capability: "brief", person: "ana" } }],
      input: { capability: "brief", person: "ana" },
      then: ["delegation-revoked"],
    },
    { title: "what was not delegated", given: active, input: { capability: "brief", person: "ana" }, then: { refused: "invalid_state" } },
  ],
});
