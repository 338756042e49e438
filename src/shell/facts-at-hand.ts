/** Runs a pure function that reads facts, fetching what it misses and asking again until it has an answer. */
import { type FactKind, type Facts, type FactsRead, factsReader, MissingFact } from "../core/kernel/facts.ts";
import type { VersionedFact } from "../store/log.ts";

/** What was decided, the facts it read, and the versions to watch. */
export type WithFacts<T> = {
  readonly result: T;
  readonly read: FactsRead;
  readonly watches: readonly { readonly kind: FactKind; readonly key: string; readonly version: number }[];
};

/** A decision may read so many facts; more is a bug of a rule. */
const most = 5_000;

/** Facts that a later decision will most likely ask for again are fetched by the caller's `fetch` as it likes. */
export async function decideWithFacts<T>(decide: (facts: Facts) => T, fetch: (kind: FactKind, key: string) => Promise<VersionedFact>): Promise<WithFacts<T>> {
  const atHand = new Map<string, unknown>();
  const versions = new Map<string, { kind: FactKind; key: string; version: number }>();
  for (let asked = 0; asked < most; asked++) {
    const read = new Map<string, unknown>();
    try {
      const result = decide(factsReader(atHand, read));
      return { result, read: Object.fromEntries(read), watches: [...read.keys()].flatMap((path) => versions.get(path) ?? []) };
    } catch (missing) {
      if (!(missing instanceof MissingFact)) throw missing;
      const fact = await fetch(missing.kind, missing.key);
      atHand.set(`${missing.kind}/${missing.key}`, fact.value);
      versions.set(`${missing.kind}/${missing.key}`, { kind: missing.kind, key: missing.key, version: fact.version });
    }
  }
  throw new Error("a decision reads facts without end");
}
