/** Which of a person's methods a message tries next, after what its attempts so far came to. */
import type { Attempt } from "../../store/jobs.ts";

/** A way to reach somebody, as deciding needs it. */
export type Candidate = { readonly id: string; readonly channel: string };

/** What comes first: one method, then channels. `inTurn`: every method once before any is tried again. */
export type Preference = { readonly first?: string | undefined; readonly via?: readonly string[] | undefined; readonly inTurn?: boolean };

/** One temporary failure is tried once more; an unknown outcome likewise; a permanent one, or one the provider reported later, never. */
const triesPerMethod = 2;

/** Those that are not used up: what is preferred first, then the person's own order. */
export function chooseMethods<C extends Candidate>(methods: readonly C[], { first, via = [], inTurn = false }: Preference, attempts: readonly Attempt[]): C[] {
  const preferred = [...methods.filter(({ id }) => id === first), ...via.flatMap((channel) => methods.filter((method) => method.channel === channel))];
  const left = [...new Set([...preferred, ...methods])].filter((method) => !usedUp(method, attempts));
  return inTurn ? left.sort((a, b) => triesOf(a, attempts).length - triesOf(b, attempts).length) : left;
}

function triesOf(method: Candidate, attempts: readonly Attempt[]): readonly Attempt[] {
  return attempts.filter((attempt) => attempt.method === method.id);
}

function usedUp(method: Candidate, attempts: readonly Attempt[]): boolean {
  const tried = triesOf(method, attempts);
  return tried.some((attempt) => attempt.permanent || attempt.heard?.state === "failed") || tried.length >= triesPerMethod;
}
