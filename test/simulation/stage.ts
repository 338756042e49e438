/** What is on stage in one run: the world, its nodes, what people asked, and what the watchers see of it. Types only. */
import type { State } from "../../src/core/incident/slices.ts";
import type { Actor, Recorded } from "../../src/core/kernel/event.ts";
import type { Circuit } from "../../src/shell/deliver/breakers.ts";
import type { Answer, Dispatch } from "../../src/shell/dispatch.ts";
import type { Intake } from "../../src/shell/ingest.ts";
import type { Word } from "../../src/store/jobs.ts";
import type { Limits } from "../../src/store/limits.ts";
import type { Head } from "../../src/store/log.ts";
import type { StreamRow } from "../../src/store/memory/tables.ts";
import type { MemoryStore } from "../../src/store/memory.ts";
import type { Arrived } from "../../src/store/signals.ts";
import type { Life, Machine } from "./machine.ts";
import type { Provider } from "./provider.ts";
import type { directoryOf, Shelf } from "./town.ts";

/** A wish as a person or machine outside sends it. */
export type Ask = { readonly who: string; readonly name: string; readonly input: object; readonly stream: string | null };

/** What the outside knows of a wish: its last answer, and when it came. */
export type Asked = Ask & { readonly key: string; readonly actor: Actor; readonly at: number; answer: Answer | null; answeredAt: number | null };

/** A request of a sender of alerts; `ackedAt`: it has heard that it is on disk. */
export type SentAlert = { readonly arrived: Arrived; ackedAt: number | null };

/** A node that can be asked. */
export type Running = {
  readonly life: Life;
  readonly dispatch: Dispatch;
  readonly accept: Intake;
  /** A provider calls back. */
  readonly hears: (channel: string, word: Word) => Promise<unknown>;
  readonly circuits: () => ReadonlyMap<string, Circuit>;
};

export type Nodes = {
  readonly running: (Running | null)[];
  readonly boot: (index: number) => void;
  readonly crash: (life: Life, backAfterMs: number) => void;
  /** Plans the next look of every resting loop at or after an instant; false when none rests. */
  readonly rouse: (due: number) => boolean;
  readonly alarms: string[];
};

/** The simulated world of one run. */
export type Town = {
  readonly machine: Machine;
  readonly raw: MemoryStore;
  readonly limits: Limits;
  readonly shelf: Shelf;
  readonly directory: ReturnType<typeof directoryOf>;
  readonly provider: Provider;
  readonly nodes: Nodes;
  readonly scene: Scene;
  readonly start: number;
  readonly end: number;
  readonly asked: Asked[];
  readonly alerts: SentAlert[];
  /** What providers said later, and was taken. */
  readonly words: (Word & { readonly channel: string; readonly at: number })[];
  /** What the nodes wrote into their logs. */
  readonly lines: string[];
  /** Stretches in which no node was there. */
  readonly outages: { readonly from: number; to: number | null }[];
  readonly id: () => string;
  readonly wallOffsetMs: (node: number) => number;
};

/** A stream with its reference state: folded by the watchers from the log alone. */
export type Tracked = {
  readonly stream: string;
  readonly row: StreamRow;
  readonly events: Recorded[];
  state: State;
  head: Head | null;
  /** The state after each event, by sequence number. */
  readonly states: State[];
};

export type Scene = { readonly town: Town; readonly streams: Map<string, Tracked>; readonly now: () => number };
