/** Whether a leased message may leave now: lease, pause of its provider, and limits, decided in one transaction. */
import { sql } from "kysely";
import type { LeasedJob, Leave, Leaving } from "../jobs.ts";
import { daySeconds, limitReached, phonesToday, type Slot } from "../limits.ts";
import { type Access, askOne, instant } from "./connection.ts";
import type { Db } from "./tables.ts";

/** The worker's hold on a message. */
export type Hold = { readonly job: LeasedJob; readonly worker: string; readonly leaseMs: number };

/** One at a time per person: counting and taking a place are one step for all nodes. Taken before any row. */
export async function lockPerson(db: Db, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 3))`.execute(db);
}

/** As the contract says. */
export async function depart(access: Access, hold: Hold, leaving: Leaving | null): Promise<Leave> {
  return access.db.transaction().execute(async (db) => {
    const counted = leaving?.counted ?? null;
    if (counted) await lockPerson(db, counted.person);
    if (!(await extended({ ...access, db }, hold))) return { to: "gone" };
    const paused = leaving && (await pauseOf({ ...access, db }, leaving.channel));
    if (paused) return { to: "wait", because: "pause", until: paused, reason: `${leaving.channel} asked for a pause` };
    return counted ? take({ ...access, db }, hold.job.id, { channel: leaving!.channel, counted }) : { to: "go", today: 0 };
  });
}

/** A digest whose every member found another end has nothing to say. */
async function extended({ db, now }: Access, { job, worker, leaseMs }: Hold): Promise<boolean> {
  const digest = sql<boolean>`not exists (select 1 from job m where m.bundle = job.id)
    or exists (select 1 from job m where m.bundle = job.id and m.state = 'bundled' and m.acknowledged_at is null)`;
  const update = db.updateTable("job").set({ due_at: sql<never>`${now} + ${leaseMs} * interval '1 millisecond'` });
  const held = update.where("id", "=", job.id).where("worker", "=", worker).where("epoch", "=", job.epoch).where("state", "=", "sending");
  return (await held.where("due_at", ">", now).where(digest).executeTakeFirst()).numUpdatedRows === 1n;
}

async function pauseOf({ db, now }: Access, channel: string) {
  const row = await db.selectFrom("provider_pause").select("until").where("channel", "=", channel).where("until", ">", now).executeTakeFirst();
  return row ? instant(row.until) : null;
}

async function take(access: Access, job: string, { channel, counted }: { readonly channel: string; readonly counted: NonNullable<Leaving["counted"]> }) {
  const { db, now } = access;
  const { person, method, page, limits, free } = counted;
  const slots = await slotsOf(access, person);
  const at = instant(await askOne(db, now));
  const reached = free ? null : limitReached(limits, slots, { method, channel, page }, at);
  if (reached) return { to: "wait", because: "limit", ...reached } as const;
  await db.insertInto("send_slot").values({ job, person, method, channel, page, at }).execute();
  return { to: "go", today: phonesToday([...slots, { method, channel, page, at }]) } as const;
}

async function slotsOf({ db, now }: Access, person: string): Promise<Slot[]> {
  const since = sql<Date>`${now} - ${daySeconds} * interval '1 second'`;
  const rows = await db.selectFrom("send_slot").select(["method", "channel", "page", "at"]).where("person", "=", person).where("at", ">", since).execute();
  return rows.map(({ at, ...slot }) => ({ ...slot, at: instant(at) }));
}

/** What certainly did not go out is not counted. */
export async function freeSlot(db: Db, job: string): Promise<void> {
  await sql`delete from send_slot where id = (select max(id) from send_slot where job = ${job})`.execute(db);
}

/** Keeps a provider's wish to be left alone; a longer one stays. */
export async function pause(db: Db, channel: string, until: string, reason: string): Promise<void> {
  await sql`insert into provider_pause (channel, until, reason) values (${channel}, ${until}, ${reason})
    on conflict (channel) do update set until = greatest(provider_pause.until, excluded.until), reason = excluded.reason`.execute(db);
}
