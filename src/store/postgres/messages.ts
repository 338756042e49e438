/** The messages of a command: new ones, those that may leave at another time now, those nobody wants any more. */
import { sql } from "kysely";
import type { NewJob, Write } from "../log.ts";
import { json } from "./connection.ts";
import type { Place } from "./place.ts";

/** Writes them. What is under a lease keeps its state: its worker asks again before it sends, and finds a superseded one gone. */
export async function writeMessages(place: Place, wanted: Write): Promise<void> {
  await replan(place, wanted.replan);
  await supersede(place, wanted.supersede);
  await queue(place, wanted.queue);
  const pages = [...(wanted.acknowledged ?? [])];
  if (pages.length === 0) return;
  const { db, stream, now } = place;
  const answered = db.updateTable("job").set({ acknowledged_at: now }).where("stream", "=", stream);
  await answered.where("page", "in", pages).where("acknowledged_at", "is", null).execute();
}

async function replan({ db, stream }: Place, changes: Write["replan"]): Promise<void> {
  if (changes.length === 0) return;
  const [ids, instants, reasons] = [changes.map(({ id }) => id), changes.map(({ notBefore }) => notBefore), changes.map(({ heldBecause }) => heldBecause)];
  // A message that was tried keeps its next try: a pause its provider asked for, or an outcome that may still be settled.
  const next = sql`case when job.state = 'unknown' or (job.state = 'queued' and exists (select 1 from job_attempt a where a.job = job.id))
    then greatest(job.not_before, r.not_before) else r.not_before end`;
  await sql`
    update job set not_before = ${next},
      due_at = case when job.state = 'sending' then job.due_at else ${next} end,
      state = case when job.state not in ('queued', 'held') then job.state when r.reason is null then 'queued' else 'held' end,
      reason = case when job.state in ('queued', 'held') then r.reason else job.reason end
    from unnest(${ids}::text[], ${instants}::timestamptz[], ${reasons}::text[]) as r (id, not_before, reason)
    where job.id = r.id and job.stream = ${stream} and job.due_at is not null
      and (job.not_before <> ${next} or (job.state in ('queued', 'held') and job.reason is distinct from r.reason))`.execute(db);
}

async function supersede({ db, stream }: Place, gone: Write["supersede"]): Promise<void> {
  if (gone.length === 0) return;
  const [ids, reasons] = [gone.map(({ id }) => id), gone.map(({ reason }) => reason)];
  await sql`
    update job set state = 'superseded', reason = g.reason, worker = null, due_at = null
    from unnest(${ids}::text[], ${reasons}::text[]) as g (id, reason)
    where job.id = g.id and job.stream = ${stream} and job.due_at is not null`.execute(db);
}

async function queue({ db, stream, now }: Place, messages: readonly NewJob[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ id, effect, person, contact, notBefore, heldBecause }) => ({
    ...{ id, stream, person, contact },
    effect_key: effect.key,
    effect: json(effect),
    lane: effect.urgency === "page" ? 0 : 1,
    page: effect.page ?? null,
    state: heldBecause === null ? ("queued" as const) : ("held" as const),
    reason: heldBecause,
    queued_at: now,
    not_before: notBefore,
    due_at: notBefore,
  }));
  const insert = db.insertInto("job").values(rows);
  await insert.onConflict((conflict) => conflict.doNothing()).execute();
}
