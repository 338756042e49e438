/** A view of one incident drawn from its record: it begins with the events and the scene in which their people have names. */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import type { ReadEvent } from "../store/log.ts";
import { peopleOfEvents, type Scene, sceneAt } from "./scene.ts";
import { type Shown, type View, type ViewParts, view } from "./view.ts";

/** How many events of one incident are read at most. */
export const mostEvents = 10_000;

/** One event as it is read. */
export type Event = ReadEvent & RecordedEvent;

type Definition<S extends z.ZodType, Q> = {
  readonly title: string;
  readonly shape: S;
  /** What may be asked of it in the address. */
  readonly query?: z.ZodType<Q>;
  /** Which events it is about; absent: all. */
  readonly about?: (event: Event, query: Q) => boolean;
  /** Whose names it needs beyond those the events and the state bring. */
  readonly people?: (events: readonly Event[], parts: ViewParts) => readonly string[] | Promise<readonly string[]>;
  readonly read: (parts: ViewParts, scene: Scene, events: readonly Event[], query: Q) => Shown<z.infer<S>> | Promise<Shown<z.infer<S>>>;
};

const nothing = z.object({}) as unknown as z.ZodType;

/** `GET /api/v1/incidents/{id}/<name>`; not there for whoever may not see the incident. */
export function recordView<S extends z.ZodType, Q = Record<string, never>>(
  name: string,
  { title, shape, query = nothing as z.ZodType<Q>, about, people, read }: Definition<S, Q>,
): View {
  return view<Q, S>(name, {
    ...{ title, of: "incident", query, shape },
    read: async (parts, { viewer, id, query: asked }) => {
      const row = await parts.store.read.find(viewer, id);
      if (!row) return null;
      const all = (await parts.store.read.events(viewer, row.id, 0, mostEvents)) as readonly Event[];
      const events = about ? all.filter((event) => about(event, asked)) : all;
      const scene = await sceneAt(parts, viewer, row, [...peopleOfEvents(events), ...((await people?.(events, parts)) ?? [])]);
      return scene && read(parts, scene, events, asked);
    },
  });
}
