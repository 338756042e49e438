/** What the views of the steered rooms answer: steps, rounds, candidates, the brief, rest; and what their commands would do. */
import type { Brief } from "../../../src/views/brief.ts";
import type { CandidatesView } from "../../../src/views/candidates.ts";
import type { ChecklistView, StepView } from "../../../src/views/checklist.ts";
import type { RestView } from "../../../src/views/rest.ts";
import type { Consequences } from "../../../src/views/room-shape.ts";
import type { RoundsView } from "../../../src/views/rounds.ts";
import type { SeverityView } from "../../../src/views/severity.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";
import { consequences } from "./settings.ts";
import { cite, duty, incident, rested, roles, steered, unsorted, worked } from "./steered.ts";

const step = (key: string, what: string, when: string, more: Partial<StepView> = {}): StepView => ({
  ...{ step: key, what, when, who: { role: "manager", label: "Incident Manager", people: [ana] }, mine: true, part: "begin" },
  ...{ state: "open", by: null, at: null, reason: null, words: "", ticksItself: false, does: null, cites: cite("GD-44", "Each severity says who is called.") },
  ...more,
});
const done = (time: string, by: string): Partial<StepView> => ({ state: "done", at: at(time), by });

const steps: readonly StepView[] = [
  step("manager", "Whoever knows the area and answers manages, or finds somebody fitter.", "First of all", done("04:43", "the process")),
  step("worker", "With the expert, choose who repairs it and call them.", "Quickly, but wake nobody", done("04:50", "the process")),
  step("ticket", "File a ticket for it, so that the work has a place.", "Once somebody works on it", {
    ...{ state: "skipped", at: at("05:30"), by: ana.name, reason: "The provider has a ticket of its own" },
  }),
  step("public_relations", "Call somebody for public relations, or give that role to somebody clear, sure and calm.", "At once, in their waking hours", {
    words: "Severity 2: Orders can only be taken by phone. We need you for public relations, to speak with customers.",
    ticksItself: true,
    does: { name: "assign-role", input: { role: "pr_manager" } },
  }),
  step("help", "Ask whoever works on it whether they need help, and get it for them.", "Once they know enough to say", {
    words: "Do you need anybody or anything: people, another team, a room, something to eat?",
    does: { name: "post-message", input: { text: "Do you need anybody or anything: people, another team, a room, something to eat?" } },
  }),
  step("staging", "Carry out the test plan in staging.", "Once there is a fix", {
    ...{ part: "end", mine: false, who: { role: "worker", label: "Worker", people: [bo, fay] }, ticksItself: true },
  }),
  step("celebrate", "Celebrate.", "When all have slept", { part: "end" }),
];

const checklist: ChecklistView = { severity: 2, items: steps, next: steps[3]!, open: 4, done: 2, skipped: 1 };

const answered = (person: typeof bo, time: string, words: Record<string, string>, more: { confidence?: number; tired?: boolean } = {}) => ({
  ...{ person, state: "answered" as const, at: at(time), lateFrom: at("09:50") },
  answer: { learned: "", tried: "", worked: "", setbacks: "", notUnderControl: "", ...words, confidence: more.confidence ?? null, tired: more.tired ?? false },
});

/** Two rounds: one decided, one in which somebody is late. */
const rounds: RoundsView = {
  every: "PT2H",
  nextAt: at("10:41"),
  fields: ["learned", "tried", "worked", "doing", "left"],
  asks: [
    { key: "setbacks", says: "What went wrong, or came back?" },
    { key: "confidence", says: "How sure are you, from 1 to 5?" },
    { key: "notUnderControl", says: "What is not under control?" },
  ],
  decisions: ["no_change", "call_resources", "swap_workers", "change_direction", "refocus"],
  deliveries: ["email", "chat", "verbal"],
  tells: [eli, chi],
  mine: null,
  rounds: [
    {
      ...{ n: 2, openedAt: at("08:41"), state: "open", summary: null, summaryDue: at("09:11"), summaryOverdue: true, decision: null, decideBy: at("10:41") },
      answers: [
        answered(
          bo,
          "08:52",
          {
            learned: "The provider's disk is full, not ours",
            tried: "Asking them to free it",
            worked: "No, they want to wait for their shift",
            doing: "Routing payments around it.",
            left: "A trial in staging, then roll out.",
            setbacks: "The first route lost two orders; both are written down",
          },
          { confidence: 4, tired: true },
        ),
        { person: fay, state: "late", at: null, lateFrom: at("08:56"), answer: null },
      ],
    },
    {
      ...{ n: 1, openedAt: at("06:41"), state: "decided", summaryDue: at("07:11"), summaryOverdue: false, decideBy: at("08:41") },
      answers: [answered(bo, "06:49", { learned: "Orders fail at payment", tried: "A restart", worked: "No", doing: "Reading the logs.", left: "The cause." })],
      summary: { text: "Orders fail at payment. We know where, not why.", delivery: "verbal", told: [eli], by: ana, at: at("07:02") },
      decision: { decision: "call_resources", note: "Demo Fay knows the provider.", by: ana, at: at("07:03") },
    },
  ],
  abilities: [],
};

