/** The canned room: a critical incident half an hour old. */
import type { DeliveryView, DocumentView, RoomView } from "../../../src/views/room-shape.ts";
import type { DutyView } from "../../../src/views/view.ts";
import { abilities } from "./abilities.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";
import { sitrep } from "./process.ts";

const incident = { id: "i-42", number: 42, title: "Customers cannot log in" };
const cite = (id: string) => sitrep.sentences.filter((one) => one.id === id);

const duty = (key: string, what: string, more: Partial<DutyView>): DutyView => ({
  incident,
  key,
  what,
  who: { label: "Incident Commander", people: [ana] },
  mine: false,
  due: null,
  overdue: false,
  state: "open",
  by: null,
  cites: [],
  ...more,
});

export const duties: readonly DutyView[] = [
  duty("update", "Tell the organisation where it stands", {
    mine: true,
    due: at("09:53"),
    by: { name: "post-update", input: { audience: "organisation" } },
    cites: cite("SR-05"),
  }),
  duty("comms", "Choose who speaks to customers", { mine: true, by: { name: "assign-role", input: { role: "comms" } }, cites: cite("SR-15") }),
  duty("page/dee", "Answer the page", { who: { label: "Demo Dee", people: [dee] }, due: at("09:34"), overdue: true, cites: cite("SR-20") }),
  duty("role/chi", "State the role you hold", { who: { label: "Demo Chi", people: [chi] }, due: at("09:46"), cites: cite("SR-23") }),
];

const section = (key: string, title: string, text: string, auto: boolean, says = "") => ({
  key,
  title,
  says,
  auto,
  required: true,
  text,
  revision: text === "" || auto ? 0 : 2,
  by: text === "" || auto ? null : bo,
  at: text === "" || auto ? null : at("09:30"),
});

export const report: DocumentView = {
  kind: "sitrep",
  title: "Situation report",
  state: "draft",
  owner: "Incident Commander",
  due: "2026-03-04T17:00:00.000Z",
  sections: [
    section("reported", "What was reported", "Customers cannot log in. The support desk has had 40 calls since nine.", true),
    section("responseTime", "Response time", "2 minutes", true),
    section("roles", "Who held which role", "Incident Commander: Demo Eli 09:09 to 09:20, Demo Ana since 09:20\nSolutioneer: Demo Bo", true),
    section("solution", "What solved it", "The identity provider's certificate was renewed and the login service restarted.", false, "What made it go away?"),
    section("impactedWho", "Whom it hit", "", false, "Which customers or colleagues, and how many?"),
    section("impactedHow", "How they were hit", "", false, "What could they not do?"),
  ],
  missing: ["impactedWho", "impactedHow"],
  readyAt: null,
  sentAt: null,
  revision: 4,
};

export const room: RoomView = {
  incident: {
    ...incident,
    phase: "active",
    drill: false,
    confidential: false,
    process: { key: "sitrep", name: "Situation report", version: 3 },
    severity: { rank: 1, name: "Critical", description: sitrep.severities[0]?.description ?? "" },
    severities: sitrep.severities,
    suggested: null,
    area: { id: "a-login", name: "Login and accounts" },
    text: "The support desk has had 40 calls since nine.",
    impact: "Nobody outside can sign in.",
    reportedBy: "Demo Eli",
    reportedAt: at("09:06"),
    declaredAt: at("09:08"),
    resolvedAt: null,
    closedAt: null,
    status: { text: "The login certificate has expired; a new one is being issued.", by: ana, at: at("09:31") },
    seq: 27,
    channel: { key: "sitrep", name: "#SitRep" },
  },
  now,
  me: { person: ana.id, roles: ["incident_commander"], observer: false },
  roles: [
    {
      ...role("incident_commander", "Incident Commander", "commander", true),
      holders: [{ person: ana, since: at("09:20") }],
      past: [{ person: eli, from: at("09:09"), to: at("09:20") }],
      max: 1,
    },
    {
      ...role("solutioneer", "Solutioneer", "responder", true),
      holders: [
        { person: bo, since: at("09:12") },
        { person: fay, since: at("09:25") },
      ],
    },
    { ...role("comms", "Marketing/Communications", "comms_external", false), openSeat: true },
  ],
  duties,
  choices: {},
  parts: [],
  abilities,
  people: [
    { person: ana, roles: ["incident_commander"], state: "engaged", pagedAt: at("09:08"), answeredAt: at("09:10"), reason: null },
    { person: bo, roles: ["solutioneer"], state: "answered", pagedAt: at("09:08"), answeredAt: at("09:11"), reason: null },
    { person: fay, roles: ["solutioneer"], state: "engaged", pagedAt: null, answeredAt: null, reason: null },
    { person: chi, roles: [], state: "answered", pagedAt: at("09:08"), answeredAt: at("09:36"), reason: null },
    { person: dee, roles: [], state: "paged", pagedAt: at("09:29"), answeredAt: null, reason: "second alert sent" },
    { person: eli, roles: [], state: "unreachable", pagedAt: at("09:08"), answeredAt: null, reason: "no verified phone" },
  ],
  actions: [
    { id: "c-1", kind: "repair", text: "Issue a new certificate for the login service", assignee: bo, state: "started", at: at("09:28"), outcome: null },
    { id: "c-2", kind: "investigate", text: "Why did no reminder go out before it expired?", assignee: null, state: "open", at: at("09:33"), outcome: null },
    {
      id: "c-3",
      kind: "investigate",
      text: "Is the database reachable from the login service?",
      assignee: fay,
      state: "finished",
      at: at("09:16"),
      outcome: "Yes, no errors.",
    },
  ],
  followUps: [{ id: "f-1", text: "An alarm 30 days before any certificate expires", by: "Demo Bo", owner: bo, state: "open", at: at("09:34") }],
  runbooks: [
    {
      key: "certificates",
      title: "Renew a certificate",
      steps: [
        { index: 0, text: "Ask for the new certificate", done: true, by: bo, at: at("09:29") },
        { index: 1, text: "Put it into the secret store", done: false, by: null, at: null },
        { index: 2, text: "Restart the login service, one node at a time", done: false, by: null, at: null },
      ],
    },
  ],
  documents: [report],
  attachments: [{ id: "x-1", name: "login-errors.png", mediaType: "image/png", sizeBytes: 184_320, by: "Demo Bo", at: at("09:17") }],
  alerts: [
    {
      source: "alertmanager",
      group: "login-errors",
      title: "LoginErrorsHigh",
      count: 120,
      firing: 3,
      fingerprints: ["a1b2c3d4e5f60718", "b1b2c3d4e5f60718", "c1b2c3d4e5f60718"],
      firstAt: at("09:05"),
      lastAt: at("09:40"),
      links: [{ href: "https://monitoring.example.test/login", text: "Graph" }],
    },
  ],
  customerMessages: [
    { id: "k-1", text: "Signing in does not work at the moment. We are on it and will write again by 10:30.", state: "draft", by: chi, at: at("09:37") },
  ],
  conformance: { met: 9, late: 1, missed: 0, waived: 0, open: 4, deviations: 1 },
};

