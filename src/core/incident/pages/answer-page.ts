/** Answers a page: silence follows for that person. Answering twice changes nothing. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { openPages } from "./called.ts";

export const answerPage = command("answer-page", {
  title: "I am on it",
  says: "Answers a page: silence follows for that person. Answering twice changes nothing.",
  input: z.object({ page: z.string().min(1), how: z.string().max(40).default("app") }),
  may: "anyone",
  form: { verb: "I am on it" },
  when: (state) => openPages(state.pages).length > 0,
  decide(state, input, ctx) {
    const page = state.pages.pages[input.page];
    if (!page || (ctx.person !== null && page.person !== ctx.person)) return refuse("not_found", "There is no such page for you.");
    if (page.state === "answered") return [];
    if (page.state !== "open") return refuse("invalid_state", `That page is ${page.state}.`);
    return [{ type: "page-answered", data: { page: page.id, person: page.person, how: input.how } }];
  },
  examples: [
    {
      title: "one's own",
      given: [...active, { type: "paged", data: { page: "p1", person: "ana", why: "You know it", team: false } }],
      input: { page: "p1", how: "app" },
      then: ["page-answered"],
    },
    { title: "an unknown one", given: active, input: { page: "p9", how: "app" }, then: { refused: "not_found" } },
  ],
});
