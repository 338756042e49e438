/** Waiting in tests: for a condition, with a bound, never for a fixed time. */
import { setTimeout as sleep } from "node:timers/promises";

/** Polls every so many milliseconds until the condition gives something truthy and returns it; throws with `what` after `boundMs`. */
export async function until<T>(what: string, condition: () => T | Promise<T>, boundMs = 20_000, everyMs = 10): Promise<NonNullable<T>> {
  const started = performance.now();
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() - started > boundMs) throw new Error(`waited ${boundMs} ms in vain: ${what}`);
    await sleep(everyMs);
  }
}
