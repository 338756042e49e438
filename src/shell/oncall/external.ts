/** A schedule that follows a calendar elsewhere: read when it is set, every quarter of an hour, and when somebody asks. */

import { ExchangeFailed } from "../../channels/wire.ts";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { after, type Instant } from "../../core/kernel/time.ts";
import { stale } from "../../store/directory/change.ts";
import { claimStale, type ExternalRow, externalOf, type Fetched, noteFetched, putExternal, removeExternal } from "../../store/directory/external-calendars.ts";
import { allPeople } from "../../store/directory/people.ts";
import { scheduleNow } from "../../store/directory/schedules.ts";
import type { By } from "../../store/directory/tables.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { icsLimits, readIcs } from "./read-ics.ts";
import { whoIsOf } from "./who-is.ts";

/** Minutes between two readings. */
const everyMinutes = 15;

/** What reading needs. */
export type Reading = Pick<Parts, "db" | "keys" | "node" | "now"> & { readonly world: Pick<Parts["world"], "http" | "monotonicMs" | "sleep"> };

/** How long the other side may take, and how far is read. */
const reach = { deadlineMs: 10_000, back: "-P31D", ahead: "P366D" };

/** A calendar for whoever looks; only admins see the whole address. */
export type ExternalView = Omit<ExternalRow, "schedule">;

const about = (schedule: string) => `external_calendar/${schedule}`;

function viewOf(parts: Pick<Parts, "keys">, { schedule, ...row }: ExternalRow, admin: boolean): ExternalView {
  const url = parts.keys.open(row.url, about(schedule));
  return { ...row, url: admin ? url : `${new URL(url).origin}/…` };
}

/** The calendar that a schedule follows. */
export async function showExternal(parts: Parts, identity: Identity, schedule: string): Promise<ExternalView | Refusal> {
  const row = await externalOf(parts.db, schedule);
  return row === null ? stale(false) : viewOf(parts, row, identity.admin);
}

/** Follows a calendar from now on. It is read at once: one that cannot be read is refused, and what stood before stays. */
export async function setExternal(
  parts: Parts,
  identity: Identity,
  asked: { readonly schedule: string; readonly url: string; readonly names: ExternalRow["names"] },
  from: From,
): Promise<ExternalView | Refusal> {
  const { schedule, names } = asked;
  const url = asked.url.replace(/^webcals?:/i, "https:");
  const there = await scheduleNow(parts.db, schedule);
  if (there === null) return stale(false);
  const unknown = await unknownIn(parts, names);
  if (unknown !== null)
    return refuse("invalid_value", "This person is not here, or has left.", { pointer: `/names/${unknown.replaceAll("~", "~0").replaceAll("/", "~1")}` });
  const now = await parts.now();
  const read = await fetchShifts(parts, { url, names, zone: there.zone, now });
  if ("failed" in read) return refuse("invalid_value", read.failed, { pointer: "/url" });
  const put = { schedule, url: parts.keys.seal(url, about(schedule)), names, read };
  const row = await putExternal(parts.db, byPerson(parts, identity.person, from), put, now);
  return "refused" in row ? row : viewOf(parts, row, identity.admin);
}

async function unknownIn(parts: Parts, names: ExternalRow["names"]): Promise<string | null> {
  const here = new Set((await allPeople(parts.db)).filter(({ active }) => active).map(({ id }) => id));
  return Object.entries(names).find(([, person]) => !here.has(person))?.[0] ?? null;
}

/** Follows it no longer. */
export function dropExternal(parts: Parts, identity: Identity, schedule: string, from: From): Promise<{ readonly removed: string } | Refusal> {
  return removeExternal(parts.db, byPerson(parts, identity.person, from), schedule);
}

/** Reads a schedule's calendar now. What cannot be read is a problem that people see; the last good shifts stay. */
export async function refreshExternal(parts: Parts, identity: Identity, schedule: string, from: From): Promise<ExternalView | Refusal> {
  if ((await externalOf(parts.db, schedule)) === null) return stale(false);
  await refresh(parts, schedule, byPerson(parts, identity.person, from));
  return showExternal(parts, identity, schedule);
}

/** Reads every calendar that was not read for a quarter of an hour; two nodes share them. Resolves with how many. */
export async function refreshStale(parts: Reading): Promise<number> {
  const due = await claimStale(parts.db, await parts.now(), everyMinutes);
  for (const schedule of due) await refresh(parts, schedule, { actor: "system", ip: null, node: parts.node });
  return due.length;
}

async function refresh(parts: Reading, schedule: string, by: By): Promise<void> {
  const [row, there, now] = await Promise.all([externalOf(parts.db, schedule), scheduleNow(parts.db, schedule), parts.now()]);
  if (row === null || there === null) return;
  const fetched = await fetchShifts(parts, { url: parts.keys.open(row.url, about(schedule)), names: row.names, zone: there.zone, now });
  await noteFetched(parts.db, by, schedule, { fetched, now });
}

type Asked = { readonly url: string; readonly names: ExternalRow["names"]; readonly zone: string; readonly now: Instant };

async function fetchShifts(parts: Reading, { url, names, zone, now }: Asked): Promise<Fetched> {
  const text = await fetchText(parts, url);
  if (typeof text !== "string") return text;
  const people = (await allPeople(parts.db)).filter(({ active }) => active);
  // From midnight on, so that reading again in an hour gives the same shifts.
  const today = `${now.slice(0, 10)}T00:00:00.000Z`;
  const read = await readIcs({
    ...{ text, zone },
    from: after(today, reach.back),
    until: after(today, reach.ahead),
    whoIs: whoIsOf(people, names),
    world: parts.world,
  });
  if ("failed" in read) return read;
  const { shifts, unmatched, unreadable, cut } = read;
  return { shifts, unmatched, problem: problemIn(unmatched, unreadable, cut) };
}

/** The text at an address; why not, where it cannot be read. */
export async function fetchText(parts: Pick<Reading, "world">, url: string): Promise<string | { readonly failed: string }> {
  const headers = { accept: "text/calendar, text/plain;q=0.5", "user-agent": "Quarterdeck" };
  try {
    const reply = await parts.world.http({ method: "GET", url, headers, deadlineMs: reach.deadlineMs, trust: "guarded", mostBytes: icsLimits.bytes + 1 });
    if (reply.status >= 300 && reply.status < 400) return { failed: "The address leads on to another one: give that one." };
    return reply.status === 200 ? reply.body : { failed: `The other side answered with ${reply.status}.` };
  } catch (error) {
    if (!(error instanceof ExchangeFailed)) throw error;
    return { failed: `The calendar cannot be reached: ${error.message}.` };
  }
}

function problemIn(unmatched: readonly string[], unreadable: readonly string[], cut: boolean): string | null {
  const listed = (titles: readonly string[]) =>
    titles
      .slice(0, 10)
      .map((title) => (title === "" ? "an event without a title" : `"${title}"`))
      .join(", ");
  const problems = [
    ...(unmatched.length === 0 ? [] : [`Nobody here is called what these events say: ${listed(unmatched)}.`]),
    ...(unreadable.length === 0 ? [] : [`The times of these events cannot be understood: ${listed(unreadable)}.`]),
    ...(cut ? [`Only the first ${icsLimits.shifts} shifts are followed.`] : []),
  ];
  return problems.length === 0 ? null : problems.join(" ");
}
