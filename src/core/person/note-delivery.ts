/** What came of sending a test page. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { waiting, weeklyTest } from "./examples.ts";
import { command } from "./slices.ts";

export const noteDelivery = command("note-delivery", {
  title: "Note a delivery",
  says: "What came of sending a test page: first delivery, said together with others, or no method left.",
  input: z.object({
    page: z.string().min(1),
    result: z.enum(["delivered", "unreachable", "bundled"]),
    channel: z.string().max(40).default(""),
    reason: z.string().max(300).default(""),
  }),
  may: "program",
  decide({ tested: { page, person } }, { page: id, result, channel, reason }) {
    if (page?.id !== id) return refuse("not_found", "There is no such page.");
    if (result === "delivered") return page.deliveredAt !== null ? [] : [{ type: "page-delivered", data: { page: id, person, channel } }];
    if (page.state !== "open") return [];
    return result === "bundled"
      ? [{ type: "page-bundled", data: { page: id, person, reason } }]
      : [{ type: "person-unreachable", data: { page: id, person, reason } }];
  },
  examples: [
    {
      title: "it reached them",
      given: waiting,
      input: { page: "p1", result: "delivered", channel: "sms", reason: "" },
      by: "system",
      then: ["page-delivered"],
    },
    {
      title: "of no page",
      given: weeklyTest,
      input: { page: "p1", result: "unreachable", channel: "", reason: "no method" },
      by: "system",
      then: { refused: "not_found" },
    },
  ],
});
