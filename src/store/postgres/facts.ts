/** Facts with their versions: the directory's, and the two kinds computed from the log's own rows. */
import { sql } from "kysely";
import type { FactKind, FactKinds } from "../../core/kernel/facts.ts";
import type { VersionedFact } from "../log.ts";
import { type Access, instant, queryOf } from "./connection.ts";
import type { Db } from "./tables.ts";

/**
 * A fact with its version; null and 0 where there is none. The version is read first: should the fact change in between, the value is
 * newer than it says, and whoever watches it is merely woken once more.
 */
export async function factOf(access: Access, db: Db, kind: FactKind, key: string): Promise<VersionedFact> {
  const found = await db.selectFrom("fact_version").select("version").where("kind", "=", kind).where("key", "=", key).executeTakeFirst();
  return { value: await valueOfFact(access, db, kind, key), version: Number(found?.version ?? 0) };
}

/** Gives facts their next versions, in a fixed order so that two transactions cannot wait for each other. */
export async function bumpFacts(db: Db, kind: FactKind, keys: readonly string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort()) await sql`select bump_fact(${kind}, ${key})`.execute(db);
}

async function valueOfFact(access: Access, db: Db, kind: FactKind, key: string): Promise<unknown> {
  if (kind === "engagement") return engagementOf(db, key);
  if (kind === "incident") return (await db.selectFrom("stream").select(["id", "phase"]).where("id", "=", key).executeTakeFirst()) ?? null;
  return (await access.facts(queryOf(db), kind, key)) ?? null;
}

async function engagementOf(db: Db, person: string): Promise<FactKinds["engagement"] | null> {
  const rows = await db.selectFrom("engagement").selectAll().where("person", "=", person).orderBy(sql`stream collate "C"`).execute();
  if (rows.length === 0) return null;
  const latest = (dates: readonly (Date | null)[]) => {
    const known = dates.filter((date) => date !== null).map(Number);
    return known.length === 0 ? null : instant(new Date(Math.max(...known)));
  };
  return {
    person,
    roles: rows.flatMap(({ stream, roles }) => roles.map((role) => ({ incident: stream, role }))),
    lastActAt: latest(rows.map((row) => row.last_act_at)),
    restUntil: latest(rows.map((row) => row.rest_until)),
    nightWork: "PT0S",
  };
}
