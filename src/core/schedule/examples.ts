/** What the examples of a schedule's stream begin with. */
import type { NewEvent } from "../kernel/event.ts";

const none = { since: "2026-03-02T09:00:00.000Z", until: "2026-05-01T09:00:00.000Z", shifts: [] };

/** A schedule that is watched. */
export const opened: readonly NewEvent[] = [{ type: "watch-opened", data: { schedule: "web", title: "Web", known: none } }];
