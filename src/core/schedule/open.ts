/** A schedule begins to be watched. */
import { z } from "zod";
import { refuse } from "../kernel/refusal.ts";
import { opened } from "./examples.ts";
import { knownFrom } from "./shifts-known.ts";
import { command } from "./slices.ts";

export const open = command("open", {
  title: "Watch a schedule",
  says: "From now on its people are told of their shifts, and of times in which nobody is on call.",
  input: z.object({ schedule: z.string().min(1).max(60) }),
  may: "program",
  creates: true,
  decide(state, { schedule: key }, ctx) {
    if (state.watch.schedule !== "") return refuse("invalid_state", "This schedule is watched already.");
    const schedule = ctx.facts.get("schedule", key);
    if (schedule === null) return refuse("not_found", "There is no such schedule.");
    return [{ type: "watch-opened", data: { schedule: key, title: schedule.title, known: knownFrom(schedule, ctx.now) } }];
  },
  examples: [
    { title: "a schedule", given: [], input: { schedule: "web" }, by: "system", then: ["watch-opened"] },
    { title: "twice", given: opened, input: { schedule: "web" }, by: "system", then: { refused: "invalid_state" } },
  ],
});
