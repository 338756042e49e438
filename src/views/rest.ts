/** Rest: who sleeps until when, whether everybody may be sent home, and the question of the night (GD2-03, GD2-20). */
import { z } from "zod";
import type { Facts } from "../core/kernel/facts.ts";
import type { Instant } from "../core/kernel/time.ts";
import { mayBeCalledFrom } from "../core/rules/call/contact.ts";
import { atWork, type StanddownPolicy } from "../core/rules/call/standdown/duties.ts";
import { nameOf, type Scene } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { named, type Shown } from "./view.ts";

const at = z.string();
const shape = z.object({
  phase: z.string(),
  paused: z.object({ since: at, until: at }).nullable(),
  rests: z.array(z.object({ from: at, to: at })),
  allowed: z.boolean().meta({ description: "Whether everybody may be sent home at this severity" }),
  asked: z
    .object({ at, people: z.array(named) })
    .nullable()
    .meta({ description: "For whom quiet hours began; the answer is to stand down or to go on" }),
  people: z
    .array(z.object({ person: named, roles: z.array(z.string()), calledAt: at }))
    .meta({ description: "Everybody at work, and when they can be called together" }),
});

/** Rest as people see it. */
export type RestView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/rest`. */
export const rest = sceneView("rest", {
  title: "Rest",
  shape,
  read: async (parts, scene) => {
    const { state, names } = scene;
    const { phase, paused, pauses } = state.lifecycle;
    const { asked } = state.rest;
    const level = state.severity.rank === null ? undefined : (scene.pack.severities[state.severity.rank] as { standdown?: StanddownPolicy["level"] });
    return {
      ...{ phase, paused, rests: pauses },
      allowed: level?.standdown?.allowed ?? false,
      asked: asked && { at: asked.at, people: asked.people.map((person) => nameOf(names, person)) },
      people: await parts.withFacts((facts) => peopleAt(scene, paused?.until ?? scene.now, facts)),
    };
  },
});

function peopleAt({ pack, state, names }: Scene, from: Instant, facts: Facts) {
  return atWork({ process: pack }, state).map(({ person }) => ({
    person: nameOf(names, person),
    roles: state.roles.held.filter((one) => one.person === person).map(({ role }) => pack.roles[role]?.label ?? role),
    calledAt: mayBeCalledFrom(pack, { person, at: from, state, facts }),
  }));
}
