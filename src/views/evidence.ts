/** The list of evidence: what shows what happened, where it is kept, by whom and since when (R-PD-S07). */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { EvidenceValue } from "../core/rules/work/evidence.ts";
import type { ReadEvent } from "../store/log.ts";
import { mostEvents } from "./documents.ts";
import { actorName } from "./say.ts";
import { peopleOfEvents, sceneOf } from "./scene.ts";
import { view } from "./view.ts";

const piece = z.object({ id: z.string(), kind: z.string(), label: z.string(), what: z.string(), where: z.string(), by: z.string(), at: z.string() });

/** `GET /api/v1/incidents/{id}/evidence`, the oldest first; `says` is what the process asks to mind. */
export const evidence = view("evidence", {
  title: "Evidence",
  of: "incident",
  query: z.object({}),
  shape: z.object({ says: z.string(), items: z.array(piece) }),
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const events = (await parts.store.read.events(viewer, row.id, 0, mostEvents)).filter(({ type }) => type === "evidence-added");
    const scene = await sceneOf(parts, viewer, row.id, peopleOfEvents(events));
    if (!scene) return null;
    const value = scene.pack.evidence as EvidenceValue;
    const labelOf = (kind: string) => value?.kinds.find(({ key }) => key === kind)?.label ?? kind;
    const items = (events as readonly (ReadEvent & RecordedEvent)[]).flatMap((event) => {
      if (event.type !== "evidence-added") return [];
      const { evidence: piece, kind, what, where } = event.data;
      return [{ id: piece, kind, label: labelOf(kind), what, where, by: actorName(event.actor, scene.names), at: event.at }];
    });
    return { says: value?.says ?? "", items };
  },
});
