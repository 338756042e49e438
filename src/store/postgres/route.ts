/** Counts stored signals into the rows of their groups; many nodes at once, each group at one of them. */
import { type Selectable, sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import { counted, type Group, released } from "../grouping.ts";
import { type IncomingSignal, incidentIdFor, isSynthetic, type StormLimit } from "../signals.ts";
import { type Silence, silencedBy, silenceOf } from "../silencing.ts";
import { joinedReason, type Placed, placed, type Storm } from "../storming.ts";
import { type Access, askOne, instant } from "./connection.ts";
import { groupColumns, groupOf } from "./groups.ts";
import { closeUnheard, countSilenced, overSilenced, silencesAt } from "./silences.ts";
import { stormsOf } from "./storms.ts";
import type { Db, SignalTable } from "./tables.ts";

/** So many signals at most in one transaction, whatever is asked. */
const most = 2_000;

type Key = { readonly source: string; readonly group: string };

type Fingerprint = Key & { readonly generation: number; readonly fingerprint: string; readonly fires: boolean };

/** The groups of a batch, while it is being counted. */
type Counting = {
  readonly now: Instant;
  readonly id: () => string;
  readonly open: Map<string, Group>;
  readonly generations: Map<string, number>;
  /** Fingerprints by group and whether they fire: as stored for those the batch names, then as counted. */
  readonly firing: Map<string, Fingerprint>;
  readonly changed: Map<string, Group>;
  readonly silences: readonly Silence[];
  readonly silenced: Map<string, number>;
  readonly storms: Map<string, Storm>;
  readonly routed: { readonly n: string; readonly generation: number | null; readonly reason: string | null }[];
};

/** What was done, and the incidents of storms whose sums have changed. */
export type Routed = { readonly routed: number; readonly storms: readonly string[] };

/** Routes up to `limit` waiting signals, and groups whose silence is over; a group that another node or a command holds right now is left for later. */
export async function route(access: Access, limit: number, stormLimit: StormLimit): Promise<Routed> {
  const { db } = access;
  const heard = await release(access, stormLimit);
  const keys = await mine(db, Math.min(limit, most));
  const { open, free } = await openGroups(db, keys);
  const signals = await waiting(db, free, Math.min(limit, most));
  if (signals.length === 0) return { routed: heard.length, storms: stormsIn(heard) };
  const now = instant(await askOne(db, access.now));
  const counting: Counting = {
    now,
    id: access.id,
    open,
    generations: await generations(db, free),
    firing: await fired(db, open, signals),
    changed: new Map(),
    silences: await silencesAt(db, now),
    silenced: new Map(),
    storms: await stormsOf(access, unplaced(free, open), stormLimit),
    routed: [],
  };
  for (const row of signals) count(counting, row);
  await writeGroups(db, [...counting.changed.values()]);
  await writeFingerprints(db, counting);
  await writeRouted(db, counting);
  await countSilenced(db, counting.silenced);
  return { routed: signals.length + heard.length, storms: stormsIn([...heard, ...counting.changed.values()]) };
}

/** Groups whose silence is over get their incident, another silence, or an end. */
async function release(access: Access, stormLimit: StormLimit): Promise<Group[]> {
  const groups = await overSilenced(access);
  if (groups.length === 0) return [];
  const { db } = access;
  const now = instant(await askOne(db, access.now));
  const silences = await silencesAt(db, now);
  const storms = await stormsOf(
    access,
    groups.filter(({ openedAt }) => openedAt === null).map(({ source }) => source),
    stormLimit,
  );
  const next = groups.map((group) => released(group, silenceOf(silences, group, now)?.id ?? null, { now, place: placing(storms, group.source) }));
  for (const [index, group] of groups.entries()) if (next[index] === null) await closeUnheard(db, group);
  const heard = next.filter((group) => group !== null);
  await writeGroups(db, heard);
  return heard;
}

/** Sources with groups that may be given an incident now. */
function unplaced(keys: readonly Key[], open: ReadonlyMap<string, Group>): string[] {
  return keys.filter((key) => (open.get(pathOf(key))?.openedAt ?? null) === null).map(({ source }) => source);
}

function placing(storms: ReadonlyMap<string, Storm>, source: string): (own: string) => Placed {
  const storm = storms.get(source);
  return (own) => (storm ? placed(storm, own) : { incident: own, storm: null });
}

function stormsIn(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap(({ storm, incident }) => (storm === "joined" ? [incident] : [])))].sort();
}

