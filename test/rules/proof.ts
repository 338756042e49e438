/** A proof of one catalog rule: it holds under the pack, and fails under the same pack with that rule switched off. */
import type { StoryWorld } from "../world.ts";

/** What is tried; a failed expectation inside means that the rule does not hold. */
export type Proof = { readonly id: string; readonly title: string; readonly run: (world: StoryWorld) => Promise<void> };

export function proof(id: string, title: string, run: (world: StoryWorld) => Promise<void>): Proof {
  return { id, title, run };
}
