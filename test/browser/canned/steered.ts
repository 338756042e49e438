/** The canned rooms of a process that leads step by step: seen by the manager, by a worker who is asked to take over, at rest, and as a report. */
import { commands } from "../../../src/core/incident/index.ts";
import type { AnyCommand } from "../../../src/core/kernel/command.ts";
import { formIn } from "../../../src/views/abilities.ts";
import type { RoleView, RoomView } from "../../../src/views/room-shape.ts";
import type { AbilityView, DutyView, Refused } from "../../../src/views/view.ts";
import { packData, packOf } from "../../organisation.ts";
import { ana, at, bo, chi, dee, eli, fay } from "./people.ts";
import { room as usual } from "./room.ts";

const others: Refused = { code: "not_permitted", detail: "Only the Incident Manager may do that.", rule: ["GD2-14"], policy: "/may/direct" };

const graceful = packOf(packData("graceful"));

/** Abilities with the forms that the commands really have there. */
function abilitiesOf(may: readonly string[], mayNot: readonly string[] = []): AbilityView[] {
  return (commands as readonly AnyCommand[])
    .filter(({ name }) => may.includes(name) || mayNot.includes(name))
    .map((command) => ({
      name: command.name,
      title: command.title,
      says: command.says,
      refused: may.includes(command.name) ? null : others,
      warnings: [],
      input: formIn(command, graceful),
    }));
}

const anybody = ["post-message", "raise-concern", "offer-handover", "report-fatigue", "add-follow-up", "attach-file"];
const managers = [
  ...["assign-role", "page", "release", "stand-down", "change-severity", "post-update", "add-action", "finish-step", "skip-step"],
  ...["open-round", "summarise-round", "decide-round", "resolve", "go-on", "withdraw-handover"],
];

export const cite = (id: string, says: string) => [{ id, says, enforced: "block" }];

const seat = (role: string, label: string, kind: string, holders: RoleView["holders"], openSeat = false): RoleView => ({
  ...{ role, label, kind, says: "", min: 1, max: kind === "commander" ? 1 : null },
  ...{ holders, past: [], openSeat },
});

export const roles: readonly RoleView[] = [
  seat("manager", "Incident Manager", "commander", [{ person: ana, since: at("05:20") }]),
  seat("worker", "Worker", "responder", [
    { person: bo, since: at("04:50") },
    { person: fay, since: at("07:25") },
  ]),
  seat("sme", "Subject Matter Expert", "advisor", [{ person: dee, since: at("04:41") }]),
  seat("observer", "Observer", "observer", [{ person: eli, since: at("05:40") }]),
  seat("pr_manager", "PR Manager", "comms_external", [], true),
];

export const incident = { id: "i-51", number: 51, title: "Orders can only be taken by phone" };

export const duty = (key: string, what: string, name: string, input: object, more: Partial<DutyView> = {}): DutyView => ({
  ...{ incident, key, what, who: { label: "Incident Manager", people: [ana] }, mine: true, due: null, overdue: false, state: "open" },
  ...{ by: { name, input }, cites: [] },
  ...more,
});

const severities = [
  { rank: 1, name: "Everyone, now", description: "Several customers' sites are down, or customers are being harmed right now." },
  { rank: 2, name: "Today, not tonight", description: "Customers cannot use important parts; no harm is done yet, but will be if it is left." },
  { rank: 3, name: "Next working day", description: "Customers are hindered in their work, and nobody is harmed." },
];

