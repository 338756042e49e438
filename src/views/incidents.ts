/** Finding an incident: filters in the address, cursor pages; and one incident's row. */
import { z } from "zod";
import { phases } from "../core/incident/lifecycle/slice.ts";
import type { State } from "../core/incident/slices.ts";
import type { PresenceValue } from "../core/rules/roles/presence/presence.ts";
import { incidentLine } from "./board-shape.ts";
import { contactSummaryOf, contactSummaryView } from "./contact-summary.ts";
import { linesOf, packIn, packsOf } from "./lines.ts";
import { view } from "./view.ts";

const phase = z
  .string()
  .max(200)
  .transform((text) => text.split(",").filter((one) => one !== ""))
  .pipe(z.array(z.enum(phases)))
  .meta({ description: "One or more phases, separated by commas" });

const query = z.object({
  text: z.string().trim().max(200).optional().meta({ description: "Words in the title" }),
  phase: phase.optional(),
  severity: z.coerce.number().int().min(1).max(99).optional(),
  process: z.string().max(40).optional(),
  drill: z.stringbool().optional(),
  before: z.coerce.number().int().min(1).optional().meta({ description: "Those with a smaller number: the next page" }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /api/v1/incidents`, the newest first. */
export const incidents = view("incidents", {
  title: "Incidents",
  of: "organisation",
  query,
  shape: z.object({ items: z.array(incidentLine), next: z.number().nullable() }),
  read: async (parts, { viewer, query: { text, phase: wanted, limit, ...more } }) => {
    const filter = { ...more, ...(text ? { text } : {}), ...(wanted && wanted.length > 0 ? { phases: wanted } : {}), limit };
    const rows = await parts.store.read.incidents(viewer, filter);
    return { items: await linesOf(parts, viewer, rows), next: rows.length === limit ? (rows.at(-1)?.number ?? null) : null };
  },
});

/** `GET /api/v1/incidents/{id}`. */
export const incident = view("incident", {
  title: "One incident's row",
  of: "incident",
  path: "",
  query: z.object({}),
  shape: incidentLine
    .extend({
      contactSummary: contactSummaryView,
      firstSteps: z.array(z.string()).meta({ description: "What somebody does who comes to the incident, in order" }),
    })
    .meta({ id: "Incident" }),
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const [lines, packs, read] = await Promise.all([linesOf(parts, viewer, [row]), packsOf(parts, [row]), parts.states.read(viewer, row.id)]);
    const pack = packIn(packs, row);
    const first = (pack?.presence as PresenceValue)?.firstSteps?.steps ?? [];
    return { ...lines[0]!, contactSummary: pack && read && contactSummaryOf(pack, read.folded.state as State), firstSteps: [...first] };
  },
});
