/** The canned room of a process with one commander: where to meet, while they talk and once the call is over; and what executives were told. */
import type { ContactSummaryView } from "../../../src/views/contact-summary.ts";
import type { ExecutiveUpdatesView } from "../../../src/views/executive-updates.ts";
import type { RoomView } from "../../../src/views/room-shape.ts";
import { at, bo } from "./people.ts";
import { room } from "./room.ts";

const summary: NonNullable<ContactSummaryView> = {
  ...{ chat: "#incident-chat", callUrl: "https://call.demo-shop.invalid/war-room", phone: null, pin: null },
  ...{ commander: "!ic page", executives: "#executive-summary-updates" },
  ...{ call: { state: "open", since: at("09:02") }, examples: ["phone"] },
};

const called = (number: number, contactSummary: ContactSummaryView): RoomView => ({
  ...room,
  incident: { ...room.incident, id: `i-${number}`, number, contactSummary },
});

/** While they talk, with a number that nobody has written down yet. */
export const talking = called(71, summary);

/** The call is over; it had a number. */
export const wroteOn = called(72, { ...summary, phone: "+49 30 1234", pin: "4711", call: { state: "ended", since: at("10:00") }, examples: [] });

/** Two summaries of one incident. */
const told: ExecutiveUpdatesView = {
  items: ["10:00", "09:30"].map((time) => ({
    incident: { id: "i-71", number: 71, title: room.incident.title },
    ...{ at: at(time), by: bo, text: "@here Nobody can pay. We: renew the certificate. Customers: no orders. Expected: half an hour." },
  })),
};

/** What these rooms and the page of executives read. */
export const commandedReads: Readonly<Record<string, unknown>> = {
  "/incidents/71/room": talking,
  "/incidents/71/timeline": { items: [], next: null },
  "/incidents/72/room": wroteOn,
  "/incidents/72/timeline": { items: [], next: null },
  "/executive-updates": told,
};
