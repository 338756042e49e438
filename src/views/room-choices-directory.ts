/** What fields of commands may name that stands in the directory: meeting rooms, and the experts who may be consulted. */
import type { FactKinds } from "../core/kernel/facts.ts";
import type { RoomView } from "./room-shape.ts";
import type { Scene } from "./scene.ts";
import type { ViewParts } from "./view.ts";

/** The same shape as `choicesOf`; only what the process has a use for is read. */
export async function choicesInDirectory(parts: ViewParts, scene: Scene): Promise<RoomView["choices"]> {
  const { rooms, consultations } = scene.pack as { readonly rooms?: unknown; readonly consultations?: unknown };
  const [room, expert] = await Promise.all([rooms === undefined ? [] : roomsOf(parts), consultations === undefined ? [] : expertsOf(parts, scene)]);
  return { ...(room.length === 0 ? {} : { room }), ...(expert.length === 0 ? {} : { expert }) };
}

async function roomsOf(parts: ViewParts) {
  const found = (await parts.store.read.fact("rooms", "rooms")).value as FactKinds["rooms"] | null;
  return (found?.ids ?? []).map((value) => ({ value, label: found?.names?.[value] ?? value }));
}

/** Whoever advises here, then the experts of the area; not the viewer. */
async function expertsOf(parts: ViewParts, { state, pack, viewer }: Scene) {
  const advising = state.roles.held.filter(({ role }) => pack.roles[role]?.kind === "advisor").map(({ person }) => person);
  const { area } = state.lifecycle;
  const fact = area === null ? null : ((await parts.store.read.fact("area", area)).value as FactKinds["area"] | null);
  const people = [...new Set([...advising, ...(fact?.experts ?? [])])].filter((person) => person !== viewer.person);
  const names = people.length === 0 ? {} : await parts.directory.names(people);
  return people.map((value) => ({ value, label: names[value] ?? "somebody" }));
}
