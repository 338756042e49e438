/** Canned rooms of a process with one role: an update to everybody is due, a fix is out, and a report that waits for triage. */
import type { ProcessView } from "../../../src/views/board-shape.ts";
import type { RoomView } from "../../../src/views/room-shape.ts";
import type { AbilityView } from "../../../src/views/view.ts";
import { at } from "./people.ts";
import { sitrep } from "./process.ts";
import { drill, duties, room } from "./room.ts";

const ability = (name: string, title: string, properties: object = {}): AbilityView => ({
  ...{ name, title, says: title, refused: null, warnings: [] },
  input: { type: "object", properties, required: [] },
});

const process = { key: "radar", name: "Radar", version: 1 };
const part = { type: "string", maxLength: 800 };

/** An update is due, and a fix went out seven minutes after it was ready. */
const telling: RoomView = {
  ...room,
  incident: { ...room.incident, id: "i-81", number: 81, process, fix: { readyAt: at("09:20"), deployedAt: at("09:27"), minutes: 7 } },
  duties: [{ ...duties[0]!, what: "Send an update to the organisation", by: { name: "tell-situation", input: {} } }],
  abilities: [
    ...room.abilities,
    ability("tell-situation", "Tell everybody how it stands", { detected: part, found: part }),
    ability("tell-holding", "Nothing new yet"),
  ],
};

/** A report that said nothing of whether it is urgent. */
const waiting: RoomView = { ...drill, incident: { ...drill.incident, id: "i-82", number: 82, drill: false, process } };

/** The process of these rooms: one of its questions decides which severities there are. */
export const radar: ProcessView = {
  ...sitrep,
  ...{ key: "radar", name: "Radar", version: 1 },
  questions: [
    { key: "emergency", asks: "Does it need an answer right now?", kind: "yes_no", example: "It gets worse by the minute.", urgent: true },
    { key: "affected", asks: "Who is affected, and how many?", kind: "text", example: "" },
  ],
};

/** What these rooms read. */
export const toldReads: Readonly<Record<string, unknown>> = {
  "/incidents/81/room": telling,
  "/incidents/81/timeline": { items: [], next: null },
  "/incidents/82/room": waiting,
  "/incidents/82/timeline": { items: [], next: null },
};
