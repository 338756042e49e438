/** Secret calendar addresses: made, listed, revoked, and what is read under them. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { after, type Instant } from "../../core/kernel/time.ts";
import { spansByPerson } from "../../core/oncall/own-shifts.ts";
import type { Schedule } from "../../core/oncall/schedule.ts";
import { spanOf, written } from "../../core/oncall/spans.ts";
import { hashOf } from "../../store/access/secrets.ts";
import { addAddress, addressByHash, addressesOf, type CalendarAddress, mostAddresses, revokeAddress } from "../../store/directory/calendar-addresses.ts";
import { stale } from "../../store/directory/change.ts";
import { organisationOf } from "../../store/directory/organisation.ts";
import { personById } from "../../store/directory/people.ts";
import { scheduleNow, schedulesNow } from "../../store/directory/schedules.ts";
import { byPerson, type From, type Parts, randomText } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import type { CalendarFile, FileShift } from "./calendar-file.ts";
import { namesIn } from "./names.ts";

/** A new address; its secret is shown this once. */
export type NewAddress = CalendarAddress & { readonly url: string; readonly webcal: string; readonly json: string };

/** One's own addresses. */
export async function listAddresses(parts: Parts, identity: Identity) {
  return { addresses: await addressesOf(parts.db, identity.person) };
}

/** A new address for one's own shifts, or for a whole schedule. */
export async function createAddress(parts: Parts, identity: Identity, schedule: string | null, from: From): Promise<NewAddress | Refusal> {
  if (schedule !== null && (await scheduleNow(parts.db, schedule)) === null)
    return refuse("invalid_value", "There is no such schedule.", { pointer: "/schedule" });
  // 256 bits: nobody guesses one, so an address needs no other credential.
  const secret = randomText(parts, 32);
  const added = await addAddress(parts.db, byPerson(parts, identity.person, from), {
    id: parts.world.id(),
    hash: hashOf(secret),
    person: identity.person,
    schedule,
  });
  if (added === null) return refuse("invalid_value", `You have ${mostAddresses} addresses: revoke one first.`);
  if ("refused" in added) return added;
  const url = `${parts.publicUrl}/calendar/${secret}`;
  return { ...added, url: `${url}.ics`, webcal: `${url}.ics`.replace(/^https?:/, "webcal:"), json: `${url}.json` };
}

/** Revokes an address: one's own, or as an admin anybody's. */
export function dropAddress(parts: Parts, identity: Identity, id: string, from: From): Promise<{ readonly revoked: string } | Refusal> {
  return revokeAddress(parts.db, byPerson(parts, identity.person, from), id, identity.admin ? null : identity.person);
}

/** How far a file reaches: whole days, so that it is the same text all day. */
const shown = { back: "-P30D", ahead: "P180D" };

/** The file under a secret. Unknown, revoked and orphaned ones are told in one answer. */
export async function fileUnder(parts: Parts, secret: string): Promise<CalendarFile | Refusal> {
  const now = await parts.now();
  const address = await addressByHash(parts.db, hashOf(secret), now);
  if (address === null) return stale(false);
  const schedules = address.schedule === null ? await schedulesNow(parts.db) : [await scheduleNow(parts.db, address.schedule)].filter((one) => one !== null);
  if (address.schedule !== null && schedules.length === 0) return stale(false);
  const shifts = await shiftsIn(parts, schedules, { now, owner: address.person, own: address.schedule === null });
  const name = address.schedule === null ? "On call" : schedules[0]!.title;
  return { name, own: address.schedule === null, link: `${parts.publicUrl}/on-call`, shifts };
}

type Reader = { readonly now: Instant; readonly owner: string; readonly own: boolean };

async function shiftsIn(parts: Parts, schedules: readonly Schedule[], { now, owner, own }: Reader): Promise<FileShift[]> {
  const today = `${now.slice(0, 10)}T00:00:00.000Z`;
  const span = { from: after(today, shown.back), until: after(today, shown.ahead) };
  const [changed, alarmMinutes] = [await changedAt(parts), await alarmOf(parts, owner)];
  const found = schedules.flatMap((schedule) =>
    [...spansByPerson(schedule, spanOf(span))].flatMap(([person, spans]) =>
      own && person !== owner ? [] : spans.map((one) => ({ schedule: { id: schedule.id, name: schedule.title }, person, ...written(one) })),
    ),
  );
  const names = await namesIn(
    parts,
    found.map(({ person }) => person),
  );
  return found
    .map(({ person, ...shift }) => ({
      ...shift,
      person: { id: person, name: names[person] ?? "" },
      open: shift.until === span.until,
      begun: shift.from === span.from,
      changedAt: changed.get(shift.schedule.id) ?? span.from,
      alarmMinutes: person === owner ? alarmMinutes : null,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.person.id < b.person.id ? -1 : 1));
}

/** When each schedule was last changed. */
async function changedAt(parts: Parts): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await sql<{ key: string; at: Date }>`select key, changed_at as at from fact_version where kind = 'schedule'`.execute(parts.db);
  return new Map(rows.map(({ key, at }) => [key, at.toISOString()]));
}

/** The minutes that a person chose for shift notices; null where they want none. */
async function alarmOf(parts: Parts, person: string): Promise<number | null> {
  const minutes = (await personById(parts.db, person))?.shiftNoticeMinutes ?? (await organisationOf(parts.db))?.shiftNoticeMinutes ?? 0;
  return minutes === 0 ? null : minutes;
}
