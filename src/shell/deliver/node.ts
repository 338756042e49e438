/** What a delivering node is made of. */
import type { Channel, Outcome } from "../../channels/channel.ts";
import type { Message } from "../../channels/message.ts";
import type { Wire } from "../../channels/wire.ts";
import type { LeasedJob } from "../../store/jobs.ts";
import type { Limits } from "../../store/limits.ts";
import type { Composer } from "../compose.ts";
import type { Dispatch } from "../dispatch.ts";
import type { Postbox, Way } from "../postbox.ts";
import type { DoorParts } from "../wanted.ts";
import type { Breakers } from "./breakers.ts";
import type { News } from "./news.ts";
import type { Pools } from "./pools.ts";

/** One line about a try, or about a limit that held a message back. */
export type DeliveryLine = {
  readonly event: "attempt" | "limit";
  readonly job: string;
  readonly channel: string;
  readonly outcome: string;
  readonly reason: string;
  readonly lateMs: number;
};

/** The node. */
export type Deliverer = {
  readonly parts: DoorParts;
  readonly dispatch: Dispatch;
  readonly postbox: Postbox;
  readonly compose: Composer;
  readonly channels: readonly Channel[];
  readonly settings: (channel: string) => unknown;
  readonly wire: Wire;
  readonly worker: string;
  readonly limits: () => Promise<Limits>;
  readonly breakers: Breakers;
  readonly pools: Pools;
  readonly news: News;
  readonly monotonicMs: () => number;
  readonly log: (line: DeliveryLine) => void;
};

/** A message that may leave, as asking again has left it. */
export type Ready = {
  readonly job: LeasedJob;
  /** The current severity's rank, or null. */
  readonly rank: number | null;
  /** The first page of the most severe level: no throttle of ours holds it (R9). */
  readonly first: boolean;
};

/** What one try came to. */
export type Tried = { readonly way: Way; readonly message: Message | Error; readonly outcome: Outcome; readonly noted: string; readonly others: boolean };

/** Longer than any exchange with a provider (5 s), and short enough that a killed node's page leaves within 15 s (R4). */
export const leaseMs = 10_000;
