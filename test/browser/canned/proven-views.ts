/** What the views of the proven rooms answer: proof, work, questions, messages, what passes outside, proposals; and all follow-ups. */
import type { AfterwardsView } from "../../../src/views/afterwards.ts";
import type { MessagesView } from "../../../src/views/messages.ts";
import type { OutsideView } from "../../../src/views/outside.ts";
import type { QuestionsView } from "../../../src/views/questions.ts";
import type { TimelineEntry } from "../../../src/views/room-shape.ts";
import type { TestPlanView } from "../../../src/views/test-plan-shape.ts";
import type { WorkView } from "../../../src/views/work.ts";
import { ana, at, bo, chi, dee, eli, fay, now } from "./people.ts";
import { helping, proving, watching } from "./proven.ts";
import { cite } from "./steered.ts";

type Case = NonNullable<TestPlanView["plan"]>["cases"][number];
type Outcome = Case["results"][number]["result"];

const shop = { id: "a-shop", name: "Shop" };
const billing = { id: "a-billing", name: "Billing" };

const testCase = (key: string, title: string, kind: Case["kind"], [staging, production]: readonly [Outcome, Outcome], more: Partial<Case> = {}): Case => {
  const mutatesCustomerData = more.mutatesCustomerData ?? false;
  const stands = (result: Outcome) => result === "passed" || (mutatesCustomerData && result === "skipped");
  return {
    ...{ key, title, kind, area: shop, mutatesCustomerData },
    results: [
      { environment: "staging", result: staging, stands: stands(staging), forbidden: false },
      { environment: "production", result: production, stands: stands(production), forbidden: mutatesCustomerData },
    ],
    ...more,
  };
};

const cases = [
  testCase("pay", "A card is charged once", "fix", ["passed", null]),
  testCase("refund", "A refund still arrives", "regression", ["passed", null], { mutatesCustomerData: true }),
  testCase("list", "Orders are still listed", "regression", ["failed", null]),
];

/** Half way: staging ran and one case failed, nobody can sign yet. */
const plan: TestPlanView = {
  asked: true,
  build: "shop 4.3",
  deployedAt: at("09:05"),
  plan: {
    ready: { by: ana, at: at("08:40") },
    expert: dee,
    whyNoExpert: "",
    areas: [
      { ...shop, covered: true },
      { ...billing, covered: false },
    ],
    cases,
  },
  environments: [
    { environment: "staging", build: "shop 4.3", at: at("09:20"), needed: true, passed: false, open: ["list"], after: null },
    { environment: "production", build: null, at: null, needed: true, passed: false, open: ["pay", "refund", "list"], after: "staging" },
  ],
  runs: [
    { seq: 80, at: at("09:20"), by: "Demo Bo", environment: "staging", build: "shop 4.3", passed: ["pay", "refund"], failed: ["list"], skipped: [], why: "" },
    { seq: 71, at: at("08:50"), by: "Demo Bo", environment: "staging", build: "shop 4.2", passed: ["pay"], failed: [], skipped: [], why: "" },
  ],
  signatures: [
    { gate: "signoff:manager", label: "Incident Manager", people: [ana], signed: [], stands: false },
    { gate: "signoff:worker", label: "Worker", people: [bo, fay], signed: [{ by: bo, at: at("08:55"), stands: false }], stands: false },
    { gate: "signoff:p-dee", label: "Demo Dee", people: [dee], signed: [{ by: dee, at: at("09:30"), stands: true }], stands: true },
  ],
  automated: [
    {
      which: "existing",
      needed: true,
      told: { result: "passed", build: "shop 4.3", link: "https://ci.example.test/run/7", by: "alerts from CI", at: at("09:12") },
      stands: true,
    },
    { which: "new", needed: true, told: null, stands: false },
  ],
  untestable: null,
  deferral: { deferredAt: null, to: 3 },
  lacking: [
    {
      gate: "test_plan.staging",
      says: "A case has not passed in staging with this build: Orders are still listed.",
      cites: cite("GD2-37", "It is not over before the test plan was carried out."),
    },
    {
      gate: "test_plan.production",
      says: "The test plan was not carried out in production.",
      cites: cite("GD2-42", "Tests are run in staging first, then in production."),
    },
    {
      gate: "signoff:manager",
      says: "No Incident Manager has signed the tests.",
      cites: cite("GD2-38", "The manager, a worker and whoever the manager names sign the tests."),
    },
    {
      gate: "automated_tests.new",
      says: "No new automated test proves the fix.",
      cites: cite("GD2-45", "A new automated test proves the fix, now and not later."),
    },
  ],
  abilities: [],
};

