/** There will be nobody on call. */
import { z } from "zod";
import { after } from "../kernel/time.ts";
import { namedIn } from "../oncall/asked.ts";
import { gapsBetween } from "../oncall/shifts.ts";
import { opened } from "./examples.ts";
import { command } from "./slices.ts";

/** What is told at once is not told again: so it looks further than the week from which on it warns. */
const reach = "P14D";

/** More gaps than these are not listed. */
const most = 50;

export const warnGaps = command("warn-gaps", {
  title: "Warn of gaps",
  says: "Warns administrators and the schedule's people of times within two weeks in which nobody is on call.",
  input: z.object({}),
  may: "program",
  decide({ watch }, _input, ctx) {
    const schedule = ctx.facts.get("schedule", watch.schedule);
    const gaps = schedule ? gapsBetween(schedule, ctx.now, after(ctx.now, reach)).slice(0, most) : [];
    if (!schedule || gaps.length === 0) return [{ type: "looked", data: { title: watch.title, known: null } }];
    const organisation = ctx.facts.get("organisation", "organisation");
    const people = [...new Set([...(organisation?.admins ?? organisation?.lastResort ?? []), ...namedIn(schedule)])];
    return [{ type: "gaps-warned", data: { people, gaps: gaps.map(({ from, until }) => ({ from, until })) } }];
  },
  examples: [
    { title: "none any more", given: opened, input: {}, by: "time", then: ["looked"] },
    { title: "by somebody", given: opened, input: {}, then: { refused: "not_permitted" } },
  ],
});
