/** What came in within a time and may be a cause: changes are everybody's who is known here, alerts only with their incident. */
import { sql } from "kysely";
import type { Viewer } from "../../core/kernel/viewer.ts";
import type { Happened, HappenedFilter, IncomingChange } from "../happened.ts";
import type { Arrived } from "../signals.ts";
import { type Access, instant } from "./connection.ts";
import type { Db } from "./tables.ts";
import { visible } from "./visible.ts";

type Of = NonNullable<Happened["incident"]>;
type Row = Omit<Happened, "at" | "incident"> & Omit<Of, "id"> & { readonly at: Date; readonly incident: string | null };

/** The likeliest first. */
export async function happened(db: Db, viewer: Viewer, { from, to, except, area, limit }: HappenedFilter): Promise<Happened[]> {
  const { rows } = await sql<Row>`
    select * from (
      select 'change/' || n as origin, kind, summary as text, service, at, link, coalesce(lower(area) = any (${area}), false) or lower(service) = any (${area}) as here,
        null as incident, null::integer as number, '' as title, false as confidential
      from change_event where at between ${from} and ${to} and ${viewer.all || viewer.person !== null}::boolean
      union all
      select 'alert/' || g.n, 'alert', g.title, '', g.first_at, coalesce(g.links -> 0 ->> 'href', ''), coalesce(lower(stream.area) = any (${area}), false),
        stream.id, stream.number, stream.title, stream.confidential
      from signal_group g join stream on stream.id = g.incident
      where g.first_at between ${from} and ${to} and stream.id <> ${except} and strpos(stream.id, '/') = 0 and not stream.drill and ${visible(viewer)}
    ) as found
    order by kind = 'deploy' desc, here desc, at desc, origin collate "C" limit ${limit}`.execute(db);
  return rows.map(({ at, incident: id, number, title, confidential, ...row }) => {
    return { ...row, at: instant(at), incident: id === null ? null : { id, number, title, confidential } };
  });
}

/** Writes what changed, in one order, so that two nodes cannot wait for each other; what is known stays as it is. */
export async function insertChanges({ db, now }: Access, fresh: readonly Arrived[]): Promise<void> {
  const told = fresh.flatMap(({ source, changes = [] }) => changes.map((change) => ({ ...change, source })));
  if (told.length === 0) return;
  const rows = told.sort((a, b) => (`${a.source}\n${a.key}` < `${b.source}\n${b.key}` ? -1 : 1));
  const column = (name: "source" | keyof IncomingChange) => rows.map((row) => row[name]);
  await sql`
    insert into change_event (source, key, kind, summary, service, area, at, link, came_at)
    select source, key, kind, summary, service, area, at, link, ${now}
    from unnest(${column("source")}::text[], ${column("key")}::text[], ${column("kind")}::text[], ${column("summary")}::text[], ${column("service")}::text[],
      ${column("area")}::text[], ${column("at")}::timestamptz[], ${column("link")}::text[]) with ordinality as c (source, key, kind, summary, service, area, at, link, n)
    order by n on conflict (source, key) do nothing`.execute(db);
}
