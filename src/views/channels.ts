/** A standing channel: the threads of the incidents that were opened in it, the newest first (SR-21, SR-22, SR-37). */
import { z } from "zod";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { IncidentRow } from "../store/log.ts";
import { timelineEntry } from "./room-shape.ts";
import { peopleOfEvents, sceneAt } from "./scene.ts";
import { entriesOf } from "./timeline.ts";
import { incidentName, type ViewParts, view } from "./view.ts";

const thread = z.object({
  incident: incidentName,
  phase: z.string(),
  severity: z.number().nullable(),
  openedAt: z.string(),
  text: z.string(),
  messages: z.array(timelineEntry),
});

/** What stands in a thread; the rest of the log is the timeline's. */
const inThread: ReadonlySet<string> = new Set([
  "thread-opened",
  "message-posted",
  "update-posted",
  "status-set",
  "document-attached",
  "file-attached",
  "change-noted",
]);

/** How many threads are read at once, and how many lines of each. */
const most = { threads: 30, events: 2_000 };

/** `GET /api/v1/channels/{key}`. Null for a channel that has no thread the viewer may see. */
export const channels = view("channel", {
  title: "Threads of a standing channel",
  of: "organisation",
  path: "channels/:id",
  query: z.object({ before: z.coerce.number().int().min(1).optional() }),
  shape: z.object({ channel: z.string(), threads: z.array(thread), next: z.number().nullable() }),
  read: async (parts, { viewer, id, query: { before } }) => {
    const rows = await parts.store.read.incidents(viewer, { ...(before === undefined ? {} : { before }), limit: most.threads });
    const threads = (await Promise.all(rows.map((row) => threadOf(parts, viewer, { row, channel: id })))).filter((one) => one !== null);
    return { channel: id, threads, next: rows.length === most.threads ? (rows.at(-1)?.number ?? null) : null };
  },
});

async function threadOf(parts: ViewParts, viewer: Viewer, { row, channel }: { readonly row: IncidentRow; readonly channel: string }) {
  const events = (await parts.store.read.events(viewer, row.id, 0, most.events)).filter(({ type }) => inThread.has(type));
  const opened = events.filter(({ type, data }) => type === "thread-opened" && (data as { channel?: string }).channel === channel);
  const first = opened[0];
  const last = opened.at(-1);
  const scene = first && (await sceneAt(parts, viewer, row, peopleOfEvents(events)));
  if (!first || !last || !scene) return null;
  const { id, number, title, phase, severity } = row;
  const said = events.filter(({ seq }) => seq >= first.seq);
  return {
    incident: { id, number, title },
    phase,
    severity,
    openedAt: first.at,
    text: String((last.data as { text?: unknown }).text ?? ""),
    messages: entriesOf(parts, scene, said),
  };
}
