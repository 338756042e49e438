/** Coming shifts are others than people know. */
import { z } from "zod";
import type { CoverRequest } from "../kernel/facts.ts";
import { opened } from "./examples.ts";
import { changesSince, knownFrom } from "./shifts-known.ts";
import { command } from "./slices.ts";

/** More shifts than these are counted and not listed. */
const most = 10;

export const tellChanges = command("tell-changes", {
  title: "Tell whose shifts have changed",
  says: "Compares the coming 60 days with what people know, and tells everyone whose shifts are others.",
  input: z.object({}),
  may: "program",
  decide({ watch }, _input, ctx) {
    const schedule = ctx.facts.get("schedule", watch.schedule);
    const title = schedule?.title ?? watch.title;
    const answered = ctx.facts.get("cover", watch.schedule)?.requests ?? [];
    const people = changesSince(watch.known, schedule, ctx.now)
      .filter(({ person }) => !answered.some((request) => agreed(request, person, watch.known.since)))
      .map(({ person, now, gone }) => ({ person, now: now.slice(0, most), gone: gone.slice(0, most) }));
    const known = knownFrom(schedule, ctx.now);
    return [people.length === 0 ? { type: "looked", data: { title, known } } : { type: "changes-told", data: { title, people, known } }];
  },
  examples: [
    { title: "nothing of the future", given: opened, input: {}, by: "time", then: ["looked"] },
    {
      title: "a shift is gone",
      given: [
        {
          type: "watch-opened",
          data: {
            schedule: "web",
            title: "Web",
            known: {
              since: "2026-03-02T09:00:00.000Z",
              until: "2026-05-01T09:00:00.000Z",
              shifts: [{ person: "ana", from: "2026-03-09T09:00:00.000Z", until: "2026-03-16T09:00:00.000Z" }],
            },
          },
        },
      ],
      input: {},
      by: "time",
      then: ["changes-told"],
    },
  ],
});

/** Whether somebody agreed to the change themselves, by asking for cover or giving it: they hear of that answer. */
function agreed({ state, answeredAt, person: asker, answeredBy }: CoverRequest, person: string, since: string): boolean {
  return state === "accepted" && answeredAt !== null && answeredAt >= since && (person === asker || person === answeredBy);
}
