/** Bugs to be planted, each with the invariant that must catch it. */
import { refuse } from "../../src/core/kernel/refusal.ts";
import { epochMs, instantOf } from "../../src/core/kernel/time.ts";
import type { Mutant } from "./mutant.ts";
import { mutantsOfDelivery, mutantsOfLimits } from "./mutants-delivery.ts";
import { again, commanded, committing, deaf, demanding, grid, ruled, transacting } from "./planting.ts";
import { addressOf } from "./town.ts";

const mutantsOfStreams: readonly Mutant[] = [
  {
    name: "a node knows a state by its number alone",
    from: 108,
    caughtBy: ["E17", "E3", "E8", "P27", "T1"],
    on: "storm",
    planted: {
      store: (raw) =>
        transacting(raw, (transaction) => ({
          ...transaction,
          head: transaction.head && { ...transaction.head, hash: "" },
          commit: async (write) => {
            const committed = await transaction.commit(write);
            return "taken" in committed ? committed : { ...committed, hash: "" };
          },
        })),
    },
  },
  {
    name: "the wake is not computed anew",
    caughtBy: ["E3"],
    on: "silence",
    planted: committing((write, { head }) => ({ ...write, wakeAt: head?.wakeAt ?? write.wakeAt })),
  },
  {
    name: "the journal is ignored",
    caughtBy: ["P27"],
    on: "storm",
    planted: {
      store: (raw, { town }) =>
        transacting(raw, (transaction) => ({
          ...transaction,
          journaled: async () => null,
          commit: (write) => transaction.commit({ ...write, journal: write.journal.map((entry) => ({ ...entry, key: `${entry.key} ${town.id()}` })) }),
        })),
    },
  },
  {
    name: "the node's own clock dates events",
    caughtBy: ["T1", "T4"],
    on: "storm",
    planted: {
      store: (raw, { town, life }) =>
        transacting(raw, (transaction) => ({ ...transaction, now: instantOf(epochMs(transaction.now) + town.wallOffsetMs(life.node) + life.node * 61_000) })),
    },
  },
  {
    name: "every second event is an hour old",
    caughtBy: ["T1", "T4"],
    on: "silence",
    planted: committing((write) => ({
      ...write,
      events: write.events.map((event) => (event.seq % 2 ? event : { ...event, at: instantOf(epochMs(event.at) - 3_600_000) })),
    })),
  },
  {
    name: "an event holds the number that was called",
    caughtBy: ["K8"],
    on: "silence",
    planted: committing((write) => ({
      ...write,
      events: write.events.map((event) => (event.type === "paged" ? { ...event, data: { ...(event.data as object), why: addressOf("ana", "sms") } } : event)),
    })),
  },
  {
    name: "the claim of an alert is not freed",
    caughtBy: ["E2"],
    on: "alerts",
    planted: committing((write) => ({ ...write, claims: { ...write.claims, free: [] } })),
  },
  {
    name: "the claim of an alert is not taken",
    caughtBy: ["E2"],
    on: "alerts",
    planted: committing((write) => ({ ...write, claims: { ...write.claims, take: [] } })),
  },
  {
    name: "an alert is accepted before it is on disk",
    caughtBy: ["E1"],
    on: "alerts",
    planted: {
      store: (raw, { town, life }) => ({
        ...raw,
        signals: { ...raw.signals, accept: async (arrived) => town.machine.later(300, () => void (life.alive ? raw.signals.accept(arrived) : undefined)) },
      }),
    },
  },
  {
    name: "a repeated request of a sender counts again",
    caughtBy: ["E1"],
    on: "storm",
    planted: {
      store: (raw, { town }) => ({
        ...raw,
        signals: {
          ...raw.signals,
          accept: async (arrived) => {
            for (const { source, key } of arrived) town.raw.tables.arrivalKeys.delete(`${source}\n${key}`);
            return raw.signals.accept(arrived);
          },
        },
      }),
    },
  },
];

const mutantsOfProcess: readonly Mutant[] = [
  { name: "a fold loses an event", caughtBy: ["E17"], on: "paperwork", planted: deaf("information", "update-posted") },
  {
    name: "a due step names nothing that follows",
    caughtBy: ["P16"],
    on: "silence",
    planted: demanding((duty) => [{ ...duty, steps: duty.steps.map(({ at, does }) => ({ at, does })) }]),
  },
  { name: "catching up carries out every step that was missed", caughtBy: ["E9", "E13", "E3"], on: "outage", planted: demanding(grid) },
  {
    name: "who is silent is called again at once",
    caughtBy: ["E9", "E3"],
    on: "silence",
    planted: demanding((duty) => [
      again.test(duty.key) ? { ...duty, steps: duty.steps.map((step) => ({ ...step, at: instantOf(epochMs(step.at) - 100_000) })) } : duty,
    ]),
  },
  { name: "an answered page is still wanted", caughtBy: ["E8"], on: "storm", planted: { engine: (engine) => ({ ...engine, wanted: () => true }) } },
  {
    name: "one of the team is forgotten",
    caughtBy: ["P16"],
    on: "silence",
    planted: ruled("alert", (rule) => ({
      ...rule,
      follows: { ...rule.follows, declared: (...seen) => (rule.follows?.declared?.(...seen) ?? []).slice(1) },
    })),
  },
  {
    name: "a policy ends without its last resort",
    caughtBy: ["E10"],
    on: "nobody answers",
    planted: commanded("page-last-resort", () => refuse("invalid_state", "Not today.")),
  },
  { name: "two people command", caughtBy: ["P1"], on: "handing", planted: ruled("cardinality", () => null) },
  {
    name: "a hand-over gives without taking",
    caughtBy: ["P1"],
    on: "handing",
    planted: commanded("hand-over", (_state, { role, to }) => [{ type: "role-assigned", data: { role, person: to, stated: false } }]),
  },
  {
    name: "a hand-over takes from whoever asks",
    caughtBy: ["P3"],
    on: "handing",
    planted: commanded("hand-over", (_state, { role, to, brief }) => [{ type: "handed-over", data: { role, from: "eve", person: to, brief } }]),
  },
  { name: "anybody may end it", caughtBy: ["P26"], on: "storm", planted: { engine: (engine) => ({ ...engine, holds: () => true }) } },
  { name: "the gates stand open", caughtBy: ["P25"], on: "early closing", planted: ruled("gates", () => null) },
  { name: "what is cancelled still pages", caughtBy: ["P28", "E17", "E8"], on: "alerts", planted: deaf("lifecycle", "cancelled") },
  {
    name: "a running incident follows the newest version of the process",
    caughtBy: ["E3", "E9", "P30"],
    on: "handing",
    planted: { shelf: (shelf) => ({ ...shelf, version: (key) => shelf.active(key) }) },
  },
];

export const mutants: readonly Mutant[] = [...mutantsOfDelivery, ...mutantsOfLimits, ...mutantsOfStreams, ...mutantsOfProcess];
