/** What is to be done after incidents, over all of them: who does it, by when, and what is late. */
import { z } from "zod";
import type { Who } from "../core/kernel/duty.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { DutyRow } from "../store/log.ts";
import { nameOf } from "./scene.ts";
import { incidentName, named, type Shown, type ViewParts, view } from "./view.ts";

const states = { open: ["open"], done: ["met", "late"], all: ["open", "met", "late"] } as const;

const followUp = z.object({
  incident: incidentName,
  id: z.string(),
  text: z.string(),
  owner: named.nullable(),
  mine: z.boolean(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  state: z.enum(["open", "done"]),
  since: z.string(),
  doneAt: z.string().nullable(),
});

const shape = z.object({
  now: z.string(),
  items: z.array(followUp),
  counts: z.object({ open: z.number(), overdue: z.number(), unowned: z.number() }),
});
export type FollowUpsView = Shown<z.infer<typeof shape>>;

/** `GET /api/v1/follow-ups`, the soonest due first. `owner` is a person's id, `me`, or `nobody`. */
export const followUpsView = view("follow-ups", {
  title: "Follow-ups of all incidents",
  of: "organisation",
  query: z.object({
    state: z.enum(["open", "done", "all"]).default("open"),
    owner: z.string().max(60).optional().meta({ description: "A person's id, me, or nobody" }),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  }),
  shape,
  read: async (parts, { viewer, query: { state, owner, limit } }) => {
    const [now, rows] = await Promise.all([parts.store.now(), parts.store.read.duties(viewer, { rule: "follow_ups", states: states[state], limit })]);
    const wanted = owner === "me" ? viewer.person : owner === "nobody" ? null : owner;
    const shown = owner === undefined ? rows : rows.filter((row) => ownerOf(row) === wanted);
    const incidents = await incidentsOf(parts, viewer, shown);
    const names = await parts.directory.names([...new Set(shown.flatMap((row) => ownerOf(row) ?? []))]);
    const items = shown.flatMap((row) => {
      const incident = incidents.get(row.stream);
      return incident ? [lineOf(row, { incident, now, names, viewer })] : [];
    });
    const open = items.filter((one) => one.state === "open");
    const counts = { open: open.length, overdue: open.filter(({ overdue }) => overdue).length, unowned: open.filter((one) => one.owner === null).length };
    return { now, items, counts };
  },
});

const ownerOf = ({ who }: DutyRow): string | null => ("people" in (who as Who) ? ((who as { people: readonly string[] }).people[0] ?? null) : null);

/** The incidents of rows by id, as others refer to them. */
async function incidentsOf(parts: ViewParts, viewer: Viewer, rows: readonly DutyRow[]) {
  const found = await Promise.all([...new Set(rows.map(({ stream }) => stream))].map((stream) => parts.store.read.find(viewer, stream)));
  return new Map(found.flatMap((row) => (row ? [[row.id, { id: row.id, number: row.number, title: row.title }] as const] : [])));
}

type Around = {
  readonly incident: z.infer<typeof incidentName>;
  readonly now: string;
  readonly names: Readonly<Record<string, string>>;
  readonly viewer: Viewer;
};

function lineOf(row: DutyRow, { incident, now, names, viewer }: Around) {
  const owner = ownerOf(row);
  const isOpen = row.state === "open";
  return {
    incident,
    id: row.key.slice("follow-up/".length),
    text: row.what,
    owner: owner === null ? null : nameOf(names, owner),
    mine: owner !== null && owner === viewer.person,
    due: row.due,
    overdue: isOpen && row.due !== null && row.due <= now,
    state: isOpen ? ("open" as const) : ("done" as const),
    since: row.openedAt,
    doneAt: row.endedAt,
  };
}
