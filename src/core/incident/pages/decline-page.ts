/** Declines a page with a reason, so that the next can be called. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openPages } from "./called.ts";

export const declinePage = command("decline-page", {
  title: "I cannot come",
  says: "Declines a page with a reason, so that the next can be called.",
  input: z.object({ page: z.string().min(1), reason: z.string().max(300).default("").meta({ title: "Because" }), how: z.string().max(40).default("app") }),
  may: "anyone",
  form: { verb: "I cannot come" },
  when: (state) => openPages(state.pages).length > 0,
  decide(state, input, ctx) {
    const page = state.pages.pages[input.page];
    if (!page || (ctx.person !== null && page.person !== ctx.person)) return refuse("not_found", "There is no such page for you.");
    if (input.reason.trim() === "") return refuse("reason_required", "Say why, so that the others know.", { pointer: "/reason" });
    if (page.state === "declined") return [];
    if (page.state !== "open") return refuse("invalid_state", `That page is ${page.state}.`);
    return [{ type: "page-declined", data: { page: page.id, person: page.person, reason: input.reason } }];
  },
  examples: [
    {
      title: "with a reason",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1", reason: "On a plane", how: "app" },
      then: ["page-declined"],
    },
    {
      title: "without",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1", reason: "", how: "app" },
      then: { refused: "reason_required" },
    },
  ],
});
