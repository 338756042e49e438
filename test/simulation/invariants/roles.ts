/** Roles: one commander, never none once there is one, and only the commander ends it. */
import { holdersOf } from "../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../src/core/incident/slices.ts";
import { commandingRole } from "../../../src/core/kernel/process.ts";
import { type Broken, type Invariant, packOfStream } from "../scene.ts";
import type { Scene, Tracked } from "../stage.ts";

/** Whoever commands, by the process an incident is pinned to. */
const commandersBy = (scene: Scene, tracked: Tracked) => {
  const role = commandingRole(packOfStream(scene, tracked)) ?? "";
  return (state: State) => holdersOf(state.roles, role);
};

function ended(commanders: (state: State) => readonly string[], before: State, actor: string): Broken {
  const person = actor.replace(/^person:/, "");
  const stands = before.roles.delegations.some((one) => one.capability === "command" && one.person === person);
  return commanders(before).includes(person) || stands ? null : `${actor} declared it over; the commander is ${commanders(before).join() || "nobody"}`;
}

export const ofRoles: readonly Invariant[] = [
  {
    id: "P1",
    says: "never two commanders; from the first one until the end never none",
    watch: (scene) => ({
      event: (tracked, event, before) => {
        const { state, stream } = tracked;
        const commanders = commandersBy(scene, tracked);
        const now = commanders(state);
        if (now.length > 1) return `${stream} has the commanders ${now.join(" and ")}`;
        const lost = now.length === 0 && commanders(before).length === 1 && state.lifecycle.phase === "active" && event.type !== "reopened";
        return lost ? `${stream} lost its commander by ${event.type}` : null;
      },
    }),
  },
  {
    id: "P3",
    says: "a role changes hands in one event: its holder gives it, and holds it no more",
    watch: () => ({
      event: ({ state, stream }, event, before) => {
        if (event.type !== "handed-over") return null;
        const data = event.data as { role: string; from: string; person: string };
        const gave = holdersOf(before.roles, data.role).includes(data.from) && !holdersOf(state.roles, data.role).includes(data.from);
        return gave && holdersOf(state.roles, data.role).includes(data.person)
          ? null
          : `${data.role} of ${stream} did not change hands from ${data.from} to ${data.person}`;
      },
    }),
  },
  {
    id: "P26",
    says: "only the commander, or whom they named, declares it over",
    watch: (scene) => ({
      event: (tracked, event, before) => (event.type === "resolved" ? ended(commandersBy(scene, tracked), before, event.actor) : null),
    }),
  },
];
