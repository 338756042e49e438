/** How well the process was kept: a fold over what was owed, what was departed from and what was refused. Nothing in it is ticked by hand. */
import { z } from "zod";
import type { RecordedEvent } from "../core/incident/slices.ts";
import { isRefusal } from "../core/kernel/refusal.ts";
import type { DutyRow, JournalEntry, ReadEvent } from "../store/log.ts";
import { citedOf } from "./cited.ts";
import { dutyView, isOwedByPeople } from "./duties.ts";
import { mostEvents } from "./record-view.ts";
import { kept, type RoomView } from "./room-shape.ts";
import { actorName } from "./say.ts";
import { idOf, peopleOfEvents, type Scene, sceneOf } from "./scene.ts";
import { cited, type ViewParts, view } from "./view.ts";

const line = z.object({
  key: z.string(),
  what: z.string(),
  who: z.string(),
  rule: z.string(),
  due: z.string().nullable(),
  state: z.string(),
  openedAt: z.string(),
  endedAt: z.string().nullable(),
  events: z.array(z.number()).meta({ description: "Sequence numbers of the events that met it, let it fall due or waived it" }),
  cites: z.array(cited),
});
const act = {
  at: z.string(),
  actor: z.string(),
  command: z.string(),
  code: z.string(),
  detail: z.string(),
  policy: z.string().nullable(),
  cites: z.array(cited),
};
const deviation = z.object({ seq: z.number(), ...act, how: z.string(), reason: z.string() });
const refusal = z.object(act);

/** The counts of duty rows; those nobody could meet any more because they went away are not counted. */
export function tally(rows: readonly DutyRow[], deviations: number): RoomView["conformance"] {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return { met: count("met"), late: count("late"), missed: count("missed"), waived: count("waived"), open: count("open"), deviations };
}

/** Every duty row of an incident that people owed. */
export async function rowsOf(parts: ViewParts, scene: Scene): Promise<DutyRow[]> {
  const rows = await parts.store.read.duties(scene.viewer, { stream: scene.row.id, limit: mostEvents });
  return rows.filter(isOwedByPeople);
}

/** `GET /api/v1/incidents/{id}/conformance`. `share` is met / (met + late + missed), null while nothing was owed. */
export const conformance = view("conformance", {
  title: "Conformance",
  of: "incident",
  query: z.object({}),
  shape: z.object({ counts: kept, share: z.number().nullable(), duties: z.array(line), deviations: z.array(deviation), refusals: z.array(refusal) }),
  read: async (parts, { viewer, id }) => {
    const row = await parts.store.read.find(viewer, id);
    if (!row) return null;
    const [events, journal] = await Promise.all([parts.store.read.events(viewer, row.id, 0, mostEvents), parts.store.read.journal(viewer, row.id)]);
    const scene = await sceneOf(parts, viewer, row.id, [...peopleOfEvents(events), ...journal.map(({ actor }) => idOf(actor))]);
    if (!scene) return null;
    const rows = await rowsOf(parts, scene);
    const deviations = deviationsOf(scene, events);
    const counts = tally(rows, deviations.length);
    const owed = counts.met + counts.late + counts.missed;
    const judged = rows.filter(({ state }) => state !== "withdrawn");
    return {
      counts,
      share: owed === 0 ? null : counts.met / owed,
      duties: judged.map((one) => lineOf(scene, events, one)),
      deviations,
      refusals: refusalsOf(scene, journal),
    };
  },
});

function lineOf(scene: Scene, events: readonly ReadEvent[], row: DutyRow) {
  const { key, what, who, due, state, cites } = dutyView(scene, row);
  return {
    key,
    what,
    who: who.label,
    rule: row.rule,
    due,
    state,
    openedAt: row.openedAt,
    endedAt: row.endedAt,
    events: eventsOf(events, row),
    cites: [...cites],
  };
}

/** What the log says of a duty: its own falling due and waiving, and what people did at the instant it ended. */
function eventsOf(events: readonly ReadEvent[], row: DutyRow): number[] {
  const ended = row.state === "met" || row.state === "late" ? row.endedAt : null;
  const its = (events as readonly (ReadEvent & RecordedEvent)[]).filter((event) => {
    if (event.type === "duty-fell-due" || event.type === "duty-waived") return event.data.key === row.key;
    return ended !== null && event.at === ended && !event.actor.startsWith("rule:");
  });
  return its.map(({ seq }) => seq);
}

/** Every departure from the process, oldest first. */
export function deviationsOf(scene: Pick<Scene, "pack" | "names">, events: readonly ReadEvent[]) {
  return (events as readonly (ReadEvent & RecordedEvent)[]).flatMap((event) => {
    if (event.type !== "deviated") return [];
    const { command, code, at: policy, detail, how, reason, cites } = event.data;
    return [
      {
        seq: event.seq,
        at: event.at,
        actor: actorName(event.actor, scene.names),
        command,
        code,
        detail,
        policy,
        how,
        reason,
        cites: citedOf(scene.pack, cites),
      },
    ];
  });
}

function refusalsOf(scene: Scene, journal: readonly JournalEntry[]) {
  return journal.flatMap(({ answer, at, actor, name }) => {
    if (!isRefusal(answer)) return [];
    const { code, detail, policy = null, rule } = answer;
    return [{ at, actor: actorName(actor, scene.names), command: name, code, detail, policy, cites: citedOf(scene.pack, rule) }];
  });
}
