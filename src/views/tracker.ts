/** The built-in tracker: reports that were too small for an incident, and incidents that are a team's work, filed as tickets (SR-07, PE-26, PE-32). */
import { z } from "zod";
import { incidentName, view } from "./view.ts";

const ticket = z.object({
  incident: incidentName,
  kind: z.string(),
  sprint: z.string(),
  title: z.string(),
  area: z.string().nullable(),
  /** 1 comes first; null: it has none yet. */
  priority: z.number().nullable(),
  reportedAt: z.string(),
});

/** `GET /api/v1/tracker`, the newest first. */
export const tracker = view("tracker", {
  title: "Tickets",
  of: "organisation",
  query: z.object({ sprint: z.string().max(40).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  shape: z.object({ items: z.array(ticket) }),
  read: async (parts, { viewer, query: { sprint, limit } }) => {
    const rows = await parts.store.read.incidents(viewer, { phases: ["rejected", "active", "paused"], limit });
    const items = rows.flatMap(({ id, number, title, area, reportedAt, ticket: filed }) => {
      if (filed === null || (sprint !== undefined && filed.sprint !== sprint)) return [];
      return [
        { incident: { id, number, title }, kind: filed.kind, sprint: filed.sprint, title: filed.title, area, priority: filed.priority ?? null, reportedAt },
      ];
    });
    return { items };
  },
});
