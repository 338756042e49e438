/** Arrivals for tests, and what is wrong with a signal. */
import { signalLimits } from "../../src/sources/signal.ts";
import type { Arrival, Signal, Source, Unreadable } from "../../src/sources/source.ts";

/** An arrival at a fixed instant. */
export function arrivalOf(payload: unknown, query: Arrival["query"] = {}): Arrival {
  return { headers: {}, query, payload, receivedAt: "2026-03-01T09:30:00.000Z" };
}

/** The signals of a payload; throws when the source cannot read it. */
export function signalsOf(source: Source, payload: unknown, query: Arrival["query"] = {}): readonly Signal[] {
  const parsed = source.parse(arrivalOf(payload, query));
  if ("unreadable" in parsed) throw new Error(`unreadable at ${parsed.pointer}: ${parsed.unreadable}`);
  return parsed;
}

/** Why a source cannot read a payload; throws when it can. */
export function problemOf(source: Source, payload: unknown, query: Arrival["query"] = {}): Unreadable {
  const parsed = source.parse(arrivalOf(payload, query));
  if ("unreadable" in parsed) return parsed;
  throw new Error(`${parsed.length} signals instead of a problem`);
}

/** Every limit of the contract that a signal breaks, and every text no store takes. */
export function breaches(signal: Signal): string[] {
  const out: string[] = [];
  const check = (name: string, text: string, limit: number, least = 0) => {
    const length = [...text].length;
    if (length > limit || length < least) out.push(`${name} has ${length} characters`);
    if (/\0|\p{Cs}/u.test(text)) out.push(`${name} holds what PostgreSQL refuses`);
  };
  check("group", signal.group, signalLimits.group, 1);
  check("fingerprint", signal.fingerprint, signalLimits.fingerprint, 1);
  check("title", signal.title, signalLimits.title, 1);
  check("text", signal.text, signalLimits.text);
  if (signal.title.includes("\n")) out.push("title has two lines");
  if (!["firing", "acknowledged", "resolved"].includes(signal.status)) out.push(`status ${signal.status}`);
  if (signal.startsAt !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(signal.startsAt)) out.push(`startsAt ${signal.startsAt}`);
  const labels = Object.entries(signal.labels);
  if (labels.length > signalLimits.labels) out.push(`${labels.length} labels`);
  for (const [name, value] of labels) {
    check("label name", name, signalLimits.labelName, 1);
    check("label value", value, signalLimits.labelValue);
  }
  if (signal.links.length > signalLimits.links) out.push(`${signal.links.length} links`);
  for (const link of signal.links) {
    check("link", link.href, signalLimits.linkHref, 1);
    check("link text", link.text, signalLimits.linkText, 1);
    if (!/^https?:\/\//.test(link.href)) out.push(`link to ${link.href}`);
  }
  return out;
}
