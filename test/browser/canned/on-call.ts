/** The canned rota: two weeks of the commander's schedule with a change and a gap, requests for cover, and who could be reached. */
import { ana, at, bo, chi, dee, now } from "./people.ts";

const dayMs = 86_400_000;
const start = Date.parse("2026-03-03T00:00:00.000Z");
const instant = (days: number) => new Date(start + days * dayMs).toISOString();
const shift = (from: number, until: number, people: readonly { readonly id: string }[]) => ({
  from: instant(from),
  until: instant(until),
  people: people.map(({ id }) => id),
});

const rotation = {
  id: "rotation-1",
  name: "Weeks",
  zone: "Europe/Berlin",
  begins: "2026-03-02T09:00",
  ends: null,
  every: { n: 1, unit: "week" },
  advance: "active",
  restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }],
  rosters: [{ from: "2026-03-02T09:00", slots: [[ana.id], [dee.id], [bo.id]], startsWith: 0 }],
  shadows: {},
};

const login = { id: "login", title: "Login and accounts", zone: "Asia/Singapore" };

export const schedules = {
  schedules: [
    { id: "commander", title: "Commander", zone: "Europe/Berlin", rotations: [rotation], people: [ana.id, dee.id, bo.id], version: 3 },
    { ...login, rotations: [{ ...rotation, zone: "Asia/Singapore", rosters: [{ ...rotation.rosters[0], slots: [[chi.id]] }] }], people: [chi.id], version: 1 },
  ],
};

export const onCallNow = {
  now,
  onCall: [
    {
      schedule: { id: "commander", name: "Commander" },
      zone: "Europe/Berlin",
      people: [ana],
      until: "2026-03-09T08:00:00.000Z",
      next: { from: "2026-03-09T08:00:00.000Z", until: "2026-03-13T08:00:00.000Z", people: [dee] },
      week: [],
    },
    { schedule: { id: "login", name: login.title }, zone: login.zone, people: [chi], until: null, next: null, week: [] },
  ],
};

const overrides = [
  {
    id: "o-1",
    from: instant(2.4),
    until: instant(3),
    kind: "replace",
    person: bo.id,
    insteadOf: ana.id,
    rotation: null,
    reason: "At the dentist",
    author: ana.id,
    request: null,
    createdAt: at("08:00"),
  },
];

/** The calendar of every schedule, and of one that is not saved yet. */
export const calendar = {
  schedule: { id: "commander", title: "Commander", zone: "Europe/Berlin" },
  now,
  from: instant(0),
  until: instant(14),
  names: { [ana.id]: ana.name, [bo.id]: bo.name, [dee.id]: dee.name },
  lanes: {
    rotations: [
      {
        id: "rotation-1",
        name: "Weeks",
        shifts: [shift(0, 6.3, [ana]), shift(6.3, 10.3, [dee]), shift(11, 14, [bo])].map((one, turn) => ({ ...one, turn, slot: turn })),
      },
    ],
    temporary: [],
    external: [],
  },
  final: [shift(0, 2.4, [ana]), shift(2.4, 3, [bo]), shift(3, 6.3, [ana]), shift(6.3, 10.3, [dee]), shift(10.3, 11, []), shift(11, 14, [bo])],
  shadows: [],
  overrides,
  requests: [],
  holidays: [{ region: "DE-BE", date: "2026-03-08", name: "International Women's Day" }],
  gaps: [{ from: instant(10.3), until: instant(11) }],
  quality: {
    gapsPercent: 5,
    people: [
      { person: ana.id, hours: 137, sharePercent: 43, fromEvenPercent: 10 },
      { person: dee.id, hours: 96, sharePercent: 30, fromEvenPercent: 3 },
      { person: bo.id, hours: 86, sharePercent: 27, fromEvenPercent: 6 },
    ],
    balancePercent: 86,
    score: 81,
  },
  warnings: [{ code: "long", says: "Demo Ana is on call for 6 days without a break." }],
};

const reach = (person: { readonly id: string; readonly name: string }, wakes: boolean, methods: readonly string[]) => ({
  person: person.id,
  name: person.name,
  methods,
  wakes,
  says: wakes ? "can be woken" : "cannot be woken",
});

export const readiness = {
  now,
  schedules: [
    {
      schedule: { id: "commander", name: "Commander" },
      now: [reach(ana, true, ["sms"])],
      week: [],
      gaps: calendar.gaps,
      problems: ["Demo Dee has no verified way to be woken."],
    },
    { schedule: { id: "login", name: login.title }, now: [reach(chi, false, ["email"])], week: [], gaps: [], problems: [] },
  ],
  severities: [],
};

export const coverRequests = {
  requests: [
    {
      id: "c-1",
      schedule: { id: "commander", name: "Commander" },
      person: dee.id,
      from: instant(8),
      until: instant(8.5),
      rotation: null,
      asked: null,
      exchange: null,
      reason: "My daughter's birthday",
      state: "open",
      declined: [],
      answeredBy: null,
      answeredAt: null,
      createdAt: at("09:00"),
      mayAnswer: true,
      mayWithdraw: false,
    },
  ],
  names: { [dee.id]: dee.name },
};

export const calendarAddresses = {
  addresses: [{ id: "ca-1", schedule: null, createdAt: at("08:00"), usedAt: at("09:20"), revokedAt: null }],
};
