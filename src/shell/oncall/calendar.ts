/** A schedule laid out for a calendar. What is previewed and what holds are computed by the same functions. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import { after, epochMs, type Instant } from "../../core/kernel/time.ts";
import { lanesBetween, shadowsBetween } from "../../core/oncall/lanes.ts";
import { quality } from "../../core/oncall/quality.ts";
import type { Override, Rotation, Schedule, Shift } from "../../core/oncall/schedule.ts";
import { gapsBetween } from "../../core/oncall/shifts.ts";
import { stale } from "../../store/directory/change.ts";
import { coverRequests } from "../../store/directory/cover.ts";
import { organisationOf } from "../../store/directory/organisation.ts";
import { overridesOf } from "../../store/directory/overrides.ts";
import { schedulesNow } from "../../store/directory/schedules.ts";
import type { Parts } from "../access/parts.ts";
import { calendarOf } from "./holidays.ts";
import { namesIn } from "./names.ts";
import { wrongIn } from "./schedules.ts";
import { warningsOf } from "./warnings.ts";

/** A stretch of time to be looked at. */
export type Stretch = { readonly from: Instant; readonly until: Instant };

/** What a preview puts in the place of what is saved; overrides and plans come after those that are. */
export type Draft = {
  readonly title?: string | undefined;
  readonly zone?: string | undefined;
  readonly rotations?: readonly Rotation[] | undefined;
  readonly overrides?: readonly Omit<Override, "id">[] | undefined;
  readonly temporary?: readonly (Stretch & { readonly shifts: readonly Shift[] })[] | undefined;
};

const mostDays = 400;

/** The key under which a schedule that does not exist yet is previewed. */
const unsaved = "new";

/** The calendar of a schedule, or of a draft of it. */
export async function calendarView(parts: Parts, key: string, stretch: Stretch, draft: Draft | null = null) {
  const { from, until } = stretch;
  if (epochMs(until) <= epochMs(from)) return refuse("invalid_value", "The end has to be after the beginning.", { pointer: "/until" });
  if (epochMs(until) - epochMs(from) > mostDays * 86_400_000)
    return refuse("invalid_value", `Ask for at most ${mostDays} days at a time.`, { pointer: "/until" });
  const all = await schedulesNow(parts.db);
  const schedule = drafted(all.find(({ id }) => id === key) ?? null, key, draft);
  if ("refused" in schedule) return schedule;
  const [now, overrides, requests, holidays] = await Promise.all([
    parts.now(),
    overridesOf(parts.db, key, from, until),
    coverRequests(parts.db, { schedule: key, state: "open" }),
    holidaysIn(parts, stretch),
  ]);
  const { final, ...lanes } = lanesBetween(schedule, from, until);
  const view = {
    schedule: { id: schedule.id, title: schedule.title, zone: schedule.zone },
    ...{ now, from, until, lanes, final },
    shadows: shadowsBetween(schedule, from, until),
    overrides: [
      ...overrides,
      ...lanes.overrides.filter((one) => !overrides.some(({ id }) => id === one.id)).map((one) => ({ ...one, author: null, request: null, createdAt: now })),
    ],
    requests: requests.filter((request) => request.from < until && from < request.until),
    holidays,
    gaps: gapsBetween(schedule, from, until),
    quality: quality(schedule, from, after(from, "P364D")),
    warnings: await warningsOf(parts, { schedule, others: all.filter(({ id }) => id !== key), stretch, now }),
  };
  return { ...view, names: await namesIn(parts, [view, schedule.rotations]) };
}

/** The saved schedule with a draft's parts in their place; what cannot be saved cannot be previewed either. */
function drafted(saved: Schedule | null, key: string, draft: Draft | null): Schedule | Refusal {
  if (saved === null && (draft === null || key !== unsaved)) return stale(false);
  const before = saved ?? { id: key, title: "", zone: "UTC", rotations: [], overrides: [], temporary: [], external: null };
  if (draft === null) return before;
  const overrides = (draft.overrides ?? []).map((one, place) => ({ ...one, id: `draft-${place}` }));
  const temporary = (draft.temporary ?? []).map((one, place) => ({ ...one, id: `draft-${place}`, shifts: [...one.shifts], gapsConfirmed: true }));
  const rotations = draft.rotations ? [...draft.rotations] : before.rotations;
  const zone = draft.zone ?? before.zone;
  const wrong = wrongIn({ zone, rotations, overrides, temporary });
  if (wrong) return wrong;
  return {
    ...before,
    ...{ zone, rotations, title: draft.title ?? before.title },
    overrides: [...before.overrides, ...overrides],
    temporary: [...before.temporary, ...temporary],
  };
}

/** Public holidays of the organisation's region, day by day. */
async function holidaysIn(parts: Parts, { from, until }: Stretch) {
  const region = (await organisationOf(parts.db))?.holidayRegion;
  const calendar = region ? await calendarOf(region, Number(from.slice(0, 4))) : null;
  if (!calendar) return [];
  const days = Object.entries(calendar.holidays).filter(([date]) => date >= after(from, "-P1D").slice(0, 10) && date <= until.slice(0, 10));
  return days.map(([date, name]) => ({ region: calendar.region, date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}
