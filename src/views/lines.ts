/** Incidents as rows: for the bridge, the list and its file. */
import { open } from "../core/incident/lifecycle/slice.ts";
import type { State } from "../core/incident/slices.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Pack } from "../core/pack/schema.ts";
import type { IncidentRow } from "../store/log.ts";
import type { IncidentLine } from "./board-shape.ts";
import { nameOf } from "./scene.ts";
import type { Named, ViewParts } from "./view.ts";

/** Rows with their names; of what is over, who had which role is not looked up. */
export async function linesOf(parts: ViewParts, viewer: Viewer, rows: readonly IncidentRow[]): Promise<IncidentLine[]> {
  const names = await parts.directory.names([...new Set(rows.flatMap(({ commander }) => (commander === null ? [] : [commander])))]);
  const packs = await packsOf(parts, rows);
  const areas = await areasOf(parts, rows);
  return Promise.all(
    rows.map(async (row) => {
      const { id, number, title, phase, drill, process, severity, commander, area } = row;
      const { reportedAt, declaredAt, resolvedAt, closedAt, nextDueAt } = row;
      const pack = packs.get(packKey(row));
      return {
        ...{ id, number, title, phase, drill, process, reportedAt, declaredAt, resolvedAt, closedAt, nextDueAt },
        severity: severity === null ? null : { rank: severity, name: pack?.severities[severity]?.name ?? "" },
        area: area === null ? null : (areas.get(area) ?? null),
        commander: commander === null ? null : nameOf(names, commander),
        myRoles: await rolesOf(parts, viewer, { row, pack }),
      };
    }),
  );
}

async function rolesOf(parts: ViewParts, viewer: Viewer, { row, pack }: { readonly row: IncidentRow; readonly pack: Pack | undefined }): Promise<string[]> {
  if (viewer.person === null || !(open as readonly string[]).includes(row.phase) || !row.participants.includes(viewer.person)) return [];
  const read = await parts.states.read(viewer, row.id);
  const held = (read?.folded.state as State | undefined)?.roles.held ?? [];
  return held.filter(({ person }) => person === viewer.person).map(({ role }) => pack?.roles[role]?.label ?? role);
}

function packKey({ process, processVersion }: Pick<IncidentRow, "process" | "processVersion">): string {
  return `${process}/${processVersion ?? ""}`;
}

/** The processes that rows follow: the pinned version, or the one in force. */
export async function packsOf(parts: ViewParts, rows: readonly Pick<IncidentRow, "process" | "processVersion">[]): Promise<ReadonlyMap<string, Pack>> {
  const wanted = new Map(rows.map((row) => [packKey(row), row]));
  const found = await Promise.all(
    [...wanted].map(async ([key, { process, processVersion: version }]) => {
      return [key, version === null ? await parts.packs.active(process) : await parts.packs.version(process, version)] as const;
    }),
  );
  return new Map(found.flatMap(([key, pack]) => (pack ? [[key, pack] as const] : [])));
}

/** The process of one row among those. */
export function packIn(packs: ReadonlyMap<string, Pack>, row: Pick<IncidentRow, "process" | "processVersion">): Pack | null {
  return packs.get(packKey(row)) ?? null;
}

async function areasOf(parts: ViewParts, rows: readonly IncidentRow[]): Promise<ReadonlyMap<string, Named>> {
  const ids = [...new Set(rows.flatMap(({ area }) => (area === null ? [] : [area])))];
  const facts = await Promise.all(ids.map(async (id) => [id, (await parts.store.read.fact("area", id)).value as { name?: string } | null] as const));
  return new Map(facts.map(([id, fact]) => [id, { id, name: fact?.name ?? "an area" }]));
}
