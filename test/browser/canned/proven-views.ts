/** What the views of the proven rooms answer: work, questions, messages; proof, what passes outside and proposals come from beside. */
import type { MessagesView } from "../../../src/views/messages.ts";
import type { QuestionsView } from "../../../src/views/questions.ts";
import type { TimelineEntry } from "../../../src/views/room-shape.ts";
import type { WorkView } from "../../../src/views/work.ts";
import { ana, at, bo, dee, eli, fay } from "./people.ts";
import { helping, proving, watching } from "./proven.ts";
import { afterwards, nothing, outside } from "./proven-after.ts";
import { bare, plan, proven } from "./proven-plan.ts";

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
  return { id, seq: 70 + index, by, at: at(time), text, flagged: false, gone: null, thread: "main", waits: false, ...more };
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
