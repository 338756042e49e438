/** Where product code meets the world: every call of a store becomes an operation that can be late, fail, or be the last one. */
import type { Finish, Jobs, LeasedJob } from "../../src/store/jobs.ts";
import type { Store, StreamTransaction } from "../../src/store/log.ts";
import { type Life, type Machine, TryAgain } from "./machine.ts";

/** What the watchers want to see of the queue, at the instant it happens. */
export type QueueWatch = {
  readonly claimed: (jobs: readonly LeasedJob[]) => void;
  /** A worker was told that it still holds the lease, and will send. */
  readonly extended: (job: LeasedJob) => void;
  /** Around a record: called before it, returns what is called after it. */
  readonly finishing: (job: LeasedJob, finish: Finish) => () => void;
};

type Run = <T>(name: string, effect: () => T | Promise<T>, about?: (result: T) => string) => Promise<T>;

/** Every method of a record of asynchronous functions as an operation `<prefix>.<method>`. */
function operated<T extends object>(target: T, prefix: string, run: Run): T {
  const methods = Object.entries(target as Record<string, (...args: unknown[]) => Promise<unknown>>);
  return Object.fromEntries(methods.map(([name, method]) => [name, (...args: unknown[]) => run(`${prefix}.${name}`, () => method(...args))])) as T;
}

/** The store as one life of a node has it. */
export function storeFor(life: Life, machine: Machine, raw: Store, watch: QueueWatch): Store {
  const run: Run = (name, effect, about) => machine.operate(life, name, effect, about);
  const { now, due, nextDue, untilDue, quarantine } = raw;
  return {
    ...operated({ now, due, nextDue, untilDue, quarantine }, "store", run),
    locked: lockedFor(life, raw, run),
    read: operated(raw.read, "read", run),
    jobs: jobsFor(life, raw.jobs, run, watch),
    signals: operated(raw.signals, "signals", run),
    listen: (hint) => {
      const lost = machine.random.fork(`hints ${life.node} ${life.born}`);
      let coming = false;
      return raw.listen(() => {
        if (coming || !life.alive || lost.chance(0.3)) return;
        coming = true;
        machine.later(lost.between(20, 250), () => {
          coming = false;
          if (life.alive) hint();
        });
      });
    },
  };
}

const templatesOf = (jobs: readonly LeasedJob[]) => [...new Set(jobs.map(({ effect }) => effect.template))].join("+");

function jobsFor(life: Life, raw: Jobs, run: Run, watch: QueueWatch): Jobs {
  return {
    ...operated(raw, "jobs", run),
    claim: (worker, limit, leaseMs) =>
      run(
        "jobs.claim",
        async () => {
          const jobs = await raw.claim(worker, limit, leaseMs);
          for (const { id } of jobs) life.carrying.add(id);
          watch.claimed(jobs);
          return jobs;
        },
        templatesOf,
      ),
    depart: async (job, worker, leaseMs, leaving) => {
      const depart = async () => {
        const leave = await raw.depart(job, worker, leaseMs, leaving);
        if (leave.to === "go") watch.extended(job);
        return leave;
      };
      const leave = await run("jobs.depart", depart, ({ to }) => `${templatesOf([job])} ${to}`);
      if (leave.to === "gone") life.carrying.delete(job.id);
      return leave;
    },
    finish: async (job, worker, finish) => {
      const kept = await run(
        "jobs.finish",
        () => {
          const after = watch.finishing(job, finish);
          const result = raw.finish(job, worker, finish);
          after();
          return result;
        },
        () => `${templatesOf([job])} ${finish.to}`,
      );
      life.carrying.delete(job.id);
      return kept;
    },
  };
}

/** A transaction that a dead node held is rolled back, as a database does with a dead connection. */
function lockedFor(life: Life, raw: Store, run: Run): Store["locked"] {
  return async (stream, work) => {
    for (;;) {
      try {
        return await once(life, raw, run, { stream, work });
      } catch (failed) {
        if (!(failed instanceof TryAgain)) throw failed;
      }
    }
  };
}

type Locked<T> = { readonly stream: string; readonly work: (transaction: StreamTransaction) => Promise<T> };

async function once<T>(life: Life, raw: Store, run: Run, { stream, work }: Locked<T>): Promise<T> {
  const verdict = opened<T>();
  const entered = opened<StreamTransaction>();
  const ended = raw.locked(stream, (transaction) => {
    entered.resolve(transaction);
    return Promise.race([verdict.promise, life.died]);
  });
  ended.catch(() => undefined);
  const transaction = await entered.promise;
  try {
    await run("store.lock", () => undefined);
    const { now, head, ...methods } = transaction;
    let wish = "";
    const operations = operated(methods, "tx", run);
    const result = await work({
      ...{ now, head, ...operations },
      commit: (write) => {
        wish = write.journal[0]?.name ?? "";
        return operations.commit(write);
      },
    });
    const commit = () => {
      verdict.resolve(result);
      return ended;
    };
    return await run("store.commit", commit, () => wish);
  } catch (failed) {
    verdict.reject(failed);
    throw failed;
  }
}

type Opened<T> = { readonly promise: Promise<T>; readonly resolve: (value: T) => void; readonly reject: (reason: unknown) => void };

function opened<T>(): Opened<T> {
  let resolve: Opened<T>["resolve"] = () => undefined;
  let reject: Opened<T>["reject"] = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
