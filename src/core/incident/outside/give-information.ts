/** Says what those who were hit told us; the manager and the workers read it (GD-39). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

const requested = { type: "information-requested", data: { request: "i1", text: "Since when does it happen?" } };

export const giveInformation = command("give-information", {
  title: "What those who were hit say",
  says: "Says what those who were hit told us; the manager and the workers read it (GD-39).",
  input: z.object({
    request: z.string().min(1).meta({ title: "What was asked", reference: "information-request" }),
    text: z.string().trim().min(1).max(4_000).meta({ title: "What they say" }),
  }),
  may: { capability: "give_information" },
  partOf: "information_requests",
  form: { verb: "Tell them", long: "text" },
  when: (state) => Object.values(state.outside.requests).some(({ answeredAt }) => answeredAt === null),
  decide(state, input) {
    const found = state.outside.requests[input.request];
    if (!found) return refuse("not_found", "Nobody asked for that.");
    if (found.answeredAt !== null) return refuse("invalid_state", "It is answered already.");
    return [{ type: "information-given", data: { request: found.id, text: input.text } }];
  },
  examples: [
    { title: "since when", given: [...active, requested], input: { request: "i1", text: "Since nine" }, then: ["information-given"] },
    { title: "unasked", given: active, input: { request: "i9", text: "Since nine" }, then: { refused: "not_found" } },
  ],
});
