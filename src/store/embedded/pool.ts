/** A connection pool that outlives a restart of its server. */
import { Pool, type PoolConfig } from "pg";
import type { Log } from "./log.ts";

/** How long a connection may take, the wait for a free one included: a half-open network never says no. */
const connectMs = 10_000;

/**
 * A pool whose broken connections are logged and replaced. Without the two listeners an error on an idle or a checked-out connection
 * would end this process, for `pg` emits it as an event.
 */
export function openPool(config: PoolConfig, log: Log): Pool {
  const pool = new Pool({ keepAlive: true, connectionTimeoutMillis: connectMs, ...config });
  const lost = (error: Error & { code?: string }) => log.warn({ code: error.code }, `a database connection was lost: ${error.message}`);
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}
