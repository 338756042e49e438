/** Somebody's shift is near. */
import { z } from "zod";
import { opened } from "./examples.ts";
import { command } from "./slices.ts";

export const tellShiftSoon = command("tell-shift-soon", {
  title: "Tell of the next shift",
  says: "Tells somebody before their shift begins, as long before as they chose.",
  input: z.object({ person: z.string(), from: z.string(), until: z.string(), beside: z.string().nullable().default(null) }),
  may: "program",
  decide({ watch }, shift, ctx) {
    // After an outage the shift may have begun: who is on call is told of that instead.
    if (shift.from <= ctx.now) return [{ type: "looked", data: { title: watch.title, known: null } }];
    return [{ type: "shift-soon-told", data: shift }];
  },
  examples: [
    {
      title: "tomorrow",
      given: opened,
      input: { person: "ana", from: "2026-03-03T09:00:00.000Z", until: "2026-03-10T09:00:00.000Z" },
      by: "time",
      then: ["shift-soon-told"],
    },
    {
      title: "it has begun",
      given: opened,
      input: { person: "ana", from: "2026-03-02T09:30:00.000Z", until: "2026-03-10T09:00:00.000Z" },
      by: "time",
      then: ["looked"],
    },
  ],
});
