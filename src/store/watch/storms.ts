/** Storms of alerts that go on: which sources have them, and how much each has gathered. */
import { sql } from "kysely";
import type { Db } from "../directory/tables.ts";

/** A storm: its source by name, and the groups and alerts that became one incident. */
export type OpenStorm = { readonly source: string; readonly title: string; readonly groups: number; readonly alerts: number };

/** The storms that are not over, the largest first. */
export async function openStorms(db: Db): Promise<readonly OpenStorm[]> {
  const { rows } = await sql<OpenStorm>`
    select g.source, coalesce(s.title, 'a source') as title, g.joined_groups as groups, g.joined_count::integer as alerts
    from signal_group g left join source s on s.id::text = g.source
    where g.storm = 'head' and g.closed is null order by g.joined_groups desc limit 20`.execute(db);
  return rows;
}
