/** What is thought of the cause: what happened shortly before, what the playbooks say, what is proposed, and what waits to be passed on (PD-12, PD-19 to PD-26, PD-50). */
import { z } from "zod";
import { playbooksOf, stepName } from "../core/incident/cause/playbook.ts";
import { idOf, nameOf } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { suspect, suspectsOf } from "./suspects.ts";
import { named, type Shown } from "./view.ts";

const step = z.object({ step: z.string(), text: z.string(), kind: z.string(), begun: z.boolean() });
const playbook = z.object({ cause: z.string(), title: z.string(), steps: z.array(step) });
const shape = z.object({
  cause: z.object({ status: z.string(), playbook: z.string().nullable(), by: named, at: z.string() }).nullable(),
  suspects: z.array(suspect).meta({
    description: "What happened shortly before it was reported, noted by somebody or not: deploys first, then what is of its area, then what was closest",
  }),
  suggested: z.array(step).meta({ description: "What the playbook of the cause says and nobody has begun" }),
  playbooks: z.array(playbook),
  proposals: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      text: z.string(),
      by: named,
      at: z.string(),
      state: z.string(),
      opinions: z.array(z.object({ person: named, stance: z.string() })),
    }),
  ),
  relays: z.array(z.object({ item: z.string(), text: z.string(), from: named, through: named, state: z.string() })),
});
export type DiagnosisView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/diagnosis`. */
export const diagnosis = sceneView("diagnosis", {
  title: "What it may be, and what to do about it",
  shape,
  read: async (parts, scene) => {
    const { state, names } = scene;
    const { now } = state.cause;
    const playbooks = playbooksOf(scene.pack).map(({ cause, title, steps }) => ({
      ...{ cause, title },
      steps: steps.map(({ key, text, kind }) => ({ step: stepName(cause, key), text, kind, begun: state.cause.begun[stepName(cause, key)] !== undefined })),
    }));
    return {
      cause: now && { status: now.status, playbook: now.playbook, by: nameOf(names, idOf(now.by)), at: now.at },
      suspects: await suspectsOf(parts, scene),
      suggested: (playbooks.find(({ cause }) => cause === now?.playbook)?.steps ?? []).filter(({ begun }) => !begun),
      playbooks,
      proposals: Object.values(state.proposals.proposals).map(({ by, opinions, ...one }) => ({
        ...one,
        by: nameOf(names, by),
        opinions: Object.entries(opinions).map(([person, stance]) => ({ person: nameOf(names, person), stance })),
      })),
      relays: Object.entries(state.relay.items).map(([item, { from, to, state: is }]) => ({
        text: state.work.findings[item]?.text ?? state.proposals.proposals[item]?.text ?? "",
        ...{ item, from: nameOf(names, from), through: nameOf(names, to), state: is },
      })),
    };
  },
});
