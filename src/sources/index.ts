/** The registry of alert formats. A new one is its file and a line here. */
import { alertmanager } from "./alertmanager.ts";
import { changes } from "./changes.ts";
import { ci } from "./ci.ts";
import { email } from "./email.ts";
import { generic } from "./generic.ts";
import { heartbeat } from "./heartbeat.ts";
import { pagerdutyEvents } from "./pagerduty-events.ts";
import type { Source } from "./source.ts";

/** Every source. */
export const sources: readonly Source[] = [alertmanager, generic, pagerdutyEvents, heartbeat, email, ci, changes];

/** The source of that name; undefined when there is none. */
export function sourceNamed(name: string): Source | undefined {
  return sources.find((known) => known.name === name);
}
