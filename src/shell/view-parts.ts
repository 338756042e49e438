/** What views read from, made of the door's own parts: so that a screen and a decision see the same state. */
import type { DirectoryReads, ViewParts } from "../views/view.ts";
import { decideWithFacts } from "./facts-at-hand.ts";
import type { DoorParts } from "./wanted.ts";

/** What the door does not know: names and rotas, and which processes are in force. */
export type MoreReads = { readonly directory: DirectoryReads; readonly processes: () => Promise<readonly string[]> };

/** The parts of every view. */
export function viewPartsOf(door: DoorParts, more: MoreReads): ViewParts {
  const { store, engineOf, packs, states } = door;
  return {
    ...{ store, packs, states },
    // Views are of incidents, whose ids are plain.
    engine: engineOf("incident"),
    ...more,
    withFacts: async (ask) => (await decideWithFacts(ask, (kind, key) => store.read.fact(kind, key))).result,
  };
}
