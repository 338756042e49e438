/** The pages to nobody, once a minute: begun, answered, told outside, forgotten. */
import { sql } from "kysely";
import { epochMs, type Instant, instantOf } from "../../core/kernel/time.ts";
import type { Db } from "../directory/tables.ts";
import { syntheticSource } from "../signals.ts";

/** The newest that was answered. `seconds` from the alert to the answer. */
export type Answered = { readonly id: string; readonly node: string; readonly at: Instant; readonly seconds: number; readonly told: boolean };

/** Notes one that begins. */
export async function beginPage(db: Db, { id, node, at }: { readonly id: string; readonly node: string; readonly at: Instant }): Promise<void> {
  await sql`insert into synthetic_page (id, node, started_at) values (${id}, ${node}, ${at})`.execute(db);
}

/** Notes the answer; the first counts. */
export async function answerPage(db: Db, id: string, at: Instant): Promise<void> {
  await sql`update synthetic_page set answered_at = ${at} where id = ${id} and answered_at is null`.execute(db);
}

/** The newest that was answered, or null. */
export async function lastAnswered(db: Db): Promise<Answered | null> {
  const { rows } = await sql<{ id: string; node: string; started_at: Date; answered_at: Date; told: boolean }>`
    select id, node, started_at, answered_at, told_at is not null as told from synthetic_page where answered_at is not null order by answered_at desc limit 1`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  const seconds = (Number(row.answered_at) - Number(row.started_at)) / 1_000;
  return { id: row.id, node: row.node, at: row.answered_at.toISOString(), seconds, told: row.told };
}

/** When the first of those still known began: how long there has been none, where none was answered. */
export async function firstBegun(db: Db): Promise<Instant | null> {
  const { rows } = await sql<{ at: Date | null }>`select min(started_at) as at from synthetic_page`.execute(db);
  return rows[0]?.at?.toISOString() ?? null;
}

/** Notes that the receivers outside were told of it. */
export async function pageTold(db: Db, id: string, at: Instant): Promise<void> {
  await sql`update synthetic_page set told_at = ${at} where id = ${id}`.execute(db);
}

/** So long they stay to be looked at, in milliseconds; and so many go at a time. */
const keptMs = 30 * 60_000;
const perTime = 20;

/** Removes what is older, the newest answered one excepted: streams, messages, alerts. */
export async function forgetPages(db: Db, now: Instant): Promise<number> {
  const before = instantOf(epochMs(now) - keptMs);
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      delete from synthetic_page where id in (select id from synthetic_page where started_at < ${before}
        and id is distinct from (select id from synthetic_page where answered_at is not null order by answered_at desc limit 1)
        order by started_at limit ${perTime} for update skip locked) returning id`.execute(tx);
    for (const { id } of rows) {
      await sql`select forget_stream(${`${syntheticSource}/${id}`})`.execute(tx);
      await sql`delete from fact_version where kind = 'incident' and key = ${`${syntheticSource}/${id}`}`.execute(tx);
      await sql`delete from group_fingerprint where source = ${syntheticSource} and group_key = ${id}`.execute(tx);
      await sql`delete from signal_group where source = ${syntheticSource} and group_key = ${id}`.execute(tx);
    }
    await sql`
      with gone as (delete from arrival where source = ${syntheticSource} and at < ${before} returning id)
      delete from signal where arrival in (select id from gone)`.execute(tx);
    return rows.length;
  });
}
