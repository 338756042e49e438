/** Answers the test page: this person can be reached. Answering twice changes nothing. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { waiting, weeklyTest } from "./examples.ts";
import { command } from "./slices.ts";

export const answerPage = command("answer-page", {
  title: "I got it",
  says: "Answers the test page: this person can be reached. Answering twice changes nothing.",
  input: z.object({ page: z.string().min(1), how: z.string().max(40).default("app") }),
  may: "anyone",
  decide({ tested }, { page, how }, ctx) {
    if (tested.page?.id !== page || (ctx.person !== null && ctx.person !== tested.person)) return refuse("not_found", "There is no such page for you.");
    if (tested.page.state === "answered") return [];
    return [{ type: "page-answered", data: { page, person: tested.person, how } }];
  },
  examples: [
    { title: "by link", given: waiting, input: { page: "p1", how: "link" }, by: "person:ana", then: ["page-answered"] },
    { title: "of no page", given: weeklyTest, input: { page: "p1", how: "link" }, by: "person:ana", then: { refused: "not_found" } },
  ],
});
