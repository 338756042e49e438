/** Open streams that nothing will wake, or that should have woken long ago: what the auditor looks for, by indexes alone. */
import { sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Db } from "../directory/tables.ts";

/** A stream under suspicion: with duties open and no wake at all, or due for over a minute. */
export type Suspect = { readonly stream: string; readonly seq: number; readonly overdue: boolean };

/** So late a wake may be before it is a fault. */
const lateAfter = "60 seconds";

/** Suspects, those that are overdue first. Streams whose automation was stopped alarmed then. */
export async function suspects(db: Db, now: Instant, limit: number): Promise<Suspect[]> {
  const { rows } = await sql<Suspect>`
    (select id as stream, seq, true as overdue from stream
      where wake_at < ${now}::timestamptz - ${lateAfter}::interval and quarantined is null order by wake_at limit ${limit})
    union all
    (select s.id, s.seq, false from stream s where s.wake_at is null and s.quarantined is null and s.closed_at is null
      and exists (select 1 from duty d where d.stream = s.id and d.state = 'open') order by s.id limit ${limit})`.execute(db);
  return rows;
}

/** Wakes a stream at once, where it still sleeps at that sequence number; false when something happened meanwhile, or another node did it. */
export async function wakeNow(db: Db, stream: string, seq: number, now: Instant): Promise<boolean> {
  const result = await sql`update stream set wake_at = ${now} where id = ${stream} and seq = ${seq} and (wake_at is null or wake_at > ${now})`.execute(db);
  return result.numAffectedRows === 1n;
}

/** The number of an incident as everybody may know it; null for a confidential one, and for other streams. */
export async function publicNumber(db: Db, stream: string): Promise<number | null> {
  const { rows } = await sql<{ number: number | null }>`select number from stream where id = ${stream} and not confidential`.execute(db);
  return rows[0]?.number ?? null;
}