/** The same seen by a worker who owes an answer. */
const roundsOfWorker: RoundsView = {
  ...rounds,
  mine: 2,
  rounds: rounds.rounds.map((one) => ({
    ...one,
    answers: one.answers.map((given) =>
      given.person === bo ? (one.n === 2 ? { ...given, person: ana, state: "waiting", at: null, answer: null } : { ...given, person: ana }) : given,
    ),
  })),
};

const speaks = (says: string, good: boolean | null, warns = false) => ({ says, good, warns, cites: cite("GD-16", "The manager knows the area.") });

/** Who could be asked: one of them rather not. */
const candidates: Readonly<Record<string, CandidatesView>> = {
  manager: {
    role: "manager",
    label: "Incident Manager",
    items: [
      {
        person: chi,
        eligible: true,
        holds: [],
        called: null,
        reasons: [speaks("Can manage and understands Shop", true), speaks("Level 4 in the company", null)],
      },
      { person: eli, eligible: true, holds: ["Observer"], called: "open", reasons: [speaks("Can manage", true), speaks("Level 2 in the company", null)] },
      {
        person: dee,
        eligible: false,
        holds: ["Subject Matter Expert"],
        called: "answered",
        reasons: [speaks("Would mend it best, and is needed for that", false, true)],
      },
      {
        person: bo,
        eligible: false,
        holds: ["Worker"],
        called: "answered",
        reasons: [speaks("Is not listed as able to manage", false, true), speaks("Worked last night", false, true)],
      },
    ],
  },
  worker: {
    role: "worker",
    label: "Worker",
    items: [{ person: dee, eligible: true, holds: ["Subject Matter Expert"], called: "answered", reasons: [speaks("Skill 5 of 5 in Shop", true)] }],
  },
  pr_manager: { role: "pr_manager", label: "PR Manager", items: [] },
};

/** What a successor reads. */
const brief: Brief = {
  title: incident.title,
  severity: { rank: 2, name: "Today, not tonight" },
  impact: "Customers cannot order in the shop.",
  since: at("04:41"),
  known: [
    { at: at("09:20"), says: "Chosen: route payments around the provider" },
    { at: at("08:52"), says: "The provider's disk is full, not ours" },
  ],
  actions: [{ id: "c-1", kind: "repair", text: "Route payments around the full disk", state: "started", assignee: bo }],
  roles: [...roles],
  next: [duty("round/2/summary", "Sum round 2 up", "summarise-round", {}, { mine: false, due: at("10:11") })],
  offers: [],
  markdown: "",
};

/** The same with an offer to the viewer. */
const briefOffered: Brief = {
  ...brief,
  offers: [
    {
      ...{ id: "h-1", role: "manager", label: "Incident Manager", from: chi, to: ana, at: at("09:36"), mine: true },
      brief: "The provider promises an answer by eleven. Demo Bo should sleep as soon as staging has passed; he has been up since five.",
    },
  ],
};

/** The same with an offer that waits for somebody else. */
const briefWaiting: Brief = { ...brief, offers: [{ ...briefOffered.offers[0]!, from: ana, to: chi, mine: false }] };

