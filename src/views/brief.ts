/** What whoever takes over must know, made from the log itself: how it stands, what is open, who does what, what comes next; and which roles are on their way (GD-10). */
import { z } from "zod";
import { openOffers } from "../core/incident/handover/slice.ts";
import { specOf } from "../core/kernel/engine.ts";
import { dutyView, isOwedByPeople, soonest } from "./duties.ts";
import { rolesOf } from "./room-people.ts";
import { roleView } from "./room-shape.ts";
import { nameOf, type Scene } from "./scene.ts";
import { sceneView } from "./scene-view.ts";
import { duty, named, type Shown, type ViewParts } from "./view.ts";

const at = z.string();
const offer = z.object({ id: z.string(), role: z.string(), label: z.string(), from: named, to: named, at, brief: z.string(), mine: z.boolean() });
const shape = z
  .object({
    title: z.string(),
    severity: z.object({ rank: z.number(), name: z.string() }).nullable(),
    impact: z.string(),
    since: at.nullable(),
    /** The last things that were said or found, the newest first. */
    known: z.array(z.object({ at, says: z.string() })),
    actions: z.array(z.object({ id: z.string(), kind: z.string(), text: z.string(), state: z.string(), assignee: named.nullable() })),
    roles: z.array(roleView),
    next: z.array(duty),
    offers: z.array(offer),
    /** The same as words to copy. */
    markdown: z.string(),
  })
  .meta({ id: "Brief" });
/** What a successor reads. */
export type Brief = Shown<z.infer<typeof shape>>;

/** What tells how it stands. */
const telling = new Set([
  "update-posted",
  "status-set",
  "change-noted",
  "finding-added",
  "action-finished",
  "severity-changed",
  "option-decided",
  "round-decided",
]);
const most = { events: 10_000, known: 8, next: 10, duties: 500 };

/** `GET /api/v1/incidents/{id}/brief`. */
export const brief = sceneView("brief", {
  title: "What whoever takes over must know",
  shape,
  read: async (parts, scene) => {
    const { row, state, pack } = scene;
    const events = await parts.store.read.events(scene.viewer, row.id, 0, most.events);
    const { rank } = state.severity;
    const made = {
      title: row.title,
      severity: rank === null ? null : { rank, name: pack.severities[rank]?.name ?? "" },
      impact: state.lifecycle.impact,
      since: row.declaredAt,
      known: events
        .filter(({ type }) => telling.has(type))
        .slice(-most.known)
        .reverse()
        .map((event) => ({ at: event.at, says: specOf(parts.engine, event.type)!.spec.says(event.data, scene.say) })),
      actions: actionsOf(scene),
      roles: rolesOf(scene).filter(({ holders, openSeat }) => holders.length > 0 || openSeat),
      next: await nextOf(parts, scene),
      offers: offersOf(scene, events),
    };
    return { ...made, markdown: wordsOf(made) };
  },
});

function actionsOf({ state, names }: Scene): Brief["actions"] {
  return Object.values(state.actions.actions)
    .filter((one) => one.state === "open" || one.state === "started")
    .map(({ id, kind, text, state: stands, assignee }) => ({ id, kind, text, state: stands, assignee: assignee === null ? null : nameOf(names, assignee) }));
}

async function nextOf(parts: ViewParts, scene: Scene): Promise<Brief["next"]> {
  const rows = await parts.store.read.duties(scene.viewer, { stream: scene.row.id, states: ["open"], limit: most.duties });
  return soonest(rows.filter(isOwedByPeople).map((row) => dutyView(scene, row))).slice(0, most.next);
}

function offersOf({ state, names, pack, viewer }: Scene, events: readonly { readonly type: string; readonly data: unknown }[]): Brief["offers"] {
  const words = new Map(
    events.flatMap(({ type, data }) => {
      const said = data as { readonly handover?: string; readonly brief?: string };
      return type === "handover-offered" && said.handover !== undefined ? [[said.handover, said.brief ?? ""] as const] : [];
    }),
  );
  return openOffers(state.handover).map(({ id, role, from, to, at: when }) => ({
    ...{ id, role, at: when },
    label: pack.roles[role]?.label ?? role,
    from: nameOf(names, from),
    to: nameOf(names, to),
    brief: words.get(id) ?? "",
    mine: to === viewer.person,
  }));
}

function wordsOf({ title, severity, impact, known, actions, roles, next }: Omit<Brief, "markdown" | "offers">): string {
  const listed = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`## ${heading}\n\n${lines.map((line) => `- ${line}`).join("\n")}`]);
  const parts = [
    `# ${title}${severity === null ? "" : ` (severity ${severity.rank}, ${severity.name})`}`,
    ...(impact ? [impact] : []),
    ...listed(
      "What is known",
      known.map((one) => `${one.at.slice(11, 16)} ${one.says}`),
    ),
    ...listed(
      "Open work",
      actions.map(({ text, assignee }) => `${text}${assignee ? ` (${assignee.name})` : ""}`),
    ),
    ...listed(
      "Who does what",
      roles.map(({ label, holders }) => `${label}: ${holders.map(({ person }) => person.name).join(", ") || "nobody"}`),
    ),
    ...listed(
      "What comes next",
      next.map(({ what, who, due }) => `${what} (${who.label}${due === null ? "" : `, by ${due.slice(11, 16)}`})`),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}
