/** Seeds of histories that once found something: rerun first, for ever. Add the next one with what it found. */
import type { Seed } from "../play.ts";

export const seeds: readonly Seed[] = [{ seed: 99, found: "a question to the engineering manager, held until the morning, called them after the end" }];
