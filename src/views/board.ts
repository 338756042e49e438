/** The bridge: what is going on, what is due from me, who is on call, which pages wait. */
import { z } from "zod";
import { open } from "../core/incident/lifecycle/slice.ts";
import type { Instant } from "../core/kernel/time.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import { onCallAt } from "../core/oncall/on-call-at.ts";
import type { IncidentRow } from "../store/log.ts";
import { type BoardView, type OnCall, board as shape } from "./board-shape.ts";
import { openDuties, soonest } from "./duties.ts";
import { linesOf, packIn, packsOf } from "./lines.ts";
import { nameOf } from "./scene.ts";
import { type ViewParts, view } from "./view.ts";

/** How many open incidents and waiting messages the bridge looks at. */
const most = { incidents: 200, messages: 1_000 };

/** `GET /api/v1/board`. */
export const board = view("board", {
  title: "The bridge",
  of: "organisation",
  query: z.object({}),
  shape,
  read: async (parts, { viewer }) => {
    const [now, rows, duties, paging] = await Promise.all([
      parts.store.now(),
      parts.store.read.incidents(viewer, { phases: open, limit: most.incidents }),
      openDuties(parts, viewer),
      parts.store.jobs.paging(),
    ]);
    const mine = soonest(duties.filter((duty) => duty.mine));
    const [status, incidents, onCall, heldPages] = await Promise.all([
      statusOf(parts, rows),
      linesOf(parts, viewer, rows),
      onCallNow(parts, now),
      heldOf(parts, viewer),
    ]);
    const isDocument = ({ key }: { readonly key: string }) => key.startsWith("document/");
    return { now, status, incidents, duties: mine, onCall, documents: soonest(duties.filter(isDocument)), heldPages, paging };
  },
});

/** The worst that is real and being worked on; drills worry nobody. */
async function statusOf(parts: ViewParts, rows: readonly IncidentRow[]): Promise<BoardView["status"]> {
  const real = rows.filter(({ drill, phase }) => !drill && phase !== "reported");
  const waiting = rows.filter(({ drill, phase }) => !drill && phase === "reported").length;
  const packs = await packsOf(parts, real);
  const isMajor = (row: IncidentRow) => row.severity !== null && packIn(packs, row)?.severities[row.severity]?.major === true;
  const major = real.filter(isMajor);
  const worst = major[0] ?? real[0];
  if (worst === undefined)
    return {
      word: "normal",
      why: waiting === 0 ? "Nothing is going on." : `Nothing is declared; ${waiting} ${waiting === 1 ? "report waits" : "reports wait"} for triage.`,
    };
  const level = worst.severity === null ? "" : `, severity ${worst.severity} (${packIn(packs, worst)?.severities[worst.severity]?.name ?? ""})`;
  const others = real.length === 1 ? "" : ` and ${real.length - 1} more`;
  return { word: major.length > 0 ? "critical" : "degraded", why: `${worst.title}${level}${others}` };
}

/** Who is called first now, rota by rota. */
async function onCallNow(parts: ViewParts, now: Instant): Promise<OnCall[]> {
  const rotas = (await parts.directory.schedules()).map((rota) => ({ ...rota, called: onCallAt(rota, now) }));
  const names = await parts.directory.names([...new Set(rotas.flatMap(({ called }) => called))]);
  return rotas.map(({ id, title, zone, called }) => ({ schedule: { id, name: title }, people: called.map((person) => nameOf(names, person)), zone }));
}

/** Pages that wait for somebody's morning, with the reason. */
async function heldOf(parts: ViewParts, viewer: Viewer): Promise<BoardView["heldPages"]> {
  const rows = await parts.store.jobs.outbox(viewer, { limit: most.messages });
  const held = rows.filter((row) => row.state === "held" && row.urgency === "page" && row.stream !== null);
  const names = await parts.directory.names([...new Set(held.flatMap(({ person, contact }) => person ?? contact ?? []))]);
  const found = await Promise.all([...new Set(held.map(({ stream }) => stream!))].map((stream) => parts.store.read.find(viewer, stream)));
  const incidents = new Map(found.flatMap((row) => (row ? [[row.id, { id: row.id, number: row.number, title: row.title }] as const] : [])));
  return held.flatMap(({ stream, person, contact, releaseAt, reason }) => {
    const incident = incidents.get(stream!);
    return incident ? [{ incident, to: names[person ?? contact ?? ""] ?? "somebody", until: releaseAt, why: reason ?? "" }] : [];
  });
}
