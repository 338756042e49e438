/** A fact: what happened, for ever. */
import type { z } from "zod";
import type { Instant } from "./time.ts";

/** Who may read an event. `asker` is the actor of the event and the commander, `person:…` that person and the commander. */
export type Audience = "all" | "participants" | "commander" | "pr" | "asker" | `person:${string}`;

/** Who did it: a person, a source, a rule of the pack, or time. `chat:` is a chat identity that belongs to nobody yet. */
export type Actor = `person:${string}` | `source:${string}` | `rule:${string}` | `sim:${string}` | `chat:${string}` | "time" | "anonymous" | "system";

/** What a timeline sentence may ask for: names are looked up when it is read, never stored. */
export type Say = {
  person(id: string): string;
  role(key: string): string;
  severity(rank: number): string;
  team(id: string): string;
  /** An instant in the one form that readers may show by their own clock. */
  instant(at: Instant): string;
};

/** A change of the claims that are unique across all streams. */
export type ClaimChange = { readonly take: string } | { readonly free: string };

/** An event as a command returns it. */
export type NewEvent<T extends string = string, D = unknown> = { readonly type: T; readonly data: D };

/** An event as the log holds it. */
export type Recorded<D = unknown, T extends string = string> = {
  readonly stream: string;
  readonly seq: number;
  readonly type: T;
  readonly v: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** Set when the actor did it in another's name. */
  readonly onBehalfOf?: string;
  readonly data: D;
};

/** Folds one event into its slice's state; pure, and the only thing that changes state. */
// biome-ignore lint/suspicious/noExplicitAny: the kernel holds events of every kind
export type Evolve<S, D = any> = (state: S, event: Recorded<D>) => S;

/** The definition of one kind of event. */
export type EventSpec<S, D> = {
  readonly data: z.ZodType<D>;
  /** One sentence for the timeline, in the past tense. */
  readonly says: (data: D, say: Say) => string;
  readonly seenBy: Audience | ((data: D) => Audience);
  readonly claims?: (data: D) => readonly ClaimChange[];
  /** False keeps it out of the timeline people read; the log always has it. */
  readonly timeline?: false;
  /** The version written today; `lift` turns the data of older ones into today's. */
  readonly v?: number;
  readonly lift?: (data: unknown, v: number) => D;
  readonly evolve: Evolve<S, D>;
};

/** Binds a slice's state so that each of its events is typed by its own data. */
export function eventOf<S>() {
  return <D>(spec: Omit<EventSpec<S, D>, "evolve">, evolve: Evolve<S, D>): EventSpec<S, D> => ({ ...spec, evolve });
}
