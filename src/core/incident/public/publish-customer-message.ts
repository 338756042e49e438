/** Releases a draft to the customers who were hit, or to all while nobody said who was, and to the public list (SR-15, GD-36). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const publishCustomerMessage = command("publish-customer-message", {
  title: "Publish",
  says: "Releases a draft to the customers who were hit, or to all while nobody said who was, and to the public list (SR-15, GD-36).",
  input: z.object({ message: z.string().min(1).meta({ title: "Draft" }) }),
  may: { capability: "publish" },
  form: { verb: "Publish" },
  when: (state) => Object.values(state.public.drafts).some((draft) => !draft.published),
  decide(state, input, ctx) {
    const draft = state.public.drafts[input.message];
    if (!draft) return refuse("not_found", "There is no such draft.");
    if (draft.published) return refuse("invalid_state", "It is published already.");
    const contacts = state.outside.affected ?? ctx.facts.get("group", "customers")?.contacts ?? [];
    return [{ type: "customer-message-published", data: { message: input.message, text: draft.text, contacts: [...contacts] } }];
  },
  examples: [
    {
      title: "a draft",
      given: [...active, { type: "customer-message-drafted", data: { message: "m1", text: "Logins may fail" } }],
      input: { message: "m1" },
      then: ["customer-message-published"],
    },
    { title: "an unknown one", given: active, input: { message: "m9" }, then: { refused: "not_found" } },
  ],
});