function role(name: string, label: string, kind: string, required: boolean) {
  const says = sitrep.roles.find((one) => one.role === name)?.says ?? "";
  return { role: name, label, kind, says, min: required ? 1 : 0, max: null as number | null, holders: [], past: [], openSeat: false };
}

const attempt = (more: Partial<DeliveryView["attempts"][number]> = {}): DeliveryView["attempts"][number] => ({
  n: 1,
  at: at("09:08"),
  channel: "sms",
  outcome: "ok",
  permanent: false,
  reason: "",
  providerId: null,
  receipt: null,
  ...more,
});

const delivery = (id: string, to: string, state: string, more: Partial<DeliveryView>): DeliveryView => ({
  id,
  to,
  person: null,
  channel: "sms",
  template: "alert",
  urgency: "page",
  state,
  reason: null,
  queuedAt: at("09:08"),
  releaseAt: at("09:08"),
  body: "Severity 1: Customers cannot log in. Reply 1 to say you are on it.",
  acknowledgedAt: null,
  lateMs: 120,
  page: null,
  bundle: null,
  bundles: [],
  attempts: [attempt({ providerId: "SM00000000000000000000000000000001", receipt: { state: "delivered", reason: "", permanent: false, at: at("09:09") } })],
  ...more,
});

export const deliveries: { readonly items: readonly unknown[] } = {
  items: [
    delivery("d-1", "Demo Ana", "delivered", { acknowledgedAt: at("09:10") }),
    delivery("d-2", "Demo Bo", "delivered", { acknowledgedAt: at("09:11") }),
    delivery("d-3", "Demo Dee", "sent", { reason: "the provider has not confirmed it yet" }),
    delivery("d-4", "Demo Eli", "failed", {
      channel: "email",
      reason: "the address refused it",
      attempts: [attempt({ at: at("09:09"), channel: "email", outcome: "failed", permanent: true, reason: "mailbox unknown" })],
    }),
    delivery("d-5", "Client managers", "held", {
      channel: "email",
      template: "update",
      reason: "outside their working hours",
      releaseAt: at("13:00"),
      attempts: [],
    }),
    delivery("d-6", "Demo Chi", "bundled", { reason: "Sent together with others: 3 pages within a minute.", bundle: "d-7", attempts: [] }),
    delivery("d-7", "Demo Chi", "sent", { template: "digest", bundles: ["d-6", "d-8", "d-9"], lateMs: 95_000 }),
  ],
};

/** The same room as a drill, before anybody has decided anything. */
export const drill: RoomView = {
  ...room,
  incident: {
    ...room.incident,
    id: "i-43",
    number: 43,
    title: "Nobody can clock in",
    phase: "reported",
    drill: true,
    severity: null,
    suggested: { severity: 2, why: "our own work is prevented, and there is a way around it." },
    declaredAt: null,
    status: null,
    area: { id: "a-roster", name: "Staff scheduling" },
  },
  roles: room.roles.map((one) => ({ ...one, holders: [], past: [], openSeat: one.role !== "comms" })),
  duties: [],
  abilities: [
    {
      name: "declare",
      title: "Declare",
      says: "It is an incident.",
      refused: null,
      warnings: [],
      input: { type: "object", properties: { severity: { type: "integer", reference: "severity" } }, required: ["severity"] },
    },
    {
      name: "triage",
      title: "Triage",
      says: "Say what becomes of the report.",
      refused: null,
      warnings: [],
      input: { type: "object", properties: { outcome: { type: "string", enum: ["declare", "ticket", "next_day", "wont_fix"] } }, required: ["outcome"] },
    },
    ...abilities.filter((one) => one.name === "post-message" || one.name === "assign-role"),
  ],
  people: [],
  actions: [],
  followUps: [],
  runbooks: [],
  documents: [],
  attachments: [],
  alerts: [],
  customerMessages: [],
  conformance: { met: 0, late: 0, missed: 0, waived: 0, open: 0, deviations: 0 },
};
