/** What passes outside in the proven rooms, what they leave behind, and the follow-ups of all incidents. */
import type { AfterwardsView } from "../../../src/views/afterwards.ts";
import type { OutsideView } from "../../../src/views/outside.ts";
import { ana, at, bo, chi, eli, fay, now } from "./people.ts";

const customer = (id: string, name: string, zone: string, more: Partial<NonNullable<OutsideView["calls"]>["customers"][number]> = {}) => ({
  ...{ id, name, zone, owner: null, affected: false, opensAt: null, last: null },
  ...more,
});

export const outside: OutsideView = {
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

export const afterwards: AfterwardsView = {
  ...{ now, phase: "active", documents: [], followUps: [], publicEntry: { whatHappened: null, howHandled: null }, closing: null },
  meeting: {
    ...{ document: "postmortem", from: at("13:00"), until: at("14:00"), organiser: ana, moved: false },
    ...{ required: [ana, chi, eli], optional: [bo, fay], clashes: [eli], agenda: [] },
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

/** What an observer sees of it. */
export const nothing = {
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
