/** A wish: somebody, time, a machine or a rule wants something to happen. */
import type { z } from "zod";
import type { Actor, NewEvent } from "./event.ts";
import type { Facts } from "./facts.ts";
import type { Process } from "./process.ts";
import type { Refusal } from "./refusal.ts";
import type { Instant } from "./time.ts";

/** What a decision may know beyond state and input. */
export type Ctx = {
  readonly now: Instant;
  readonly actor: Actor;
  /** The acting person's id, or null when a machine, a rule or time acts. */
  readonly person: string | null;
  readonly stream: string;
  /** A new id, the same one when the same command is decided again. */
  readonly id: () => string;
  readonly facts: Facts;
  readonly process: Process;
  /** Whether the actor holds a capability here and now. */
  readonly holds: (capability: string) => boolean;
};

/** Who may: the holder of a capability the pack defines, anyone who may see it, or only the program itself. */
export type Permission = { readonly capability: string } | "anyone" | "program";

/** A command of a stream of state `S`. */
export type Command<N extends string = string, I = unknown, S = unknown, E extends NewEvent = NewEvent, In = unknown> = {
  readonly name: N;
  readonly title: string;
  /** What it is for, in one sentence; catalog IDs where it serves them. */
  readonly says: string;
  readonly input: z.ZodType<I, In>;
  readonly may: Permission | ((state: S, input: I | null, ctx: Ctx) => Permission);
  /** The key of the rule it belongs to: where a process says nothing under it, there is no such command. */
  readonly partOf?: string;
  /** Neither its events nor the journal hold who sent it: they say `anonymous`. */
  readonly unsigned?: true;
  /** The reason in its own input for going against the process, where the very sense of it is a departure; empty: none. */
  readonly insists?: (input: I) => string;
  /** Opens a new stream; absent: it needs one that exists. */
  readonly creates?: true;
  /** Opens a new stream, and is offered in one that exists as well. */
  readonly offered?: true;
  /** The first word of its button, where forms need one; the field that gets the long text. */
  readonly form?: { readonly verb: string; readonly long?: string };
  /** What is possible: events, or a refusal that no pack can override. Whether it makes sense at all is asked with `null` for abilities. */
  readonly decide: (state: S, input: I, ctx: Ctx) => readonly E[] | Refusal;
  /** In which situations it makes sense at all, so that views can leave out what is impossible; absent: always. */
  readonly when?: (state: S) => boolean;
  readonly examples: readonly CommandExample<NoInfer<In>>[];
};

/** Given events, when this input is sent by this person, then these event types follow, or this refusal. */
export type CommandExample<I = unknown> = {
  readonly title: string;
  readonly given: readonly NewEvent[];
  readonly input: I;
  readonly by?: Actor;
  readonly then: readonly string[] | { readonly refused: Refusal["code"] };
};

// biome-ignore lint/suspicious/noExplicitAny: a registry holds commands of every input
export type AnyCommand = Command<string, any, any, any, any>;

/** Binds state and events so that a command file names only its input. */
export function commandOf<S, E extends NewEvent>() {
  return <const N extends string, I, In>(name: N, definition: Omit<Command<N, I, S, E, In>, "name">): Command<N, I, S, E, In> => ({ name, ...definition });
}

type InputOf<C> = C extends { readonly input: z.ZodType<infer _O, infer I> } ? I : never;

/** The wishes of a registry of commands. `must` makes a refused follow-up refuse the whole command. */
export type WishOf<L extends readonly AnyCommand[]> = {
  [C in L[number] as C["name"]]: { readonly name: C["name"]; readonly input: InputOf<C>; readonly must?: true };
}[L[number]["name"]];

/** A wish of any command. */
export type AnyWish = { readonly name: string; readonly input: unknown; readonly must?: true };
