/** Who is in the canned organisation, and what time it is there. */

/** The instant at which every canned page is looked at. */
export const now = "2026-03-03T09:41:00.000Z";

/** `at("09:08")`: that time of the canned day, in UTC. */
export const at = (time: string): string => `2026-03-03T${time}:00.000Z`;

export const ana = { id: "p-ana", name: "Demo Ana" };
export const bo = { id: "p-bo", name: "Demo Bo" };
export const chi = { id: "p-chi", name: "Demo Chi" };
export const dee = { id: "p-dee", name: "Demo Dee" };
export const eli = { id: "p-eli", name: "Demo Eli" };
export const fay = { id: "p-fay", name: "Demo Fay" };

/** Who is signed in, as the server says it. */
export const session = { person: ana.id, name: ana.name, admin: true, via: "session", scopes: ["read", "respond", "admin"], fresh: true };

const week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, ["09:00", "18:00"]]));

export const organisation = {
  name: "Example Trading",
  zone: "Europe/Berlin",
  working: week,
  quiet: ["22:00", "07:00"],
  holidayRegion: "DE-BE",
  shiftNoticeMinutes: 60,
  mailFromName: "Quarterdeck",
  mailFromAddress: null,
  defaultProcess: "sitrep",
  escalation: "platform",
  lastResort: [eli.id],
  version: 1,
};

const zones = ["Europe/Berlin", "Europe/Berlin", "Asia/Singapore", "America/New_York", "Europe/Lisbon", "America/Los_Angeles"];

/** People with their zones and quiet hours. */
const everybody = [ana, bo, chi, dee, eli, fay].map((person, index) => ({
  ...person,
  email: `${person.name.split(" ")[1]?.toLowerCase()}@example.test`,
  admin: index === 0,
  zone: zones[index] ?? "UTC",
  active: true,
  working: null,
  quiet: ["22:00", "07:00"],
  shiftNoticeMinutes: null,
  joined: true,
  version: 1,
}));

/** Somebody who left a while ago, and what the server says they still held. */
export const left = { ...everybody[5], id: "p-gil", name: "Demo Gil", email: "gil@example.test", active: false };
export const handOver = {
  roles: [{ incident: "i-42", role: "incident_commander" }],
  lists: [{ kind: "team", id: "t-1", name: "Response team" }],
};

export const people = { people: [...everybody, left] };

export const me = everybody[0];

const method = (id: string, channel: string, address: string, verified: boolean, more: object = {}) => ({
  id,
  channel,
  address,
  label: "",
  position: 0,
  verifiedAt: verified ? "2026-03-01T09:00:00.000Z" : null,
  deadReason: null,
  version: 1,
  ...more,
});

export const methods = {
  methods: [
    method("m-1", "sms", "+15005550101", true),
    method("m-2", "voice", "+15005550101", true),
    method("m-3", "email", "ana@example.test", false),
    method("m-4", "push", "https://push.example.test/•••", true, {
      label: "Firefox, Android",
      deadReason: "This browser does not take our messages any more. Switch push on again in it. (410)",
    }),
  ],
};

export const areas = {
  areas: [
    {
      id: "a-login",
      name: "Login and accounts",
      says: "Signing in, passwords, single sign-on.",
      keywords: ["login", "password", "SSO", "locked out"],
      team: null,
      experts: [bo.id, chi.id],
      escalation: "platform",
    },
    {
      id: "a-pay",
      name: "Payments",
      says: "Card payments, refunds, invoices.",
      keywords: ["checkout", "card", "refund"],
      team: null,
      experts: [dee.id, bo.id],
    },
    {
      id: "a-roster",
      name: "Staff scheduling",
      says: "Shifts, clocking in and out.",
      keywords: ["shifts", "clock in", "rota"],
      team: null,
      experts: [fay.id],
    },
    {
      id: "a-labels",
      name: "Label printers",
      says: "The warehouse's printers and their templates.",
      keywords: ["warehouse", "printer"],
      team: null,
      experts: [],
    },
  ],
};
