/** The hash chain over a stream's events: a changed, removed or swapped event shows, while a payload can be erased by law. */
import { createHash } from "node:crypto";
import type { Audience, Recorded } from "../core/kernel/event.ts";

/** An event with its links. `hash` covers the one before it and `payloadHash`; the payload itself only through the latter. */
export type Chained = Recorded & { readonly seenBy: Audience; readonly hash: string; readonly payloadHash: string };

/** What the chain must say of a stored event. `erased`: its payload was lawfully replaced, so only the links are checked. */
export type Link = Recorded & { readonly hash: string; readonly payloadHash: string; readonly erased: boolean };

/** What a recomputed chain came to; `brokenAt` is the first sequence number that does not fit. */
export type Verified = { readonly ok: boolean; readonly events: number; readonly brokenAt: number | null };

/** The value as JSON stores and returns it: no undefined, no Dates, nothing shared with the caller. */
export function plain<T>(value: T): T {
  return value === undefined ? (null as T) : JSON.parse(JSON.stringify(value));
}

/** JSON with sorted keys and no white space: equal values give equal bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

/** The chain's links for new events; throws when they do not continue the stream without a gap. */
export function chained(
  stream: string,
  head: { readonly seq: number; readonly hash: string },
  events: readonly (Recorded & { readonly seenBy: Audience })[],
): Chained[] {
  let { seq, hash } = head;
  return events.map((event) => {
    if (event.stream !== stream || event.seq !== seq + 1) throw new Error(`event ${event.stream}/${event.seq} does not follow ${stream}/${seq}`);
    const data = plain(event.data);
    const payloadHash = sha256(canonical(data));
    hash = linkHash(hash, event, payloadHash);
    seq = event.seq;
    return { ...event, data, hash, payloadHash };
  });
}

/** Recomputes the chain of a whole stream and compares its end with the stream's row. */
export function verified(events: readonly Link[], head: { readonly seq: number; readonly hash: string }): Verified {
  let hash = "";
  for (const [index, event] of events.entries()) {
    const broken = { ok: false, events: events.length, brokenAt: index + 1 };
    hash = linkHash(hash, event, event.payloadHash);
    if (event.seq !== index + 1 || event.hash !== hash) return broken;
    if (!event.erased && sha256(canonical(event.data)) !== event.payloadHash) return broken;
  }
  if (head.seq !== events.length || head.hash !== hash) return { ok: false, events: events.length, brokenAt: events.length + 1 };
  return { ok: true, events: events.length, brokenAt: null };
}

function linkHash(previous: string, event: Recorded, payloadHash: string): string {
  const { stream, seq, type, v, at, actor, onBehalfOf } = event;
  return sha256(`${previous}\n${canonical({ stream, seq, type, v, at, actor, onBehalfOf, payloadHash })}`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
