/** What a planted bug is: where it shows, and which invariant must catch it. */
import type { Planted } from "./nodes.ts";

/** Where a bug shows: the name of a scenario, or the swarm in heavy weather. */
export type Ground =
  | "silence"
  | "alerts"
  | "paperwork"
  | "handing"
  | "outage"
  | "storm"
  | "early closing"
  | "own rules"
  | "own rules after an outage"
  | "flood"
  | "later words"
  | "bad provider"
  | "nobody answers";

export type Mutant = {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly on: Ground;
  readonly planted: Planted;
  /** The first seed to try; 1 where absent. */
  readonly from?: number;
};
