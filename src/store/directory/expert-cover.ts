/** Areas with those of their experts who are here, for processes that want one for each (GD-11). */
import { sql } from "kysely";
import type { Db } from "./tables.ts";

/** An area with its experts who are here. */
export type ExpertArea = { readonly id: string; readonly name: string; readonly experts: readonly string[] };

/** Every area by name, at most 2,000. The areas stay as they are until the transaction ends, so that two people who each let an expert go see each other. */
export async function areasWithExperts(db: Db): Promise<readonly ExpertArea[]> {
  await sql`select id from area order by id for update`.execute(db);
  const here = sql`select json_agg(e.person order by e.position) from area_expert e join person p on p.id = e.person and p.active where e.area = a.id`;
  const { rows } = await sql<ExpertArea>`select a.id, a.name, coalesce((${here}), '[]'::json) as experts from area a order by lower(a.name) limit 2000`.execute(
    db,
  );
  return rows;
}
