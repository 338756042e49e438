/** Facts with their versions, many in one statement: the directory's, and the kinds computed from the log's own rows. */
import type { FactKind, FactKinds } from "../../core/kernel/facts.ts";
import type { VersionedFact } from "../log.ts";
import { type Access, instant, rowsOf } from "./connection.ts";
import type { Db } from "./tables.ts";

/** Which fact. */
export type FactPath = { readonly kind: FactKind; readonly key: string };

const nothing: VersionedFact = { value: null, version: 0 };

/** So many facts at most in one statement. */
const most = 500;

const pathOf = ({ kind, key }: FactPath) => `${kind}/${key}`;

type EngagementRow = { readonly stream: string; readonly roles: readonly string[]; readonly last_act_at: string | null; readonly rest_until: string | null };

/** Proposals are duties of their rule until somebody decides on them; each key ends with the proposal's id. */
const pendingRefinements = `select $1 as process, coalesce(json_agg(json_build_object('incident', d.stream, 'refinement', substr(d.key, length('refinement/') + 1),
  'what', d.what) order by d.opened_at, d.key collate "C"), '[]'::json) as pending
  from duty d join stream s on s.id = d.stream where d.rule = 'refinements' and d.state = 'open' and s.process = $1 and not s.drill and not s.confidential`;

/** Only what everybody may see: a confidential incident does not count, nor do the alerts that feed it. A report is nothing declared yet, but its alerts fire. */
const systems = `select coalesce((select json_agg(json_build_object('process', s.process, 'severity', s.severity) order by s.reported_at, s.id collate "C") from stream s
    where strpos(s.id, '/') = 0 and s.closed_at is null and s.phase in ('active', 'paused') and not s.confidential and not s.drill), '[]'::json) as incidents,
  (select count(*)::int from signal_group g join stream s on s.id = g.incident where g.closed is null and g.firing > 0 and g.group_key <> 'heartbeat'
    and s.phase in ('reported', 'active', 'paused') and not s.confidential and not s.drill) as firing,
  coalesce((select json_agg(o.title order by o.title, o.id) from heartbeat h join source o on o.id::text = h.source and o.revoked_at is null
    where h.state = 'missing'), '[]'::json) as silent where $1 = 'systems'`;

/** What comes first is a duty of its rule until somebody begins; its key ends with whose it is. */
const firstInLine = `select $1 as owner, coalesce(json_agg(d.stream order by d.opened_at, d.stream collate "C"), '[]'::json) as waiting
  from duty d join stream s on s.id = d.stream where d.rule = 'first_in_line' and d.state = 'open' and d.key = 'first/' || $1 and not s.drill and not s.confidential`;

/** The kinds that are the log's own. */
const own: Access["facts"] = (kind) => {
  if (kind === "incident") return { sql: "select s.id, s.phase from stream s where s.id = $1 and not s.confidential", takes: () => true, read: (row) => row };
  if (kind === "refinements") return { sql: pendingRefinements, takes: () => true, read: (row) => row };
  if (kind === "first-in-line") return { sql: firstInLine, takes: () => true, read: (row) => row };
  if (kind === "systems") return { sql: systems, takes: () => true, read: (row) => row };
  if (kind !== "engagement") return null;
  const sql = `select e.person, json_agg(to_json(e) order by e.stream collate "C") as parts from engagement e where e.person = $1 group by e.person`;
  return { sql, takes: () => true, read: (row) => engagementOf(row as { person: string; parts: readonly EngagementRow[] }) };
};

function engagementOf({ person, parts }: { readonly person: string; readonly parts: readonly EngagementRow[] }): FactKinds["engagement"] {
  const latest = (dates: readonly (string | null)[]) => {
    const known = dates.flatMap((date) => (date === null ? [] : [Date.parse(date)]));
    return known.length === 0 ? null : instant(new Date(Math.max(...known)));
  };
  return {
    person,
    roles: parts.flatMap(({ stream, roles }) => roles.map((role) => ({ incident: stream, role }))),
    lastActAt: latest(parts.map((part) => part.last_act_at)),
    restUntil: latest(parts.map((part) => part.rest_until)),
    nightWork: "PT0S",
    latestIncident: parts.at(-1)?.stream ?? null,
  };
}

type Found = { readonly kind: FactKind; readonly key: string; readonly version: string | null; readonly value: unknown };

/** Facts with their versions, as of one moment; null and 0 where there is none. */
async function factsOf({ facts }: Pick<Access, "facts">, db: Db, wanted: readonly FactPath[]): Promise<Map<string, VersionedFact>> {
  const found = new Map(wanted.map((path) => [pathOf(path), nothing]));
  const kinds = [...new Set(wanted.map(({ kind }) => kind))].flatMap((kind) => {
    const statement = own(kind) ?? facts(kind);
    const keys = wanted.filter((path) => path.kind === kind && statement?.takes(path.key)).map(({ key }) => key);
    return statement && keys.length > 0 ? [{ kind, statement, keys }] : [];
  });
  if (kinds.length === 0) return found;
  const parts = kinds.map(
    ({ kind, statement }, index) => `select '${kind}' as kind, w.key, v.version, to_json(f) as value from unnest($${index + 1}::text[]) as w (key)
      left join fact_version v on v.kind = '${kind}' and v.key = w.key left join lateral (${statement.sql.replaceAll("$1", "w.key")}) as f on true`,
  );
  const read = new Map(kinds.map(({ kind, statement }) => [kind, statement.read]));
  const rows = await rowsOf<Found>(
    db,
    parts.join(" union all "),
    kinds.map(({ keys }) => keys),
  );
  for (const row of rows)
    found.set(pathOf(row), { value: row.value === null ? null : ((await read.get(row.kind)?.(row.value)) ?? null), version: Number(row.version ?? 0) });
  return found;
}

/** Reads the facts of one decision: what it will most likely ask for next comes along with what it asks for. */
export function factReader(access: Access, db: () => Db, watched: readonly FactPath[]): (kind: FactKind, key: string) => Promise<VersionedFact> {
  const known = new Map<string, VersionedFact>();
  let likely: readonly FactPath[] = watched;
  return async (kind, key) => {
    const path = pathOf({ kind, key });
    if (!known.has(path)) {
      const fresh = likely.filter((one) => !known.has(pathOf(one)) && pathOf(one) !== path);
      const found = await factsOf(access, db(), [{ kind, key }, ...fresh.slice(0, most)]);
      for (const [at, fact] of found) known.set(at, fact);
      likely = [...fresh.slice(most), ...[...found].flatMap(([at, fact]) => (fact.value === null ? [] : leadsTo(at, fact.value)))];
    }
    return known.get(path) ?? nothing;
  };
}

/** Whom a fact names: a decision that reads a team reads its people next. */
function leadsTo(path: string, value: unknown): FactPath[] {
  const people = (list: readonly string[]) => list.map((key) => ({ kind: "person" as const, key }));
  switch (path.slice(0, path.indexOf("/"))) {
    case "area": {
      const { team, experts } = value as FactKinds["area"];
      return [...(team === null ? [] : [{ kind: "team" as const, key: team }]), ...people(experts)];
    }
    case "rooms":
      return (value as FactKinds["rooms"]).ids.map((key) => ({ kind: "room" as const, key }));
    case "team":
      return people((value as FactKinds["team"]).members);
    case "group":
      return people((value as FactKinds["group"]).people);
    default:
      return [];
  }
}
