/** Who is on the call and in the chat, who takes part and who watches, and what to do first (PD-06 to PD-09). */
import { z } from "zod";
import { takesPart } from "../core/incident/presence/takes-part.ts";
import type { PresenceValue } from "../core/rules/roles/presence/presence.ts";
import { nameOf, sceneOf } from "./scene.ts";
import { named, type Shown, view } from "./view.ts";

const shape = z.object({
  firstSteps: z.array(z.string()).meta({ description: "What somebody does who comes to the incident, in order" }),
  places: z.array(z.enum(["call", "chat"])).meta({ description: "Where to be" }),
  people: z.array(
    z.object({
      person: named,
      call: z.boolean(),
      chat: z.boolean(),
      participates: z.boolean(),
      proxy: named.nullable().meta({ description: "Who speaks for them on the call" }),
      at: z.string(),
    }),
  ),
  me: z.object({ takesPart: z.boolean() }),
});
export type PresenceView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/incidents/{id}/presence`. */
export const presenceView = view("presence", {
  title: "Who is there",
  of: "incident",
  query: z.object({}),
  shape,
  read: async (parts, { viewer, id }) => {
    const bare = await sceneOf(parts, viewer, id);
    const there = Object.entries(bare?.state.presence.people ?? {});
    const scene = bare && (await sceneOf(parts, viewer, id, [...there.map(([person]) => person), ...there.flatMap(([, { proxy }]) => proxy ?? [])]));
    if (!scene) return null;
    const own = scene.pack.presence as PresenceValue;
    return {
      firstSteps: own?.firstSteps?.steps ?? [],
      places: own?.places?.join ?? [],
      people: there
        .filter(([, { call, chat }]) => call || chat)
        .map(([person, { proxy, ...is }]) => ({ person: nameOf(scene.names, person), ...is, proxy: proxy === null ? null : nameOf(scene.names, proxy) })),
      me: { takesPart: viewer.person !== null && takesPart(scene.pack, scene.state, viewer.person) },
    };
  },
});
