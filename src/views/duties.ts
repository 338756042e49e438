/** What must be done next, by whom and by when: of one incident, or mine everywhere. */
import { z } from "zod";
import { holdersOf } from "../core/incident/roles/slice.ts";
import type { Who } from "../core/kernel/duty.ts";
import type { DutyRow } from "../store/log.ts";
import { citedOf } from "./cited.ts";
import { nameOf, type Scene, sceneAt, sceneOf } from "./scene.ts";
import { type DutyView, duty, type ViewParts, view } from "./view.ts";

/** The most duty rows that are looked at. */
const most = 2_000;

/** Whether people owe it; what the process owes itself is nobody's list. */
export function isOwedByPeople(row: Pick<DutyRow, "who">): boolean {
  return !("process" in (row.who as Who));
}

/** A duty row in the words of its incident. */
export function dutyView(scene: Scene, row: DutyRow): DutyView {
  const { key, due, state, by, cites } = row;
  const who = whoOf(scene, row.who as Who);
  const about = concerned(scene, (by as { input?: unknown } | null)?.input, who);
  const what = about === null ? row.what : `${row.what}: ${about}`;
  return {
    incident: { id: scene.row.id, number: scene.row.number, title: scene.row.title },
    ...{ key, what, due, state },
    who,
    mine: scene.viewer.person !== null && who.people.some(({ id }) => id === scene.viewer.person),
    overdue: state === "open" && due !== null && due <= scene.now,
    by: by === null ? null : { name: (by as { name: string }).name, input: (by as { input?: unknown }).input ?? {} },
    cites: citedOf(scene.pack, cites),
  };
}

/** Whom a duty is about, where that is somebody else than who owes it. */
function concerned({ names }: Scene, input: unknown, who: DutyView["who"]): string | null {
  const { person, from } = (input ?? {}) as { readonly person?: unknown; readonly from?: unknown };
  const id = person ?? from;
  return typeof id === "string" && names[id] !== undefined && !who.people.some((one) => one.id === id) ? names[id] : null;
}

function whoOf({ pack, state, names }: Scene, who: Who): DutyView["who"] {
  if ("process" in who) return { label: "The process", people: [] };
  const people = "role" in who ? holdersOf(state.roles, who.role) : who.people;
  const named = people.map((id) => nameOf(names, id));
  return { label: "role" in who ? (pack.roles[who.role]?.label ?? who.role) : named.map(({ name }) => name).join(", "), people: named };
}

/** Mine first, then the soonest. */
export function soonest(duties: readonly DutyView[]): DutyView[] {
  const rank = (one: DutyView) => `${one.mine ? 0 : 1}${one.due ?? "9999"}`;
  return [...duties].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** What people owe in one incident now. */
async function dutiesOfScene(parts: ViewParts, scene: Scene, states: readonly string[] = ["open"]): Promise<DutyView[]> {
  const rows = await parts.store.read.duties(scene.viewer, { stream: scene.row.id, states, limit: most });
  return soonest(rows.filter(isOwedByPeople).map((row) => dutyView(scene, row)));
}

const query = z.object({ state: z.enum(["open", "met", "late", "missed", "waived", "withdrawn"]).optional() });

/** `GET /api/v1/incidents/{id}/duties`: open ones, or those of another state. */
export const duties = view("duties", {
  title: "Duties of an incident",
  of: "incident",
  query,
  shape: z.object({ items: z.array(duty) }),
  read: async (parts, { viewer, id, query: { state = "open" } }) => {
    const scene = await sceneOf(parts, viewer, id);
    return scene && { items: await dutiesOfScene(parts, scene, [state]) };
  },
});

/** `GET /api/v1/duties`: every open duty of whoever asks. */
export const myDuties = view("my-duties", {
  title: "My duties everywhere",
  of: "organisation",
  path: "duties",
  query: z.object({}),
  shape: z.object({ items: z.array(duty) }),
  read: async (parts, { viewer }) => ({ items: soonest((await openDuties(parts, viewer)).filter(({ mine }) => mine)) }),
});

/** Every open duty that people owe in the incidents a viewer sees. */
export async function openDuties(parts: ViewParts, viewer: Scene["viewer"]): Promise<DutyView[]> {
  const rows = (await parts.store.read.duties(viewer, { states: ["open"], limit: most })).filter(isOwedByPeople);
  const streams = [...new Set(rows.map(({ stream }) => stream))];
  const scenes = await Promise.all(
    streams.map(async (stream) => {
      const row = await parts.store.read.find(viewer, stream);
      return row && sceneAt(parts, viewer, row);
    }),
  );
  const byId = new Map(scenes.flatMap((scene) => (scene ? [[scene.row.id, scene] as const] : [])));
  return rows.flatMap((row) => {
    const scene = byId.get(row.stream);
    return scene ? [dutyView(scene, row)] : [];
  });
}
