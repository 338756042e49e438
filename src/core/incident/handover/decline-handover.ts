/** Says no to a role that was offered, and why, so that somebody else is asked (GD-10). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { openPages } from "../pages/called.ts";
import { command } from "../slices.ts";
import { offerTo } from "./accept-handover.ts";
import { offered } from "./examples.ts";
import { openOffers } from "./slice.ts";

export const declineHandover = command("decline-handover", {
  title: "Do not take over",
  says: "Says no to a role that was offered, and why, so that somebody else is asked (GD-10).",
  input: z.object({
    reason: z.string().trim().max(300).default("").meta({ title: "Because" }),
    handover: z.string().optional().meta({ title: "Which offer", hidden: true }),
  }),
  partOf: "handover",
  may: "anyone",
  form: { verb: "Say no" },
  when: (state) => openOffers(state.handover).length > 0,
  decide(state, input, ctx) {
    const offer = offerTo(state, input.handover, ctx);
    if (!offer) return refuse("not_found", "Nothing is offered to you.");
    if (input.reason === "") return refuse("reason_required", "Say why, so that the others know.", { pointer: "/reason" });
    const { id: handover, role, from, to: person } = offer;
    const page = openPages(state.pages).find((one) => one.person === person);
    const answered = page === undefined ? [] : [{ type: "page-answered" as const, data: { page: page.id, person, how: "app" } }];
    return [{ type: "handover-declined", data: { handover, role, from, person, reason: input.reason } }, ...answered];
  },
  examples: [
    { title: "with a reason", given: offered, input: { reason: "I have a fever" }, by: "person:ben", then: ["handover-declined"] },
    { title: "without one", given: offered, input: { reason: "" }, by: "person:ben", then: { refused: "reason_required" } },
  ],
});
