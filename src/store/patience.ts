/** Connections that give up on a database gone silent: a half-open socket never fails by itself, so a statement without an answer in time cuts it (R10). */
import type { PostgresPool } from "kysely";
import type { Pool, QueryConfig } from "pg";

/** How long a statement may take. Whatever is done under the door's lock ends by itself within this time. */
const answerMs = 10_000;

/** What pg says when it has waited long enough. */
const silence = "Query read timeout";

/** A pool for Kysely that others may use too; it is never closed from here. `change` is done to every value first. */
export function impatient(pool: Pool, change: (value: unknown) => unknown = (value) => value): PostgresPool {
  const connect = async () => {
    const client = await pool.connect();
    let silent = false;
    const query = async (text: string, values: readonly unknown[]) => {
      if (silent) throw new Error("the database does not answer");
      try {
        return await client.query({ text, values: values.map(change), query_timeout: answerMs } as QueryConfig);
      } catch (error) {
        silent ||= error instanceof Error && error.message === silence;
        throw error;
      }
    };
    return { query: query as never, release: () => client.release(silent) };
  };
  return { connect, end: async () => undefined };
}
