/** Providers' later words about messages: idempotent, monotone, and welcome before we have written what we sent. */
import { sql } from "kysely";
import type { Access } from "./connection.ts";
import type { Db } from "./tables.ts";

type Word = { readonly state: string; readonly reason: string };

/** Keeps the word, and applies it to the message it is about; null while no message with that provider id is known. */
export async function receipt(access: Access, word: Word & { readonly channel: string; readonly providerId: string }) {
  const { channel, providerId, state, reason } = word;
  return access.db.transaction().execute(async (db) => {
    await lockReceipts(db, channel, providerId);
    const found = await db
      .selectFrom("job_attempt")
      .innerJoin("job", "job.id", "job_attempt.job")
      .select(["job.id", "job.stream", "job.person"])
      .where("channel", "=", channel)
      .where("provider_id", "=", providerId)
      .limit(1)
      .executeTakeFirst();
    await sql`
      insert into receipt (channel, provider_id, state, reason, at) values (${channel}, ${providerId}, ${state}, ${reason}, ${access.now})
      on conflict (channel, provider_id) do update set state = excluded.state, reason = excluded.reason, at = excluded.at
      where receipt.state <> 'delivered'`.execute(db);
    if (!found) return null;
    await applyReceipt({ ...access, db }, found.id, word);
    return found;
  });
}

/** One at a time per provider id: the word and our own record of what we sent cannot pass each other unseen. Taken before any row. */
export async function lockReceipts(db: Db, channel: string, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${providerId}`}, 2))`.execute(db);
}

/** Delivered and every final state stay. A message whose outcome was unknown and that failed is tried again at once. */
export async function applyReceipt({ db, now }: Access, job: string, { state, reason }: Word): Promise<void> {
  const retry = state === "failed";
  await sql`
    update job set
      state = case when state = 'unknown' and ${retry} then 'queued' else ${state} end,
      not_before = case when state = 'unknown' and ${retry} then ${now} else not_before end,
      due_at = case when state = 'unknown' and ${retry} then ${now} else null end,
      reason = case when ${retry} then ${reason} end
    where id = ${job} and (state = 'unknown' or (state = 'sent' and ${state} <> 'sent'))`.execute(db);
}
