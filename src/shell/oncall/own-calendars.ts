/** A person's own calendar: an address that is read every quarter of an hour, or a file given once. Only its meetings ahead are kept. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { after, type Instant } from "../../core/kernel/time.ts";
import { stale } from "../../store/directory/change.ts";
import { methodsOf } from "../../store/directory/methods.ts";
import { organisationOf } from "../../store/directory/organisation.ts";
import {
  calendarOfPerson,
  claimStaleCalendars,
  type MeetingsRead,
  meetingsAhead,
  noteMeetings,
  type OwnCalendar,
  putCalendar,
  removeCalendar,
} from "../../store/directory/own-calendars.ts";
import { personById } from "../../store/directory/people.ts";
import type { By } from "../../store/directory/tables.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { fetchText, type Reading } from "./external.ts";
import { readMeetings } from "./read-meetings.ts";

/** Minutes between two readings, and how far is read. */
const reach = { everyMinutes: 15, back: "-P1D", ahead: "P28D" };

/** What reading calendars of people needs. */
export type ReadingOwn = Reading & { readonly world: Reading["world"] & Pick<Parts["world"], "id"> };

/** A calendar as its owner sees it. */
export type OwnCalendarView = {
  readonly kind: "address" | "file";
  readonly url: string | null;
  readonly fetchedAt: Instant | null;
  readonly triedAt: Instant | null;
  readonly problem: string | null;
  readonly meetings: readonly { readonly id: string; readonly title: string; readonly from: Instant; readonly until: Instant; readonly organiser: string }[];
};

const about = (person: string) => `own_calendar/${person}`;

async function viewOf(parts: Parts, { person, url, fetchedAt, triedAt, problem }: OwnCalendar): Promise<OwnCalendarView> {
  const meetings = await meetingsAhead(parts.db, person, await parts.now());
  return {
    ...{ kind: url === null ? ("file" as const) : ("address" as const), url: url === null ? null : parts.keys.open(url, about(person)) },
    ...{ fetchedAt, triedAt, problem },
    meetings: meetings.map(({ id, title, from, until, organiserName }) => ({ id, title, from, until, organiser: organiserName })),
  };
}

/** One's own calendar with the meetings ahead. */
export async function showOwnCalendar(parts: Parts, person: string): Promise<OwnCalendarView | Refusal> {
  const row = await calendarOfPerson(parts.db, person);
  return row === null ? stale(false) : viewOf(parts, row);
}

/** Where a calendar comes from. */
export type Given = { readonly url: string } | { readonly file: string };

/** Sets one's own calendar. It is read at once: one that cannot be read is refused, and what stood before stays. */
export async function setOwnCalendar(parts: Parts, identity: Identity, given: Given, from: From): Promise<OwnCalendarView | Refusal> {
  const { person } = identity;
  const url = "url" in given ? given.url.replace(/^webcals?:/i, "https:") : null;
  const now = await parts.now();
  const text = url === null ? (given as { readonly file: string }).file : await fetchText(parts, url);
  const read = typeof text === "string" ? await readFor(parts, person, text, now) : text;
  if ("failed" in read) return refuse("invalid_value", read.failed, { pointer: url === null ? "/file" : "/url" });
  const put = { person, url: url === null ? null : parts.keys.seal(url, about(person)), read: read.meetings };
  const row = await putCalendar(parts.db, byPerson(parts, person, from), put, { now, id: parts.world.id });
  return "refused" in row ? row : viewOf(parts, row);
}

/** Takes one's own calendar away. */
export function dropOwnCalendar(parts: Parts, identity: Identity, from: From): Promise<{ readonly removed: string } | Refusal> {
  return removeCalendar(parts.db, byPerson(parts, identity.person, from), identity.person);
}

/** Reads every calendar of a person that was not read for a quarter of an hour; two nodes share them. Resolves with how many. */
export async function refreshOwnCalendars(parts: ReadingOwn): Promise<number> {
  const due = await claimStaleCalendars(parts.db, await parts.now(), reach.everyMinutes);
  for (const person of due) await refresh(parts, person, { actor: "system", ip: null, node: parts.node });
  return due.length;
}

async function refresh(parts: ReadingOwn, person: string, by: By): Promise<void> {
  const [row, now] = await Promise.all([calendarOfPerson(parts.db, person), parts.now()]);
  if (row === null || row.url === null) return;
  const text = await fetchText(parts, parts.keys.open(row.url, about(person)));
  const read = typeof text === "string" ? await readFor(parts, person, text, now) : text;
  await noteMeetings(parts.db, by, person, { read, now, id: parts.world.id });
}

async function readFor(parts: Reading, person: string, text: string, now: Instant): Promise<MeetingsRead> {
  const [known, methods, organisation] = await Promise.all([personById(parts.db, person), methodsOf(parts.db, [person]), organisationOf(parts.db)]);
  if (known === null) return { failed: "There is no such person." };
  const addresses = [known.email, ...methods.filter(({ channel, verifiedAt }) => channel === "email" && verifiedAt !== null).map(({ address }) => address)];
  return readMeetings({
    ...{ text, from: after(now, reach.back), until: after(now, reach.ahead), zone: known.zone ?? organisation?.zone ?? "UTC" },
    ...{ addresses: addresses.map((address) => address.toLowerCase()), world: parts.world },
  });
}
