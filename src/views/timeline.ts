/** What happened, in order: append-only, each entry with the hash that chains it to the one before. */
import { z } from "zod";
import { specOf } from "../core/kernel/engine.ts";
import type { ReadEvent } from "../store/log.ts";
import { citedOf, citesOfRule } from "./cited.ts";
import { concealed, readsAll } from "./concealed.ts";
import { sentence } from "./document-text.ts";
import { type TimelineEntry, timelineEntry } from "./room-shape.ts";
import { actorName, sayWith } from "./say.ts";
import { idOf, nameOf, peopleOfEvents, type Scene, sceneOf } from "./scene.ts";
import { type ViewParts, view } from "./view.ts";

const kinds = { person: "person", sim: "person", rule: "rule", source: "source", time: "time", anonymous: "anonymous" } as const;

/** Events as lines to read; everybody they name must be among the scene's names. */
export function entriesOf(
  parts: Pick<ViewParts, "engine">,
  scene: Pick<Scene, "pack" | "names" | "state" | "viewer">,
  events: readonly ReadEvent[],
): TimelineEntry[] {
  const say = sayWith(scene.pack, scene.names);
  const read = readsAll(scene.pack, scene.state, scene.viewer.person) ? events : concealed(scene.state, events);
  return read.map((event) => {
    const word = event.actor.split(":", 1)[0] as keyof typeof kinds;
    const given = (event.data as { cites?: unknown } | null)?.cites;
    const rule = word === "rule" ? citesOfRule(scene.pack, idOf(event.actor), scene.state.severity.rank) : [];
    return {
      ...{ seq: event.seq, at: event.at, type: event.type, data: event.data, hash: event.hash },
      sentence: sentence({ engine: parts.engine, say }, event),
      actor: { kind: kinds[word] ?? ("system" as const), id: idOf(event.actor), name: actorName(event.actor, scene.names) },
      onBehalfOf: event.onBehalfOf === undefined ? null : nameOf(scene.names, idOf(event.onBehalfOf)),
      cites: citedOf(scene.pack, Array.isArray(given) ? (given as string[]) : rule),
    };
  });
}

/** Whom no machine reaches is to be called by hand: the number stands beside the name. */
async function withPhones({ directory }: ViewParts, entries: readonly TimelineEntry[]): Promise<TimelineEntry[]> {
  const personOf = ({ type, data }: TimelineEntry) => (type === "person-unreachable" ? (data as { person: string }).person : null);
  const people = entries.flatMap((entry) => personOf(entry) ?? []);
  const phones = people.length === 0 ? {} : await directory.phones([...new Set(people)]);
  return entries.map((entry) => {
    const phone = phones[personOf(entry) ?? ""];
    return phone === undefined ? entry : { ...entry, sentence: `${entry.sentence}, ${phone}` };
  });
}

const query = z.object({
  after: z.coerce.number().int().min(0).default(0).meta({ description: "Entries after this sequence number" }),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
  all: z.stringbool().default(false).meta({ description: "Also entries that people need not read, such as receipts" }),
});

/** `GET /api/v1/incidents/{id}/timeline`. */
export const timeline = view("timeline", {
  title: "Timeline",
  of: "incident",
  query,
  shape: z.object({ items: z.array(timelineEntry), next: z.number().nullable() }),
  read: async (parts, { viewer, id, query: { after, limit, all } }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const events = await parts.store.read.events(viewer, row.id, after, limit);
    const scene = await sceneOf(parts, viewer, row.id, peopleOfEvents(events));
    if (!scene) return null;
    const shown = events.filter((event) => all || specOf(parts.engine, event.type)?.spec.timeline !== false);
    return { items: await withPhones(parts, entriesOf(parts, scene, shown)), next: events.length === limit ? (events.at(-1)?.seq ?? null) : null };
  },
});