const rest: RestView = {
  phase: "active",
  paused: null,
  rests: [],
  allowed: true,
  asked: { at: at("09:30"), people: [bo, fay] },
  people: [
    { person: bo, roles: ["Worker"], calledAt: now },
    { person: fay, roles: ["Worker"], calledAt: now },
  ],
};

const resting: RestView = {
  ...rest,
  phase: "paused",
  paused: { since: at("09:30"), until: "2026-03-04T06:00:00.000Z" },
  asked: null,
  people: [
    { person: bo, roles: ["Worker"], calledAt: "2026-03-04T06:00:00.000Z" },
    { person: fay, roles: ["Worker"], calledAt: "2026-03-04T15:00:00.000Z" },
  ],
};

/** Half an hour before the end of the day: an observer's advice, and the question after eight hours. */
const severity: SeverityView = {
  now: steered.incident.severity,
  since: at("04:41"),
  severities: steered.incident.severities,
  changes: [],
  inputs: [{ person: eli, advises: 1, text: "Our largest customer called twice.", at: at("09:12") }],
  review: { at: at("09:30"), propose: 1 },
  nextReviewAt: null,
  reasons: { raising: ["duration", "bigger_problem", "other"], lowering: ["partial_fix", "workaround", "tests_deferred", "other"] },
};

const noEntries = { items: [], next: null };

const stoodDown = {
  ...{ seq: 40, at: at("08:30"), type: "stood-down", sentence: "Everybody rests until 2026-03-04 06:00 UTC: New York is awake" },
  ...{ actor: { kind: "person", id: ana.id, name: ana.name }, onBehalfOf: null, data: {}, cites: [], hash: "c0ffee0000000000" },
};

/** Reads of the rooms 51 to 54, by path. */
export const steeredReads: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(["51", "52", "53", "54"].map((number) => [`/incidents/${number}/timeline`, noEntries])),
  "/incidents/53/timeline": { items: [stoodDown], next: null },
  "/incidents/51/room": steered,
  "/incidents/51/checklist": checklist,
  "/incidents/51/rounds": rounds,
  "/incidents/51/brief": briefWaiting,
  "/incidents/51/rest": rest,
  "/incidents/51/severity": severity,
  "/incidents/52/room": worked,
  "/incidents/52/rounds": roundsOfWorker,
  "/incidents/52/brief": briefOffered,
  "/incidents/52/rest": { ...rest, asked: null },
  "/incidents/53/room": rested,
  "/incidents/53/rounds": { ...rounds, rounds: [], nextAt: null },
  "/incidents/53/brief": brief,
  "/incidents/53/rest": resting,
  "/incidents/54/room": unsorted,
};

/** Who could be asked for a role, in any of them. */
export function candidatesFor(role: string): CandidatesView {
  return candidates[role] ?? { role, label: role, items: [] };
}

const nothing: Consequences = { refusals: [], warnings: [], events: [], duties: [], effects: [] };

/** What a command of these rooms would do, or a report with answers; null: what any other would. */
export function steeredDryRun(path: string, body: unknown): Consequences | null {
  const answers = Object.keys((body as { readonly answers?: object }).answers ?? {});
  if (path.startsWith("/incidents/") && answers.includes("customerOpsPrevented"))
    return { ...consequences, suggested: { severity: 1, why: "customers are kept from working" } };
  if (!/^\/incidents\/5[1-4]\//.test(path)) return null;
  const input = body as { readonly outcome?: string; readonly person?: string };
  if (path.endsWith("/stand-down")) return { ...nothing, events: [{ type: "stood-down", sentence: "Everybody rests until 2026-03-04 06:00 UTC" }] };
  if (path.endsWith("/release")) {
    const slept = { type: "rest-granted", sentence: "Demo Bo worked in the night and sleeps in until 2026-03-03 13:00 UTC" };
    const told = { to: input.person === bo.id ? bo.name : fay.name, via: "email", template: "released", at: now, heldUntil: null, why: null };
    return { ...nothing, events: input.person === bo.id ? [slept] : [], effects: [told] };
  }
  if (path.endsWith("/triage") && input.outcome === "next_day")
    return { ...nothing, refusals: [{ code: "deferral_not_allowed", detail: "Severity 2 is begun today: declare it.", rule: ["GD2-05"] }] };
  return null;
}
