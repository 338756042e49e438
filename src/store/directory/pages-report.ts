/** Pages as reports count them: whom, when, and whether they answered. Drills are no pages, and of secrets nothing is counted. */
import { sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Db } from "./tables.ts";

/** One page. */
export type PageCounted = { readonly person: string; readonly at: Instant; readonly answered: boolean };

/** More pages than any report can be about. */
const most = 200_000;

/** The pages in [from, until), the earliest first. */
export async function pagesBetween(db: Db, from: Instant, until: Instant): Promise<PageCounted[]> {
  const { rows } = await sql<{ person: string; at: Date; answered: boolean }>`
    select e.data ->> 'person' as person, e.at, exists (select from event a where a.stream = e.stream and a.type = 'page-answered'
      and a.data ->> 'page' = e.data ->> 'page' and a.data ->> 'person' = e.data ->> 'person') as answered
    from event e join stream s on s.id = e.stream
    where e.type = 'paged' and not s.drill and not s.confidential and e.at >= ${from} and e.at < ${until} and e.erased_at is null order by e.at limit ${most}`.execute(
    db,
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
