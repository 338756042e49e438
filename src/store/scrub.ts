/** Takes words that name a person out of stored values: pure, so that what an erasure would change can be shown before it happens. */

/** What names somebody: their full name, and every address of theirs. */
export type Naming = { readonly name: string; readonly addresses: readonly string[] };

/** Replaces what names them by `instead`; the value itself where nothing does. */
export type Scrub = <T>(value: T) => T;

/**
 * The words to look for. A name of one word is also an ordinary word ("Will", "Mark") and is left; addresses shorter than six characters
 * cannot be told from other text.
 */
export function wordsOf({ name, addresses }: Naming): readonly string[] {
  const full = name.trim().replace(/\s+/g, " ");
  const words = [...(full.includes(" ") ? [full] : []), ...addresses.filter((address) => address.length >= 6)];
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/** A scrubber for these words: whole words only, in any case, in every text of a value. */
export function scrubber(words: readonly string[], instead: string): Scrub {
  if (words.length === 0) return (value) => value;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+")).join("|");
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "giu");
  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(found, instead);
    if (Array.isArray(value)) return kept(value, value.map(scrub), (item, index) => value[index] === item);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, scrub(item)] as const);
    return entries.every(([key, item]) => (value as Record<string, unknown>)[key] === item) ? value : Object.fromEntries(entries);
  };
  return scrub as Scrub;
}

function kept<T>(before: readonly T[], after: readonly T[], same: (item: T, index: number) => boolean): readonly T[] {
  return after.every(same) ? before : after;
}
