/** A stream as delivering sees it: its state, the engine that folds it, and the process it runs under. */
import type { AnyPack, AnyState, Engine } from "../core/kernel/engine.ts";
import type { Instant } from "../core/kernel/time.ts";
import { program } from "../core/kernel/viewer.ts";
import type { DoorParts } from "./wanted.ts";

/** A stream at hand; `pack` is null where its process is not on this node's shelf. */
export type Scene = {
  readonly id: string;
  readonly number: number | null;
  readonly engine: Engine;
  readonly state: AnyState;
  readonly pack: AnyPack | null;
  readonly now: Instant;
  /** When its time has come next; in the past while nobody has woken it yet. */
  readonly wakeAt: Instant | null;
};

/** The stream as it is now; null where there is none, or it has not begun. */
export async function sceneOf(parts: DoorParts, stream: string): Promise<Scene | null> {
  const found = await parts.states.read(program, stream);
  if (!found) return null;
  const engine = parts.engineOf(stream);
  const { state } = found.folded;
  const under = engine.processOf(state);
  if (!engine.house && !under) return null;
  const pack = engine.house ?? (await (under!.version === null ? parts.packs.active(under!.key) : parts.packs.version(under!.key, under!.version)));
  return { id: stream, number: found.head.number, engine, state, pack, now: found.now, wakeAt: found.head.wakeAt };
}
