/** Rows of groups of alerts, as the counting function knows them, and back. */
import type { Selectable } from "kysely";
import type { Group } from "../grouping.ts";
import { instant, json } from "./connection.ts";
import type { GroupTable } from "./tables.ts";

/** A row as a group. */
export function groupOf(row: Selectable<GroupTable>): Group {
  const { source, generation, incident, change, carried, pending, firing, severity, title, text } = row;
  return {
    ...{ source, generation, incident, change, carried, pending, firing, severity, title, text },
    group: row.group_key,
    count: Number(row.count),
    labels: row.labels as Group["labels"],
    links: row.links as Group["links"],
    firstAt: instant(row.first_at),
    lastAt: instant(row.last_at),
    silencedBy: row.silenced_by,
    openedAt: instant(row.opened_at),
    storm: row.storm,
    joined: { groups: row.joined_groups, count: Number(row.joined_count), firing: row.joined_firing },
  };
}

/** A group as a row; what joined it is summed up elsewhere. */
export function groupColumns(group: Group) {
  const { source, generation, incident, change, carried, pending, count, firing, severity, title, text, storm } = group;
  return {
    ...{ source, generation, incident, change, carried, pending, count, firing, severity, title, text, storm },
    group_key: group.group,
    labels: json(group.labels),
    links: json(group.links),
    first_at: group.firstAt,
    last_at: group.lastAt,
    silenced_by: group.silencedBy,
    opened_at: group.openedAt,
  };
}
