/** What an operator does on the machine itself, beside a running server or without one. */
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Pool } from "pg";
import { backup } from "../store/backup.ts";
import { schemaNumbers } from "../store/migrate.ts";
import { restore } from "../store/restore.ts";
import { ephemeral } from "./database.ts";

/** Writes a backup: whole and on disk, or not there. Resolves with the number of rows. */
export async function backupTo(pool: Pool, file: string): Promise<number> {
  const partial = `${file}.partial`;
  try {
    const { tables } = await backup(pool, createWriteStream(partial, { mode: 0o600 }), { ephemeral });
    const handle = await open(partial, "r");
    await handle.sync();
    await handle.close();
    await rename(partial, file);
    await pool.query("insert into setting (key, value) values ('backup.at', now()::text) on conflict (key) do update set value = excluded.value");
    return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Reads a backup into an empty database and holds paging: yesterday's pages must not ring today. */
export async function restoreFrom(pool: Pool, file: string): Promise<number> {
  const { tables } = await restore(pool, createReadStream(file), {
    ephemeral,
    beforeCommit: async (client) =>
      void (await client.query("insert into setting (key, value) values ('paging', 'held') on conflict (key) do update set value = 'held'")),
  });
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}

/** Schema numbers of database and program, for `doctor`. */
export function schemas(pool: Pool): Promise<{ readonly database: number; readonly program: number }> {
  return schemaNumbers(pool);
}

/** What operators watch that only the database knows: messages in doubt, streams due for over a minute that nobody woke, and the age of the last backup. */
export type Doubts = { readonly unknown: number; readonly overdue: number; readonly backupAgeSeconds: number | null };

/** Asks the database. */
export async function doubts(pool: Pool): Promise<Doubts> {
  const { rows } = await pool.query<Doubts>(
    `select (select count(*)::int from job where state = 'unknown') as unknown,
            (select count(*)::int from stream where quarantined is null and wake_at < now() - interval '1 minute') as overdue,
            (select extract(epoch from now() - value::timestamptz)::float8 from setting where key = 'backup.at') as "backupAgeSeconds"`,
  );
  return rows[0] ?? { unknown: 0, overdue: 0, backupAgeSeconds: null };
}
