/** Circuit breakers, one per channel and node: after several faults of a provider in a row people's next method is chosen at once. */
import type { Outcome } from "../../channels/channel.ts";

/** Closed lets everything through, open nothing, half-open one message that finds out. */
export type Circuit = "closed" | "half" | "open";

/** The breakers of a node. */
export type Breakers = {
  /** Whether a message may be tried there now; taking a half-open one's only place is part of the answer. */
  readonly admits: (channel: string) => boolean;
  /** Milliseconds until a closed-off provider is tried again; 0 when it may be now. */
  readonly restMs: (channel: string) => number;
  readonly report: (channel: string, outcome: Outcome | null) => void;
  readonly states: () => ReadonlyMap<string, Circuit>;
};

/** Faults in a row that open it, and how long it then stays open: longer each time its probe fails. */
const faultsToOpen = 5;
const firstRestMs = 10_000;
const longestRestMs = 60_000;

type Breaker = { faults: number; openUntil: number; restMs: number; probing: boolean };

/** Breakers by this process's own steady clock. */
export function breakersOf(monotonicMs: () => number): Breakers {
  const known = new Map<string, Breaker>();
  const of = (channel: string): Breaker => {
    const breaker = known.get(channel) ?? { faults: 0, openUntil: 0, restMs: firstRestMs, probing: false };
    known.set(channel, breaker);
    return breaker;
  };
  const stateOf = (breaker: Breaker): Circuit => (breaker.openUntil === 0 ? "closed" : breaker.openUntil > monotonicMs() ? "open" : "half");
  return {
    admits: (channel) => {
      const breaker = of(channel);
      const state = stateOf(breaker);
      if (state !== "half") return state === "closed";
      if (breaker.probing) return false;
      breaker.probing = true;
      return true;
    },
    restMs: (channel) => {
      const breaker = of(channel);
      return stateOf(breaker) === "closed" ? 0 : Math.max(1_000, breaker.openUntil - monotonicMs());
    },
    report: (channel, outcome) => {
      const breaker = of(channel);
      const probed = breaker.probing;
      breaker.probing = false;
      if (outcome === null) return;
      if (!isFault(outcome)) return void Object.assign(breaker, { faults: 0, openUntil: 0, restMs: firstRestMs });
      breaker.faults += 1;
      if (breaker.faults < faultsToOpen) return;
      if (probed) breaker.restMs = Math.min(longestRestMs, breaker.restMs * 2);
      breaker.openUntil = monotonicMs() + breaker.restMs;
    },
    states: () => new Map([...known].map(([channel, breaker]) => [channel, stateOf(breaker)])),
  };
}

/** A provider that does not answer or fails. One that refuses an address, or asks for a pause, works. */
function isFault(outcome: Outcome): boolean {
  return outcome.outcome === "unknown" || (outcome.outcome === "failed" && !outcome.permanent && outcome.retryAfterMs === undefined);
}
