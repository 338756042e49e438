/** Random sequences of calls give the same answers from both stores, and leave the same things behind. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LeasedJob } from "../../src/store/jobs.ts";
import type { GroupChange } from "../../src/store/signals.ts";
import { memoryBench, postgresBench } from "./benches.ts";
import { type Call, call, type Subject } from "./calls.ts";
import { all, as, type Bench, nobody } from "./contract.ts";

/** Plays calls on one store; returns what each answered. */
async function play(bench: Bench, calls: readonly Call[]): Promise<unknown[]> {
  const subject: Subject = { ...bench, nowMs: 0, leased: [] as LeasedJob[], changes: [] as GroupChange[], requests: 0 };
  const answers: unknown[] = [];
  for (const one of calls) {
    const answer = await call(subject, one).catch((failed: unknown) => `threw ${(failed as Error).constructor.name}`);
    answers.push([one.do, comparable(answer)]);
  }
  answers.push(["left", comparable(await leftBehind(bench))]);
  return answers;
}

/** Versions of facts and positions in the feed are each store's own numbers: only whether there is one can be compared. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, item) => ((key === "version" || key === "position") && typeof item === "number" ? item > 0 : item)));
}

async function leftBehind({ store }: Bench): Promise<unknown> {
  const left: unknown[] = [];
  for (const viewer of [all, as("ana"), as("ben"), nobody]) {
    left.push(
      await store.read.incidents(viewer, { limit: 50 }),
      await store.read.duties(viewer, { limit: 100 }),
      await store.jobs.outbox(viewer, { limit: 100 }),
    );
    for (const stream of ["a", "b", "person/x"]) {
      left.push(await store.read.events(viewer, stream, 0, 500), await store.read.journal(viewer, stream), await store.read.verify(viewer, stream));
      left.push(await store.read.state(viewer, stream, "s1"));
    }
    const { events } = await store.read.feed(viewer, 0, 1000);
    left.push(events.map(({ stream, seq }) => `${stream}.${seq}`));
  }
  left.push(await store.due(50), await store.nextDue(), await store.signals.recent("prom"), await store.read.fact("engagement", "ana"));
  return left;
}

const stream = fc.constantFrom("a", "b", "person/x");
const person = fc.constantFrom("ana", "ben");
const offset = fc.constantFrom(0, 500, 1000, 5000, 60_000);
const oneEach = <T>(item: fc.Arbitrary<T>, selector: (one: T) => unknown) => fc.uniqueArray(item, { maxLength: 2, selector });
const some = <T>(item: fc.Arbitrary<T>, maxLength = 2) => fc.array(item, { maxLength });

const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("put" as const),
      stream,
      events: some(
        fc.record({
          seenBy: fc.constantFrom("all", "participants", "commander", "pr", "asker"),
          actor: fc.constantFrom("person:ana", "time", "person:ben"),
          data: fc.jsonValue(),
        }),
        3,
      ),
      confidential: fc.boolean(),
      drill: fc.boolean(),
      people: fc.uniqueArray(person),
      commander: fc.option(person),
      phase: fc.constantFrom("reported", "declared"),
      wake: fc.option(offset),
      take: some(fc.constantFrom("room:1", "alert:prom/g1", "alert:prom/g2")),
      free: some(fc.constantFrom("room:1", "alert:prom/g1", "alert:prom/g2")),
      key: fc.option(fc.constantFrom("k1", "k2", "k3", "k4", "k5", "k6")),
      queue: some(fc.record({ key: fc.constantFrom("m1", "m2", "m3", "m4"), page: fc.boolean(), at: offset, held: fc.boolean() })),
      replan: some(fc.record({ key: fc.constantFrom("m1", "m2", "m3"), at: offset, held: fc.boolean() })),
      supersede: some(fc.constantFrom("m1", "m2"), 1),
      answered: fc.boolean(),
      watch: fc.option(fc.constantFrom("current", "old")),
      duties: oneEach(
        fc.record({ key: fc.constantFrom("d1", "d2"), to: fc.constantFrom("open", "met", "late", "missed", "waived", "withdrawn"), due: fc.option(offset) }),
        ({ key }) => key,
      ),
      engagement: oneEach(fc.record({ person, roles: some(fc.constantFrom("worker", "scribe")), rest: fc.option(offset) }), (row) => row.person),
      snapshot: fc.boolean(),
      throws: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant("refuse" as const), stream, key: fc.constantFrom("k1", "k2", "k7") }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("advance" as const), ms: offset }) },
  fc.record({ do: fc.constant("fact" as const), key: person }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("claim" as const), worker: fc.constantFrom("w1", "w2"), limit: fc.nat({ max: 3 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("finish" as const),
      worker: fc.constantFrom("w1", "w2"),
      pick: fc.nat(),
      to: fc.constantFrom("sent", "delivered", "failed", "again", "unknown", "held", "superseded"),
      at: offset,
    }),
  },
  fc.record({ do: fc.constant("extend" as const), worker: fc.constantFrom("w1", "w2"), pick: fc.nat() }),
  fc.record({ do: fc.constant("release" as const), worker: fc.constantFrom("w1", "w2") }),
  fc.record({ do: fc.constant("receipt" as const), id: fc.constantFrom("p1", "p2", "p3"), state: fc.constantFrom("sent", "delivered", "failed") }),
  fc.record({ do: fc.constant("paging" as const), set: fc.constantFrom("held", "running", "running") }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("accept" as const),
      key: fc.option(fc.constantFrom("r1", "r2")),
      signals: some(
        fc.record({
          group: fc.constantFrom("g1", "g2"),
          fingerprint: fc.constantFrom("f1", "f2", "f3"),
          status: fc.constantFrom("firing", "firing", "resolved", "acknowledged"),
          severity: fc.option(fc.constantFrom(1, 2, 3)),
        }),
        12,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("route" as const), limit: fc.constantFrom(1, 5, 100) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("changes" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("carried" as const), pick: fc.nat(), to: fc.constantFrom("own", "a", "none") }) },
  fc.record({ do: fc.constant("quarantine" as const), stream }),
  fc.record({ do: fc.constant("due" as const) }),
  fc.record({ do: fc.constant("unsent" as const), stream }),
);

/** Where the two differ first, with the calls up to there. */
async function compare(sequence: readonly Call[]): Promise<void> {
  const [memory, postgres] = await Promise.all([memoryBench(), postgresBench()]);
  try {
    const [expected, found] = [await play(memory, sequence), await play(postgres, sequence)];
    for (const [index, answer] of expected.entries()) expect({ index, answer: found[index] }).toEqual({ index, answer });
  } finally {
    await postgres.close();
  }
}

/** More of them, or one again: RANDOM_RUNS and RANDOM_SEED. A failure is not shrunk: it shows the first call that was answered differently. */
const { RANDOM_RUNS: runs = "20", RANDOM_SEED: seed } = process.env;

it("L2 both stores answer every sequence of calls alike", async () => {
  const chosen = seed === undefined ? {} : { seed: Number(seed) };
  await fc.assert(fc.asyncProperty(fc.array(calls, { minLength: 5, maxLength: 60, size: "max" }), compare), {
    numRuns: Number(runs),
    endOnFailure: true,
    ...chosen,
  });
}, 600_000);
