/** A kind of stream put together: its slices, commands and rules, and what the kernel must be able to ask of its state. */
import type { AnyCommand } from "./command.ts";
import type { Effect } from "./effect.ts";
import type { EventSpec, Evolve, NewEvent, Recorded } from "./event.ts";
import type { Facts } from "./facts.ts";
import { once } from "./once.ts";
import type { Process } from "./process.ts";
import type { AnyRule } from "./rule.ts";
import type { AnySlice } from "./slice.ts";
import type { EngagementRow, Summary } from "./summary.ts";
import type { Instant } from "./time.ts";

/** A state of any stream: one key per slice. */
// biome-ignore lint/suspicious/noExplicitAny: the kernel folds states of every kind
export type AnyState = any;

/** A pack as the kernel reads it: the skeleton, and each rule's value under its key. */
export type AnyPack = Process & { readonly [rule: string]: unknown };

/** A message that waits to be sent, as far as deciding about it needs. */
export type Unsent = { readonly id: string; readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant };

/** From when a message may leave, and the reason people see when that is not now. */
export type Reach = { readonly from: Instant; readonly why: string | null };

/** What tells one kind of stream from another. */
export type Engine<S = AnyState> = {
  readonly kind: string;
  readonly slices: readonly AnySlice[];
  readonly commands: readonly AnyCommand[];
  readonly rules: readonly AnyRule[];
  /** The current severity's rank, or null. */
  readonly rankOf: (state: S) => number | null;
  readonly phaseOf: (state: S) => string;
  /** The one process that every stream of this kind runs under; absent: each stream names its own. */
  readonly house?: AnyPack;
  /** The process the stream runs under, with its version once it is pinned; null for a stream that does not exist yet, or one under the house's. */
  readonly processOf: (state: S) => { readonly key: string; readonly version: number | null } | null;
  /** Whether a person holds a capability by role, relation or delegation; who answers for an area is known by facts alone. */
  readonly holds: (process: Process, state: S, who: { readonly person: string; readonly facts?: Facts }, capability: string) => boolean;
  /** In whose name (`person:…`) a person does what a capability allows; null where it is their own right. */
  readonly inNameOf?: (process: Process, state: S, person: string, capability: string) => string | null;
  /** The process that a wish leads into, whatever it names; null where it leads nowhere else. */
  readonly leadsTo?: (pack: AnyPack, wish: { readonly name: string; readonly input: unknown }) => string | null;
  /** What is left of a message while its stream is kept secret. */
  readonly veiled?: (pack: AnyPack, state: S, effect: Effect) => Effect;
  /** Whether a message may not leave at all: what would go outside from a drill. */
  readonly sealed: (state: S, effect: Effect) => boolean;
  /** Whether a message is still wanted: false once its page is answered or its reader was released. */
  readonly wanted: (state: S, message: Unsent) => boolean;
  /** From when a message may leave, by the level's contact window and the reader's own clock. */
  readonly mayReach: (
    pack: AnyPack,
    state: S,
    message: { readonly person: string | null; readonly effect: Effect; readonly queuedAt: Instant },
    facts: Facts,
  ) => Reach;
  /** The stream's row, but for the next instant somebody owes something. */
  readonly summaryOf: (process: Process, state: S) => Omit<Summary, "nextDueAt">;
  /** Each participant's part, for what other streams respect. */
  readonly engagementOf: (state: S) => readonly EngagementRow[];
};

/** Finds the definition of an event type; undefined for one this program does not know. */
// biome-ignore lint/suspicious/noExplicitAny: specs of every slice
export function specOf(engine: Engine, type: string): { readonly slice: AnySlice; readonly spec: EventSpec<any, any> } | undefined {
  return indexOf(engine.slices)(type).found;
}

/** What slices make of one kind of event: the one that owns it, and those that hear it, in their order. */
type Heard = {
  readonly found: { readonly slice: AnySlice; readonly spec: EventSpec<AnyState, unknown> } | undefined;
  readonly hearing: readonly { readonly name: string; readonly hear: Evolve<AnyState> }[];
};

/** Slices do not change once they are put together: who hears what is looked up once. */
const indexes = new WeakMap<Engine["slices"], (type: string) => Heard>();

function indexOf(slices: Engine["slices"]): (type: string) => Heard {
  const known = indexes.get(slices) ?? once((type: string) => heardBy(slices, type));
  indexes.set(slices, known);
  return known;
}

function heardBy(slices: Engine["slices"], type: string): Heard {
  const owner = slices.find((slice) => slice.on[type]);
  const hearing = slices.flatMap((slice) =>
    [slice === owner ? undefined : slice.hears?.[type], slice.hears?.["*"]].flatMap((hear) => (hear ? [{ name: slice.name, hear }] : [])),
  );
  const spec = owner?.on[type];
  return { found: owner && spec ? { slice: owner, spec } : undefined, hearing };
}

/** Thrown when a stream holds an event kind this program does not know: it must not write there. */
export class UnknownEvent extends Error {}

/** The state before any event. */
export function initialState(engine: Engine): AnyState {
  return Object.fromEntries(engine.slices.map((slice) => [slice.name, slice.initial]));
}

/** Folds one event into the state: its own slice first, then those that hear it. */
export function evolve(engine: Engine, state: AnyState, event: Recorded): AnyState {
  const { found, hearing } = indexOf(engine.slices)(event.type);
  if (!found) throw new UnknownEvent(`event ${event.type} is not known to this version`);
  const current = found.spec.v ?? 1;
  if (event.v > current) throw new UnknownEvent(`event ${event.type} has version ${event.v}, this program knows ${current}`);
  const lifted = event.v < current && found.spec.lift ? { ...event, v: current, data: found.spec.lift(event.data, event.v) } : event;
  const next = { ...state, [found.slice.name]: found.spec.evolve(state[found.slice.name], lifted) };
  for (const { name, hear } of hearing) next[name] = hear(next[name], lifted);
  return next;
}

/** Folds events in order. */
export function fold(engine: Engine, events: Iterable<Recorded>, from: AnyState = initialState(engine)): AnyState {
  let state = from;
  for (const event of events) state = evolve(engine, state, event);
  return state;
}

/** The command of that name, or undefined. */
export function commandNamed(engine: Engine, name: string): AnyCommand | undefined {
  return engine.commands.find((command) => command.name === name);
}

/** An event with the version its slice writes today. */
export function versionOf(engine: Engine, event: NewEvent): number {
  return specOf(engine, event.type)?.spec.v ?? 1;
}
