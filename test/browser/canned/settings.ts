/** The canned settings: teams, sources, tokens and the like. */
import type { Consequences } from "../../../src/views/room-shape.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";

const list = (...items: readonly unknown[]): { readonly items: readonly unknown[] } => ({ items });

/** What each of these paths answers. */
export const lists: Readonly<Record<string, { readonly items: readonly unknown[] }>> = {
  "/teams": list({ id: "t-1", name: "Response team", members: [ana, bo, chi, dee, eli] }, { id: "t-2", name: "Shop platform", members: [bo, fay] }),
  "/groups": list({ id: "g-1", name: "Client managers", members: [eli, fay] }),
  "/sources": list(
    { id: "src-1", kind: "alertmanager", name: "Production monitoring", lastAt: at("09:40") },
    { id: "src-2", kind: "generic", name: "Deploy pipeline", lastAt: "2026-03-02T16:20:00.000Z" },
  ),
  "/sources/src-1/recent": list(
    { id: "y-1", at: at("09:40"), outcome: "counted into 42", body: { status: "firing", commonLabels: { alertname: "LoginErrorsHigh" } } },
    { id: "y-2", at: at("09:05"), outcome: "new report", body: { status: "firing", commonLabels: { alertname: "LoginErrorsHigh" } } },
  ),
  "/runbooks": list(
    {
      id: "r-1",
      key: "certificates",
      title: "Renew a certificate",
      steps: ["Ask for the new certificate", "Put it into the secret store", "Restart the login service, one node at a time"],
    },
    {
      id: "r-2",
      key: "deployment",
      title: "Deployment",
      steps: ["Tell the room", "Deploy to one node", "Look at the error rate for five minutes", "Deploy to the rest"],
    },
  ),
  "/tokens": list({ id: "k-1", name: "Deploy script", lastUsedAt: at("08:12") }),
  "/audit": list(
    { id: "u-1", at: at("08:55"), actor: ana, what: "looked up the phone of Demo Dee" },
    { id: "u-2", at: "2026-03-02T10:14:00.000Z", actor: ana, what: "added the source Production monitoring" },
  ),
};

export const rotas: { readonly items: readonly unknown[] } = {
  items: [
    {
      schedule: { id: "s-1", name: "Commander" },
      zone: "Europe/Berlin",
      people: [ana],
      shifts: [
        { person: ana, from: "2026-03-02T08:00:00.000Z", to: "2026-03-09T08:00:00.000Z" },
        { person: dee, from: "2026-03-09T08:00:00.000Z", to: "2026-03-16T08:00:00.000Z" },
        { person: bo, from: "2026-03-16T08:00:00.000Z", to: "2026-03-23T08:00:00.000Z" },
      ],
    },
    {
      schedule: { id: "s-3", name: "Login and accounts" },
      zone: "Asia/Singapore",
      people: [chi],
      shifts: [{ person: chi, from: "2026-03-02T01:00:00.000Z", to: "2026-03-09T01:00:00.000Z" }],
    },
  ],
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
