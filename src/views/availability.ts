/** Whether somebody may be called: until when they sleep in, and from when they may be disturbed. */
import { z } from "zod";
import type { Facts } from "../core/kernel/facts.ts";
import { later } from "../core/kernel/time.ts";
import { quietEnds, workBegins } from "../core/oncall/local-time.ts";
import { nameOf } from "./scene.ts";
import { named, view } from "./view.ts";

const at = z.string();
const shape = z.object({
  person: named,
  now: at,
  restUntil: at.nullable().meta({ description: "They were up in the night: until then only the most severe reaches them" }),
  wakingFrom: at.meta({ description: "From when they are outside their quiet hours and have slept" }),
  workingFrom: at.nullable().meta({ description: "From when they are in their working hours and have slept; null where they work on none of the next days" }),
});

/** What the directory and the incidents say of a person's time. */
function timeOf(facts: Facts, person: string, now: string) {
  const hours = facts.get("person", person)?.hours;
  if (!hours) return null;
  const restUntil = facts.get("engagement", person)?.restUntil ?? null;
  const from = later(now, restUntil ?? "");
  const calendar = hours.holidays ? facts.get("calendar", hours.holidays) : null;
  return {
    restUntil: restUntil !== null && restUntil > now ? restUntil : null,
    wakingFrom: quietEnds(hours, from),
    workingFrom: workBegins(hours, from, calendar),
  };
}

/** `GET /api/v1/people/{id}/availability`. */
export const availability = view("availability", {
  title: "Whether somebody may be called",
  of: "organisation",
  path: "people/:id/availability",
  query: z.object({}),
  shape,
  read: async (parts, { viewer, id }) => {
    if (viewer.person === null && !viewer.all) return null;
    const now = await parts.store.now();
    const time = await parts.withFacts((facts) => timeOf(facts, id, now));
    if (time === null) return null;
    return { person: nameOf(await parts.directory.names([id]), id), now, ...time };
  },
});
