/** How the store talks to PostgreSQL: Kysely over the pool, one clock, and values as both sides understand them. */
import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql } from "kysely";
import type { Pool } from "pg";
import type { Instant } from "../../core/kernel/time.ts";
import type { News } from "../log.ts";
import { impatient } from "../patience.ts";
import type { Db, Tables } from "./tables.ts";

/** Whose time decides: the database's, or the one row of `rehearsal_clock`. */
export type Clock = "database" | "manual";

/**
 * Facts that the store does not hold itself, each kind as a statement of one row or none for the key `$1`; null where no such kind is known.
 * Keys that a statement does not take have no fact; `read` makes a row the fact, or promises it.
 */
export type FactStatements = (
  kind: string,
) => { readonly sql: string; readonly takes: (key: string) => boolean; readonly read: (row: unknown) => unknown } | null;

/** What every part of the store is made with. */
export type Access = {
  readonly db: Db;
  /** The time of the statement it stands in, in whole milliseconds. */
  readonly now: RawBuilder<Date>;
  /** Whether time is the rehearsal's. */
  readonly manual: boolean;
  readonly id: () => string;
  readonly facts: FactStatements;
  /** Says that something may be due or new: a stream was written, unless it is something else. */
  readonly hint: (news?: News) => void;
};

/** Kysely over a pool that others may use too; it is never closed from here. */
export function databaseOf(pool: Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: impatient(pool, storable) }) });
}

/** PostgreSQL's text has no NUL; JSON written by us has it escaped already. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "\u{fffd}") : value;
  return Array.isArray(value) ? value.map(storable) : value;
}

/** Rows as one jsonb parameter: without the characters that it refuses. What must keep them goes in as a string of `json`. */
export function jsonb(rows: unknown): string {
  return JSON.stringify(rows, (_key, value) => (typeof value === "string" ? wellFormed(value) : value));
}

/** As the text would come back from a text column: no NUL, no half of a character. */
function wellFormed(text: string): string {
  return /[\0\ud800-\udfff]/.test(text) ? Buffer.from(text.replaceAll("\0", "\u{fffd}")).toString() : text;
}

/** The clock as part of a statement. */
export function clockSql(clock: Clock): RawBuilder<Date> {
  return clock === "manual" ? sql<Date>`(select now from rehearsal_clock)` : sql<Date>`date_trunc('milliseconds', statement_timestamp())`;
}

/** Runs one plain statement. */
export async function rowsOf<R extends object>(db: Db, text: string, values: unknown[]): Promise<R[]> {
  return (await db.executeQuery<R>(CompiledQuery.raw(text, values))).rows;
}

/** Events of one transaction stand side by side in the feed: position = turn * turnSize + place. A command writes far fewer. */
export const turnSize = 4096;

/** The one value a statement answers with. */
export async function askOne<T>(db: Db, value: RawBuilder<T>): Promise<T> {
  const { rows } = await sql<{ value: T }>`select ${value} as value`.execute(db);
  return rows[0]!.value;
}

/** A date of PostgreSQL as an instant. */
export function instant(date: Date): Instant;
export function instant(date: Date | null): Instant | null;
export function instant(date: Date | null): Instant | null {
  return date === null ? null : date.toISOString();
}

/** A value as text for a json column. */
export function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** PostgreSQL's code of an error, or null. */
export function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : null;
}