function pathOf({ source, group }: Key): string {
  return `${source}\n${group}`;
}

/** The groups of the oldest waiting signals, as far as no other node has them: taken until the end of the transaction. */
async function mine(db: Db, limit: number): Promise<Key[]> {
  const { rows } = await sql<Key>`
    with oldest as (select source, group_key from signal where routed_at is null order by n limit ${limit}),
      keys as materialized (select distinct source, group_key from oldest order by source, group_key)
    select source, group_key as "group" from keys where pg_try_advisory_xact_lock(hashtextextended(source || ' ' || group_key, 3))`.execute(db);
  return rows;
}

/** Their open rows, locked; a group whose row a command is just closing is not among `free`. */
async function openGroups(db: Db, keys: readonly Key[]): Promise<{ readonly open: Map<string, Group>; readonly free: readonly Key[] }> {
  const among = sql<boolean>`(source, group_key) in (select * from unnest(${keys.map(({ source }) => source)}::text[], ${keys.map(({ group }) => group)}::text[]))`;
  const query = db.selectFrom("signal_group").selectAll().where(among).where("closed", "is", null);
  const locked = await query.orderBy("source").orderBy("group_key").forUpdate().skipLocked().execute();
  const open = new Map(locked.map((row) => [pathOf(groupOf(row)), groupOf(row)]));
  const all = new Set((await query.execute()).map((row) => pathOf(groupOf(row))));
  return { open, free: keys.filter((key) => open.has(pathOf(key)) || !all.has(pathOf(key))) };
}

async function waiting(db: Db, keys: readonly Key[], limit: number): Promise<Selectable<SignalTable>[]> {
  if (keys.length === 0) return [];
  const among = sql<boolean>`(source, group_key) in (select * from unnest(${keys.map(({ source }) => source)}::text[], ${keys.map(({ group }) => group)}::text[]))`;
  return db.selectFrom("signal").selectAll().where("routed_at", "is", null).where(among).orderBy("n").limit(limit).execute();
}

async function generations(db: Db, keys: readonly Key[]): Promise<Map<string, number>> {
  const { rows } = await sql<Key & { generation: number }>`
    select source, group_key as "group", max(generation) as generation from signal_group
    where (source, group_key) in (select * from unnest(${keys.map(({ source }) => source)}::text[], ${keys.map(({ group }) => group)}::text[]))
    group by source, group_key`.execute(db);
  return new Map(rows.map((row) => [pathOf(row), row.generation]));
}

async function fired(db: Db, open: Map<string, Group>, signals: readonly Selectable<SignalTable>[]): Promise<Map<string, Fingerprint>> {
  const asked = signals.flatMap((row) => {
    const group = open.get(pathOf({ source: row.source, group: row.group_key }));
    return group ? [{ group, fingerprint: storedFingerprint(row) }] : [];
  });
  const { rows } = await sql<Key & { generation: number; fingerprint: string }>`
    select source, group_key as "group", generation, fingerprint from group_fingerprint where (source, group_key, generation, fingerprint) in (select * from
      unnest(${asked.map(({ group }) => group.source)}::text[], ${asked.map(({ group }) => group.group)}::text[],
        ${asked.map(({ group }) => group.generation)}::integer[], ${asked.map(({ fingerprint }) => fingerprint)}::text[]))`.execute(db);
  return new Map(rows.map((row) => [fingerprintPath(row, row.fingerprint), { ...row, fires: true }]));
}

function storedFingerprint(row: Selectable<SignalTable>): string {
  return (row.body as IncomingSignal).fingerprint.replaceAll("\0", "\u{fffd}");
}

