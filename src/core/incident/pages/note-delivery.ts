/** What came of sending a page, where it changes what must happen: first delivery, said together with others, or no method left. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const noteDelivery = command("note-delivery", {
  title: "Note a delivery",
  says: "What came of sending a page, where it changes what must happen: first delivery, said together with others, or no method left (X-12).",
  input: z.object({
    page: z.string().min(1),
    result: z.enum(["delivered", "unreachable", "bundled"]),
    channel: z.string().max(40).default(""),
    reason: z.string().max(300).default(""),
  }),
  may: "program",
  decide(state, input, ctx) {
    const page = state.pages.pages[input.page];
    if (!page) return refuse("not_found", "There is no such page.");
    if (input.result === "delivered")
      return page.deliveredAt !== null ? [] : [{ type: "page-delivered", data: { page: page.id, person: page.person, channel: input.channel } }];
    if (input.result === "bundled")
      return page.state === "open" ? [{ type: "page-bundled", data: { page: page.id, person: page.person, reason: input.reason } }] : [];
    if (page.unreachable || page.state !== "open") return [];
    return [{ type: "person-unreachable", data: { page: page.id, person: page.person, reason: input.reason } }];
  },
  examples: [
    {
      title: "nothing works",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1", result: "unreachable", channel: "", reason: "no verified method" },
      by: "system",
      then: ["person-unreachable"],
    },
    {
      title: "a limit is reached",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1", result: "bundled", channel: "", reason: "The limit of pages to one person: 10 in 15 minutes" },
      by: "system",
      then: ["page-bundled"],
    },
    {
      title: "of no page",
      given: active,
      input: { page: "p9", result: "delivered", channel: "sms", reason: "" },
      by: "system",
      then: { refused: "not_found" },
    },
  ],
});
