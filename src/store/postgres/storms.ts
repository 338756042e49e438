/** Storms: how many incidents a source opened lately, and what joined the one that took the rest. */
import { sql } from "kysely";
import { summedUp } from "../grouping.ts";
import type { StormLimit } from "../signals.ts";
import { type Storm, stormMinutes } from "../storming.ts";
import type { Access } from "./connection.ts";
import { groupOf } from "./groups.ts";
import type { Db } from "./tables.ts";

type Row = { readonly source: string; readonly opened: number; readonly head: string | null };

/** Each source as it stands; until the end of the transaction no other node gives its groups an incident. */
export async function stormsOf({ db, now }: Access, wanted: readonly string[], limit: StormLimit): Promise<Map<string, Storm>> {
  const sources = [...new Set(wanted)].sort();
  if (sources.length === 0) return new Map();
  await sql`select pg_advisory_xact_lock(hashtextextended(source, 5)) from unnest(${sources}::text[]) as s (source)`.execute(db);
  const { rows } = await sql<Row>`
    select source,
      (select count(*)::int from signal_group g where g.source = s.source and g.opened_at > ${now} - ${stormMinutes} * interval '1 minute'
        and g.storm is distinct from 'joined') as opened,
      (select h.incident from signal_group h where h.source = s.source and h.closed is null and h.storm = 'head' order by h.n desc limit 1) as head
    from unnest(${sources}::text[]) as s (source)`.execute(db);
  return new Map(await Promise.all(rows.map(async ({ source, opened, head }) => [source, { left: (await limit(source)) - opened, head }] as const)));
}

/** Sums up what joined a storm's head, and what that tells. */
export async function sumUp(db: Db, incident: string): Promise<void> {
  const query = db.selectFrom("signal_group").selectAll().where("incident", "=", incident).where("storm", "=", "head").where("closed", "is", null);
  const row = await query.limit(1).forUpdate().executeTakeFirst();
  if (!row) return;
  const { rows } = await sql<{ groups: number; count: string; firing: number }>`
    select count(*)::int as groups, coalesce(sum(count), 0) as count, coalesce(sum(firing), 0)::int as firing
    from signal_group where incident = ${incident} and storm = 'joined'`.execute(db);
  const [sums] = rows;
  const head = summedUp(groupOf(row), { groups: sums!.groups, count: Number(sums!.count), firing: sums!.firing });
  const { groups, count, firing } = head.joined;
  await db
    .updateTable("signal_group")
    .set({ joined_groups: groups, joined_count: count, joined_firing: firing, change: head.change, pending: head.pending })
    .where("source", "=", row.source)
    .where("group_key", "=", row.group_key)
    .where("generation", "=", row.generation)
    .execute();
}
