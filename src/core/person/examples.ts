/** What the examples of a person's stream begin with. */
import type { NewEvent } from "../kernel/event.ts";

/** Ana is tested on Wednesdays at ten. */
export const weeklyTest: readonly NewEvent[] = [{ type: "test-set", data: { person: "ana", weekly: { weekday: 3, at: "10:00" } } }];

/** A test page to her waits for an answer. */
export const waiting: readonly NewEvent[] = [...weeklyTest, { type: "paged", data: { page: "p1", person: "ana", by: "week" } }];
