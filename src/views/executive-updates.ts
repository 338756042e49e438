/** The channel for whoever only wants summaries: what executives were told, of all incidents, and nothing else (PD-04, PD-42). */
import { z } from "zod";
import type { RecordedEvent, State } from "../core/incident/slices.ts";
import type { IncidentRow } from "../store/log.ts";
import { mostEvents } from "./record-view.ts";
import { idOf, nameOf } from "./scene.ts";
import { incidentName, named, type Shown, type ViewParts, view } from "./view.ts";

const shape = z.object({
  items: z.array(z.object({ incident: incidentName, at: z.string(), by: named, text: z.string() })),
});
export type ExecutiveUpdatesView = Shown<z.infer<typeof shape>>;

/** So many incidents are looked through, the newest first. */
const mostIncidents = 50;

type Told = RecordedEvent & { readonly type: "executives-told" };

/** What was told of one incident; its log is read only where there is something. */
async function toldOf(parts: ViewParts, viewer: Parameters<ViewParts["states"]["read"]>[0], row: IncidentRow): Promise<readonly Told[]> {
  const read = await parts.states.read(viewer, row.id);
  if (!read || (read.folded.state as State).executives.count === 0) return [];
  const events = (await parts.store.read.events(viewer, row.id, 0, mostEvents)) as readonly unknown[] as readonly RecordedEvent[];
  return events.filter((event): event is Told => event.type === "executives-told");
}

/** `GET /api/v1/executive-updates`, the newest first. */
export const executiveUpdates = view("executive-updates", {
  title: "What executives were told",
  of: "organisation",
  query: z.object({}),
  shape,
  read: async (parts, { viewer }) => {
    const rows = await parts.store.read.incidents(viewer, { limit: mostIncidents });
    const told = (await Promise.all(rows.map(async (row) => (await toldOf(parts, viewer, row)).map((event) => ({ row, event }))))).flat();
    const names = await parts.directory.names([...new Set(told.map(({ event }) => idOf(event.actor)))]);
    const items = told.map(({ row: { id, number, title }, event }) => ({
      ...{ incident: { id, number, title }, at: event.at, by: nameOf(names, idOf(event.actor)), text: event.data.text },
    }));
    return { items: items.sort((a, b) => (a.at < b.at ? 1 : -1)) };
  },
});
