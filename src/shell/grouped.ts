/** What comes beyond a source's quota: still on disk before it is accepted, but counted together, with the latest of each alert. */
import type { Arrived, IncomingSignal } from "../store/signals.ts";
import type { Intake } from "./ingest.ts";

/** So long a source's requests gather before they are written as one, in milliseconds. */
const gatherMs = 500;

/** More waiting requests of one source than this are refused. */
export const mostGathered = 5_000;

/** What gathers for one source. */
type Gathering = { readonly arrived: Arrived[]; readonly done: (() => void)[]; readonly failed: ((reason: unknown) => void)[] };

/** Gathers requests by source. `waiting` is how many of a source stand in line. */
export function groupedIntake(accept: Intake, sleep: (ms: number) => Promise<void>): { readonly accept: Intake; readonly waiting: (source: string) => number } {
  const gathering = new Map<string, Gathering>();
  const write = async (source: string) => {
    await sleep(gatherMs);
    const batch = gathering.get(source)!;
    gathering.delete(source);
    await accept(together(batch.arrived)).then(
      () => {
        for (const done of batch.done) done();
      },
      (reason: unknown) => {
        for (const failed of batch.failed) failed(reason);
      },
    );
  };
  return {
    waiting: (source) => gathering.get(source)?.arrived.length ?? 0,
    accept: (arrived) =>
      new Promise((done, failed) => {
        const known = gathering.get(arrived.source);
        const batch = known ?? { arrived: [], done: [], failed: [] };
        batch.arrived.push(arrived);
        batch.done.push(done);
        batch.failed.push(failed);
        if (known) return;
        gathering.set(arrived.source, batch);
        void write(arrived.source);
      }),
  };
}

/** Many requests as one: the latest payload; of each alert in each state the latest, with all that it stands for, in the order in which they came last. */
function together(arrived: readonly Arrived[]): Arrived {
  const latest = arrived.at(-1)!;
  const signals = new Map<string, IncomingSignal>();
  for (const signal of arrived.flatMap((request) => request.signals)) {
    const path = JSON.stringify([signal.group, signal.fingerprint, signal.status]);
    const before = signals.get(path);
    signals.delete(path);
    signals.set(path, before ? both(before, signal) : signal);
  }
  const problem = `More than its quota came: ${arrived.length} ${arrived.length === 1 ? "request was" : "requests were"} counted together, and the latest kept.`;
  return { ...latest, key: null, signals: [...signals.values()], problem: latest.problem ?? problem };
}

function both(before: IncomingSignal, after: IncomingSignal): IncomingSignal {
  const severity = before.severity === null ? after.severity : after.severity === null ? before.severity : Math.min(before.severity, after.severity);
  return { ...after, severity, more: 1 + (before.more ?? 0) + (after.more ?? 0) };
}
