/** Time: only the store's clock counts, and the order of events is that of their numbers. */

import { epochMs } from "../../../src/core/kernel/time.ts";
import type { Broken, Invariant } from "../scene.ts";
import type { Scene } from "../stage.ts";

/** The longest a transaction may take, with two pauses of its node in it. */
const longestMs = 60_000;

function byTheStore(scene: Scene, what: string, instant: string): Broken {
  const age = scene.now() - epochMs(instant);
  return age < 0 || age > longestMs ? `${what} is dated ${instant}, the store's clock says ${new Date(scene.now()).toISOString()}` : null;
}

export const ofTime: readonly Invariant[] = [
  {
    id: "T1",
    says: "jumps of a node's own clock change no time: events, messages and leases are dated by the store",
    watch: (scene) => {
      const known = new Map<string, number>();
      return {
        event: (_at, event) => byTheStore(scene, `event ${event.type}`, event.at),
        step: () => {
          for (const job of scene.town.raw.tables.jobs.values()) {
            if (!known.has(job.id)) {
              const broken = byTheStore(scene, `message ${job.id}`, job.queuedAt);
              if (broken) return broken;
            }
            const attempts = job.attempts.slice(known.get(job.id) ?? 0);
            known.set(job.id, job.attempts.length);
            const broken = attempts.map((attempt) => byTheStore(scene, `an attempt of ${job.id}`, attempt.at)).find((one) => one);
            if (broken) return broken;
            if (job.leaseUntil !== null && epochMs(job.leaseUntil) > scene.now() + longestMs) return `the lease of ${job.id} ends at ${job.leaseUntil}`;
          }
          return null;
        },
      };
    },
  },
  {
    id: "T4",
    says: "equal timestamps never reorder events: time never goes back along the numbers, and the feed keeps their order",
    watch: (scene) => {
      const last = new Map<string, number>();
      let position = 0;
      return {
        event: ({ events, stream }, event) => {
          const before = events.at(-2);
          return before && before.at > event.at ? `event ${event.seq} of ${stream} is older than the one before it` : null;
        },
        step: () => {
          const { log } = scene.town.raw.tables;
          for (; position < log.length; position++) {
            const { stream, seq } = log[position]!;
            if (seq !== (last.get(stream) ?? 0) + 1) return `the feed has event ${seq} of ${stream} after ${last.get(stream)}`;
            last.set(stream, seq);
          }
          return null;
        },
      };
    },
  },
];
