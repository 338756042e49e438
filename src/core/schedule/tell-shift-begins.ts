/** Other people are on call now. */
import { z } from "zod";
import { after } from "../kernel/time.ts";
import { onCallAt } from "../oncall/on-call-at.ts";
import { nextChange } from "../oncall/shifts.ts";
import { opened } from "./examples.ts";
import { command } from "./slices.ts";

/** How far is looked for who is next. */
const reach = "P31D";

export const tellShiftBegins = command("tell-shift-begins", {
  title: "Tell who is on call now",
  says: "Tells whoever begins and whoever ends, with who is on call now and who is next. After an outage it tells of now alone.",
  input: z.object({}),
  may: "program",
  decide({ watch }, _input, ctx) {
    const schedule = ctx.facts.get("schedule", watch.schedule);
    const people = schedule ? [...onCallAt(schedule, ctx.now)] : [];
    const began = people.filter((person) => !watch.called.includes(person));
    const ended = watch.called.filter((person) => !people.includes(person));
    if (began.length + ended.length === 0) return [{ type: "looked", data: { title: watch.title, known: null } }];
    const until = schedule ? nextChange(schedule, ctx.now, after(ctx.now, reach)) : null;
    const next = schedule && until ? [...onCallAt(schedule, until)] : [];
    return [{ type: "shift-began", data: { people, began, ended, until, next } }];
  },
  examples: [
    { title: "nobody was and nobody is", given: opened, input: {}, by: "time", then: ["looked"] },
    {
      title: "the last one ends",
      given: [...opened, { type: "shift-began", data: { people: ["ana"], began: ["ana"], ended: [], until: null, next: [] } }],
      input: {},
      by: "time",
      then: ["shift-began"],
    },
  ],
});
