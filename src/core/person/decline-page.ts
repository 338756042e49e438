/** Whoever says no to a test page was reached all the same. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { waiting, weeklyTest } from "./examples.ts";
import { command } from "./slices.ts";

export const declinePage = command("decline-page", {
  title: "I got it, and could not come",
  says: "Whoever says no to a test page was reached all the same.",
  input: z.object({ page: z.string().min(1), reason: z.string().max(300).default(""), how: z.string().max(40).default("app") }),
  may: "anyone",
  decide({ tested }, { page, reason }, ctx) {
    if (tested.page?.id !== page || (ctx.person !== null && ctx.person !== tested.person)) return refuse("not_found", "There is no such page for you.");
    if (tested.page.state !== "open") return [];
    return [{ type: "page-declined", data: { page, person: tested.person, reason } }];
  },
  examples: [
    { title: "with a reason", given: waiting, input: { page: "p1", reason: "On a plane", how: "sms" }, by: "person:ana", then: ["page-declined"] },
    { title: "of no page", given: weeklyTest, input: { page: "p1", reason: "", how: "sms" }, by: "person:ana", then: { refused: "not_found" } },
  ],
});
