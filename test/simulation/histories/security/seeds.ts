/** Seeds of histories that once found something: rerun first, for ever. Add the next one with what it found. */
import type { Seed } from "../play.ts";

export const seeds: readonly Seed[] = [];
