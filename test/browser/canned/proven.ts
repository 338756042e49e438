/** The canned rooms in which a fix is proven: as the manager, a worker and an observer see them. */
import { commands } from "../../../src/core/incident/index.ts";
import type { AnyCommand } from "../../../src/core/kernel/command.ts";
import { formIn } from "../../../src/views/abilities.ts";
import type { RoomView } from "../../../src/views/room-shape.ts";
import type { AbilityView, Refused } from "../../../src/views/view.ts";
import { packData, packOf } from "../../organisation.ts";
import { ana, at, bo, chi, eli, fay } from "./people.ts";
import { report } from "./room.ts";
import { duty, roles, steered } from "./steered.ts";

const others: Refused = { code: "not_permitted", detail: "Only the Incident Manager may do that.", rule: ["GD2-14"], policy: "/may/direct" };

const graceful = packOf(packData("graceful"));

/** Abilities with the forms that the commands really have there. */
function able(may: readonly string[], mayNot: readonly string[] = []): AbilityView[] {
  return (commands as readonly AnyCommand[])
    .filter(({ name }) => may.includes(name) || mayNot.includes(name))
    .map((command) => ({
      ...{ name: command.name, title: command.title, says: command.says, input: formIn(command, graceful), warnings: [] },
      refused: may.includes(command.name) ? null : others,
    }));
}

const anybody = ["post-message", "add-action", "start-action", "finish-action", "drop-action", "extend-action", "add-follow-up", "propose-option"];
const participants = [
  ...["file-need", "add-finding", "take-finding", "flag-message", "consult", "add-test-case", "drop-test-case", "record-test-run", "set-automated-tests"],
  ...["set-test-plan", "sign-tests", "propose-refinement", "log-customer-question", "note-change"],
];
const managers = [
  ...["decide-option", "redirect-action", "hand-finding", "fulfil-need", "answer-question", "mark-test-plan-ready", "ask-to-sign", "attest-untestable"],
  ...["defer-tests", "request-information", "write-public-entry", "hide-message", "keep-message", "move-to-questions", "mute", "unmute", "resolve"],
  ...["apply-refinement", "reject-refinement", "finish-pr-task", "record-customer-contact", "set-affected-customers", "answer-customer-question"],
  ...["give-information", "draft-customer-message", "change-follow-up", "finish-follow-up"],
];

/** Everything the process speaks of that these rooms show. */
const parts = [
  ...["tests", "options", "needs", "findings", "questions", "consultations", "chat", "refinements", "pr_tasks", "customer_contact"],
  ...["customer_questions", "information_requests", "public"],
];

const room: RoomView = {
  ...steered,
  incident: { ...steered.incident, id: "i-61", number: 61 },
  parts,
  duties: [
    duty("signoff/manager", "Sign the tests", "sign-tests", {}),
    duty("pr-task/calls", "Call every customer", "finish-pr-task", { task: "calls" }, { mine: false, who: { label: "PR Manager", people: [chi] } }),
  ],
  roles: roles.map((one) => (one.role === "pr_manager" ? { ...one, openSeat: false, holders: [{ person: chi, since: at("05:10") }] } : one)),
  abilities: able([...anybody, ...participants, ...managers]),
  choices: {
    option: [
      { value: "o-1", label: "Route payments around the full disk" },
      { value: "o-2", label: "Restore yesterday's copy" },
    ],
    question: [{ value: "q-1", label: "May we tell our own staff that orders go by phone?" }],
    "customer-question": [{ value: "cq-1", label: "Will an order that failed be charged?" }],
    "information-request": [{ value: "ir-1", label: "Since when does it fail for them, and with which card?" }],
    refinement: [{ value: "r-1", label: "Ask the payment provider within the first half hour" }],
    message: [{ value: "m-3", label: "Demo Eli: When is it over? The board meets at eleven." }],
  },
  documents: [{ ...report, kind: "postmortem", title: "Post-mortem" }],
  followUps: [
    { id: "f-1", text: "An alarm before the disk is full", by: "Demo Bo", owner: bo, due: at("12:00"), state: "open", at: at("08:34") },
    { id: "f-2", text: "Ask the provider for their own alarm", by: "Demo Ana", owner: null, due: null, state: "open", at: at("08:40") },
  ],
  actions: [
    { id: "c-1", kind: "repair", text: "Route payments around the full disk", assignee: bo, state: "started", at: at("08:28"), outcome: null },
    { id: "c-9", kind: "investigate", text: "Is it only card payments?", assignee: fay, state: "done", at: at("06:28"), outcome: "Yes, only cards." },
  ],
  customerMessages: [{ id: "k-1", text: "Card payments fail at the moment. Orders by phone work.", state: "published", by: chi, at: at("05:40") }],
};

/** The manager's room. */
export const proving = room;

/** The same as a worker's. */
export const helping: RoomView = {
  ...room,
  incident: { ...room.incident, id: "i-62", number: 62 },
  me: { person: ana.id, roles: ["worker"], observer: false },
  roles: room.roles.map((one) =>
    one.role === "manager"
      ? { ...one, holders: [{ person: eli, since: at("05:20") }] }
      : one.role === "observer"
        ? { ...one, holders: [] }
        : one.role === "worker"
          ? { ...one, holders: [{ person: ana, since: at("05:00") }, ...one.holders] }
          : one,
  ),
  duties: [],
  abilities: able([...anybody, ...participants], managers),
};

/** The same for somebody who watches, and should rather ask. */
export const watching: RoomView = {
  ...room,
  incident: { ...room.incident, id: "i-63", number: 63 },
  me: { person: ana.id, roles: ["observer"], observer: false },
  roles: room.roles.map((one) =>
    one.role === "manager"
      ? { ...one, holders: [{ person: eli, since: at("05:20") }] }
      : one.role === "observer"
        ? {
            ...one,
            holders: [{ person: ana, since: at("05:40") }],
          }
        : one,
  ),
  duties: [],
  abilities: able(["post-message", "ask-question", "log-customer-question", "propose-refinement"], [...managers, ...participants]).map((one) =>
    one.name === "post-message"
      ? {
          ...one,
          warnings: [
            { code: "rather_ask", detail: "You observe this incident: what you write is kept, and laid before the Incident Manager.", rule: ["GD2-29"] },
          ],
        }
      : one,
  ),
};
