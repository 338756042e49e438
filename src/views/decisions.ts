/** What is about to be decided and what was: the proposal, who objects strongly, and the outcome (R-PD-R10). */
import { z } from "zod";
import { outcomes } from "../core/incident/decisions/slice.ts";
import { nameOf } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { named, type Shown } from "./view.ts";

const decision = z.object({
  id: z.string(),
  text: z.string(),
  by: named,
  at: z.string(),
  until: z.string().meta({ description: "Until when strong objections are asked for" }),
  objections: z.array(z.object({ person: named, because: z.string() })),
  outcome: z.enum(outcomes).nullable().meta({ description: "Null: it waits for whoever commands" }),
  words: z.string(),
});
const shape = z.object({ items: z.array(decision) });
export type DecisionsView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/decisions`: what waits first, then the newest. */
export const decisions = sceneView("decisions", {
  title: "What is decided",
  shape,
  read: (_parts, { state, names }) => ({
    items: Object.values(state.decisions.decisions)
      .map(({ by, objections, ...one }) => ({
        ...one,
        by: nameOf(names, by),
        objections: Object.entries(objections).map(([person, because]) => ({ person: nameOf(names, person), because })),
      }))
      .sort((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null) || (a.at < b.at ? 1 : -1)),
  }),
});
