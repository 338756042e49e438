/** Retry-After as both its forms come: seconds, or a date (R9). */
import type { HttpReply } from "./wire.ts";

const longestMs = 24 * 3_600_000;

/** The provider's wish in milliseconds, at most a day; nothing when it named none that can be read. */
export function retryAfterMs(reply: HttpReply, nowMs: number): { readonly retryAfterMs?: number } {
  const text = (reply.headers["retry-after"] ?? "").trim();
  if (/^\d{1,9}$/.test(text)) return { retryAfterMs: Math.min(Number(text) * 1_000, longestMs) };
  const at = text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? {} : { retryAfterMs: Math.min(Math.max(at - nowMs, 0), longestMs) };
}
