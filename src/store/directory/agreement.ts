/** Who agreed to use a version of a process, and who was taught it (PE-06, PE-07). */
import { sql } from "kysely";
import { inTransaction, record } from "./change.ts";
import type { By, Db } from "./tables.ts";

/** Everybody who is here, and who of them agreed to a version and was in a training of its process; at an instant. */
export type Agreement = { readonly members: readonly string[]; readonly agreed: readonly string[]; readonly attended: readonly string[]; readonly now: string };

/** A training as it was recorded; `incidents` are the real cases it told of. */
export type Training = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly heldOn: string;
  readonly incidents: readonly string[];
  readonly attendees: readonly string[];
};

/** A version of a process. */
type Which = { readonly key: string; readonly version: number };

/** So many trainings are listed, the newest first. */
const mostListed = 200;

/** How far a version is agreed to and taught. */
export async function agreementOf(db: Db, { key, version }: Which): Promise<Agreement> {
  const taught = sql`exists (select 1 from process_training t where t.process = ${key} and p.id = any (t.attendees))`;
  const yes = sql`exists (select 1 from process_agreement a where a.process = ${key} and a.version = ${version} and a.person = p.id)`;
  const { rows } = await sql<{ id: string; agreed: boolean; taught: boolean }>`
    select p.id, ${yes} as agreed, ${taught} as taught from person p where p.active order by p.id`.execute(db);
  const clock = await sql<{ now: Date }>`select coalesce((select now from rehearsal_clock), now()) as now`.execute(db);
  const ids = (which: (row: { agreed: boolean; taught: boolean }) => boolean) => rows.filter(which).map(({ id }) => id);
  return { members: ids(() => true), agreed: ids(({ agreed }) => agreed), attended: ids(({ taught: was }) => was), now: clock.rows[0]!.now.toISOString() };
}

/** Somebody agrees to use a version; twice is once. */
export async function agreeTo(db: Db, by: By, { key, version }: Which, person: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`insert into process_agreement (process, version, person, at)
      values (${key}, ${version}, ${person}, now()) on conflict do nothing`.execute(tx);
    if (numAffectedRows) await record(tx, by, { action: "process-agreed", subject: `pack/${key}`, details: { version } });
    return { done: true };
  });
}

/** Records a training. */
export async function recordTraining(db: Db, by: By, key: string, { recordedBy, ...training }: Training & { readonly recordedBy: string }): Promise<Training> {
  const { id, kind, title, heldOn, incidents, attendees } = training;
  const facts = [["organisation", "organisation"] as const, ...attendees.map((person) => ["person", person] as const)];
  await inTransaction(db, async (tx) => {
    await sql`insert into process_training (id, process, kind, title, held_on, incidents, attendees, recorded_by, recorded_at)
      values (${id}, ${key}, ${kind}, ${title}, ${heldOn}, ${incidents as string[]}, ${attendees as string[]}, ${recordedBy}, now())`.execute(tx);
    await record(tx, by, { action: "process-training-recorded", subject: `pack/${key}`, details: { id, kind, attendees: attendees.length }, facts });
    return { done: true };
  });
  return training;
}

/** The trainings of a process, the newest first. */
export async function trainingsOf(db: Db, key: string): Promise<readonly Training[]> {
  const { rows } = await sql<Training>`select id, kind, title, to_char(held_on, 'YYYY-MM-DD') as "heldOn", to_json(incidents) as incidents,
    to_json(attendees) as attendees from process_training where process = ${key} order by held_on desc, id limit ${mostListed}`.execute(db);
  return rows;
}
