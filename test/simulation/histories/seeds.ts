/** Seeds of histories that once found something: rerun first, for ever. Add the next one with what it found. */

/** A seed with what it found. */
export const seeds: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 31, found: "whoever was let go and is paged by name is called back" },
  { seed: 18, found: "whoever answers the page of an offer takes the role, and nobody else gives it to them" },
  { seed: 37, found: "a night between resolved and reopened is a break: whoever reopens begins a shift anew" },
];
