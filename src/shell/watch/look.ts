/** How we watch ourselves, for people, metrics and the doctor: read from the database, so that every node says the same. */
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import type { Db } from "../../store/directory/tables.ts";
import { type Receiver, receivers } from "../../store/watch/heartbeats-out.ts";
import { firstBegun, lastAnswered } from "../../store/watch/synthetic-pages.ts";

/** What is known. The age is that of the last page that came back, else of the first that did not; null where none ever began. */
export type SelfWatch = {
  readonly now: Instant;
  readonly syntheticPage: { readonly at: Instant; readonly seconds: number; readonly node: string } | null;
  readonly syntheticPageAgeSeconds: number | null;
  readonly heartbeats: readonly Omit<Receiver, "receiver">[];
};

/** Looks. */
export async function lookAtWatch(db: Db, now: Instant): Promise<SelfWatch> {
  const last = await lastAnswered(db);
  const since = last?.at ?? (await firstBegun(db));
  return {
    now,
    syntheticPage: last && { at: last.at, seconds: last.seconds, node: last.node },
    syntheticPageAgeSeconds: since === null ? null : Math.max(0, epochMs(now) - epochMs(since)) / 1_000,
    heartbeats: (await receivers(db)).map(({ receiver: _key, ...shown }) => shown),
  };
}
