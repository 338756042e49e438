/** Time: wakes the streams whose instant has come, or whose facts have changed. */
import { tick } from "../core/kernel/answer.ts";
import { isRefusal } from "../core/kernel/refusal.ts";
import { program } from "../core/kernel/viewer.ts";
import type { Due } from "../store/log.ts";
import type { Dispatch } from "./dispatch.ts";
import type { DoorParts } from "./wanted.ts";

/** What waking needs. `alarm` hears of every stream whose automation had to be stopped. */
export type Waker = { readonly parts: DoorParts; readonly dispatch: Dispatch; readonly alarm: (stream: string, reason: string) => void };

/** Ticks every stream that is due; resolves with how many were. */
export async function wakeDue(waker: Waker, limit = 50): Promise<number> {
  const due = await waker.parts.store.due(limit);
  for (const one of due) await wake(waker, one);
  return due.length;
}

/** One tick. Its key is made of stream, instant and fact version, so that two nodes are one. A stream that cannot be ticked, or is due again at once, is quarantined. */
async function wake(waker: Waker, due: Due): Promise<void> {
  const key = `tick:${due.stream}:${due.wakeAt}:${due.version ?? ""}`;
  try {
    const answer = await waker.dispatch({ stream: due.stream, name: tick, input: {}, actor: "time", viewer: program, key });
    if (isRefusal(answer) || "elsewhere" in answer || answer.accepted === null) return;
    const now = await waker.parts.store.now();
    const { wakeAt, events } = answer.accepted;
    if (wakeAt !== null && wakeAt <= now && events.length === 0 && due.version === null)
      await quarantine(waker, due.stream, "It was due again at once without anything to do.");
  } catch (failed) {
    await quarantine(waker, due.stream, failed instanceof Error ? failed.message : String(failed));
  }
}

async function quarantine(waker: Waker, stream: string, reason: string): Promise<void> {
  await waker.parts.store.quarantine(stream, reason);
  waker.alarm(stream, reason);
}
