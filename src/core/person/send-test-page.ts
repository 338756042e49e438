/** Sends a test page by the person's own rules: their devices ring, and nothing is wrong. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { waiting, weeklyTest } from "./examples.ts";
import { command } from "./slices.ts";

export const sendTestPage = command("send-test-page", {
  title: "Send a test page",
  says: "Sends a test page by the person's own rules: their devices ring, and nothing is wrong.",
  input: z.object({ person: z.string().min(1).max(60), by: z.enum(["week", "button"]).default("button") }),
  may: "anyone",
  creates: true,
  decide({ tested }, { person, by }, ctx) {
    if (!ctx.facts.get("person", person)?.active) return refuse("not_found", "There is no such person.");
    if (tested.page?.state === "open" && by === "button") return refuse("invalid_state", "A test page waits for an answer already.");
    return [{ type: "paged", data: { page: ctx.id(), person, by } }];
  },
  examples: [
    { title: "by a button", given: weeklyTest, input: { person: "ana", by: "button" }, then: ["paged"] },
    { title: "while one waits", given: waiting, input: { person: "ana", by: "button" }, then: { refused: "invalid_state" } },
  ],
});
