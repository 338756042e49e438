/** Sets when an approved draft goes out by itself (PD-53). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const drafted = [...active, { type: "customer-message-drafted", data: { message: "m1", text: "Payments may fail" } }];
const at = "2099-01-01T10:00:00.000Z";

export const planCustomerMessage = command("plan-customer-message", {
  title: "Publish later",
  says: "Sets when an approved draft goes out by itself (PD-53).",
  input: z.object({
    message: z.string().min(1).meta({ title: "Draft", reference: "approved-draft" }),
    at: z.iso.datetime().meta({ title: "When" }),
  }),
  may: { capability: "publish" },
  partOf: "public_decision",
  form: { verb: "Plan" },
  when: ({ public: words, announcing }) => Object.entries(words.drafts).some(([id, one]) => !one.published && announcing.approved.includes(id)),
  decide(state, input, ctx) {
    const draft = state.public.drafts[input.message];
    if (!draft) return refuse("not_found", "There is no such draft.");
    if (draft.published) return refuse("invalid_state", "It is published already.");
    if (!state.announcing.approved.includes(input.message)) return refuse("approval_required", "It is not approved yet.");
    if (epochMs(input.at) <= epochMs(ctx.now)) return refuse("invalid_value", "That is past: publish it now.", { pointer: "/at" });
    return [{ type: "customer-message-planned", data: { message: input.message, at: instantOf(epochMs(input.at)) } }];
  },
  examples: [
    {
      title: "an approved one",
      given: [...drafted, { type: "customer-message-approved", data: { message: "m1" } }],
      input: { message: "m1", at },
      then: ["customer-message-planned"],
    },
    { title: "one that nobody approved", given: drafted, input: { message: "m1", at }, then: { refused: "approval_required" } },
  ],
});
