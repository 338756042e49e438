/** The canned room of a process that asks for the cause: who is there, what it may be, what the playbook says, and what is proposed. */
import { setCause } from "../../../src/core/incident/cause/set-cause.ts";
import { formOf } from "../../../src/views/abilities.ts";
import type { DiagnosisView } from "../../../src/views/diagnosis.ts";
import type { PresenceView } from "../../../src/views/presence.ts";
import type { RoomView } from "../../../src/views/room-shape.ts";
import type { AbilityView } from "../../../src/views/view.ts";
import { ana, at, bo, chi } from "./people.ts";
import { room } from "./room.ts";

const text = (title: string) => ({ type: "string", title, maxLength: 200 });
const may = (name: string, title: string): AbilityView => ({
  ...{ name, title, says: title, refused: null, warnings: [] },
  input: { type: "object", properties: { text: text("In one line") }, required: ["text"] },
});

/** Somebody looks for the cause. */
const looking: RoomView = {
  ...room,
  incident: { ...room.incident, id: "i-73", number: 73 },
  parts: [...room.parts, "cause", "presence", "proposals", "playbooks", "relay"],
  abilities: [
    ...room.abilities,
    may("set-presence", "Say where you are"),
    { ...may("set-cause", "Say what the cause is"), input: formOf(setCause) },
    may("note-suspect", "Note what may have caused it"),
    may("follow-playbook", "Give a step of a playbook to somebody"),
    may("propose-action", "Propose what to do"),
    may("decide-proposal", "Decide on a proposal"),
    may("weigh-proposal", "Say what you think of a proposal"),
    may("relay", "Pass on to the commander"),
  ],
};

const presence: PresenceView = {
  firstSteps: ["Join the call and the chat.", "Follow what is said; say what you know, in short.", "Do what the Incident Commander asks."],
  places: ["call", "chat"],
  people: [
    { person: bo, call: true, chat: true, participates: true, proxy: null, at: at("09:05") },
    { person: chi, call: false, chat: true, participates: true, proxy: bo, at: at("09:06") },
  ],
  me: { takesPart: true },
};

const rollback = { step: "bad_deployment/rollback", text: "Roll the deploy back.", kind: "repair", begun: false };
const diagnosis: DiagnosisView = {
  cause: { status: "suspected", playbook: "bad_deployment", by: bo, at: at("09:20") },
  suspects: [
    {
      id: "s1",
      kind: "deploy",
      text: "shop 4.3",
      service: "Checkout",
      at: at("08:52"),
      link: "https://ci.example.test/run/812",
      noted: true,
      incident: null,
      note: null,
    },
    {
      ...{ id: "alert/7", kind: "alert", text: "Queue is long", service: "", at: at("08:41"), link: "", noted: false },
      incident: { id: "i-70", number: 70, title: "Orders wait" },
      note: { kind: "alert", text: "Queue is long", minutesBefore: 19, link: "", origin: "alert/7" },
    },
  ],
  suggested: [rollback],
  playbooks: [{ cause: "bad_deployment", title: "A bad deploy", steps: [rollback] }],
  proposals: [
    {
      ...{ id: "p1", kind: "repair", text: "Renew the certificate", by: bo, at: at("09:25"), state: "open" },
      opinions: [{ person: chi, stance: "against" }],
    },
  ],
  relays: [{ item: "f1", text: "It began at two", from: chi, through: ana, state: "waiting" }],
};

/** What this room reads. */
export const causedReads: Readonly<Record<string, unknown>> = {
  "/incidents/73/room": looking,
  "/incidents/73/timeline": { items: [], next: null },
  "/incidents/73/presence": presence,
  "/incidents/73/diagnosis": diagnosis,
};
