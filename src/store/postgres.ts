/** The store on PostgreSQL: the contract of log.ts over the tables of sql/0001-log.sql. */
import type { Pool } from "pg";
import type { Instant } from "../core/kernel/time.ts";
import type { Store } from "./log.ts";
import { type Access, askOne, type Clock, clockSql, databaseOf, type FactStatements, instant } from "./postgres/connection.ts";
import { type Auditor, due, nextDue, quarantine, untilDue } from "./postgres/due.ts";
import { type HintOptions, postgresHints } from "./postgres/hints.ts";
import { postgresJobs } from "./postgres/jobs.ts";
import { locker } from "./postgres/locked.ts";
import { postgresReader } from "./postgres/reader.ts";
import { postgresSignals } from "./postgres/signals.ts";

/** What the store is given. */
export type PostgresOptions = {
  /** Connections to a migrated database; stays the caller's, and is closed by them. */
  readonly pool: Pool;
  /** Connections for alerts on their way in, so that nothing else can make them wait; absent: the same as all. */
  readonly intake?: Pool;
  /** Whose time decides: the database's, or the rehearsal's, moved by hand with `setClock`. */
  readonly clock: Clock;
  /** New ids for the incidents of groups. */
  readonly id: () => string;
  /** How facts of the directory are read. `engagement` and `incident` are never asked for. */
  readonly facts: FactStatements;
  readonly sleep: HintOptions["sleep"];
  readonly trouble: HintOptions["trouble"];
};

/** Makes the store. Nothing is opened or asked before it is used. */
export function postgresStore(options: PostgresOptions): Store {
  const { pool, clock, id, facts } = options;
  const hints = postgresHints(options);
  const access: Access = { db: databaseOf(pool), now: clockSql(clock), manual: clock === "manual", id, facts, hint: hints.hint };
  const auditor: Auditor = { lastMs: 0 };
  return {
    now: async () => instant(await askOne(access.db, access.now)),
    locked: locker(access),
    due: async (limit) => due(access, auditor, limit),
    nextDue: async () => nextDue(access),
    untilDue: async () => untilDue(access),
    quarantine: async (stream, reason) => quarantine(access, stream, reason),
    read: postgresReader(access),
    jobs: postgresJobs(access),
    signals: postgresSignals(access, databaseOf(options.intake ?? pool)),
    listen: hints.listen,
  };
}

/** Sets the rehearsal's clock; only a store opened with the manual clock reads it. Returns the instant it shows. */
export async function setClock(pool: Pool, now: Instant): Promise<Instant> {
  await pool.query("insert into rehearsal_clock (now) values ($1) on conflict (only_one) do update set now = excluded.now", [now]);
  return now;
}