/** Nothing is missing. */
const proven: TestPlanView = {
  ...plan,
  plan: {
    ...plan.plan!,
    areas: [{ ...shop, covered: true }],
    cases: [
      testCase("pay", "A card is charged once", "fix", ["passed", "passed"]),
      testCase("refund", "A refund still arrives", "regression", ["passed", "skipped"], { mutatesCustomerData: true }),
    ],
  },
  environments: plan.environments.map((one) => ({ ...one, build: "shop 4.3", at: at("09:30"), passed: true, open: [], after: null })),
  signatures: plan.signatures.map((one) => ({ ...one, signed: one.people.slice(0, 1).map((by) => ({ by, at: at("09:35"), stands: true })), stands: true })),
  automated: plan.automated.map((one) => ({ ...one, stands: true })),
  untestable: { why: "impossible", reason: "The card reader cannot be driven by a program.", by: chi, agreedBy: dee, stands: true },
  lacking: [],
};

/** Before anybody has planned anything. */
const bare: TestPlanView = {
  ...plan,
  ...{ plan: null, build: null, runs: [] },
  environments: plan.environments.map((one) => ({ ...one, build: null, at: null, open: [] })),
  signatures: plan.signatures.slice(0, 2).map((one) => ({ ...one, signed: [], stands: false })),
  automated: plan.automated.map((one) => ({ ...one, told: null, stands: false })),
  lacking: [
    { gate: "test_plan.staging", says: "There is no test plan.", cites: cite("GD2-37", "It is not over before the test plan was carried out.") },
    ...plan.lacking.slice(2),
  ],
};

const action = (id: string, text: string, more: Partial<WorkView["unassigned"][number]> = {}): WorkView["unassigned"][number] => ({
  ...{ id, kind: "investigate", text, state: "assigned", at: at("08:30"), startedAt: null, until: null, overdue: false, option: null },
  ...more,
});
const clue = (id: string, text: string, by = eli) => ({ id, text, by, at: at("08:58") });

const worker = (person: typeof bo, since: string, more: Partial<WorkView["people"][number]>): WorkView["people"][number] =>
  ({ person, since: at(since), tiredAt: null, idleSince: null, actions: [], clues: [], ...more }) as WorkView["people"][number];

const work = {
  people: [
    worker(bo, "04:50", {
      actions: [
        action("c-1", "Route payments around the full disk", { kind: "repair", state: "started", startedAt: at("08:28"), until: at("09:28"), overdue: true }),
      ],
      clues: [clue("cl-1", "The provider's status page has been yellow since six.")],
    }),
    worker(fay, "07:25", {}),
  ],
  released: [],
  unassigned: [action("c-2", "Why did nobody see the disk fill?")],
  manager: {
    clues: [clue("cl-2", "It began with the backup at two.")],
    needs: [
      { id: "n-1", kind: "people", text: "Somebody who knows the provider's interface", by: bo, at: at("09:02") },
      { id: "n-2", kind: "supplies", text: "Coffee for three", by: fay, at: at("09:10") },
    ],
  },
  options: [
    {
      id: "o-1",
      title: "Route payments around the full disk",
      by: bo,
      at: at("08:10"),
      state: "chosen",
      reason: "Quick, and it can be taken back.",
      actions: 1,
    },
    { id: "o-2", title: "Restore yesterday's copy", by: fay, at: at("08:12"), state: "open", reason: "", actions: 0 },
    { id: "o-3", title: "Wait for the provider", by: eli, at: at("08:15"), state: "rejected", reason: "They cannot say when.", actions: 0 },
  ],
  abilities: [],
} as WorkView;

const mine = {
  ...work,
  people: [
    worker(ana, "05:00", {
      actions: [
        action("c-1", "Route payments around the full disk", { kind: "repair", state: "started", startedAt: at("09:08"), until: at("10:08") }),
        action("c-3", "See whether queued orders survive a restart"),
      ],
      clues: [clue("cl-1", "The provider's status page has been yellow since six.")],
    }),
    ...work.people,
  ],
} as WorkView;

