/** Sets when a person is tested every week, or that they are not. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { weeklyTest } from "./examples.ts";
import { weekly } from "./slice.ts";
import { command } from "./slices.ts";

export const setTestPage = command("set-test-page", {
  title: "Set the weekly test page",
  says: "Sets when a person is tested every week, or that they are not.",
  input: z.object({ person: z.string().min(1).max(60), weekly: weekly.nullable() }),
  may: "anyone",
  creates: true,
  decide({ tested }, { person, weekly: wanted }, ctx) {
    if (!ctx.facts.get("person", person)?.active) return refuse("not_found", "There is no such person.");
    if (JSON.stringify(tested.weekly) === JSON.stringify(wanted) && tested.person !== "") return [];
    return [{ type: "test-set", data: { person, weekly: wanted } }];
  },
  examples: [
    { title: "on Mondays", given: [], input: { person: "ana", weekly: { weekday: 1, at: "09:30" } }, then: ["test-set"] },
    { title: "no more", given: weeklyTest, input: { person: "ana", weekly: null }, then: ["test-set"] },
    { title: "at no time of day", given: [], input: { person: "ana", weekly: { weekday: 1, at: "25:00" } }, then: { refused: "invalid_value" } },
  ],
});
