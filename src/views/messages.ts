/** The room's messages, what waits for the commander's look, and whether the viewer may write (GD2-28, GD2-29, GD2-30). */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { ReadEvent } from "../store/log.ts";
import { abilitiesIn } from "./abilities.ts";
import { concealed, readsAll } from "./concealed.ts";
import { mostEvents } from "./record-view.ts";
import { idOf, nameOf, peopleOfEvents, type Scene, sceneOf } from "./scene.ts";
import { named, refused, type Shown, view } from "./view.ts";

const message = z.object({
  id: z.string(),
  seq: z.number(),
  by: named,
  at: z.string(),
  text: z.string(),
  flagged: z.boolean(),
  gone: z.enum(["hidden", "moved"]).nullable(),
  thread: z.enum(["main", "side"]).meta({ description: "The main talk, or the thread beside it" }),
  waits: z.boolean().meta({ description: "Kept, and waits for the commander's look; shown to the commander and whoever wrote it" }),
});

const shape = z.object({
  items: z.array(message),
  next: z.number().nullable().meta({ description: "Ask again with `before` for older ones" }),
  waiting: z.array(z.string()).meta({ description: "Ids that wait for a look, oldest first; the commander's list" }),
  muted: z.array(z.object({ person: named, at: z.string(), why: z.string() })),
  me: z.object({
    keepsOrder: z.boolean(),
    refused: refused.nullable().meta({ description: "Why the viewer may not write" }),
    warnings: z.array(refused).meta({ description: "What the viewer is told before writing" }),
  }),
});

export type MessagesView = Shown<z.infer<typeof shape>>;

const most = 200;

/** `GET /api/v1/incidents/{id}/messages`: the newest, oldest first. Whoever may see the incident reads them. */
export const messages = view("messages", {
  title: "Messages of the room",
  of: "incident",
  query: z.object({
    before: z.coerce.number().int().min(1).optional().meta({ description: "Messages before this sequence number" }),
    thread: z.enum(["main", "side"]).optional().meta({ description: "Only the main talk, or only the thread beside it; both unless said" }),
  }),
  shape,
  read: async (parts, { viewer, id, query: { before, thread } }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const all = (await parts.store.read.events(viewer, row.id, 0, mostEvents)).filter(
      ({ type, seq }) => type === "message-posted" && seq < (before ?? seq + 1),
    );
    const shown = all.slice(-most);
    const scene = await sceneOf(parts, viewer, row.id, peopleOfEvents(shown));
    if (!scene) return null;
    const reads = readsAll(scene.pack, scene.state, viewer.person);
    const post = (await abilitiesIn(parts, scene)).find(({ name }) => name === "post-message");
    return {
      items: itemsOf(scene, reads ? shown : concealed(scene.state, shown), reads).filter((one) => thread === undefined || one.thread === thread),
      next: all.length > most ? (shown[0]?.seq ?? null) : null,
      ...orderIn(scene, reads),
      me: {
        keepsOrder: viewer.person !== null && parts.engine.holds(scene.pack, scene.state, { person: viewer.person }, "moderate"),
        refused: post?.refused ?? null,
        warnings: post?.warnings ?? [],
      },
    };
  },
});

function itemsOf({ state, names, viewer }: Scene, events: readonly ReadEvent[], reads: boolean) {
  return (events as readonly (ReadEvent & RecordedEvent)[]).flatMap((event) => {
    if (event.type !== "message-posted") return [];
    const by = idOf(event.actor);
    const known = state.chat.messages[event.data.message];
    return [
      {
        ...{ id: event.data.message, seq: event.seq, by: nameOf(names, by), at: event.at, text: event.data.text },
        thread: known?.aside ? ("side" as const) : ("main" as const),
        ...{ flagged: known?.flagged ?? false, gone: known?.gone ?? null, waits: (reads || by === viewer.person) && (known?.waits ?? false) },
      },
    ];
  });
}

/** The commander's part: others see only whether they themselves are muted. */
function orderIn({ state, names, viewer }: Scene, reads: boolean) {
  const muted = Object.entries(state.chat.muted).filter(([person]) => reads || person === viewer.person);
  return {
    waiting: reads ? Object.entries(state.chat.messages).flatMap(([id, { waits }]) => (waits ? [id] : [])) : [],
    muted: muted.map(([person, { at, why }]) => ({ person: nameOf(names, person), at, why })),
  };
}
