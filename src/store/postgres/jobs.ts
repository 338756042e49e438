/** The queue of messages: a leased table, so that a killed worker costs one lease and people see every row. */
import { type RawBuilder, sql } from "kysely";
import type { Effect } from "../../core/kernel/effect.ts";
import type { Attempt, Finish, Jobs, LeasedJob } from "../jobs.ts";
import { attemptsOf } from "./attempts.ts";
import { bundled, digestFor, unbundle } from "./bundles.ts";
import { type Access, instant, json } from "./connection.ts";
import { depart, freeSlot, pause } from "./departures.ts";
import { outbox } from "./outbox.ts";
import { applyReceipt, lockReceipts, receipt } from "./receipts.ts";
import type { Db } from "./tables.ts";

/** The jobs' part of the store. */
export function postgresJobs(access: Access): Jobs {
  const { db, hint } = access;
  return {
    claim: async (worker, limit, leaseMs) => claim(access, worker, limit, leaseMs),
    depart: async (job, worker, leaseMs, leaving) => depart(access, { job, worker, leaseMs }, leaving),
    finish: async (job, worker, outcome) => {
      const held = await db.transaction().execute((tx) => finish({ ...access, db: tx }, job, worker, outcome));
      hint("jobs");
      return held;
    },
    release: async (worker) => {
      const freed = { state: "queued" as const, worker: null, due_at: sql<never>`not_before` };
      await db.updateTable("job").set(freed).where("worker", "=", worker).where("state", "=", "sending").execute();
      hint("jobs");
    },
    receipt: async (channel, word) => {
      const about = await receipt(access, channel, word);
      hint("jobs");
      return about;
    },
    bundled: async (digest) => bundled(access, digest),
    unbundle: async (id, digest, to) => {
      await unbundle(access, { id, digest }, to);
      hint("jobs");
    },
    enqueue: async (job) => {
      await enqueue(access, job);
      hint("jobs");
    },
    outbox: async (viewer, filter) => outbox(db, viewer, filter),
    paging: async (set) => {
      if (set) await setPaging(db, set);
      const row = await db.selectFrom("setting").select("value").where("key", "=", "paging").executeTakeFirst();
      return row?.value === "held" ? "held" : "running";
    },
  };
}

function after(now: RawBuilder<Date>, ms: number): RawBuilder<never> {
  return sql<never>`${now} + ${ms} * interval '1 millisecond'`;
}

async function setPaging(db: Db, value: string): Promise<void> {
  const insert = db.insertInto("setting").values({ key: "paging", value });
  await insert.onConflict((conflict) => conflict.column("key").doUpdateSet({ value })).execute();
}

type Claimed = {
  id: string;
  stream: string | null;
  effect: Effect;
  person: string | null;
  contact: string | null;
  epoch: number;
  not_before: Date;
  queued_at: Date;
  due_at: Date;
  overtaken: boolean;
};

/** When a message was meant to leave, before quiet hours and tries moved it. */
const meant = (row: string) => sql.raw(`coalesce((${row}.effect ->> 'notBefore')::timestamptz, ${row}.queued_at)`);

/** Steps of a page closer together than this are meant to come at once. */
const apart = sql.raw("interval '30 seconds'");

async function claim({ db, now }: Access, worker: string, limit: number, leaseMs: number): Promise<LeasedJob[]> {
  const { rows } = await sql<Claimed & { lane: number; was_due: Date; n: string }>`
    with due as (
      select id as due_id, due_at as was_due from job
      where due_at <= ${now} and not exists (select 1 from setting where key = 'paging' and value = 'held')
      order by lane, due_at, n limit ${limit} for update skip locked
    )
    update job set state = 'sending', worker = ${worker}, epoch = epoch + 1, due_at = ${after(now, leaseMs)}
    from due where id = due_id returning job.*, was_due, job.page is not null and exists (
      select 1 from job o where o.page = job.page and o.stream = job.stream and o.person = job.person and o.not_before <= ${now}
        and o.state not in ('failed', 'superseded', 'cancelled') and ${meant("o")} > ${meant("job")} + ${apart}
    ) as overtaken`.execute(db);
  if (rows.length === 0) return [];
  const tried = await attemptsOf(
    db,
    rows.map(({ id }) => id),
  );
  rows.sort((a, b) => a.lane - b.lane || Number(a.was_due) - Number(b.was_due) || Number(a.n) - Number(b.n));
  return rows.map((row) => {
    const { id, stream, effect, person, contact, epoch } = row;
    const times = { dueAt: instant(row.not_before), queuedAt: instant(row.queued_at), leaseUntil: instant(row.due_at) };
    const attempts = tried.get(id) ?? [];
    return { id, stream, effect, person, contact, epoch, attempts, overtaken: row.overtaken && attempts.length === 0, ...times };
  });
}

