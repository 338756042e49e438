/** How many requests a key may send: so many a minute, with a burst; on this node. */

/** A bucket per key: `left` tokens at a moment. */
type Bucket = { left: number; atMs: number };

/** What a request came to: taken, or after how many seconds it is worth asking again. */
export type Taken = { readonly ok: true } | { readonly ok: false; readonly afterSeconds: number };

/** At most so many keys are remembered; the oldest are full again when they come back. */
const most = 10_000;

/** Takes one token of a key. Time is a clock that only grows, in milliseconds. */
export function buckets(nowMs: () => number): (key: string, quota: { readonly perMinute: number; readonly burst: number }) => Taken {
  const known = new Map<string, Bucket>();
  return (key, { perMinute, burst }) => {
    const now = nowMs();
    const before = known.get(key) ?? { left: burst, atMs: now };
    const left = Math.min(burst, before.left + ((now - before.atMs) * perMinute) / 60_000);
    known.delete(key);
    known.set(key, { left: left < 1 ? left : left - 1, atMs: now });
    if (known.size > most) known.delete(known.keys().next().value!);
    return left < 1 ? { ok: false, afterSeconds: Math.max(1, Math.ceil(((1 - left) * 60) / perMinute)) } : { ok: true };
  };
}
