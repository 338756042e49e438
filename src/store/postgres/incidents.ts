/** Incidents in lists, and found by id or number. */
import { sql } from "kysely";
import type { Viewer } from "../../core/kernel/viewer.ts";
import { type IncidentFilter, type IncidentRow, isIncident } from "../log.ts";
import { incidentOf } from "./rows.ts";
import type { Db } from "./tables.ts";
import { visible } from "./visible.ts";

/** An incident by its id or its number; null where it does not exist for the viewer. */
export async function findIncident(db: Db, viewer: Viewer, idOrNumber: string): Promise<IncidentRow | null> {
  if (!isIncident(idOrNumber)) return null;
  const query = db.selectFrom("stream").selectAll().where(visible(viewer));
  const row = await (/^\d{1,9}$/.test(idOrNumber) ? query.where("number", "=", Number(idOrNumber)) : query.where("id", "=", idOrNumber)).executeTakeFirst();
  return row ? incidentOf(row) : null;
}

/** The newest first; those without a public number before them. */
export async function listIncidents(db: Db, viewer: Viewer, filter: IncidentFilter): Promise<IncidentRow[]> {
  const { phases, text, drill, confidential, process, severity, before, limit } = filter;
  let query = db.selectFrom("stream").selectAll().where(sql<boolean>`strpos(id, '/') = 0`).where(visible(viewer));
  if (phases !== undefined) query = query.where(sql<boolean>`phase = any (${phases})`);
  if (text !== undefined) query = query.where(sql<boolean>`strpos(lower(title), ${text.toLowerCase()}) > 0`);
  if (drill !== undefined) query = query.where("drill", "=", drill);
  if (confidential !== undefined) query = query.where("confidential", "=", confidential);
  if (process !== undefined) query = query.where("process", "=", process);
  if (severity !== undefined) query = query.where("severity", "=", severity);
  if (before !== undefined) query = query.where("number", "<", before);
  const ordered = query.orderBy(sql`number desc nulls first, reported_at desc, id collate "C" desc`);
  return (await ordered.limit(limit).execute()).map(incidentOf);
}
