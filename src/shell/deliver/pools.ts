/** Places per channel on one node, so that a provider that hangs holds up its own messages and no others (R8). */

/** The places. */
export type Pools = {
  /** Resolves when a place is free; null at once where too many wait already. */
  readonly enter: (channel: string) => Promise<(() => void) | null>;
};

/** Sends under way at the same time per channel, and how many more may wait for a place. */
export type PoolSizes = { readonly atOnce: number; readonly waiting: number };

const sizes: PoolSizes = { atOnce: 40, waiting: 20 };

/** Empty pools. */
export function poolsOf({ atOnce, waiting }: PoolSizes = sizes): Pools {
  const pools = new Map<string, { busy: number; readonly queue: (() => void)[] }>();
  return {
    enter: async (channel) => {
      const pool = pools.get(channel) ?? { busy: 0, queue: [] };
      pools.set(channel, pool);
      if (pool.busy >= atOnce) {
        if (pool.queue.length >= waiting) return null;
        // Whoever leaves hands the place on, so that nobody slips in between.
        await new Promise<void>((resolve) => pool.queue.push(resolve));
      } else pool.busy += 1;
      return leaving(pool);
    },
  };
}

function leaving(pool: { busy: number; readonly queue: (() => void)[] }): () => void {
  let left = false;
  return () => {
    if (left) return;
    left = true;
    const next = pool.queue.shift();
    if (next) next();
    else pool.busy -= 1;
  };
}
