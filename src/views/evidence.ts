/** The list of evidence: what shows what happened, where it is kept, by whom and since when (R-PD-S07). */
import { z } from "zod";
import type { EvidenceValue } from "../core/rules/work/evidence.ts";
import { recordView } from "./record-view.ts";
import { actorName } from "./say.ts";

const piece = z.object({ id: z.string(), kind: z.string(), label: z.string(), what: z.string(), where: z.string(), by: z.string(), at: z.string() });

/** `GET /api/v1/incidents/{id}/evidence`, the oldest first; `says` is what the process asks to mind. */
export const evidence = recordView("evidence", {
  title: "Evidence",
  shape: z.object({ says: z.string(), items: z.array(piece) }),
  read: (_parts, scene, events) => {
    const value = scene.pack.evidence as EvidenceValue;
    const labelOf = (kind: string) => value?.kinds.find(({ key }) => key === kind)?.label ?? kind;
    const items = events.flatMap((event) => {
      if (event.type !== "evidence-added") return [];
      const { evidence: piece, kind, what, where } = event.data;
      return [{ id: piece, kind, label: labelOf(kind), what, where, by: actorName(event.actor, scene.names), at: event.at }];
    });
    return { says: value?.says ?? "", items };
  },
});
