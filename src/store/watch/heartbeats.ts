/** Signs of life of sources: when the last one came, whether one is missed, and that each change is told once. */
import { sql } from "kysely";
import { epochMs, type Instant, instantOf, later, lengthMs } from "../../core/kernel/time.ts";
import { type Db, isUuid } from "../directory/tables.ts";

/** A watched source. `state`: `new` was never heard of. Durations are ISO 8601. */
export type Monitor = {
  readonly source: string;
  readonly title: string;
  readonly kind: string;
  readonly every: string;
  readonly grace: string;
  readonly severity: number | null;
  readonly since: Instant;
  readonly beats: number;
  readonly beatAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly note: string;
  readonly state: "new" | "fine" | "missing";
  readonly episode: number;
  readonly told: boolean;
};

/** One sign of life, or word that it failed. */
export type Sign = { readonly source: string; readonly failed: boolean; readonly note: string; readonly at: Instant };

/** Writes it; when this resolves, it is on disk. */
export async function writeSign(db: Db, { source, failed, note, at }: Sign): Promise<void> {
  const words = note.slice(0, 500).replaceAll("\0", "\u{fffd}");
  await sql`
    insert into heartbeat as h (source, since, beats, beat_at, failed_at, note)
    values (${source}, ${at}, ${failed ? 0 : 1}, ${failed ? null : at}, ${failed ? at : null}, ${words})
    on conflict (source) do update set beats = h.beats + excluded.beats, beat_at = coalesce(excluded.beat_at, h.beat_at), failed_at = excluded.failed_at,
      note = excluded.note`.execute(db);
}

type Row = Omit<Monitor, "since" | "beatAt" | "failedAt" | "beats"> & { since: Date; beatAt: Date | null; failedAt: Date | null; beats: string };

/** Every living source that says how often a sign of life must come. */
export async function monitors(db: Db, only: string | null = null): Promise<Monitor[]> {
  if (only !== null && !isUuid(only)) return [];
  const { rows } = await sql<Row>`
    select s.id as source, s.title, s.kind, w.every, w.grace, case when s.settings #>> '{severity,default}' ~ '^[0-9]{1,2}$'
        then (s.settings #>> '{severity,default}')::int end as severity,
      coalesce(h.since, s.created_at) as since, coalesce(h.beats, 0) as beats, h.beat_at as "beatAt", h.failed_at as "failedAt", coalesce(h.note, '') as note,
      coalesce(h.state, 'new') as state, coalesce(h.episode, 0) as episode, coalesce(h.told, true) as told
    from source s cross join lateral (select coalesce(s.settings #>> '{watchdog,every}', s.settings ->> 'every') as every,
        coalesce(s.settings #>> '{watchdog,grace}', s.settings ->> 'grace') as grace) as w
      left join heartbeat h on h.source = s.id::text
    where s.revoked_at is null and w.every is not null and w.grace is not null and (${only}::uuid is null or s.id = ${only}::uuid)
    order by lower(s.title), s.id limit 1000`.execute(db);
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    beats: Number(row.beats),
    beatAt: row.beatAt?.toISOString() ?? null,
    failedAt: row.failedAt?.toISOString() ?? null,
  }));
}

/** When its next sign of life is missed; null while it was never heard of. `heardSince`: from when on we could hear at all. */
export function dueAt({ beatAt, every, grace }: Pick<Monitor, "beatAt" | "every" | "grace">, heardSince: Instant): Instant | null {
  return beatAt === null ? null : instantOf(epochMs(later(beatAt, heardSince)) + lengthMs(every) + lengthMs(grace));
}

/** What it is at an instant: it failed by its own word or by its silence, it is fine, or it was never heard of. */
export function stateAt(monitor: Monitor, now: Instant, heardSince: Instant): Monitor["state"] {
  if (monitor.failedAt !== null) return "missing";
  const due = dueAt(monitor, heardSince);
  if (due === null) return "new";
  return due <= now ? "missing" : "fine";
}

/** Writes a change of state that is to be told; false when another node was first, or the last change is not told yet. A first sign of life tells nobody. */
export async function turn(db: Db, { source, state }: Pick<Monitor, "source" | "state">, to: "fine" | "missing"): Promise<boolean> {
  const result = await sql`
    update heartbeat set state = ${to}, episode = episode + case when ${to} = 'missing' then 1 else 0 end, told = state = 'new' and ${to} = 'fine'
    where source = ${source} and state = ${state} and told`.execute(db);
  return result.numAffectedRows === 1n;
}

/** Runs `tell` for a change that is not told yet, at one node at a time, and marks it told. Told twice under the same key, it counts once. */
export async function tellOnce(
  db: Db,
  source: string,
  tell: (change: { readonly state: "fine" | "missing"; readonly episode: number }) => Promise<void>,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ state: "fine" | "missing"; episode: number }>`
      select state, episode from heartbeat where source = ${source} and not told for update skip locked`.execute(tx);
    const [change] = rows;
    if (!change) return false;
    await tell(change);
    await sql`update heartbeat set told = true where source = ${source}`.execute(tx);
    return true;
  });
}

/** A gap in our own looking longer than this means that we were deaf: nobody is missed for what we could not hear. In milliseconds. */
const deafAfterMs = 60_000;

/** Notes that we look now, and answers since when we could hear without a gap. Call it every few seconds. */
export async function listenedSince(db: Db, now: Instant): Promise<Instant> {
  const at = epochMs(now);
  const { rows } = await sql<{ since: string }>`
    with before as (select value::bigint as at from setting where key = 'heartbeats.judged'),
      looked as (insert into setting as s (key, value) values ('heartbeats.judged', ${String(at)})
        on conflict (key) do update set value = greatest(s.value::bigint, excluded.value::bigint)::text),
      resumed as (insert into setting as s (key, value) select 'heartbeats.resumed', ${String(at)}
        where coalesce((select ${at}::bigint - at > ${deafAfterMs} from before), true)
        on conflict (key) do update set value = excluded.value returning value)
    select coalesce((select value from resumed), (select value from setting where key = 'heartbeats.resumed'), '0') as since`.execute(db);
  return instantOf(Number(rows[0]?.since ?? 0));
}

/** Since when we could hear without a gap, as last noted. */
export async function heardSince(db: Db): Promise<Instant> {
  const { rows } = await sql<{ value: string }>`select value from setting where key = 'heartbeats.resumed'`.execute(db);
  return instantOf(Number(rows[0]?.value ?? 0));
}
