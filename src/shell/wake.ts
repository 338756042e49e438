/** Time: wakes the streams whose instant has come, or whose facts have changed. */
import { tick } from "../core/kernel/answer.ts";
import { isRefusal } from "../core/kernel/refusal.ts";
import { program } from "../core/kernel/viewer.ts";
import { type Due, isIncident } from "../store/log.ts";
import type { Dispatch } from "./dispatch.ts";
import type { DoorParts } from "./wanted.ts";

/** What waking needs. `alarm` hears of every stream whose automation had to be stopped; `failures` counts, per stream, the ticks that failed in a row. */
export type Waker = {
  readonly parts: DoorParts;
  readonly dispatch: Dispatch;
  readonly alarm: (stream: string, reason: string) => void;
  readonly failures: Map<string, number>;
};

/** So many incidents follow a change at once; the loops see to the others. */
const mostFollowers = 200;

const keyOf = ({ stream, wakeAt, version }: Due) => `tick:${stream}:${wakeAt}:${version ?? ""}`;

/** A tick that fails so often in a row fails for a reason of its own: a lost connection passes (E19). */
const mostFailures = 5;

/** Ticks every stream that is due; resolves with how many were. One that fails is due again, and is thrown when the others have had their turn. */
export async function wakeDue(waker: Waker, limit = 50): Promise<number> {
  const due = await waker.parts.store.due(limit);
  const failed: unknown[] = [];
  for (const one of due) {
    try {
      await wake(waker, one);
      waker.failures.delete(one.stream);
    } catch (failure) {
      failed.push(failure);
      await stumble(waker, one.stream, failure);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${due.length} streams could not be woken`);
  return due.length;
}

/** Wakes the incidents that watch what has just changed, before the change is answered: whoever it lets in or out is so from then on (K5). What fails is left to the loops. */
export async function followChanges({ parts, dispatch }: Pick<Waker, "parts" | "dispatch">, failed: (error: unknown) => void): Promise<void> {
  const due = await parts.store.due(mostFollowers).catch((error: unknown) => {
    failed(error);
    return [];
  });
  for (const { stream, wakeAt, version } of due) {
    if (version === null || !isIncident(stream)) continue;
    await dispatch({ stream, name: tick, input: {}, actor: "time", viewer: program, key: keyOf({ stream, wakeAt, version }) }).catch(failed);
  }
}

async function stumble(waker: Waker, stream: string, failure: unknown): Promise<void> {
  const times = (waker.failures.get(stream) ?? 0) + 1;
  waker.failures.set(stream, times);
  if (times < mostFailures) return;
  await quarantine(waker, stream, failure instanceof Error ? failure.message : String(failure));
  waker.failures.delete(stream);
}

/**
 * One tick. Its key is made of stream, instant and fact version, so that two nodes are one; what fell due at that very instant after a tick of it
 * (somebody cannot be reached, the next is called at once) is a tick of its own, named after the one before. A stream that is due again at once is quarantined; a refused tick (its process
 * is not here) is a failure like any other.
 */
async function wake(waker: Waker, due: Due, key = keyOf(due)): Promise<void> {
  const answer = await waker.dispatch({ stream: due.stream, name: tick, input: {}, actor: "time", viewer: program, key });
  if (isRefusal(answer) && answer.code !== "invalid_state") throw new Error(`the tick was refused: ${answer.detail}`);
  if (isRefusal(answer) || "elsewhere" in answer) return;
  if (answer.accepted === null) return wake(waker, due, `${key}:${answer.seq}`);
  const now = await waker.parts.store.now();
  const { wakeAt, events } = answer.accepted;
  if (wakeAt !== null && wakeAt <= now && events.length === 0 && due.version === null)
    await quarantine(waker, due.stream, "It was due again at once without anything to do.");
}

async function quarantine(waker: Waker, stream: string, reason: string): Promise<void> {
  await waker.parts.store.quarantine(stream, reason);
  waker.alarm(stream, reason);
}
