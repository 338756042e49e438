/** Seeds of histories that once found something: rerun first, for ever. Add the next one with what it found. */
import type { Seed } from "../play.ts";

export const seeds: readonly Seed[] = [
  { seed: 31, found: "whoever was let go and is paged by name is called back" },
  { seed: 18, found: "whoever answers the page of an offer takes the role, and nobody else gives it to them" },
  { seed: 37, found: "a night between resolved and reopened is a break: whoever reopens begins a shift anew" },
  { seed: 47, found: "that no expert can be reached was recorded while one was seated: when they were let go, nobody was called" },
  { seed: 52, found: "a plan outlives a reopening; what it showed does not" },
  { seed: 114, found: "becoming more severe may take the seat that the new severity keeps apart" },
  { seed: 120, found: "an expert who watches as well takes part, and may write to those who work" },
  { seed: 123, found: "what was learned is decided on after the end, too" },
  { seed: 254, found: "a plan outlives a reopening, signed anew" },
  { seed: 353, found: "a change of the process may be proposed long after the end" },
  { seed: 367, found: "an expert who said that none can be reached went, and nobody was called" },
  { seed: 766, found: "an expert who was let go was consulted, and called again" },
  { seed: 771, found: "at 3 nobody is kept from interruptions" },
];
