/** What being on call cost whom, schedule by schedule: hours, nights, weekends, holidays, pages. The base of pay and of fairness. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import { type Load, type LoadClock, loadOf } from "../../core/oncall/load.ts";
import { spansByPerson } from "../../core/oncall/own-shifts.ts";
import type { Schedule } from "../../core/oncall/schedule.ts";
import { spanOf } from "../../core/oncall/spans.ts";
import { organisationOf } from "../../store/directory/organisation.ts";
import { type PageCounted, pagesBetween } from "../../store/directory/pages-report.ts";
import { allPeople } from "../../store/directory/people.ts";
import { scheduleEntries, scheduleSince } from "../../store/directory/schedules.ts";
import type { Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { calendarOf } from "./holidays.ts";

/** One person's part of one schedule. `schedule` null: pages outside any shift of theirs. */
export type ReportRow = Load & {
  readonly name: string;
  readonly schedule: string | null;
  readonly title: string;
  readonly pages: number;
  readonly answered: number;
};

/** The report of a stretch of time. */
export type Report = { readonly from: Instant; readonly until: Instant; readonly rows: readonly ReportRow[] };

const mostDays = 400;

/** The report; admins see everybody, others themselves. */
export async function onCallReport(
  parts: Parts,
  identity: Identity,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Report | Refusal> {
  if (epochMs(until) <= epochMs(from)) return refuse("invalid_value", "The end has to be after the beginning.", { pointer: "/until" });
  if (epochMs(until) - epochMs(from) > mostDays * 86_400_000)
    return refuse("invalid_value", `Ask for at most ${mostDays} days at a time.`, { pointer: "/until" });
  const [clock, keys, pages, people] = await Promise.all([
    clocksOf(parts, from),
    scheduleEntries(parts.db),
    pagesBetween(parts.db, from, until),
    allPeople(parts.db),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const counted = new Set<PageCounted>();
  const rows: Omit<ReportRow, "name">[] = [];
  for (const { id } of keys) {
    const schedule = await scheduleSince(parts.db, id, from);
    if (schedule) rows.push(...rowsOf(schedule, { from, until }, { clock, pages, counted }));
  }
  rows.push(...outside(pages.filter((page) => !counted.has(page))));
  const seen = rows.filter(({ person }) => identity.admin || person === identity.person).map((row) => ({ ...row, name: names.get(row.person) ?? "" }));
  seen.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : a.name.toLowerCase() > b.name.toLowerCase() ? 1 : a.title < b.title ? -1 : 1));
  return { from, until, rows: seen };
}

/** Each person's own clock; of who has left or said nothing the organisation's. */
async function clocksOf(parts: Parts, from: Instant): Promise<(person: string) => LoadClock> {
  const [organisation, people] = await Promise.all([organisationOf(parts.db), allPeople(parts.db)]);
  const region = organisation?.holidayRegion ?? null;
  const calendar = region === null ? null : await calendarOf(region, Number(from.slice(0, 4)));
  const usual = {
    zone: organisation?.zone ?? "UTC",
    working: organisation?.working ?? {},
    quiet: organisation?.quiet ?? (["22:00", "07:00"] as const),
    holidays: region,
  };
  const own = new Map(
    people.map(({ id, zone, working, quiet }) => [
      id,
      { zone: zone ?? usual.zone, working: working ?? usual.working, quiet: quiet ?? usual.quiet, holidays: region },
    ]),
  );
  return (person) => ({ hours: own.get(person) ?? usual, calendar });
}

type Counting = { readonly clock: (person: string) => LoadClock; readonly pages: readonly PageCounted[]; readonly counted: Set<PageCounted> };

function rowsOf(
  schedule: Schedule,
  stretch: { readonly from: Instant; readonly until: Instant },
  { clock, pages, counted }: Counting,
): Omit<ReportRow, "name">[] {
  const spans = spansByPerson(schedule, spanOf(stretch));
  return loadOf([schedule], stretch, clock).map((load) => {
    const during = (page: PageCounted) => (spans.get(load.person) ?? []).some((span) => span.from <= epochMs(page.at) && epochMs(page.at) < span.until);
    const own = pages.filter((page) => page.person === load.person && during(page));
    for (const page of own) counted.add(page);
    return { ...load, schedule: schedule.id, title: schedule.title, pages: own.length, answered: own.filter(({ answered }) => answered).length };
  });
}

/** Pages of people who were not on call then: experts, responders. */
function outside(pages: readonly PageCounted[]): Omit<ReportRow, "name">[] {
  const none = { hours: 0, nightHours: 0, nights: 0, weekendHours: 0, weekends: 0, holidayHours: 0, holidays: 0 };
  return [...new Set(pages.map(({ person }) => person))].map((person) => {
    const own = pages.filter((page) => page.person === person);
    return { ...none, person, schedule: null, title: "", pages: own.length, answered: own.filter(({ answered }) => answered).length };
  });
}
