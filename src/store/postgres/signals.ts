/** Alerts on their way in: stored in one commit per batch of requests, and read back. */
import { sql } from "kysely";
import type { Arrived, Signals } from "../signals.ts";
import { defaultStormLimit } from "../storming.ts";
import { carried, changes } from "./changes.ts";
import { type Access, instant, json } from "./connection.ts";
import { insertChanges } from "./happened.ts";
import { route } from "./route.ts";
import { sumUp } from "./storms.ts";
import type { Db } from "./tables.ts";

/** The signals' part of the store; `intake` is where they come in, apart from everything that is done with them. */
export function postgresSignals(access: Access, intake: Db): Signals {
  const { db, hint } = access;
  return {
    accept: async (arrived) => {
      if (arrived.length === 0) return;
      // Without keys and changes one statement is the whole commit: one round trip, where a transaction has four.
      if (arrived.every(({ key, changes }) => key === null && changes === undefined)) await insert({ ...access, db: intake }, arrived);
      else await intake.transaction().execute(async (tx) => insertAll({ ...access, db: tx }, await unrepeated({ ...access, db: tx }, arrived)));
      hint("signals");
    },
    route: async (limit, stormLimit = async () => defaultStormLimit) => {
      const { routed, storms } = await db.transaction().execute((tx) => route({ ...access, db: tx }, limit, stormLimit));
      for (const incident of storms) await db.transaction().execute((tx) => sumUp(tx, incident));
      return routed;
    },
    changes: async (limit) => changes(access, limit),
    carried: async (change, result) => db.transaction().execute((tx) => carried({ ...access, db: tx }, change, result)),
    recent: async (source) => recent(db, source),
    groups: async (incident) => groups(db, incident),
  };
}

/** Requests and their signals in one statement, each in the order in which they came. */
async function insert({ db, now }: Access, fresh: readonly Arrived[]): Promise<void> {
  if (fresh.length === 0) return;
  const column = (key: "id" | "source" | "payload" | "problem") => fresh.map((request) => request[key]);
  const signals = fresh.flatMap(({ id, source, signals }) => signals.map((signal) => ({ id, source, group: signal.group, body: json(signal) })));
  const field = (key: "id" | "source" | "group" | "body") => signals.map((signal) => signal[key]);
  await sql`
    with came as (
      insert into arrival (id, source, payload, problem, at)
      select id, source, payload, problem, ${now}
      from unnest(${column("id")}::text[], ${column("source")}::text[], ${column("payload")}::text[], ${column("problem")}::text[])
        with ordinality as a (id, source, payload, problem, n) order by n
    )
    insert into signal (arrival, source, group_key, body, at)
    select arrival, source, group_key, body::json, ${now}
    from unnest(${field("id")}::text[], ${field("source")}::text[], ${field("group")}::text[], ${field("body")}::text[])
      with ordinality as s (arrival, source, group_key, body, n) order by n`.execute(db);
}

async function insertAll(access: Access, fresh: readonly Arrived[]): Promise<void> {
  await insert(access, fresh);
  await insertChanges(access, fresh);
}

/** The requests whose key this source has not sent within 48 hours. Keys are written in one order, so that two nodes cannot wait for each other. */
async function unrepeated({ db, now }: Access, arrived: readonly Arrived[]): Promise<Arrived[]> {
  const first = new Map<string, Arrived>();
  for (const request of arrived) {
    const path = `${request.source}\n${request.key}`;
    if (request.key !== null && !first.has(path)) first.set(path, request);
  }
  if (first.size === 0) return [...arrived];
  const keyed = [...first.keys()].sort().map((path) => first.get(path)!);
  const { rows } = await sql<{ source: string; key: string }>`
    insert into arrival_key as known (source, key, at)
    select source, key, ${now} from unnest(${keyed.map(({ source }) => source)}::text[], ${keyed.map(({ key }) => key)}::text[]) with ordinality as k (source, key, n) order by n
    on conflict (source, key) do update set at = excluded.at where known.at <= excluded.at - interval '48 hours'
    returning source, key`.execute(db);
  const taken = new Set(rows.map(({ source, key }) => `${source}\n${key}`));
  return arrived.filter((request) => {
    const path = `${request.source}\n${request.key}`;
    return request.key === null || (first.get(path) === request && taken.has(path.replaceAll("\0", "\u{fffd}")));
  });
}

type Became = { readonly incident: string | null; readonly reason: string };

async function recent(db: Db, source: string) {
  const rows = await db.selectFrom("arrival").selectAll().where("source", "=", source).orderBy("n", "desc").limit(20).execute();
  const ids = rows.map(({ id }) => id);
  const found = await sql<Became & { arrival: string }>`
    select arrival, incident, reason from (
      select s.arrival, case when g.rejected or g.opened_at is null or exists (select from stream t where t.id = g.incident and t.confidential) then null else g.incident end as incident,
        coalesce(s.reason, case when g.rejected then g.closed end, '') as reason, min(s.n) as n
      from signal s left join signal_group g on g.source = s.source and g.group_key = s.group_key and g.generation = s.generation
      where s.arrival = any (${ids}) and s.routed_at is not null group by 1, 2, 3
    ) as became order by n`.execute(db);
  return rows.map(({ id, at, payload, problem }) => {
    const became = found.rows.filter(({ arrival }) => arrival === id).map(({ incident, reason }) => ({ incident, reason }));
    return { id, at: instant(at), payload, problem, became };
  });
}

/** A storm has more groups than anybody reads. */
const mostGroups = 500;

async function groups(db: Db, incident: string) {
  const fingerprints = sql<string[]>`array(select f.fingerprint from group_fingerprint f
    where f.source = signal_group.source and f.group_key = signal_group.group_key and f.generation = signal_group.generation
    order by f.fingerprint collate "C" limit 100)`;
  const rows = await db
    .selectFrom("signal_group")
    .selectAll()
    .select(fingerprints.as("fingerprints"))
    .where("incident", "=", incident)
    .orderBy("n")
    .limit(mostGroups)
    .execute();
  return rows.map(({ source, group_key, count, firing, fingerprints, first_at, last_at, title, links }) => ({
    ...{ source, group: group_key, count: Number(count), firing, fingerprints, title },
    firstAt: instant(first_at),
    lastAt: instant(last_at),
    links: links as { href: string; text: string }[],
  }));
}
