/** The severity of an incident as people decide about it: how it changed, what others advise, and when it is looked at again (GD-54, GD2-06). */
import { z } from "zod";
import type { SeverityPolicy } from "../core/rules/report/severity/value.ts";
import { nameOf, type Scene } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { named, type Shown, type ViewParts } from "./view.ts";

const at = z.string();
const level = z.object({ rank: z.number(), name: z.string(), description: z.string() });
const shape = z.object({
  now: level.nullable(),
  since: at.nullable(),
  severities: z.array(level),
  changes: z.array(z.object({ from: z.number().nullable(), to: z.number(), at, because: z.string() })),
  inputs: z
    .array(z.object({ person: named, advises: z.number(), text: z.string(), at }))
    .meta({ description: "Advice since the last change, the newest of each" }),
  review: z.object({ at, propose: z.number().nullable() }).nullable().meta({ description: "The question that waits for an answer" }),
  nextReviewAt: at.nullable(),
  reasons: z.object({ raising: z.array(z.string()), lowering: z.array(z.string()) }).meta({ description: "Empty: any" }),
});

/** The severity as people decide about it. */
export type SeverityView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/severity`. */
export const severity = sceneView("severity", {
  title: "Severity",
  shape,
  read: async (parts, scene) => {
    const { pack, state, names } = scene;
    const { rank, since, changes, inputs, review } = state.severity;
    const severities = Object.entries(pack.severities).map(([one, { name, description }]) => ({ rank: Number(one), name, description }));
    const because = (pack.severity as SeverityPolicy["own"])?.because;
    return {
      now: severities.find((one) => one.rank === rank) ?? null,
      ...{ since, severities, changes, review },
      inputs: inputs.map(({ person, ...advice }) => ({ ...advice, person: nameOf(names, person) })),
      nextReviewAt: await reviewAt(parts, scene),
      reasons: { raising: because?.raising ?? [], lowering: because?.lowering ?? [] },
    };
  },
});

const nextReview = /^severity\/review@(.+)$/;

async function reviewAt(parts: ViewParts, scene: Scene): Promise<string | null> {
  const rows = await parts.store.read.duties(scene.viewer, { stream: scene.row.id, states: ["open"], limit: 2_000 });
  return rows.map(({ key }) => nextReview.exec(key)?.[1] ?? null).find((one) => one !== null) ?? null;
}