/** The manager's room: a round to sum up, somebody tired, a step to take. */
export const steered: RoomView = {
  ...usual,
  incident: {
    ...usual.incident,
    ...incident,
    process: { key: "graceful", name: "Graceful Disasters", version: 1 },
    severity: severities[1]!,
    severities,
    area: { id: "a-shop", name: "Shop" },
    text: "",
    impact: "Customers cannot order in the shop.",
    reportedAt: at("04:38"),
    declaredAt: at("04:41"),
    status: { text: "A full disk at the payment provider's side; orders are taken by phone.", by: ana, at: at("08:50") },
    channel: null,
  },
  me: { person: ana.id, roles: ["manager"], observer: false },
  roles,
  duties: [
    duty(
      "round/2/summary",
      "Sum round 2 up",
      "summarise-round",
      { round: 2 },
      { due: at("09:50"), cites: cite("GD2-16", "What the workers say is summed up.") },
    ),
    duty("fatigue/p-bo/x/said", "Help somebody who is tired to hand on", "offer-handover", { role: "worker", from: bo.id }),
    duty("release/p-fay/x", "Let somebody go who has nothing to do, or find them something", "release", { person: fay.id }),
    duty(
      "round/2/answer/p-fay",
      "Say how it stands (round 2)",
      "answer-round",
      { round: 2 },
      { mine: false, who: { label: "Demo Fay", people: [fay] }, overdue: true },
    ),
  ],
  abilities: abilitiesOf([...anybody, ...managers, "accept-handover", "decline-handover"]),
  parts: ["rounds", "handover", "standdown", "strength", "steps", "severity"],
  choices: { step: [{ value: "public_relations", label: "Call somebody for public relations" }] },
  people: [
    { person: ana, roles: ["manager"], state: "engaged", pagedAt: null, answeredAt: null, reason: null },
    { person: bo, roles: ["worker"], state: "answered", pagedAt: at("04:44"), answeredAt: at("04:47"), reason: null },
    { person: fay, roles: ["worker"], state: "engaged", pagedAt: null, answeredAt: null, reason: null },
    { person: dee, roles: ["sme"], state: "answered", pagedAt: at("04:41"), answeredAt: at("04:43"), reason: null },
  ],
  actions: [
    { id: "c-1", kind: "repair", text: "Route payments around the full disk", assignee: bo, state: "started", at: at("08:28"), outcome: null },
    { id: "c-2", kind: "investigate", text: "Why did nobody see the disk fill?", assignee: null, state: "open", at: at("08:33"), outcome: null },
  ],
  followUps: [],
  runbooks: [],
  documents: [],
  attachments: [],
  alerts: [],
  customerMessages: [],
  conformance: { met: 7, late: 1, missed: 0, waived: 0, open: 4, deviations: 1 },
};

/** The same as Demo Bo's: whose answer is late, and who is asked to take over command. */
export const worked: RoomView = {
  ...steered,
  incident: { ...steered.incident, id: "i-52", number: 52 },
  me: { person: ana.id, roles: ["worker"], observer: false },
  roles: [
    seat("manager", "Incident Manager", "commander", [{ person: chi, since: at("02:20") }]),
    seat("worker", "Worker", "responder", [{ person: ana, since: at("04:50") }]),
    ...roles.slice(2),
  ],
  duties: [
    duty("handover/h-1/answer", "Take over as Incident Manager, or say why not", "accept-handover", { handover: "h-1" }),
    duty(
      "round/2/answer/p-ana",
      "Say how it stands (round 2)",
      "answer-round",
      { round: 2 },
      { due: at("09:50"), cites: cite("GD-30", "Workers answer every time.") },
    ),
  ],
  abilities: abilitiesOf([...anybody, "answer-round", "accept-handover", "decline-handover"], managers),
};

/** Everybody sleeps. */
export const rested: RoomView = {
  ...steered,
  incident: { ...steered.incident, id: "i-53", number: 53, phase: "paused" },
  duties: [],
  abilities: abilitiesOf([...anybody, ...managers.filter((name) => !["stand-down", "go-on"].includes(name)), "resume"]),
};

/** A report at the end of the day. */
export const unsorted: RoomView = {
  ...steered,
  incident: {
    ...steered.incident,
    ...{ id: "i-54", number: 54, phase: "reported", severity: null, declaredAt: null, status: null },
    suggested: { severity: 2, why: "customers miss important parts and harm will follow, but none is done yet" },
  },
  roles: roles.map((one) => ({ ...one, holders: [] })),
  duties: [],
  abilities: abilitiesOf(["triage", "declare", "post-message"]),
  people: [],
  actions: [],
};
