/** Which of a person's methods a message tries next, after what its attempts so far came to. */
import type { Attempt } from "../store/jobs.ts";

/** A way to reach somebody, as deciding needs it. */
export type Candidate = { readonly id: string; readonly channel: string };

/** One temporary failure is tried once more; an unknown outcome likewise; a permanent one never. */
const triesPerMethod = 2;

/** The preferred channels first, then the person's own order; each method until it is used up. Null: nothing is left. */
export function chooseMethod<C extends Candidate>(methods: readonly C[], via: readonly string[] | undefined, attempts: readonly Attempt[]): C | null {
  const preferred = (via ?? []).flatMap((channel) => methods.filter((method) => method.channel === channel));
  const inOrder = [...preferred, ...methods.filter((method) => !preferred.includes(method))];
  return inOrder.find((method) => !usedUp(method, attempts)) ?? null;
}

function usedUp(method: Candidate, attempts: readonly Attempt[]): boolean {
  const tried = attempts.filter((attempt) => attempt.method === method.id);
  return tried.some((attempt) => attempt.permanent) || tried.length >= triesPerMethod;
}