/** Epoch and worker fence the outcome; the attempt is a fact and is written in any case. */
async function finish(access: Access, job: LeasedJob, worker: string, outcome: Finish): Promise<boolean> {
  const { db } = access;
  const attempt = "attempt" in outcome ? outcome.attempt : null;
  if (attempt?.providerId != null) await lockReceipts(db, attempt.channel, attempt.providerId);
  const bundle = outcome.to === "bundled" && job.person !== null ? await digestFor(access, job.person, outcome) : null;
  const row = await db.selectFrom("job").select(["state", "worker", "epoch"]).where("id", "=", job.id).forUpdate().executeTakeFirst();
  if (!row) return false;
  const held = row.state === "sending" && row.worker === worker && row.epoch === job.epoch;
  const written = attempt && (await writeAttempt(db, job, attempt));
  if (attempt?.outcome === "failed") await freeSlot(db, job.id);
  if (outcome.to === "again" && outcome.attempt && outcome.pause !== undefined) await pause(db, outcome.attempt.channel, outcome.pause, outcome.reason);
  if (held)
    await db
      .updateTable("job")
      .set({ worker: null, ...outcomeColumns(outcome), ...(bundle === null ? {} : { bundle }) })
      .where("id", "=", job.id)
      .execute();
  if (attempt?.providerId != null && written != null)
    await heardEarly(access, { job: job.id, attempt: written }, { channel: attempt.channel, providerId: attempt.providerId });
  return held;
}

async function writeAttempt(db: Db, job: LeasedJob, { providerId, heard: _heard, lateMs, ...tried }: Attempt): Promise<string | null> {
  const insert = db.insertInto("job_attempt").values({ ...tried, job: job.id, epoch: job.epoch, provider_id: providerId, late_ms: lateMs ?? null });
  const written = await insert
    .onConflict((conflict) => conflict.columns(["job", "epoch", "n"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return written?.id ?? null;
}

/** A word that came before our own record. */
async function heardEarly(
  access: Access,
  at: { readonly job: string; readonly attempt: string },
  by: { readonly channel: string; readonly providerId: string },
) {
  const receipts = access.db.selectFrom("receipt").selectAll().where("channel", "=", by.channel).where("provider_id", "=", by.providerId);
  const early = await receipts.executeTakeFirst();
  if (early) await applyReceipt(access, at, early);
}

function outcomeColumns(outcome: Finish) {
  switch (outcome.to) {
    case "sent":
    case "delivered":
      return { state: outcome.to, body: outcome.body, reason: null, due_at: null };
    case "again":
      return { state: outcome.state, not_before: outcome.at, due_at: outcome.at, reason: outcome.reason };
    case "held":
      return { state: outcome.to, not_before: outcome.until, due_at: outcome.until, reason: outcome.reason };
    case "failed":
    case "superseded":
    case "cancelled":
    case "bundled":
      return { state: outcome.to, reason: outcome.reason, due_at: null };
  }
}

async function enqueue({ db, now }: Access, job: Parameters<Jobs["enqueue"]>[0]): Promise<void> {
  const { id, effect, person, contact } = job;
  const at = effect.notBefore ?? sql<string>`${now}`;
  const lane = effect.urgency === "page" ? 0 : 1;
  const fixed = {
    id,
    stream: null,
    effect_key: effect.key,
    effect: json(effect),
    lane,
    page: effect.page ?? null,
    person,
    contact,
    state: "queued" as const,
    reason: null,
  };
  const insert = db.insertInto("job").values({ ...fixed, queued_at: sql<string>`${now}`, not_before: at, due_at: at });
  await insert.onConflict((conflict) => conflict.column("id").doNothing()).execute();
}
