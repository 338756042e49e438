/** The queue of messages: a leased table, so that a killed worker costs one lease and people see every row. */
import { type RawBuilder, sql } from "kysely";
import type { Effect } from "../../core/kernel/effect.ts";
import type { Finish, Jobs, LeasedJob } from "../jobs.ts";
import { attemptsOf } from "./attempts.ts";
import { type Access, instant, json } from "./connection.ts";
import { outbox } from "./outbox.ts";
import { applyReceipt, lockReceipts, receipt } from "./receipts.ts";
import type { Db } from "./tables.ts";

/** The jobs' part of the store. */
export function postgresJobs(access: Access): Jobs {
  const { db, now, hint } = access;
  return {
    claim: async (worker, limit, leaseMs) => claim(access, worker, limit, leaseMs),
    extend: async (job, worker, leaseMs) => {
      const update = db.updateTable("job").set({ due_at: after(now, leaseMs) });
      const held = update.where("id", "=", job.id).where("worker", "=", worker).where("epoch", "=", job.epoch).where("state", "=", "sending");
      return (await held.where("due_at", ">", now).executeTakeFirst()).numUpdatedRows === 1n;
    },
    finish: async (job, worker, outcome) => {
      const held = await db.transaction().execute((tx) => finish({ ...access, db: tx }, job, worker, outcome));
      hint();
      return held;
    },
    release: async (worker) => {
      const freed = { state: "queued" as const, worker: null, due_at: sql<never>`not_before` };
      await db.updateTable("job").set(freed).where("worker", "=", worker).where("state", "=", "sending").execute();
      hint();
    },
    receipt: async (channel, providerId, state, reason) => receipt(access, { channel, providerId, state, reason }),
    enqueue: async (job) => {
      await enqueue(access, job);
      hint();
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
};

async function claim({ db, now }: Access, worker: string, limit: number, leaseMs: number): Promise<LeasedJob[]> {
  const { rows } = await sql<Claimed & { lane: number; was_due: Date; n: string }>`
    with due as (
      select id as due_id, due_at as was_due from job
      where due_at <= ${now} and not exists (select 1 from setting where key = 'paging' and value = 'held')
      order by lane, due_at, n limit ${limit} for update skip locked
    )
    update job set state = 'sending', worker = ${worker}, epoch = epoch + 1, due_at = ${after(now, leaseMs)}
    from due where id = due_id returning job.*, was_due`.execute(db);
  if (rows.length === 0) return [];
  const tried = await attemptsOf(
    db,
    rows.map(({ id }) => id),
  );
  rows.sort((a, b) => a.lane - b.lane || Number(a.was_due) - Number(b.was_due) || Number(a.n) - Number(b.n));
  return rows.map((row) => {
    const { id, stream, effect, person, contact, epoch } = row;
    const times = { dueAt: instant(row.not_before), queuedAt: instant(row.queued_at), leaseUntil: instant(row.due_at) };
    return { id, stream, effect, person, contact, epoch, attempts: tried.get(id) ?? [], ...times };
  });
}

/** Epoch and worker fence the outcome; the attempt is a fact and is written in any case. */
async function finish(access: Access, job: LeasedJob, worker: string, outcome: Finish): Promise<boolean> {
  const { db } = access;
  const attempt = "attempt" in outcome ? outcome.attempt : null;
  if (attempt?.providerId != null) await lockReceipts(db, attempt.channel, attempt.providerId);
  const row = await db.selectFrom("job").select(["state", "worker", "epoch"]).where("id", "=", job.id).forUpdate().executeTakeFirst();
  if (!row) return false;
  const held = row.state === "sending" && row.worker === worker && row.epoch === job.epoch;
  if (attempt) {
    const { providerId, ...tried } = attempt;
    const insert = db.insertInto("job_attempt").values({ ...tried, job: job.id, epoch: job.epoch, provider_id: providerId });
    await insert.onConflict((conflict) => conflict.columns(["job", "epoch", "n"]).doNothing()).execute();
  }
  if (held)
    await db
      .updateTable("job")
      .set({ worker: null, ...outcomeColumns(outcome) })
      .where("id", "=", job.id)
      .execute();
  if (attempt?.providerId != null) {
    const receipts = db.selectFrom("receipt").selectAll().where("channel", "=", attempt.channel).where("provider_id", "=", attempt.providerId);
    const early = await receipts.executeTakeFirst();
    if (early) await applyReceipt(access, job.id, early);
  }
  return held;
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
