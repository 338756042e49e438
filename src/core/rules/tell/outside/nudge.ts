/** What the rules about those outside share: from when a rhythm counts, and messages to whoever holds a role. */
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import type { Effect } from "../../../kernel/effect.ts";
import { after, epochMs, type Instant, instantOf, later, lengthMs } from "../../../kernel/time.ts";

/** When the severity of the moment began to hold; null before the declaration. */
export function holdsSince(state: State): Instant | null {
  const since = later(state.lifecycle.declaredAt ?? "", state.severity.since ?? "");
  return since === "" ? null : since;
}

/** When something is due next that is owed every so often, counted from the last time. */
export function nextAfter(state: State, last: Instant | null, every: string): Instant | null {
  const since = holdsSince(state);
  return since === null ? null : after(later(since, last ?? ""), every);
}

/** So many instants from the first on. */
export function times(first: Instant, every: string, most: number): Instant[] {
  return Array.from({ length: most }, (_, index) => instantOf(epochMs(first) + index * lengthMs(every)));
}

/** One message each to whoever holds one of the roles now. */
export function toHolders(state: State, roles: readonly string[], message: Omit<Effect, "to">): Effect[] {
  const people = [...new Set(roles.flatMap((role) => holdersOf(state.roles, role)))];
  return people.map((person) => ({ ...message, key: `${message.key}/${person}`, to: { person } }));
}
