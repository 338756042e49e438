/** The clock of a rehearsal: moved by hand, from wake to wake, and everything settled before it answers. */
import { after, type Instant, later } from "../core/kernel/time.ts";
import type { Store } from "../store/log.ts";

/** The rehearsal's clock; a normal server has none. */
export type ClockPort = {
  readonly now: () => Promise<Instant>;
  /** Moves on by an ISO duration. */
  readonly advance: (duration: string) => Promise<Instant>;
  /** Moves to an instant; a past one is refused by throwing RangeError. */
  readonly set: (instant: Instant) => Promise<Instant>;
};

/** What the clock moves. */
export type ClockParts = { readonly store: Store; readonly write: (now: Instant) => Promise<unknown>; readonly settle: () => Promise<void> };

/** A clock over a store whose time stands still by itself. Moves are carried out one after another. */
export function rehearsalClock({ store, write, settle }: ClockParts): ClockPort {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const to = async (instant: Instant): Promise<Instant> => {
    const start = await store.now();
    if (instant < start) throw new RangeError("A rehearsal's clock moves forward only.");
    for (;;) {
      await settle();
      const next = await store.nextDue();
      if (next === null || next > instant) break;
      await write(later(next, await store.now()));
    }
    await write(instant);
    await settle();
    return instant;
  };
  return {
    now: () => store.now(),
    advance: (duration) => inTurn(async () => to(after(await store.now(), duration))),
    set: (instant) => inTurn(() => to(instant)),
  };
}
