/** Silences and maintenance windows as people set them: each change audited, and heard by the nodes at once. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import type { Matcher } from "../silencing.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** A silence as people see it. `silenced` counts the signals it was about; `waiting` the groups that fire and wait for its end. */
export type SilenceRow = {
  readonly id: string;
  readonly source: string | null;
  readonly matchers: readonly Matcher[];
  readonly from: string;
  readonly until: string;
  readonly endedAt: string | null;
  readonly state: SilenceState;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: string;
  readonly silenced: number;
  readonly waiting: number;
  readonly version: number;
};

/** Where it is in time. */
export type SilenceState = "upcoming" | "active" | "over";

/** What people set. */
export type NewSilence = {
  readonly id: string;
  readonly source: string | null;
  readonly matchers: readonly Matcher[];
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly author: string;
};

/** So many may be in force or to come: each is compared with every alert. */
const mostAtATime = 200;

const listed = 500;

type Row = {
  id: string;
  source: string | null;
  matchers: Matcher[];
  from: Date;
  until: Date;
  endedAt: Date | null;
  state: SilenceState;
  reason: string;
  author: string;
  createdAt: Date;
  silenced: string;
  waiting: number;
  version: number;
};

async function rowsOf(db: Db, now: string, where: { readonly state?: SilenceState; readonly id?: string }): Promise<SilenceRow[]> {
  const { rows } = await sql<Row>`
    select * from (
      select s.id, s.source, s.matchers, s.from_at as "from", s.until_at as "until", s.ended_at as "endedAt", s.reason, s.author, s.created_at as "createdAt",
        s.silenced, s.version, case when s.ended_at is not null or s.until_at <= ${now}::timestamptz then 'over' when s.from_at > ${now}::timestamptz then 'upcoming'
          else 'active' end as state,
        (select count(*)::int from signal_group g where g.silenced_by = s.id::text and g.closed is null and g.firing > 0) as waiting
      from silence s where ${where.id ?? null}::uuid is null or s.id = ${where.id ?? null}::uuid
    ) as shown
    where ${where.state ?? null}::text is null or state = ${where.state ?? null} order by "createdAt" desc, id desc limit ${listed}`.execute(db);
  return rows.map((row) => ({
    ...row,
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    silenced: Number(row.silenced),
  }));
}

/** Silences, the newest first. */
export function allSilences(db: Db, now: string, state?: SilenceState): Promise<SilenceRow[]> {
  return rowsOf(db, now, state === undefined ? {} : { state });
}

/** One silence; null where there is none. */
export async function silenceById(db: Db, now: string, id: string): Promise<SilenceRow | null> {
  return isUuid(id) ? ((await rowsOf(db, now, { id }))[0] ?? null) : null;
}

/** Adds a silence. */
export function addSilence(db: Db, by: By, now: string, added: NewSilence): Promise<SilenceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, source, matchers, from, until, reason, author } = added;
    await sql`select pg_advisory_xact_lock(4700002)`.execute(tx);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from silence where ended_at is null and until_at > ${now}::timestamptz`.execute(tx);
    if ((rows[0]?.n ?? 0) >= mostAtATime) undo(refuse("invalid_state", `There are ${mostAtATime} silences already. End one first.`));
    if (source !== null && (!isUuid(source) || (await sql`select 1 from source where id = ${source}::uuid`.execute(tx)).rows.length === 0))
      undo(refuse("invalid_value", "There is no such source.", { pointer: "/source" }));
    await sql`insert into silence (id, source, matchers, from_at, until_at, reason, author, created_at)
      values (${id}, ${source}, ${JSON.stringify(matchers)}::jsonb, ${from}, ${until}, ${reason}, ${author}, ${now})`.execute(tx);
    await record(tx, by, { action: "silence-added", subject: `silence/${id}`, details: { source, matchers, from, until, reason } });
    return told(tx, now, id);
  });
}

/** Changes how long it lasts, or its reason, where it still has that version and is not over. */
export function changeSilence(
  db: Db,
  by: By,
  now: string,
  change: { readonly id: string; readonly version: number; readonly until?: string; readonly reason?: string },
): Promise<SilenceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await silenceById(tx, now, change.id)) ?? undo(stale(false));
    if (before.state === "over") undo(refuse("invalid_state", "This silence is over. Make a new one."));
    const until = change.until ?? before.until;
    const changed = await sql`update silence set until_at = ${until}, reason = ${change.reason ?? before.reason}, version = version + 1
      where id = ${before.id}::uuid and version = ${change.version} and from_at < ${until}::timestamptz`.execute(tx);
    if (changed.numAffectedRows !== 1n)
      undo(before.version === change.version ? refuse("invalid_value", "It must end after it begins.", { pointer: "/until" }) : stale(true));
    await record(tx, by, {
      action: "silence-changed",
      subject: `silence/${before.id}`,
      details: { before: { until: before.until, reason: before.reason }, until, reason: change.reason },
    });
    return told(tx, now, before.id);
  });
}

/** Ends it now; one that is over stays as it is. */
export function endSilence(db: Db, by: By, now: string, which: { readonly id: string; readonly version: number }): Promise<SilenceRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const before = (await silenceById(tx, now, which.id)) ?? undo(stale(false));
    if (before.state === "over") return before;
    const ended = await sql`update silence set ended_at = ${now}, version = version + 1 where id = ${before.id}::uuid and version = ${which.version}`.execute(
      tx,
    );
    if (ended.numAffectedRows !== 1n) undo(stale(true));
    await record(tx, by, { action: "silence-ended", subject: `silence/${before.id}`, details: { until: before.until } });
    return told(tx, now, before.id);
  });
}

/** As it is now; and the nodes hear of it when this commits. */
async function told(tx: Tx, now: string, id: string): Promise<SilenceRow> {
  await sql`select pg_notify('quarterdeck', 'signals')`.execute(tx);
  return (await silenceById(tx, now, id))!;
}
