/** What became of the heartbeats that leave, by receiver: never with the key in its address. */
import { sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Db } from "../directory/tables.ts";

/** A receiver outside. `problem` is that of the last try, null where it was heard. */
export type Receiver = { readonly receiver: string; readonly host: string; readonly sentAt: Instant | null; readonly problem: string | null };

/** Notes a try. */
export async function noteSent(
  db: Db,
  { receiver, host, at, problem }: { readonly receiver: string; readonly host: string; readonly at: Instant; readonly problem: string | null },
) {
  const sentAt = problem === null ? at : null;
  await sql`
    insert into heartbeat_out as o (receiver, host, sent_at, failed_at, problem) values (${receiver}, ${host}, ${sentAt}, ${problem === null ? null : at}, ${problem})
    on conflict (receiver) do update set host = excluded.host, sent_at = coalesce(excluded.sent_at, o.sent_at), failed_at = excluded.failed_at,
      problem = excluded.problem`.execute(db);
}

/** Every receiver that was ever tried. */
export async function receivers(db: Db): Promise<Receiver[]> {
  const { rows } = await sql<{ receiver: string; host: string; sent_at: Date | null; problem: string | null }>`
    select receiver, host, sent_at, problem from heartbeat_out order by host, receiver limit 50`.execute(db);
  return rows.map(({ receiver, host, sent_at, problem }) => ({ receiver, host, sentAt: sent_at?.toISOString() ?? null, problem }));
}

/** Forgets receivers that are in the settings no more. */
export async function keepReceivers(db: Db, known: readonly string[]): Promise<void> {
  await sql`delete from heartbeat_out where not receiver = any (${[...known]}::text[])`.execute(db);
}
