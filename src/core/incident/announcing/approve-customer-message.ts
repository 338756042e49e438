/** Lets a draft for customers and the public go out; a person publishes it (PD-53). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const drafted = [...active, { type: "customer-message-drafted", data: { message: "m1", text: "Payments may fail" } }];

export const approveCustomerMessage = command("approve-customer-message", {
  title: "Approve what customers are told",
  says: "Lets a draft for customers and the public go out; a person publishes it (PD-53).",
  input: z.object({ message: z.string().min(1).meta({ title: "Draft", reference: "draft" }) }),
  may: { capability: "approve_public" },
  partOf: "public_decision",
  form: { verb: "Approve" },
  when: ({ public: words, announcing }) => Object.entries(words.drafts).some(([id, one]) => !one.published && !announcing.approved.includes(id)),
  decide(state, { message }) {
    const draft = state.public.drafts[message];
    if (!draft) return refuse("not_found", "There is no such draft.");
    if (draft.published || state.announcing.approved.includes(message)) return refuse("invalid_state", "It was approved already.");
    return [{ type: "customer-message-approved", data: { message } }];
  },
  examples: [
    { title: "a draft", given: drafted, input: { message: "m1" }, then: ["customer-message-approved"] },
    { title: "an unknown one", given: active, input: { message: "m9" }, then: { refused: "not_found" } },
  ],
});
