/** Looking at incidents over the public API, as seldom as a program with a token may. */
import type { IncidentLine } from "../../src/views/board-shape.ts";
import type { DeliveryView, RoomView, TimelineEntry } from "../../src/views/room-shape.ts";
import { until } from "../until.ts";
import type { Caller } from "./api.ts";

/** A token may ask 600 times a minute: so seldom, several conditions can be waited for at once. */
const everyMs = 200;

/** Waits for something that the API shows; machines of the tests are slow at times. */
export function shown<T>(what: string, condition: () => Promise<T>, boundMs = 60_000): Promise<NonNullable<T>> {
  return until(what, condition, boundMs, everyMs);
}

export const roomOf = (caller: Caller, incident: string | number) => caller.get<RoomView>(`/incidents/${incident}/room`);

export const incidentsOf = async (caller: Caller, query = "") => (await caller.get<{ items: readonly IncidentLine[] }>(`/incidents?limit=200${query}`)).items;

export const messagesOf = async (caller: Caller, incident: string | number) =>
  (await caller.get<{ items: readonly DeliveryView[] }>(`/notifications?incident=${incident}&limit=1000`)).items;

export const timelineOf = async (caller: Caller, incident: string | number) =>
  (await caller.get<{ items: readonly TimelineEntry[] }>(`/incidents/${incident}/timeline?limit=1000`)).items;