function fingerprintPath(group: Key & { readonly generation: number }, fingerprint: string): string {
  return `${pathOf(group)}\n${group.generation}\n${fingerprint}`;
}

function count(counting: Counting, row: Selectable<SignalTable>): void {
  const { now, open, generations, firing } = counting;
  const signal = { ...(row.body as IncomingSignal), group: row.group_key, fingerprint: storedFingerprint(row) };
  const path = pathOf({ source: row.source, group: row.group_key });
  const group = open.get(path) ?? null;
  const fires = group ? (firing.get(fingerprintPath(group, signal.fingerprint))?.fires ?? false) : false;
  const silence = signal.status !== "firing" || isSynthetic(row.source) ? null : silenceOf(counting.silences, { ...signal, source: row.source }, now);
  const result = counted(signal, {
    ...{ source: row.source, group, firing: fires, now, silence: silence?.id ?? null },
    open: () => ({ generation: (generations.get(path) ?? 0) + 1, incident: incidentIdFor(row.source, row.group_key, counting.id()) }),
    place: placing(counting.storms, row.source),
  });
  if ("reason" in result) {
    counting.routed.push({ n: row.n, generation: null, reason: result.reason });
    return;
  }
  const { generation, storm } = result.group;
  generations.set(path, generation);
  open.set(path, result.group);
  counting.changed.set(path, result.group);
  const fingerprint = { source: row.source, group: row.group_key, generation, fingerprint: signal.fingerprint, fires: result.fires };
  firing.set(fingerprintPath(result.group, signal.fingerprint), fingerprint);
  if (silence) counting.silenced.set(silence.id, (counting.silenced.get(silence.id) ?? 0) + 1 + (signal.more ?? 0));
  counting.routed.push({ n: row.n, generation, reason: silence ? silencedBy(silence) : storm === "joined" ? joinedReason : null });
}

async function writeGroups(db: Db, groups: readonly Group[]): Promise<void> {
  const rows = groups.map(groupColumns);
  if (rows.length === 0) return;
  await db
    .insertInto("signal_group")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["source", "group_key", "generation"]).doUpdateSet({
        incident: sql<never>`excluded.incident`,
        change: sql<never>`excluded.change`,
        carried: sql<never>`excluded.carried`,
        pending: sql<never>`excluded.pending`,
        count: sql<never>`excluded.count`,
        firing: sql<never>`excluded.firing`,
        severity: sql<never>`excluded.severity`,
        title: sql<never>`excluded.title`,
        text: sql<never>`excluded.text`,
        last_at: sql<never>`excluded.last_at`,
        silenced_by: sql<never>`excluded.silenced_by`,
        opened_at: sql<never>`excluded.opened_at`,
        storm: sql<never>`excluded.storm`,
      }),
    )
    .execute();
}

async function writeFingerprints(db: Db, { firing }: Counting): Promise<void> {
  const rows = [...firing.values()];
  for (const fires of [true, false]) {
    const some = rows.filter((row) => row.fires === fires);
    if (some.length === 0) continue;
    const given = sql`unnest(${some.map(({ source }) => source)}::text[], ${some.map(({ group }) => group)}::text[],
      ${some.map(({ generation }) => generation)}::integer[], ${some.map(({ fingerprint }) => fingerprint)}::text[])`;
    if (fires) await sql`insert into group_fingerprint (source, group_key, generation, fingerprint) select * from ${given} on conflict do nothing`.execute(db);
    else await sql`delete from group_fingerprint where (source, group_key, generation, fingerprint) in (select * from ${given})`.execute(db);
  }
}

async function writeRouted(db: Db, { routed, now }: Counting): Promise<void> {
  await sql`
    update signal set routed_at = ${now}, generation = r.generation, reason = r.reason
    from unnest(${routed.map(({ n }) => n)}::bigint[], ${routed.map(({ generation }) => generation)}::integer[], ${routed.map(({ reason }) => reason)}::text[])
      as r (n, generation, reason)
    where signal.n = r.n`.execute(db);
}
