/** A node at work: its loops for time, alerts and deliveries, over one store. */
import { epochMs } from "../core/kernel/time.ts";
import type { LeasedJob } from "../store/jobs.ts";
import { claimDue, type Deliverer, deliver } from "./deliver.ts";
import { type Router, routeSignals } from "./ingest.ts";
import { type Loop, startLoop } from "./loop.ts";
import { type Waker, wakeDue } from "./wake.ts";
import type { World } from "./world.ts";

/** What a node runs. */
export type NodeParts = {
  readonly waker: Waker;
  readonly deliverer: Deliverer;
  readonly router: Router;
  readonly world: Pick<World, "sleep" | "monotonicMs">;
  readonly failed: (loop: string, error: unknown) => void;
};

/** A running node. */
export type RunningNode = {
  /** Works off everything that is due now, and what follows from it. */
  readonly settle: () => Promise<void>;
  /** Milliseconds since the loop of time last looked. */
  readonly engineAgeMs: () => number;
  /** Ends the loops, finishes sends under way for at most so many milliseconds, hands back leases. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** Sends under way at the same time on one node. */
const inFlightAtMost = 50;

/** Starts the loops. */
export function startNode(parts: NodeParts): RunningNode {
  const { waker, deliverer, router, world } = parts;
  const { store } = waker.parts;
  const flying = new Set<Promise<void>>();
  let looked = world.monotonicMs();
  const untilDue = async () => {
    const next = await store.nextDue();
    return next === null ? 1_000 : Math.max(5, epochMs(next) - epochMs(await store.now()));
  };
  const launch = (job: LeasedJob) => {
    const flight = deliver(deliverer, job).catch((error: unknown) => parts.failed("delivery", error));
    flying.add(flight);
    void flight.finally(() => flying.delete(flight));
  };
  const loop = (name: string, step: () => Promise<number>, restMs: () => Promise<number>): Loop =>
    startLoop({ step, restMs, sleep: world.sleep, failed: (error) => parts.failed(name, error) });
  const loops = [
    loop(
      "time",
      async () => {
        looked = world.monotonicMs();
        return wakeDue(waker);
      },
      untilDue,
    ),
    loop(
      "alerts",
      () => routeSignals(router),
      async () => 1_000,
    ),
    loop(
      "deliveries",
      async () => {
        if (flying.size >= inFlightAtMost) await Promise.race(flying);
        const jobs = await claimDue(deliverer, inFlightAtMost - flying.size);
        for (const job of jobs) launch(job);
        return jobs.length;
      },
      untilDue,
    ),
  ];
  const stopListening = store.listen(() => {
    for (const one of loops) one.hint();
  });
  return {
    engineAgeMs: () => world.monotonicMs() - looked,
    settle: async () => {
      for (let done = 1; done > 0; ) {
        done = 0;
        for (const one of loops) done += await one.settle();
        done += flying.size;
        await Promise.all(flying);
      }
    },
    stop: async (graceMs) => {
      stopListening();
      await Promise.all(loops.map((one) => one.stop()));
      const landed = new AbortController();
      const patience = world.sleep(graceMs, landed.signal).then(() => world.sleep(graceMs - 5_000, landed.signal));
      await Promise.race([Promise.all(flying), patience]).finally(() => landed.abort());
      // Where the database is away just now, the leases end by themselves.
      await store.jobs.release(deliverer.worker).catch((error: unknown) => parts.failed("handing back what was leased", error));
    },
  };
}
