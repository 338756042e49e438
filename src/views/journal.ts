/** Every wish that met this incident and what was answered: one's own, and for the commander everybody's. */
import { z } from "zod";
import { isRefusal } from "../core/kernel/refusal.ts";
import { refusedOf } from "./cited.ts";
import { deviationsOf } from "./conformance.ts";
import { recordView } from "./record-view.ts";
import { actorName } from "./say.ts";
import { idOf } from "./scene.ts";
import { cited, refused, view } from "./view.ts";

const entry = z.object({
  at: z.string(),
  actor: z.string(),
  command: z.string(),
  input: z.unknown(),
  refused: refused.nullable(),
  firstSeq: z.number().nullable(),
  lastSeq: z.number().nullable(),
});

/** `GET /api/v1/incidents/{id}/journal`. */
export const journal = view("journal", {
  title: "Journal",
  of: "incident",
  query: z.object({}),
  shape: z.object({ items: z.array(entry) }),
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const entries = await parts.store.read.journal(viewer, row.id);
    const names = await parts.directory.names([...new Set(entries.map(({ actor }) => idOf(actor)))]);
    const items = entries.map(({ at, actor, name, input, answer, firstSeq, lastSeq }) => {
      return { at, actor: actorName(actor, names), command: name, input, refused: isRefusal(answer) ? refusedOf(answer) : null, firstSeq, lastSeq };
    });
    return { items };
  },
});

const deviation = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  command: z.string(),
  code: z.string(),
  detail: z.string(),
  policy: z.string(),
  how: z.string(),
  reason: z.string(),
  cites: z.array(cited),
});

/** `GET /api/v1/incidents/{id}/deviations`: every override and every warning that was ignored. */
export const deviations = recordView("deviations", {
  title: "Departures from the process",
  shape: z.object({ items: z.array(deviation) }),
  read: (_parts, scene, events) => ({ items: deviationsOf(scene, events) }),
});
