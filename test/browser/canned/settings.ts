/** The canned settings: teams, sources, tokens and the like. */
import type { Consequences } from "../../../src/views/room-shape.ts";
import { schedules } from "./on-call.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";

const settings = { area: null, declare: "report", stormLimit: 40, severity: { label: "severity", map: { critical: 1 }, default: null } };

const source = (id: string, kind: string, title: string) => ({ id, kind, title, settings, keyPrefix: `qd_${id}`, revokedAt: null, version: 1 });

/** What each of these paths answers, and which of its fields is a list that may be empty. */
export const lists: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  "/teams": {
    teams: [
      { id: "t-1", name: "Response team", members: [ana.id, bo.id, chi.id, dee.id, eli.id], version: 1 },
      { id: "t-2", name: "Shop platform", members: [bo.id, fay.id] },
    ],
  },
  "/groups": { groups: [{ id: "client-managers", title: "Client managers", people: [eli.id, fay.id], contacts: [] }] },
  "/sources": {
    sources: [source("src1", "alertmanager", "Production monitoring"), source("src2", "generic", "Deploy pipeline")],
    kinds: [
      {
        name: "alertmanager",
        title: "Prometheus Alertmanager",
        howTo: "Add a webhook receiver:\n\n```yaml\nurl: {url}\ncredentials: {key}\n```\n\nRoute alerts to it.",
      },
      { name: "generic", title: "Anything that sends JSON", howTo: "Send one JSON object per alert." },
      { name: "heartbeat", title: "Heartbeat (dead-man switch)", howTo: "Call this address at the end of every run." },
    ],
  },
  "/sources/src1/recent": {
    payloads: [
      { id: "y-1", at: at("09:40"), payload: '{ "status": "firing" }', problem: null, became: [{ incident: "i-42", reason: "counted into 42" }] },
      { id: "y-2", at: at("09:05"), payload: "not JSON", problem: "This is not JSON.", became: [] },
    ],
  },
  "/runbooks": {
    runbooks: [
      {
        id: "certificates",
        title: "Renew a certificate",
        steps: ["Ask for the new certificate", "Put it into the secret store", "Restart the login service, one node at a time"],
      },
      {
        id: "deployment",
        title: "Deployment",
        steps: ["Tell the room", "Deploy to one node", "Look at the error rate for five minutes", "Deploy to the rest"],
      },
    ],
  },
  "/rooms": {
    rooms: [
      { id: "r-1", name: "Blue room", place: "2nd floor, by the stairs", seats: 12, version: 1 },
      { id: "r-2", name: "Small room", place: "", seats: 4, version: 1 },
    ],
  },
  "/chat/identities": {
    identities: [
      { user: "U0123", person: null, name: "dee on the road", seenAt: at("08:55"), linkedAt: null },
      { user: "U0042", person: ana.id, name: "", seenAt: at("08:12"), linkedAt: at("08:00") },
    ],
  },
  "/me/chats": { chats: [{ user: "U0042", person: ana.id, name: "", seenAt: at("08:12"), linkedAt: at("08:00") }] },
  "/contacts": {
    contacts: [{ id: "o-1", name: "Demo Client", email: "client@example.test", kind: "customer", zone: null, phone: null, owner: null, version: 1 }],
  },
  "/tokens": { tokens: [{ id: "k-1", name: "Deploy script", prefix: "qd_k1", scopes: ["read", "respond"], usedAt: at("08:12"), revokedAt: null }] },
  "/audit": {
    lines: [
      { seq: 12, at: at("08:55"), actor: `person:${ana.id}`, action: "contact-revealed", subject: "Demo Dee" },
      { seq: 11, at: "2026-03-02T10:14:00.000Z", actor: `person:${ana.id}`, action: "source-added", subject: "Production monitoring" },
    ],
  },
  "/schedules": schedules,
};

export const roomBookings = {
  bookings: [
    { id: "b-1", room: "r-1", person: ana.id, name: ana.name, what: "Weekly planning", from: at("12:00"), until: at("13:00") },
    { id: "b-2", room: "r-1", person: bo.id, name: bo.name, what: "", from: at("15:00"), until: "2026-03-04T09:00:00.000Z" },
  ],
  heldBy: null,
};

const meeting = (id: string, title: string, time: string, organiser: string) => ({ id, title, from: at(`${time}:00`), until: at(`${time}:30`), organiser });

export const ownCalendar = {
  kind: "address",
  url: "https://calendar.example.test/private/demo-ana.ics",
  fetchedAt: at("09:30"),
  triedAt: at("09:30"),
  problem: null,
  meetings: ["10", "11", "13", "14", "15", "16", "17"].map((hour) => meeting(`m-${hour}`, `Demo meeting at ${hour}`, hour, hour === "10" ? eli.name : "")),
};

export const clock = { now, nextAt: at("09:46") };

export const consequences: Consequences = {
  refusals: [],
  warnings: [],
  events: [{ type: "severity-suggested", sentence: "Severity 1, Critical: customers are kept from working." }],
  duties: [
    { what: "answer the page", who: "Response team", due: at("09:43") },
    { what: "tell the organisation where it stands", who: "Incident Commander", due: at("10:41") },
  ],
  effects: [
    ...[ana, bo, chi, dee].map((person) => ({ to: person.name, via: "sms", template: "alert", at: now, heldUntil: null, why: null })),
    { to: "#SitRep", via: "chat", template: "opener", at: now, heldUntil: null, why: null },
    { to: "Client managers", via: "email", template: "update", at: null, heldUntil: at("13:00"), why: "Outside their working hours." },
  ],
};
