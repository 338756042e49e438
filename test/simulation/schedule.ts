/** Virtual time: what happens next, in an order that the seed decides; no real clock, no real timer. */
import type { Random } from "./random.ts";

type Planned = { readonly at: number; readonly tie: number; readonly run: () => void };

/** The plan of a run. Times are milliseconds since 1970. */
export type Schedule = {
  now: number;
  readonly at: (time: number, run: () => void) => void;
  /** The time of the next planned thing, or null. */
  readonly nextAt: () => number | null;
  /** Takes the next planned thing and moves the clock to it. */
  readonly take: () => (() => void) | null;
};

/** An empty plan. Things planned for the same instant happen in an order drawn by the seed. */
export function scheduleOf(start: number, random: Random): Schedule {
  const heap: Planned[] = [];
  const sooner = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.tie < b.tie);
  const swap = (a: number, b: number) => {
    const one = heap[a]!;
    heap[a] = heap[b]!;
    heap[b] = one;
  };
  const sink = () => {
    for (let index = 0; ; ) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) if (child < heap.length && sooner(heap[child]!, heap[least]!)) least = child;
      if (least === index) return;
      swap(index, least);
      index = least;
    }
  };
  const schedule: Schedule = {
    now: start,
    at: (time, run) => {
      heap.push({ at: Math.max(time, schedule.now), tie: random.next(), run });
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (!sooner(heap[index]!, heap[parent]!)) break;
        swap(index, parent);
        index = parent;
      }
    },
    nextAt: () => heap[0]?.at ?? null,
    take: () => {
      const first = heap[0];
      if (!first) return null;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      schedule.now = first.at;
      return first.run;
    },
  };
  return schedule;
}

/** Lets every continuation that can run, run: one turn of the event loop drains all microtasks. */
export function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
