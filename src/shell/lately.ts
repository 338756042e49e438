/** Answers that may be a moment old: asked once for everybody who wants to know within a short while. */

/** What is asked, how long an answer holds (milliseconds), and which answers are worth keeping; `most` of them at the same time. */
export type Asking<V> = {
  readonly ask: (key: string) => Promise<V>;
  readonly freshMs: number;
  readonly monotonicMs: () => number;
  readonly keeps?: (value: V) => boolean;
  readonly most?: number;
};

/** Asks through a memory. A question that fails, or whose answer is not to be kept, is asked anew; those who wait for it get the same. */
export function lately<V>({ ask, freshMs, monotonicMs, keeps = () => true, most = 1_000 }: Asking<V>): (key: string) => Promise<V> {
  const known = new Map<string, { readonly answer: Promise<V>; readonly atMs: number }>();
  return (key) => {
    const before = known.get(key);
    if (before && monotonicMs() - before.atMs < freshMs) return before.answer;
    const asked = { answer: ask(key), atMs: monotonicMs() };
    known.delete(key);
    known.set(key, asked);
    if (known.size > most) known.delete(known.keys().next().value!);
    const forget = () => known.get(key) === asked && known.delete(key);
    asked.answer.then((value) => keeps(value) || forget(), forget);
    return asked.answer;
  };
}
