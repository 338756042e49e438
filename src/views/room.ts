/** The room: everything one needs to run an incident, filtered for whoever looks, with what they could do now. */
import { isFilled } from "../core/kernel/policy.ts";
import { abilitiesIn } from "./abilities.ts";
import { rowsOf, tally } from "./conformance.ts";
import { contactSummaryOf } from "./contact-summary.ts";
import { documentsOf, fillingOf } from "./documents.ts";
import { dutyView, soonest } from "./duties.ts";
import { fixTimes } from "./fix-times.ts";
import { recordView } from "./record-view.ts";
import { choicesOf } from "./room-choices.ts";
import { choicesInDirectory } from "./room-choices-directory.ts";
import { peopleOf, rolesOf } from "./room-people.ts";
import { type RoomView, room as shape } from "./room-shape.ts";
import { alertsOf, workOf } from "./room-work.ts";
import { actorName } from "./say.ts";
import { nameOf, type Scene } from "./scene.ts";
import type { ViewParts } from "./view.ts";

/** `GET /api/v1/incidents/{id}/room`. */
export const room = recordView("room", {
  title: "The room of an incident",
  shape,
  read: async (parts, scene, events) => {
    const [rows, alerts, abilities, area, named] = await Promise.all([
      rowsOf(parts, scene),
      alertsOf(parts, scene),
      abilitiesIn(parts, scene),
      areaOf(parts, scene),
      choicesInDirectory(parts, scene),
    ]);
    return {
      incident: incidentOf(scene, area),
      now: scene.now,
      me: meIn(scene),
      roles: rolesOf(scene),
      duties: soonest(rows.filter(({ state }) => state === "open").map((one) => dutyView(scene, one))),
      abilities,
      parts: partsIn(parts, scene),
      choices: { ...choicesOf(scene, events), ...named },
      people: peopleOf(scene),
      ...workOf(scene),
      documents: documentsOf(scene, fillingOf(parts, scene, events)),
      alerts,
      conformance: tally(rows, scene.state.ledger.deviations),
    };
  },
});

function incidentOf({ row, state, seq, pack, names }: Scene, area: RoomView["incident"]["area"]): RoomView["incident"] {
  const { lifecycle, severity, information, chat } = state;
  const levels = Object.entries(pack.severities).map(([rank, { name, description }]) => ({ rank: Number(rank), name, description }));
  const thread = chat.thread && { key: chat.thread.channel, name: (pack.thread as { name?: string } | undefined)?.name ?? `#${chat.thread.channel}` };
  return {
    ...{ id: row.id, number: row.number, title: row.title, phase: lifecycle.phase, drill: lifecycle.drill, confidential: row.confidential },
    process: { key: pack.key, name: pack.name, version: lifecycle.process?.version ?? null },
    severity: levels.find(({ rank }) => rank === severity.rank) ?? null,
    severities: levels,
    suggested: severity.suggested,
    area,
    answers: lifecycle.answers,
    ...{ text: lifecycle.text, impact: lifecycle.impact, reportedBy: actorName(lifecycle.reporter, names), reportedAt: lifecycle.reportedAt },
    ...{ declaredAt: lifecycle.declaredAt, resolvedAt: lifecycle.resolvedAt, closedAt: lifecycle.closedAt },
    status: information.status && { text: information.status.text, by: nameOf(names, information.status.by), at: information.status.at },
    fix: fixTimes(state),
    seq,
    channel: thread,
    contactSummary: contactSummaryOf(pack, state),
  };
}

/** What the process says something about, of all that commands belong to. */
function partsIn({ engine }: ViewParts, { pack }: Scene): string[] {
  return [...new Set(engine.commands.flatMap(({ partOf }) => (partOf !== undefined && isFilled(pack, partOf) ? [partOf] : [])))];
}

/** An observer has not been called, holds nothing and has done nothing here. */
function meIn({ viewer, state, row }: Scene): RoomView["me"] {
  const person = viewer.person ?? "";
  const roles = state.roles.held.filter((one) => one.person === person).map(({ role }) => role);
  return { person, roles, observer: !row.participants.includes(person) };
}

/** The area an incident is about, by name. */
async function areaOf(parts: ViewParts, { state }: Pick<Scene, "state">): Promise<RoomView["incident"]["area"]> {
  const { area } = state.lifecycle;
  if (area === null) return null;
  const fact = (await parts.store.read.fact("area", area)).value as { name?: string } | null;
  return { id: area, name: fact?.name ?? "an area" };
}
