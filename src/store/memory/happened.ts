/** What came in within a time and may be a cause, in memory. */
import { maySee, type Viewer } from "../../core/kernel/viewer.ts";
import { plain } from "../chain.ts";
import { type Happened, type HappenedFilter, likeliest } from "../happened.ts";
import { isIncident } from "../log.ts";
import type { Arrived } from "../signals.ts";
import type { GroupRow, Tables } from "./tables.ts";

/** The likeliest first. */
export function happened(tables: Tables, viewer: Viewer, filter: HappenedFilter): Happened[] {
  const changes = viewer.all || viewer.person !== null ? tables.changes : [];
  const found = [
    ...changes.map(({ kind, summary, service, area, at, link }, index): Happened => {
      const here = filter.area.includes(area?.toLowerCase() ?? "") || filter.area.includes(service.toLowerCase());
      return { origin: `change/${index + 1}`, kind, text: summary, service, at, link, here, incident: null };
    }),
    ...tables.groups.flatMap((row, index) => alertOf(tables, viewer, filter, { row, origin: `alert/${index + 1}` })),
  ];
  return found
    .filter(({ at }) => filter.from <= at && at <= filter.to)
    .sort(likeliest)
    .slice(0, filter.limit);
}

/** Nothing where its incident is not there for the viewer, is a drill, or is the one that is looked into. */
function alertOf(
  tables: Tables,
  viewer: Viewer,
  { except, area }: HappenedFilter,
  { row: { group }, origin }: { readonly row: GroupRow; readonly origin: string },
): Happened[] {
  const { incident: id, title: text, firstAt: at, links } = group;
  const stream = tables.streams.get(id);
  if (!stream || id === except || !isIncident(id) || stream.summary.drill || !maySee(viewer, stream.summary)) return [];
  const here = area.includes(stream.summary.area?.toLowerCase() ?? "");
  const incident = { id, number: stream.head.number, title: stream.summary.title, confidential: stream.summary.confidential };
  return [{ ...{ origin, kind: "alert", text, service: "", at, link: links[0]?.href ?? "", here, incident } }];
}

/** Keeps what changed; what is known stays as it is. */
export function acceptChanges(tables: Tables, { source, changes = [] }: Arrived): void {
  for (const change of changes) {
    if (tables.changes.some((known) => known.source === source && known.key === change.key)) continue;
    tables.changes.push({ ...plain(change), source });
  }
}
