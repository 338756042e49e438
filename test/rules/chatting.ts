/** Typing in the chat of a story's world: as somebody who belongs here, or as a chat identity that belongs to nobody (`chat:U123`). */
import type { Actor } from "../../src/core/kernel/event.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { type Said, typed } from "../../src/shell/chat/typed.ts";
import { everybody } from "../../src/store/directory/schedules.ts";
import { sceneOf } from "../../src/views/scene.ts";
import { partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";

/** One of these is on call for ever. */
export function onCall(world: StoryWorld, key: string, person: string): void {
  const schedule = { id: key, title: key, zone: "UTC", rotations: everybody([person], "UTC"), overrides: [], temporary: [], external: null };
  world.store.setFact("schedule", key, schedule);
}

/** Ana is on call to command, and Ben behind her. */
export function commandersOnCall(world: StoryWorld): StoryWorld {
  onCall(world, "ic-primary", "ana");
  onCall(world, "ic-backup", "ben");
  return world;
}

/** Types a line, in the room of an incident or in none. */
export async function types(world: StoryWorld, who: string, text: string, stream: string | null = null): Promise<Said> {
  const unlinked = who.startsWith("chat:");
  const viewer = { person: who, all: false };
  const actor = (unlinked ? who : `person:${who}`) as Actor;
  const views = partsOf(world);
  const scene = stream === null ? null : await sceneOf(views, viewer, stream);
  const said = await typed({ dispatch: world.dispatch, views }, { speaker: { actor, viewer, person: unlinked ? null : who }, scene, text });
  await world.settle();
  return said;
}

/** Every incident there is, the newest first. */
export const allIncidents = (world: StoryWorld) => world.store.read.incidents(program, { limit: 100 });

/** The calls for people that went out, in their order. */
export const pagesSent = (world: StoryWorld) => world.sent.filter(({ message }) => message.template === "page" || message.template === "page-again");
