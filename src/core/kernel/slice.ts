/** A topic's part of the state, with the events that change it. */
import type { z } from "zod";
import type { EventSpec, Evolve, NewEvent, Recorded } from "./event.ts";

// biome-ignore lint/suspicious/noExplicitAny: each event of a slice has its own data
type Specs<S> = Record<string, EventSpec<S, any>>;

/** One topic of a stream: its state's schema, where it starts, the events it owns and those of others it hears (`*`: all). */
export type Slice<N extends string = string, S = unknown, On extends Specs<S> = Specs<S>> = {
  readonly name: N;
  readonly schema: z.ZodType<S>;
  readonly initial: S;
  readonly on: On;
  readonly hears?: { readonly [event: string]: Evolve<S> };
};

// biome-ignore lint/suspicious/noExplicitAny: a registry holds slices of every state
export type AnySlice = Slice<string, any, Specs<any>>;

/** Defines a slice. Types only: the record is returned as it is. */
export function slice<const N extends string, S, On extends Specs<S>>(name: N, definition: Omit<Slice<N, S, On>, "name">): Slice<N, S, On> {
  return { name, ...definition };
}

/** The state of a stream: one key per slice. */
export type StateOf<L extends readonly AnySlice[]> = { readonly [X in L[number] as X["name"]]: X["initial"] };

type DataOf<E> = E extends EventSpec<infer _S, infer D> ? D : never;

/** The union of all events of a registry of slices, as commands return them. */
export type EventOf<L extends readonly AnySlice[]> = {
  [X in L[number] as X["name"]]: { [T in keyof X["on"] & string]: NewEvent<T, DataOf<X["on"][T]>> }[keyof X["on"] & string];
}[L[number]["name"]];

/** The same union as the log records it. */
export type RecordedOf<E> = E extends NewEvent<infer T, infer D> ? Recorded<D, T> : never;