const questions: QuestionsView = {
  mayAnswer: true,
  questions: [
    { id: "q-1", by: eli, at: at("09:20"), text: "May we tell our own staff that orders go by phone?", way: "asked", meant: null, mine: false, answer: null },
    { id: "q-2", by: dee, at: at("09:28"), text: "Have you a minute for the budget?", way: "ping", meant: bo, mine: false, answer: null },
    {
      ...{ id: "q-3", by: eli, at: at("07:20"), text: "Are card data safe?", way: "message", meant: null, mine: false },
      answer: { text: "They are: payments never reach that machine.", by: ana, at: at("07:24") },
    },
  ],
  consultations: [
    { id: "co-1", by: bo, expert: dee, at: at("09:00"), text: "Which switch takes the second line?", mine: false, forMe: false, answer: null },
    {
      ...{ id: "co-2", by: fay, expert: dee, at: at("08:20"), text: "Does the queue keep orders over a restart?", mine: false, forMe: false },
      answer: { text: "It does, for a day.", by: dee, at: at("08:31") },
    },
  ],
};

const myQuestions: QuestionsView = {
  mayAnswer: false,
  questions: questions.questions.filter((one) => one.by === eli).map((one) => ({ ...one, by: ana, mine: true })),
  consultations: [],
};

const said = [
  ["m-1", bo, "08:50", "Staging has the new route. Payments pass there."],
  ["m-2", fay, "09:06", "Two of us look at the same log. Who takes it?"],
  ["m-3", eli, "09:31", "When is it over? The board meets at eleven."],
  ["m-4", bo, "09:34", "The customer with number 4711 0815 pays by phone meanwhile."],
] as const;

const message = (index: number, more: Partial<MessagesView["items"][number]> = {}): MessagesView["items"][number] => {
  const [id, by, time, text] = said[index]!;
  return { id, seq: 70 + index, by, at: at(time), text, flagged: false, gone: null, waits: false, ...more };
};

const messages: MessagesView = {
  items: [message(0), message(1, { flagged: true }), message(2, { waits: true }), message(3, { gone: "hidden" })],
  next: null,
  waiting: ["m-3"],
  muted: [{ person: eli, at: at("09:33"), why: "Please ask me instead: I answer within minutes." }],
  me: { keepsOrder: true, refused: null, warnings: [] },
};

/** As everybody else reads them. */
const quiet: MessagesView = {
  ...{ items: [message(0), message(1, { flagged: true }), message(2), message(3, { gone: "hidden", text: "(A message that was hidden.)" })], next: null },
  ...{ waiting: [], muted: [], me: { ...messages.me, keepsOrder: false } },
};

const timeline: readonly TimelineEntry[] = said.map(([id, by, time, text], index) => ({
  ...{ seq: 70 + index, at: at(time), type: "message-posted", sentence: text, actor: { kind: "person", id: by.id, name: by.name } },
  ...{ onBehalfOf: null, data: { message: id, text }, cites: [], hash: `${id}0000000000000000` },
}));

const hidden = (entry: TimelineEntry): TimelineEntry => ({ ...entry, data: { message: "m-4", text: "(A message that was hidden.)" } });

const customer = (id: string, name: string, zone: string, more: Partial<NonNullable<OutsideView["calls"]>["customers"][number]> = {}) => ({
  ...{ id, name, zone, owner: null, affected: false, opensAt: null, last: null },
  ...more,
});

const outside: OutsideView = {
  tasks: [
    {
      ...{ key: "questions", what: "Ask the manager what to find out from customers, and prepare the questions", says: "", due: at("05:11"), overdue: false },
      done: { by: chi.name, at: at("05:08"), note: "Three questions" },
    },
    {
      ...{ key: "calls", what: "Call every customer: tell them, or that it is known, and ask the questions", due: at("06:41"), overdue: true, done: null },
      says: "Leave a number, promise news every two hours, and ask whether mail reaches them.",
    },
    { key: "mails", what: "Write to those who could not be reached", says: "", due: at("11:41"), overdue: false, done: null },
  ],
  heardAt: at("05:40"),
  calls: {
    window: "waking",
    said: true,
    customers: [
      customer("k-a", "Demo Bakery", "Europe/Berlin", {
        ...{ affected: true, owner: eli },
        last: { how: "phone", outcome: "reached", note: "They take orders by phone meanwhile", by: chi.name, at: at("05:40") },
      }),
      customer("k-b", "Demo Florist", "Europe/Lisbon", {
        affected: true,
        last: { how: "phone", outcome: "not_reached", note: "", by: chi.name, at: at("05:44") },
      }),
      customer("k-c", "Demo Bookshop", "America/New_York", { opensAt: "2026-03-03T12:00:00.000Z" }),
    ],
  },
  questions: [
    { id: "cq-1", from: "Demo Bakery", how: "phone", text: "Will an order that failed be charged?", by: "Demo Dee", at: at("08:05"), answer: null },
    {
      ...{ id: "cq-2", from: "Demo Florist", how: "email", text: "Was our data lost?", by: "Demo Dee", at: at("06:05") },
      answer: { text: "No, nothing was lost.", by: chi.name, at: at("06:20") },
    },
  ],
  requests: [{ id: "ir-1", text: "Since when does it fail for them, and with which card?", by: ana.name, at: at("05:30"), answer: null }],
  entry: {
    published: [{ at: at("04:41"), text: "We are working on a problem with the shop." }],
    whatHappened: { at: at("09:00"), text: "Card payments failed since shortly before six." },
    howHandled: null,
  },
};

