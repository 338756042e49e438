/** Bugs of delivering to be planted. */
import type { Mutant } from "./mutant.ts";
import { committing, jobs, row } from "./planting.ts";

export const mutantsOfDelivery: readonly Mutant[] = [
  {
    name: "a message is recorded as sent before it is sent",
    caughtBy: ["E4"],
    on: "silence",
    planted: jobs((raw) => ({
      depart: async (job, worker, leaseMs, leaving) => {
        const attempt = { n: 1, channel: "email", method: "x", at: job.dueAt, outcome: "ok", permanent: false, reason: "", providerId: null } as const;
        const leave = await raw.depart(job, worker, leaseMs, leaving);
        if (leave.to === "go") await raw.finish(job, worker, { to: "sent", attempt, body: "" });
        return leave;
      },
    })),
  },
  { name: "the lease is not checked before a send", caughtBy: ["E5"], on: "storm", planted: jobs(() => ({ depart: async () => ({ to: "go", today: 0 }) })) },
  {
    name: "a record is not fenced by its epoch",
    caughtBy: ["E5"],
    on: "storm",
    planted: jobs((raw, where) => ({
      finish: (job, worker, finish) => raw.finish({ ...job, epoch: row(where, job.id).epoch }, row(where, job.id).worker ?? worker, finish),
    })),
  },
  {
    name: "a node that boots takes what others are sending",
    caughtBy: ["E6", "E5"],
    on: "storm",
    planted: jobs((raw, where) => ({
      claim: async (worker, limit, leaseMs) => {
        const young = where.town.machine.schedule.now - where.life.born < 60_000;
        if (young)
          for (const job of where.town.raw.tables.jobs.values()) if (job.state === "sending" && job.worker !== worker) Object.assign(job, { state: "queued" });
        return raw.claim(worker, limit, leaseMs);
      },
    })),
  },
  {
    name: "epochs do not grow",
    caughtBy: ["E5"],
    on: "storm",
    planted: jobs((raw, where) => ({
      claim: async (worker, limit, leaseMs) => {
        const claimed = await raw.claim(worker, limit, leaseMs);
        for (const { id } of claimed) row(where, id).epoch = 1;
        return claimed.map((job) => ({ ...job, epoch: 1 }));
      },
    })),
  },
  {
    name: "a failed try ends the message, and nobody hears of it",
    caughtBy: ["E11"],
    on: "storm",
    planted: jobs((raw) => ({
      finish: (job, worker, finish) => raw.finish(job, worker, finish.to === "again" ? { to: "failed", attempt: finish.attempt, reason: "It failed" } : finish),
    })),
  },
  { name: "a message waits for ever", caughtBy: ["E7"], on: "silence", planted: jobs(() => ({ claim: async () => [] })) },
  { name: "an answer supersedes nothing", caughtBy: ["E8"], on: "storm", planted: committing((write) => ({ ...write, supersede: [] })) },
  {
    name: "the last message of a command is lost",
    caughtBy: ["E9", "E3"],
    on: "silence",
    planted: committing((write) => ({ ...write, queue: write.queue.slice(0, -1) })),
  },
];

export const mutantsOfLimits: readonly Mutant[] = [
  {
    name: "what a limit holds back is dropped",
    caughtBy: ["E12"],
    on: "flood",
    planted: jobs((raw) => ({
      finish: (job, worker, finish) => raw.finish(job, worker, finish.to === "bundled" ? { to: "superseded", reason: "Too many" } : finish),
    })),
  },
  {
    name: "limits count nothing",
    caughtBy: ["E12"],
    on: "flood",
    planted: jobs((raw) => ({
      depart: (job, worker, leaseMs, leaving) =>
        raw.depart(job, worker, leaseMs, leaving && { ...leaving, counted: leaving.counted && { ...leaving.counted, free: true } }),
    })),
  },
  {
    name: "a digest leaves without the last page it holds",
    caughtBy: ["E12"],
    on: "flood",
    planted: jobs((raw) => ({ bundled: async (digest) => (await raw.bundled(digest)).slice(0, -1) })),
  },
  {
    name: "a provider's later word is not heard",
    caughtBy: ["E11"],
    on: "later words",
    planted: jobs((raw) => ({ receipt: (channel, word) => (word.state === "failed" ? Promise.resolve(null) : raw.receipt(channel, word)) })),
  },
  {
    name: "an answer leaves the later steps of one's own rules standing",
    caughtBy: ["E8"],
    on: "own rules",
    planted: {
      engine: (engine) => ({ ...engine, wanted: (state, message) => Number(message.effect.params.rule ?? 0) > 0 || engine.wanted(state, message) }),
    },
  },
  {
    name: "after an outage every step of one's own rules leaves",
    caughtBy: ["E13"],
    on: "own rules after an outage",
    planted: jobs((raw) => ({
      claim: async (worker, limit, leaseMs) => (await raw.claim(worker, limit, leaseMs)).map((job) => ({ ...job, overtaken: false })),
    })),
  },
  {
    name: "a breaker never closes",
    caughtBy: ["R7"],
    on: "bad provider",
    planted: {
      breakers: (raw) => {
        const stuck = new Set<string>();
        const note = () => {
          for (const [channel, circuit] of raw.states()) if (circuit === "open") stuck.add(channel);
        };
        return {
          ...raw,
          admits: (channel) => !stuck.has(channel) && raw.admits(channel),
          report: (channel, outcome) => {
            raw.report(channel, outcome);
            note();
          },
          states: () => new Map([...raw.states()].map(([channel, circuit]) => [channel, stuck.has(channel) ? "open" : circuit])),
        };
      },
    },
  },
];
