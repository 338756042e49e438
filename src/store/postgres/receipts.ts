/** Providers' later words about messages: idempotent, monotone, and welcome before we have written what we sent. */
import { sql } from "kysely";
import type { Heard, Word } from "../jobs.ts";
import type { Access } from "./connection.ts";
import type { Db } from "./tables.ts";

type Said = Pick<Heard, "state" | "reason" | "permanent">;

/** A failed message is sent by another method only while that is news: so long after its try. */
const newsFor = "24 hours";

/** Keeps the word, and applies it to the message it is about; null while no message with that provider id or key is known. */
export async function receipt(access: Access, channel: string, word: Word) {
  const { providerId, state, reason, permanent } = word;
  return access.db.transaction().execute(async (db) => {
    await lockReceipts(db, channel, providerId);
    const found = (await attemptBy(db, channel, providerId)) ?? (await nameless(db, channel, word));
    await sql`
      insert into receipt (channel, provider_id, state, reason, permanent, at) values (${channel}, ${providerId}, ${state}, ${reason}, ${permanent}, ${access.now})
      on conflict (channel, provider_id) do update set state = excluded.state, reason = excluded.reason, permanent = excluded.permanent, at = excluded.at
      where receipt.state <> 'delivered' and not (receipt.state = 'failed' and excluded.state = 'sent')`.execute(db);
    if (!found) return null;
    const news = await applyReceipt({ ...access, db }, { job: found.id, attempt: found.attempt }, word);
    return { id: found.id, stream: found.stream, person: found.person, method: found.method, dead: news && state === "failed" && permanent };
  });
}

async function attemptBy(db: Db, channel: string, providerId: string) {
  const at = db.selectFrom("job_attempt").innerJoin("job", "job.id", "job_attempt.job").where("channel", "=", channel).where("provider_id", "=", providerId);
  return at.select(["job.id", "job.stream", "job.person", "job_attempt.id as attempt", "job_attempt.method"]).limit(1).executeTakeFirst();
}

/** The attempt whose answer was lost: the message is named by its key, and the provider's id becomes known now (R6). */
async function nameless(db: Db, channel: string, { key, providerId }: Word) {
  if (key === null) return undefined;
  // The message's row first, as everywhere: its worker may be writing what became of the next try.
  const job = await db.selectFrom("job").select(["id", "stream", "person"]).where("id", "=", key).forUpdate().executeTakeFirst();
  if (!job) return undefined;
  const lost = db.selectFrom("job_attempt").select(["id as attempt", "method"]).where("job", "=", key).where("channel", "=", channel);
  const found = await lost.where("provider_id", "is", null).where("outcome", "=", "unknown").orderBy("id", "desc").limit(1).executeTakeFirst();
  if (!found) return undefined;
  await db.updateTable("job_attempt").set({ provider_id: providerId }).where("id", "=", found.attempt).execute();
  return { ...job, ...found };
}

/** One at a time per provider id: the word and our own record of what we sent cannot pass each other unseen. Taken before any row. */
export async function lockReceipts(db: Db, channel: string, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${providerId}`}, 2))`.execute(db);
}

/**
 * Notes it beside the try, and moves the message: delivered ends it, also where the next try waits already; a failed one makes the next method due at
 * once. Every final state stays. True when this was news.
 */
export async function applyReceipt(
  { db, now }: Access,
  at: { readonly job: string; readonly attempt: string },
  { state, reason, permanent }: Said,
): Promise<boolean> {
  await sql`select 1 from job where id = ${at.job} for update`.execute(db);
  const noted = await sql`
    update job_attempt set heard = ${state}, heard_reason = ${reason}, heard_permanent = ${permanent}, heard_at = ${now}
    where id = ${at.attempt} and (heard is null or (heard <> ${state} and heard <> 'delivered' and ${state} <> 'sent'))`.execute(db);
  if (state === "failed") await again({ db, now }, at, reason);
  else
    await sql`
      update job set state = ${state}, reason = null, due_at = null, worker = null
      where id = ${at.job} and (state = 'unknown' or (${state} = 'delivered' and state in ('queued', 'held', 'sending', 'sent')))`.execute(db);
  return noted.numAffectedRows === 1n;
}

/** Not where another try went well, or a later one is not settled yet. */
async function again(
  { db, now }: Pick<Access, "db" | "now">,
  { job, attempt }: { readonly job: string; readonly attempt: string },
  reason: string,
): Promise<void> {
  await sql`
    update job set reason = ${reason},
      state = case when a.at > ${now} - ${newsFor}::interval then 'queued' else 'failed' end,
      not_before = case when a.at > ${now} - ${newsFor}::interval then ${now} else not_before end,
      due_at = case when a.at > ${now} - ${newsFor}::interval then ${now} end
    from job_attempt a
    where job.id = ${job} and job.state in ('unknown', 'sent') and a.id = ${attempt} and not exists (
      select 1 from job_attempt o where o.job = ${job} and o.id <> a.id and o.heard is distinct from 'failed'
        and (o.outcome = 'ok' or (o.outcome = 'unknown' and o.id > a.id)))`.execute(db);
}
