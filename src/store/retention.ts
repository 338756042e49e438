/** What is forgotten, and when: each kind of row that age makes worthless, removed a thousand at a time over a connection of its own. */
import type { ClientBase, Pool } from "pg";

/** What can be kept for longer or shorter than usual, in days. */
export type Keeping = {
  /** Bodies of requests and alerts, and what changed; the counts of groups stay with their incidents. */
  readonly alerts: number;
  /** Messages that came to an end, and the attempts behind them. */
  readonly messages: number;
};

/** What a round removed, by kind. */
export type Removed = Readonly<Record<string, number>>;

/** Rows in one statement, and statements for one kind in one round: the rest waits for the next. */
const perBatch = 1_000;
const batches = 100;

/** One kind of row: its statement removes at most `$1` of those older than `$2` days. What comes in fast is looked after every minute, the rest every hour. */
type Sweep = { readonly name: string; readonly days: (keeping: Keeping) => number; readonly sql: string; readonly often?: true };

/** Rows of a table, named by their place on disk, that no other transaction is busy with. */
function oldest(table: string, where: string): string {
  return `delete from ${table} where ctid in (select ctid from ${table} where ${where} limit $1 for update skip locked)`;
}

const before = (column: string) => `${column} < now() - $2::double precision * interval '1 day'`;

/** Everything that is forgotten here. Incidents, their timelines and documents, and the audit log are not. */
const sweeps: readonly Sweep[] = [
  { name: "signals", days: ({ alerts }) => alerts, sql: oldest("signal", `routed_at is not null and ${before("at")}`) },
  { name: "changes", days: ({ alerts }) => alerts, sql: oldest("change_event", before("came_at")) },
  { name: "requests", days: ({ alerts }) => alerts, sql: oldest("arrival", before("at")) },
  // A source shows its last 20 requests; more than 200 are kept for nobody. What they said stays with the signals.
  {
    name: "requests",
    days: () => 0,
    often: true,
    sql: `with recursive known (source) as (
        select min(source) from arrival union all select (select min(a.source) from arrival a where a.source > k.source) from known k where k.source is not null)
      delete from arrival where n in (
        select a.n from known k cross join lateral (select n, at from arrival where source = k.source order by n desc offset 200 limit $1) as a
        where ${before("a.at")} limit $1)`,
  },
  { name: "idempotency keys", days: () => 2, often: true, sql: oldest("arrival_key", before("at")) },
  { name: "receipts", days: () => 30, sql: oldest("receipt", before("at")) },
  { name: "counted departures", days: () => 2, sql: oldest("send_slot", before("at")) },
  {
    name: "fingerprints",
    days: ({ alerts }) => alerts,
    sql: oldest(
      "group_fingerprint",
      `exists (select from signal_group g where g.source = group_fingerprint.source and g.group_key = group_fingerprint.group_key
        and g.generation = group_fingerprint.generation and g.closed is not null and ${before("g.last_at")})`,
    ),
  },
  { name: "messages", days: ({ messages }) => messages, sql: oldest("job", `due_at is null and ${before("queued_at")}`) },
  // A tick's key holds its instant: once that is two days old, nobody can send it again. What it decided is in the log.
  { name: "ticks", days: () => 2, sql: oldest("journal", `name = 'tick' and first_seq is null and ${before("at")}`) },
  {
    name: "watches",
    days: () => 1,
    sql: oldest(
      "watch",
      `exists (select from stream s where s.id = watch.stream and s.wake_at is null and ${before("s.closed_at")}
        and not exists (select from duty d where d.stream = s.id and d.state = 'open'))`,
    ),
  },
  {
    name: "snapshots",
    days: () => 7,
    sql: oldest(
      "snapshot",
      `exists (select from snapshot n join event e on e.stream = n.stream and e.seq = n.seq
        where n.stream = snapshot.stream and n.stamp <> snapshot.stamp and n.seq > snapshot.seq and ${before("e.at")})`,
    ),
  },
  {
    name: "synthetic pages",
    days: () => 1 / 24,
    sql: `select forget_stream(id) from (select id from stream where id like 'synthetic/%' and ${before("last_at")} limit $1 for update skip locked) as old`,
  },
];

/** Any fixed number: one node at a time. */
const lockNumber = 8_004;

/** One round, of everything or of what comes in fast; null where another node is at it. `pool` is one that no page waits for. */
export async function forget(pool: Pool, keeping: Keeping, only: "all" | "often" = "all"): Promise<Removed | null> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [lockNumber]);
    const removed = rows[0]?.mine ? await round(client, keeping, only) : null;
    if (removed) await client.query("select pg_advisory_unlock($1)", [lockNumber]);
    client.release();
    return removed;
  } catch (failed) {
    // The lock goes with the connection.
    client.release(true);
    throw failed;
  }
}

async function round(client: ClientBase, keeping: Keeping, only: "all" | "often"): Promise<Removed> {
  const removed: Record<string, number> = {};
  for (const { name, days, sql } of sweeps.filter(({ often }) => only === "all" || often)) {
    for (let n = 0; n < batches; n += 1) {
      const rowCount = (await client.query(sql, [perBatch, days(keeping)])).rowCount ?? 0;
      if (rowCount > 0) removed[name] = (removed[name] ?? 0) + rowCount;
      if (rowCount < perBatch) break;
    }
  }
  if (only === "often") return removed;
  await client.query(
    `insert into setting (key, value) values ('forgotten', jsonb_build_object('at', now(), 'removed', $1::jsonb)::text)
    on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(removed)],
  );
  return removed;
}

/** The last round, as it was written down; null before the first. */
export async function lastForgotten(pool: Pool): Promise<{ readonly at: string; readonly removed: Removed } | null> {
  const { rows } = await pool.query<{ value: string }>("select value from setting where key = 'forgotten'");
  return rows[0] ? (JSON.parse(rows[0].value) as { at: string; removed: Removed }) : null;
}
