/** The stream looks again: time has passed, or there was nothing to say. */
import { z } from "zod";
import { opened } from "./examples.ts";
import { isShort, knownFrom } from "./shifts-known.ts";
import { command } from "./slices.ts";

export const look = command("look", {
  title: "Look at the coming days",
  says: "Looks at the next day, and remembers from time to time which shifts people know of.",
  input: z.object({}),
  may: "program",
  decide({ watch }, _input, ctx) {
    const schedule = ctx.facts.get("schedule", watch.schedule);
    const known = isShort(watch.known, ctx.now) ? knownFrom(schedule, ctx.now) : null;
    return [{ type: "looked", data: { title: schedule?.title ?? watch.title, known } }];
  },
  examples: [
    { title: "a day later", given: opened, input: {}, by: "time", then: ["looked"] },
    { title: "by somebody", given: opened, input: {}, then: { refused: "not_permitted" } },
  ],
});
