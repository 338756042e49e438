/** The engine of schedules: shift notices, changes, gaps, requests for cover. A stream `schedule/<key>` for each. */

import { houseEngine } from "../house.ts";
import type { Unsent } from "../kernel/engine.ts";
import { changeNotices, gapWarnings } from "./changes-and-gaps.ts";
import { coverRequests } from "./cover-requests.ts";
import { look } from "./look.ts";
import { open } from "./open.ts";
import { shiftNotices } from "./shift-notices.ts";
import { type State, slices } from "./slices.ts";
import { tellChanges } from "./tell-changes.ts";
import { tellCover } from "./tell-cover.ts";
import { tellShiftBegins } from "./tell-shift-begins.ts";
import { tellShiftSoon } from "./tell-shift-soon.ts";
import { warnGaps } from "./warn-gaps.ts";

/** The commands, all of the program itself. */
export const commands = [look, open, tellChanges, tellCover, tellShiftBegins, tellShiftSoon, warnGaps] as const;

/** The rules. */
const rules = [changeNotices, coverRequests, gapWarnings, shiftNotices] as const;

/** The stream of a schedule. */
export function streamOf(schedule: string): string {
  return `schedule/${schedule}`;
}

/** What has become untrue while it waited is not said any more. */
function wanted({ watch }: State, { effect, person }: Unsent): boolean {
  const { template, params } = effect;
  if (template === "shift-soon") return typeof params.from === "string" && params.from > watch.cursor;
  if (template === "shift-begins") return params.role !== "begins" || (person !== null && watch.called.includes(person));
  if (template === "cover-asked") return watch.cover[String(params.request)]?.closed !== true;
  return true;
}

/** Schedules. */
export const schedules = houseEngine<State>({
  kind: "schedule",
  slices,
  commands,
  rules,
  titleOf: (state) => state.watch.title,
  openedAt: (state) => state.watch.openedAt,
  wanted,
});
