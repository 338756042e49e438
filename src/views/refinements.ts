/** What an incident proposes to change in the process: each proposal with what it changes, and what became of it (GD-04). */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { ReadEvent } from "../store/log.ts";
import { mostEvents } from "./documents.ts";
import { idOf, nameOf, peopleOfEvents, sceneOf } from "./scene.ts";
import { named, type Shown, view } from "./view.ts";

const at = z.string();
const proposal = z.object({
  ...{ id: z.string(), change: z.string(), why: z.string(), by: named, at, base: z.number() },
  pointer: z.string().meta({ description: "Where in the pack; empty: said in words only" }),
  from: z.string().nullable().meta({ description: "The value there under this incident's process; null: none" }),
  to: z.string(),
  state: z.enum(["open", "applied", "rejected"]),
  decision: z.object({ by: named, at, version: z.number().nullable(), reason: z.string() }).nullable(),
});
const shape = z
  .object({ process: z.string(), inForce: z.number().nullable().meta({ description: "The version in force now" }), items: z.array(proposal) })
  .meta({ id: "Refinements" });
export type RefinementsView = Shown<z.infer<typeof shape>>;

type Event = ReadEvent & RecordedEvent;

/** `GET /api/v1/incidents/{id}/refinements`: the undecided ones first. */
export const refinements = view("refinements", {
  title: "Proposed changes of the process",
  of: "incident",
  query: z.object({}),
  shape,
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const events = ((await parts.store.read.events(viewer, row.id, 0, mostEvents)) as readonly Event[]).filter(({ type }) => type.startsWith("refinement-"));
    const scene = await sceneOf(parts, viewer, row.id, peopleOfEvents(events));
    if (!scene) return null;
    const items = events.flatMap((event) => (event.type === "refinement-proposed" ? [itemOf(event, events, (actor) => nameOf(scene.names, idOf(actor)))] : []));
    const active = await parts.packs.active(scene.pack.key);
    return {
      process: scene.pack.key,
      inForce: active?.version ?? null,
      items: [...items.filter(({ state }) => state === "open"), ...items.filter(({ state }) => state !== "open")],
    };
  },
});

type Item = RefinementsView["items"][number];

function itemOf(event: Extract<Event, { type: "refinement-proposed" }>, events: readonly Event[], who: (actor: string) => Item["by"]): Item {
  const { refinement: id, change, why, base, pointer, from, to } = event.data;
  const decided = events.find((one) => (one.type === "refinement-applied" || one.type === "refinement-rejected") && one.data.refinement === id);
  const item = { id, change, why, by: who(event.actor), at: event.at, base, pointer, from, to };
  if (decided?.type === "refinement-applied")
    return { ...item, state: "applied", decision: { by: who(decided.actor), at: decided.at, version: decided.data.version, reason: "" } };
  if (decided?.type === "refinement-rejected")
    return { ...item, state: "rejected", decision: { by: who(decided.actor), at: decided.at, version: null, reason: decided.data.reason } };
  return { ...item, state: "open", decision: null };
}