const afterwards: AfterwardsView = {
  ...{ now, phase: "active", documents: [], followUps: [], publicEntry: { whatHappened: null, howHandled: null }, closing: null },
  meeting: {
    ...{ document: "postmortem", from: at("13:00"), until: at("14:00"), organiser: ana, moved: false },
    ...{ required: [ana, chi, eli], optional: [bo, fay], clashes: [eli] },
  },
  refinements: [
    {
      ...{
        id: "r-1",
        change: "Ask the payment provider within the first half hour",
        why: "They knew two hours before us.",
        by: bo.name,
        at: at("08:45"),
        base: 1,
      },
      ...{ pointer: "/severities/2/steps/4/when", from: '"Once they know enough to say"', to: "Within half an hour", state: "open", decided: null },
    },
    {
      ...{
        id: "r-2",
        change: "Call the network team, too",
        why: "",
        by: fay.name,
        at: at("07:45"),
        base: 1,
        pointer: "",
        from: null,
        to: "",
        state: "rejected",
      },
      decided: { by: ana.name, at: at("08:00"), version: null, reason: "They are called already" },
    },
  ],
};

const nothing = {
  work: { people: [], released: [], unassigned: [], manager: { clues: [], needs: [] }, options: [], abilities: [] },
  outside: {
    tasks: [],
    heardAt: null,
    calls: { window: "working", said: false, customers: [] },
    questions: [],
    requests: [],
    entry: { published: [], whatHappened: null, howHandled: null },
  },
};

const incident = (number: number, title: string) => ({ id: `i-${number}`, number, title });
const followUp = (id: string, text: string, more: object) => ({
  ...{
    incident: incident(38, "Roster does not load"),
    id,
    text,
    owner: null,
    mine: false,
    due: null,
    overdue: false,
    state: "open",
    since: at("07:00"),
    doneAt: null,
  },
  ...more,
});

/** Every follow-up of every incident. */
export const followUps = {
  now,
  counts: { open: 4, overdue: 1, unowned: 1 },
  items: [
    followUp("f-1", "An alarm 30 days before any certificate expires", { owner: ana, mine: true, due: "2026-03-01T17:00:00.000Z", overdue: true }),
    followUp("f-2", "Practise the restore once, with a stopwatch", {
      ...{ owner: ana, mine: true, due: "2026-03-06T17:00:00.000Z", incident: incident(42, "Customers cannot log in") },
    }),
    followUp("f-3", "Write down who knows the label printer", { owner: bo, due: "2026-03-10T17:00:00.000Z" }),
    followUp("f-4", "Ask the provider for their own alarm", { incident: incident(42, "Customers cannot log in") }),
    followUp("f-5", "A second line for the roster", { owner: fay, state: "done", doneAt: at("08:00") }),
  ],
};

/** The reads of the rooms 61 (manager), 62 (worker) and 63 (observer). */
export const provenReads: Readonly<Record<string, unknown>> = Object.fromEntries(
  [
    { room: proving, plan, work, asked: questions, messages },
    { room: helping, plan: proven, work: mine, asked: { ...myQuestions, questions: [] }, messages: quiet },
    { room: watching, plan: bare, work: nothing.work, asked: myQuestions, messages: quiet },
  ].flatMap(({ room, plan, work, asked, messages }) => {
    const path = `/incidents/${room.incident.number}`;
    return [
      [`${path}/room`, room],
      [`${path}/timeline`, { items: room === proving ? timeline : timeline.map((one) => (one.seq === 73 ? hidden(one) : one)), next: null }],
      [`${path}/test-plan`, plan],
      [`${path}/work`, work],
      [`${path}/questions`, asked],
      [`${path}/messages`, messages],
      [`${path}/outside`, room === watching ? nothing.outside : outside],
      [`${path}/afterwards`, room === watching ? { ...afterwards, refinements: [], meeting: null } : afterwards],
      [`${path}/explain`, { policy: null, state: "No escalation policy has run here.", ran: [], next: [], people: [] }],
    ];
  }),
);
