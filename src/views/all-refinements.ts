/** Proposals to change processes, over all incidents: what waits for a decision, and what became of the others (GD-04). */
import { z } from "zod";
import { mostEvents } from "./record-view.ts";
import { refinementLine, refinementsIn } from "./refinement-lines.ts";
import { peopleOfEvents } from "./scene.ts";
import { incidentName, view } from "./view.ts";

const states = { open: ["open"], decided: ["met", "late"], all: ["open", "met", "late", "waived"] } as const;

/** How many proposals are looked at. */
const most = 200;

/** `GET /api/v1/refinements`, the soonest due first; `due` is until when somebody should decide. */
export const allRefinements = view("all-refinements", {
  title: "Proposals to change a process",
  of: "organisation",
  path: "refinements",
  query: z.object({ state: z.enum(["open", "decided", "all"]).default("open"), process: z.string().max(40).optional() }),
  shape: z.object({ items: z.array(refinementLine.extend({ incident: incidentName, process: z.string(), due: z.string().nullable() })) }),
  read: async (parts, { viewer, query: { state, process } }) => {
    const rows = await parts.store.read.duties(viewer, { rule: "refinements", states: states[state], limit: most });
    const told = await Promise.all(
      [...new Set(rows.map(({ stream }) => stream))].map(async (stream) => {
        const row = await parts.store.read.find(viewer, stream);
        if (!row || (process !== undefined && row.process !== process)) return [];
        const events = (await parts.store.read.events(viewer, stream, 0, mostEvents)).filter(({ type }) => type.startsWith("refinement-"));
        const incident = { id: row.id, number: row.number, title: row.title };
        const lines = refinementsIn(events, await parts.directory.names(peopleOfEvents(events)));
        return lines.map((line) => ({ ...line, process: row.process, incident }));
      }),
    );
    const found = new Map(told.flat().map((line) => [`${line.incident.id}/refinement/${line.id}`, line]));
    const items = rows.flatMap(({ stream, key, due }) => {
      const line = found.get(`${stream}/${key}`);
      return line ? [{ ...line, due }] : [];
    });
    return { items };
  },
});
