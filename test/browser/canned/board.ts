/** The canned bridge, and the list of all incidents. */
import type { BoardView, IncidentLine } from "../../../src/views/board-shape.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";
import { duties } from "./room.ts";

const line = (number: number, title: string, rank: number | null, more: Partial<IncidentLine>): IncidentLine => ({
  id: `i-${number}`,
  number,
  title,
  phase: "active",
  drill: false,
  process: "sitrep",
  severity: rank === null ? null : { rank, name: ["Critical", "Moderate", "Low"][rank - 1] ?? "" },
  area: null,
  commander: null,
  reportedAt: at("09:06"),
  declaredAt: null,
  resolvedAt: null,
  closedAt: null,
  nextDueAt: null,
  myRoles: [],
  ...more,
});

const login = line(42, "Customers cannot log in", 1, {
  commander: ana,
  area: { id: "a-login", name: "Login and accounts" },
  declaredAt: at("09:08"),
  nextDueAt: at("09:53"),
  myRoles: ["Incident Commander"],
});
const roster = line(41, "The staff scheduling tool is down in two shops", 2, {
  commander: eli,
  area: { id: "a-roster", name: "Staff scheduling" },
  reportedAt: at("07:20"),
  declaredAt: at("07:31"),
  nextDueAt: at("11:00"),
});
const drill = line(43, "Nobody can clock in", null, { phase: "reported", drill: true, reportedAt: at("09:35") });

export const board: BoardView = {
  now,
  status: { word: "critical", why: "Customers cannot log in." },
  incidents: [login, roster, drill],
  duties: [
    ...duties,
    ...duties.slice(0, 1).map((duty) => ({
      ...duty,
      key: "role/roster",
      what: "Say whether you take a role",
      incident: { id: "i-41", number: 41, title: roster.title },
      due: at("10:30"),
      by: null,
    })),
  ],
  onCall: [
    { schedule: { id: "s-1", name: "Commander" }, people: [ana], zone: "Europe/Berlin" },
    { schedule: { id: "s-2", name: "Commander, backup" }, people: [dee], zone: "America/New_York" },
    { schedule: { id: "s-3", name: "Login and accounts" }, people: [bo, chi], zone: "Europe/Berlin" },
  ],
  documents: duties.slice(0, 1).map((duty) => ({
    ...duty,
    key: "postmortem",
    mine: false,
    what: "Write the post-mortem",
    who: { label: "Team", people: [fay] },
    incident: { id: "i-38", number: 38, title: "Invoices went out twice" },
    due: "2026-03-05T17:00:00.000Z",
  })),
  heldPages: [
    {
      incident: { id: "i-41", number: 41, title: roster.title },
      to: "Demo Fay",
      until: at("15:00"),
      why: "It is 01:41 where they are; severity 2 waits for the morning.",
    },
  ],
  paging: "running",
};

export const emptyBoard: BoardView = {
  now,
  status: { word: "normal", why: "Nothing is open." },
  incidents: [],
  duties: [],
  onCall: [],
  documents: [],
  heldPages: [],
  paging: "running",
};

export const incidents: readonly IncidentLine[] = [
  drill,
  login,
  roster,
  line(40, "The label printers print every order twice", 3, { phase: "rejected", reportedAt: "2026-03-02T13:02:00.000Z" }),
  line(39, "Card payments fail for one bank", 1, {
    phase: "resolved",
    commander: dee,
    reportedAt: "2026-02-27T18:10:00.000Z",
    declaredAt: "2026-02-27T18:12:00.000Z",
    resolvedAt: "2026-02-27T20:40:00.000Z",
  }),
  line(38, "Invoices went out twice", 2, { phase: "closed", commander: bo, reportedAt: "2026-02-20T08:00:00.000Z", declaredAt: "2026-02-20T08:15:00.000Z" }),
];
