/** Drafts words for customers; the commander sees them, a person releases them (SR-16, X-14). */
import { z } from "zod";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { messageKinds } from "./slice.ts";

export const draftCustomerMessage = command("draft-customer-message", {
  title: "Draft a customer message",
  says: "Drafts words for customers; the commander sees them, a person releases them (SR-16, X-14).",
  input: z.object({
    text: z.string().trim().min(1).max(4_000).meta({ title: "Message" }),
    kind: z.enum(messageKinds).optional().meta({ title: "What it tells", description: "How it stands, what was found, what worked, what did not" }),
  }),
  may: { capability: "draft_public" },
  form: { verb: "Draft", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    return wrongPhase(state, declared, "announced") ?? [{ type: "customer-message-drafted", data: { message: ctx.id(), ...input } }];
  },
  examples: [
    { title: "some words", given: active, input: { text: "Logins may fail. We are on it." }, then: ["customer-message-drafted"] },
    { title: "none", given: active, input: { text: "" }, then: { refused: "invalid_value" } },
  ],
});
