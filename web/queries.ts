/** What is read from the server, each with the key under which it is kept and renewed. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { BoardView, IncidentLine, ProcessView } from "../src/views/board-shape.ts";
import type { DeliveryView, RoomView, TimelineEntry } from "../src/views/room-shape.ts";
import { get, getOr, query } from "./api.ts";
import { setClock } from "./clock.ts";
import type { Area, Channel, ClockView, Items, Organisation, Person, ProcessCard, Session } from "./shapes.ts";
import { setZone } from "./when.ts";

type Identity = { readonly person: string; readonly name: string; readonly admin: boolean };

/** Who is signed in and where they work, or null. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    const identity = await getOr<Identity>("/session", 401);
    if (identity === null) return null;
    const [me, organisation, clock] = await Promise.all([get<Person>("/me"), get<Organisation>("/organisation"), getOr<ClockView>("/clock", 404)]);
    const zone = me.zone ?? organisation.zone;
    setZone(zone);
    if (clock) setClock(clock.now, true);
    return { person: { id: identity.person, name: identity.name, admin: identity.admin, zone }, organisation, rehearsal: clock !== null };
  },
  staleTime: 300_000,
});

/** The first run, or null when it is over. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => getOr<{ readonly open: boolean; readonly processes?: readonly ProcessCard[] }>("/setup", 404),
  staleTime: 60_000,
});

/** The bridge; it also brings the server's time. */
export function boardQuery(client: QueryClient) {
  return queryOptions({
    queryKey: ["board"],
    queryFn: async () => {
      const board = await get<BoardView>("/board");
      setClock(board.now, isRehearsal(client));
      return board;
    },
  });
}

function isRehearsal(client: QueryClient): boolean {
  return client.getQueryData<Session | null>(["session"])?.rehearsal ?? false;
}

/** One room. */
export function roomQuery(client: QueryClient, number: string) {
  return queryOptions({
    queryKey: ["room", number],
    queryFn: async () => {
      const room = await get<RoomView>(`/incidents/${encodeURIComponent(number)}/room`);
      setClock(room.now, isRehearsal(client));
      return room;
    },
  });
}

/** The whole timeline; a renewal asks only for what is new. */
export function timelineQuery(client: QueryClient, number: string) {
  const queryKey = ["timeline", number];
  return queryOptions({
    queryKey,
    queryFn: async () => {
      let entries = client.getQueryData<readonly TimelineEntry[]>(queryKey) ?? [];
      let next: number | null = entries.at(-1)?.seq ?? 0;
      while (next !== null) {
        const after: number = next;
        const page: { items: readonly TimelineEntry[]; next: number | null } = await get(
          `/incidents/${encodeURIComponent(number)}/timeline${query({ after })}`,
        );
        entries = [...entries, ...page.items.filter((entry) => entry.seq > after)];
        next = page.next !== null && page.next > after ? page.next : null;
      }
      return entries;
    },
  });
}

/** A view of one incident (`rounds`, `work`, `test-plan` …); `search` is what is asked of it. Renewed with the room. */
export function viewQuery<T>(number: string, view: string, search: Readonly<Record<string, string | undefined>> = {}) {
  return queryOptions({
    queryKey: ["view", number, view, search],
    queryFn: () => get<T>(`/incidents/${encodeURIComponent(number)}/${view}${query(search)}`),
  });
}

/** Everything that was sent, or held back, about an incident. */
export function deliveriesQuery(incident: string) {
  return queryOptions({
    queryKey: ["notifications", incident],
    queryFn: () => get<Items<DeliveryView>>(`/notifications${query({ incident })}`),
  });
}

/** What the incident list is narrowed to; the words of the address bar. */
export type IncidentFilter = { readonly text?: string; readonly phase?: string; readonly severity?: string; readonly before?: number };

/** Incidents that match. */
export function incidentsQuery(filter: IncidentFilter) {
  return queryOptions({
    queryKey: ["incidents", filter],
    queryFn: () => get<{ items: readonly IncidentLine[]; next: number | null }>(`/incidents${query({ ...filter, limit: 50 })}`),
  });
}

export const processesQuery = queryOptions({
  queryKey: ["processes"],
  queryFn: () => get<Items<ProcessView>>("/processes"),
  staleTime: 60_000,
});

/** Areas found by plain words. */
export function areasQuery(q: string) {
  return queryOptions({ queryKey: ["areas", q], queryFn: () => get<{ areas: readonly Area[] }>(`/areas${query({ q })}`), staleTime: 30_000 });
}

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async () => (await get<{ people: readonly Person[] }>("/people")).people,
  staleTime: 30_000,
});

/** The ways to reach people that this server knows. */
export const channelsQuery = queryOptions({
  queryKey: ["contact-channels"],
  queryFn: async () => (await get<{ channels: readonly Channel[] }>("/contact-channels")).channels,
  staleTime: 300_000,
});

/** Any list of the settings; `field` is the name under which the answer holds it. */
export function listQuery<T>(path: string, field = path.slice(path.lastIndexOf("/") + 1)) {
  return queryOptions({
    queryKey: ["list", path],
    queryFn: async () => (await get<Readonly<Record<string, readonly T[]>>>(path))[field] ?? [],
  });
}
