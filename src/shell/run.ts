/** A node at work: its loops for time, alerts and deliveries, over one store. */
import type { LeasedJob } from "../store/jobs.ts";
import type { News } from "../store/log.ts";
import type { Deliverer } from "./deliver/node.ts";
import { claimDue, deliver } from "./deliver.ts";
import { type Router, routeSignals } from "./ingest.ts";
import { type Loop, startLoop } from "./loop.ts";
import { type Waker, wakeDue } from "./wake.ts";
import type { Chore } from "./watch/watch.ts";
import type { World } from "./world.ts";

/** What a node runs. */
export type NodeParts = {
  readonly waker: Waker;
  readonly deliverer: Deliverer;
  readonly router: Router;
  readonly world: Pick<World, "sleep" | "monotonicMs">;
  /** What is done once a minute, where there is such: forgetting what is over. */
  readonly keepHouse?: (round: number) => Promise<void>;
  /** How it watches itself: each in a loop of its own, once a second and with every news of the log. */
  readonly chores?: readonly Chore[];
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

/** Messages in hand at the same time on one node; how many leave by one channel is the pools' matter. */
const inFlightAtMost = 200;

const minuteMs = 60_000;

/** Sends under way on this node. */
type Flights = { readonly under: Set<Promise<void>>; readonly launch: (job: LeasedJob) => void };

function flights({ deliverer, failed }: NodeParts): Flights {
  const under = new Set<Promise<void>>();
  const launch = (job: LeasedJob) => {
    const flight = deliver(deliverer, job).catch((error: unknown) => failed("delivery", error));
    under.add(flight);
    void flight.finally(() => under.delete(flight));
  };
  return { under, launch };
}

/** A loop, and what news makes it look at once. */
type Hearing = { readonly loop: Loop; readonly hears: readonly News[] };

/** The loops: housekeeping, time, alerts, deliveries. */
function startLoops(parts: NodeParts, { under, launch }: Flights, look: () => void): readonly Hearing[] {
  const { waker, deliverer, router, world } = parts;
  const { store } = waker.parts;
  const untilDue = async () => Math.max(5, (await store.untilDue()) ?? 1_000);
  const loop = (name: string, step: () => Promise<number>, restMs: () => Promise<number>): Loop =>
    startLoop({ step, restMs, sleep: world.sleep, failed: (error) => parts.failed(name, error) });
  const wake = async () => {
    look();
    return wakeDue(waker);
  };
  const send = async () => {
    if (under.size >= inFlightAtMost) await Promise.race(under);
    const jobs = await claimDue(deliverer, inFlightAtMost - under.size);
    for (const job of jobs) launch(job);
    return jobs.length;
  };
  const { keepHouse } = parts;
  const seldom = async () => 1_000;
  return [
    ...(parts.chores ?? []).map(({ name, step }): Hearing => ({ loop: loop(name, step, seldom), hears: name === "synthetic page" ? ["log", "jobs"] : [] })),
    ...(keepHouse ? [{ loop: loop("housekeeping", everyMinute(world, keepHouse), seldom), hears: [] }] : []),
    { loop: loop("time", wake, untilDue), hears: ["log"] },
    { loop: loop("alerts", () => routeSignals(router), seldom), hears: ["signals"] },
    { loop: loop("deliveries", send, untilDue), hears: ["log", "jobs"] },
  ];
}

/** A step that does its work once a minute and otherwise nothing. */
function everyMinute(world: Pick<World, "monotonicMs">, work: (round: number) => Promise<void>): () => Promise<number> {
  let doneAt = world.monotonicMs();
  let round = 0;
  return async () => {
    if (world.monotonicMs() - doneAt < minuteMs) return 0;
    doneAt = world.monotonicMs();
    round += 1;
    await work(round);
    return 0;
  };
}

/** Starts the loops. */
export function startNode(parts: NodeParts): RunningNode {
  const { deliverer, world } = parts;
  const { store } = parts.waker.parts;
  const sends = flights(parts);
  let looked = world.monotonicMs();
  const hearing = startLoops(parts, sends, () => {
    looked = world.monotonicMs();
  });
  const loops = hearing.map(({ loop }) => loop);
  const stopListening = store.listen((news) => {
    for (const { loop, hears } of hearing) if (news === undefined || hears.includes(news)) loop.hint();
  });
  return {
    engineAgeMs: () => world.monotonicMs() - looked,
    settle: async () => {
      for (let done = 1; done > 0; ) {
        done = 0;
        for (const one of loops) done += await one.settle();
        done += sends.under.size;
        await Promise.all(sends.under);
      }
    },
    stop: async (graceMs) => {
      stopListening();
      await Promise.all(loops.map((one) => one.stop()));
      const landed = new AbortController();
      const patience = world.sleep(graceMs, landed.signal).then(() => world.sleep(graceMs - 5_000, landed.signal));
      await Promise.race([Promise.all(sends.under), patience]).finally(() => landed.abort());
      // Where the database is away just now, the leases end by themselves.
      await store.jobs.release(deliverer.worker).catch((error: unknown) => parts.failed("handing back what was leased", error));
    },
  };
}
