/** The canned ways to be reached: channels, rules, the test page, silences, monitors, limits, and how we watch ourselves. */
import { ana, at, bo } from "./people.ts";

const channel = (name: string, title: string, wakes: boolean, ready = true) => ({ name, title, wakes, ready });

const sms = [
  { most: 5, perSeconds: 900 },
  { most: 11, perSeconds: 3_600 },
];
const limits = {
  addresses: { sms, voice: [{ most: 3, perSeconds: 900 }] },
  each: [{ most: 1, perSeconds: 60 }],
  person: { most: 10, perSeconds: 900 },
  day: { most: 200 },
};

const silence = (id: string, state: string, more: object) => ({
  id,
  source: null,
  matchers: [],
  from: at("09:00"),
  until: at("11:00"),
  endedAt: null,
  state,
  reason: "We move the database",
  author: ana,
  createdAt: at("08:55"),
  silenced: 0,
  waiting: 0,
  version: 1,
  ...more,
});

export const silences: Readonly<Record<string, readonly unknown[]>> = {
  active: [
    silence("s-1", "active", { source: "src1", matchers: [{ label: "service", is: "prefix", value: "db-" }], silenced: 14, waiting: 2 }),
    silence("s-2", "active", {
      reason: "Load test",
      matchers: [{ label: "title", is: "glob", value: "*latency*" }],
      author: bo,
      until: "2026-03-04T09:00:00.000Z",
    }),
  ],
  upcoming: [silence("s-3", "upcoming", { source: "src2", from: at("20:00"), until: at("22:00"), reason: "Maintenance of the pipeline" })],
  over: [silence("s-4", "over", { source: "src1", endedAt: at("09:30"), silenced: 3 })],
};

const monitor = (source: string, title: string, state: string, more: object) => ({
  source,
  title,
  kind: "heartbeat",
  state,
  every: "PT5M",
  grace: "PT1M",
  beatAt: at("09:38"),
  dueAt: at("09:44"),
  failedAt: null,
  beats: 812,
  note: "",
  since: at("09:00"),
  ...more,
});

/** Reads that are lists. */
export const reachLists: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  "/heartbeats": {
    monitors: [
      monitor("h-1", "Nightly backup", "fine", { every: "P1D", grace: "PT2H", beatAt: at("02:10"), dueAt: "2026-03-04T04:10:00.000Z", note: "412 files" }),
      monitor("h-2", "Invoice run", "missing", { beatAt: at("09:12"), dueAt: at("09:18") }),
      monitor("h-3", "Certificate renewal", "missing", { failedAt: at("09:20"), note: "The authority did not answer." }),
      monitor("h-4", "New cron job", "new", { beatAt: null, dueAt: null, beats: 0 }),
    ],
  },
  "/contact-channels": {
    channels: [
      channel("sms", "SMS", true),
      channel("voice", "Phone call", true, false),
      channel("email", "E-mail", false),
      channel("push", "Push in the browser", true),
      channel("ntfy", "ntfy", true),
      channel("webhook", "Webhook", false),
    ],
  },
};

/** Reads that are one thing. */
export const reachReads: Readonly<Record<string, unknown>> = {
  "/people/me/rules": {
    version: 3,
    page: [
      { method: "m-1", afterSeconds: 0 },
      { method: "m-2", afterSeconds: 300 },
    ],
    notice: [{ method: "m-1", afterSeconds: 0 }],
    warnings: [{ code: "dead_method", detail: "1 of these rules name a method that does not work any more; they are left out." }],
  },
  "/people/me/test-page": {
    weekly: { weekday: 2, at: "10:00" },
    next: "2026-03-10T09:00:00.000Z",
    last: { page: "t-1", at: at("09:00"), by: "week", state: "answered", answeredAt: at("09:01"), deliveredAt: at("09:00") },
  },
  "/push/key": { publicKey: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM" },
  "/limits": { version: 1, limits: { ...limits, person: { most: 6, perSeconds: 900 } }, defaults: limits, overrides: { person: { most: 6, perSeconds: 900 } } },
  "/watch": {
    now: at("09:41"),
    syntheticPage: { at: at("09:40"), seconds: 1.24, node: "node-a" },
    syntheticPageAgeSeconds: 60,
    heartbeats: [
      { host: "watcher.example.test", sentAt: at("09:40"), problem: null },
      { host: "other.example.test", sentAt: at("09:12"), problem: "It answered 503." },
    ],
  },
};
