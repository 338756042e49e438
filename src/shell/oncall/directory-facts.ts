/** Facts straight from the directory, for questions that no incident asks: what a policy would mean. */
import { sql } from "kysely";
import type { FactKind, Facts } from "../../core/kernel/facts.ts";
import { factStatement } from "../../store/directory/facts.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { Parts } from "../access/parts.ts";
import { decideWithFacts } from "../facts-at-hand.ts";
import { calendarOf } from "./holidays.ts";

/** Runs a pure question that reads facts. Of people's engagement nothing is at hand: whoever stands first in a list is first in turn. */
export async function withDirectoryFacts<T>(parts: Pick<Parts, "db" | "now">, ask: (facts: Facts) => T): Promise<T> {
  const year = Number((await parts.now()).slice(0, 4));
  return (await decideWithFacts(ask, async (kind, key) => ({ value: await factFor(parts.db, kind, key, year), version: 0 }))).result;
}

async function factFor(db: Db, kind: FactKind, key: string, year: number): Promise<unknown> {
  if (kind === "calendar") return calendarOf(key, year);
  const statement = factStatement(kind);
  if (statement === null || !statement.takes(key)) return null;
  const parts = statement.sql.split("$1");
  const query = parts.slice(1).reduce((built, part) => sql`${built}${key}${sql.raw(part)}`, sql`${sql.raw(parts[0]!)}`);
  const [row] = (await sql<object>`${query}`.execute(db)).rows;
  return row === undefined ? null : statement.read(row);
}
