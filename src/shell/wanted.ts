/** What the door is made of, and a wish as it arrives there. */
import type { Override } from "../core/kernel/enforce.ts";
import type { Engine } from "../core/kernel/engine.ts";
import type { Actor } from "../core/kernel/event.ts";
import type { Viewer } from "../core/kernel/viewer.ts";
import type { Store } from "../store/log.ts";
import type { PackShelf } from "./processes/packs.ts";
import type { States } from "./states.ts";

/** What the door is made of. */
export type DoorParts = {
  readonly store: Store;
  /** The engine of a stream, by its id. */
  readonly engineOf: (stream: string) => Engine;
  readonly packs: PackShelf;
  readonly states: States;
  readonly id: () => string;
};

/** Somebody's wish as it arrives. */
export type Wanted = {
  /** The stream; null opens a new one. A new stream may bring its own id (a group of alerts does). */
  readonly stream: string | null;
  readonly newStream?: string;
  readonly name: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly viewer: Viewer;
  /** The client's idempotency key; absent: this wish stands alone. */
  readonly key?: string;
  readonly override?: Override;
  readonly onBehalfOf?: string;
  /** Decides and says what would follow; nothing happens. */
  readonly dryRun?: boolean;
};
