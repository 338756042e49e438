/** Folded states: a bounded cache in this process over snapshots in the store, never trusted beyond its sequence number. */
import { createHash } from "node:crypto";
import { type AnyState, type Engine, fold } from "../core/kernel/engine.ts";
import type { Recorded } from "../core/kernel/event.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Expected, Head, Snapshot, Store } from "../store/log.ts";

/** A state with the event it is folded to: its number, and its hash, which no other history shares. */
export type Folded = { readonly seq: number; readonly hash: string; readonly state: AnyState; readonly snapshotSeq: number };

/** What a store has of a stream: the newest snapshot that counts, and the events after it. */
type Loaded = { readonly snapshot: Snapshot | null; readonly events: readonly Recorded[] };

/** Reads states by folding as little as possible. */
export type States = {
  /** The fold's fingerprint for a stream: a snapshot with another one is ignored. */
  readonly stamp: (stream: string) => string;
  /** Folds what the store loaded on top of what is known. */
  foldFrom(stream: string, head: Head | null, load: () => Promise<Loaded>): Promise<Folded>;
  /** What need not be loaded of a stream. */
  expected(stream: string): Pick<Expected, "stamp" | "known">;
  keep(stream: string, folded: Folded): void;
  /** Drops everything that is kept: what it was folded from may have been replaced. */
  forget(): void;
  /** The state of a stream as a viewer may have it; null where it does not exist for them. */
  read(viewer: Viewer, stream: string): Promise<{ readonly folded: Folded; readonly head: Head; readonly now: string } | null>;
};

/** How many states are kept in memory. */
const most = 500;

/** The fingerprint of an engine's fold: a snapshot made by other code is ignored. */
function stampOf(engine: Engine, version: string): string {
  const hash = createHash("sha256").update(version);
  for (const slice of engine.slices) {
    hash.update(slice.name).update(JSON.stringify(slice.initial));
    for (const [type, spec] of Object.entries(slice.on))
      hash
        .update(type)
        .update(String(spec.v ?? 1))
        .update(spec.evolve.toString());
    for (const [type, hear] of Object.entries(slice.hears ?? {})) hash.update(type).update(hear.toString());
  }
  return hash.digest("hex").slice(0, 16);
}

function foldedTo(head: Head | null, engine: Engine, { snapshot, events }: Loaded): Folded {
  const snapshotSeq = snapshot?.seq ?? 0;
  return { hash: head?.hash ?? "", seq: events.at(-1)?.seq ?? snapshotSeq, state: fold(engine, events, snapshot?.state), snapshotSeq };
}

/** Whether nothing has happened since a state was folded. */
const isNewest = (known: Folded, head: Head | null) => head !== null && known.seq === head.seq && known.hash === head.hash;

/** A reader of states over a store. What was known when the store was asked is what its answer counts on, whatever is kept by the time it comes. */
export function statesOf(engineOf: (stream: string) => Engine, store: Store, version: string): States {
  const kept = new Map<string, Folded>();
  const stamps = new Map<Engine, string>();
  const stamp = (stream: string) => {
    const engine = engineOf(stream);
    const known = stamps.get(engine) ?? stampOf(engine, version);
    stamps.set(engine, known);
    return known;
  };
  const keep = (stream: string, folded: Folded) => {
    kept.delete(stream);
    kept.set(stream, folded);
    const oldest = kept.size > most ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  };
  const foldFrom: States["foldFrom"] = async (stream, head, load) => {
    const known = kept.get(stream);
    if (known && isNewest(known, head)) return known;
    const folded = foldedTo(head, engineOf(stream), await load());
    if (folded.seq !== (head?.seq ?? 0)) throw new Error(`the events of ${stream} end at ${folded.seq}, its newest is ${head?.seq ?? 0}`);
    if (head !== null) keep(stream, folded);
    return folded;
  };
  return {
    stamp,
    expected: (stream) => ({ stamp: stamp(stream), known: kept.get(stream) ?? null }),
    keep,
    forget: () => kept.clear(),
    foldFrom,
    read: async (viewer, stream) => {
      const known = kept.get(stream);
      const found = await store.read.state(viewer, stream, stamp(stream), known ?? null);
      if (!found) return null;
      const folded = known && isNewest(known, found.head) ? known : await foldFrom(stream, found.head, async () => found);
      return { folded, head: found.head, now: found.now };
    },
  };
}
