/** Building a signal from loose parts: every part cleaned and cut to the contract's limits, so that a source cannot break them. */
import { epochMs, type Instant, instantOf } from "../core/kernel/time.ts";
import { clean, cut, isPoisonous, stableHash, step } from "./bounded.ts";
import type { Signal, Unreadable } from "./source.ts";

/** The limits of a signal's parts, in code points or in number. */
export const signalLimits = {
  group: 512,
  fingerprint: 255,
  title: 250,
  text: 8_000,
  labels: 100,
  labelName: 128,
  labelValue: 1_024,
  links: 20,
  linkHref: 2_000,
  linkText: 250,
} as const;

/** A signal before its limits: `startsAt` is any time a sender writes, unreadable and unset ones count as unknown. */
export type SignalParts = {
  readonly group: string;
  readonly fingerprint: string;
  readonly status: Signal["status"];
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly href: unknown; readonly text: unknown }[];
  readonly startsAt: unknown;
  readonly more?: number;
};

/** The signal these parts make. */
export function signalOf(parts: SignalParts): Signal {
  return {
    group: identity(parts.group, signalLimits.group),
    fingerprint: identity(parts.fingerprint, signalLimits.fingerprint),
    status: parts.status,
    title: oneLine(parts.title, signalLimits.title),
    text: cut(clean(parts.text).trim(), signalLimits.text),
    labels: labelsOf(parts.labels),
    links: linksOf(parts.links),
    startsAt: instantIn(parts.startsAt),
    ...(parts.more ? { more: parts.more } : {}),
  };
}

/** The text as one line of at most `limit` code points. */
export function oneLine(text: string, limit: number): string {
  return cut(clean(text).replace(/\s+/g, " ").trim(), limit);
}

/** The value as text when it is a non-blank string, a number or a boolean; null otherwise. */
export function plainText(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "boolean" ? String(value) : null;
}

/** The first of the values that is plain text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = plainText(value);
    if (text !== null) return text;
  }
  return null;
}

/** The value as a record when it is an object and no array; null otherwise. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** A map of names to plain values at `pointer` (absent counts as empty), or what is wrong with it. */
export function plainMap(value: unknown, pointer: string, name: string): { readonly map: Readonly<Record<string, unknown>> } | Unreadable {
  if (value === undefined || value === null) return { map: {} };
  const record = recordOf(value);
  if (!record) return { unreadable: `${name} must be an object of texts.`, pointer };
  for (const [key, inner] of Object.entries(record)) {
    if (typeof inner === "object" && inner !== null) return { unreadable: `Each value in ${name} must be a text.`, pointer: `${pointer}${step(key)}` };
  }
  return { map: record };
}

/** What an ISO 8601 time means (no zone counts as UTC); null for anything else and for times before 1970, as in `0001-01-01T00:00:00Z`. */
export function instantIn(value: unknown): Instant | null {
  if (typeof value !== "string" || value.length > 40) return null;
  const parts = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)([Zz]|[+-]\d\d:?\d\d)?$/.exec(value.trim());
  if (!parts) return null;
  const zone = (parts[3] ?? "Z").toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const epoch = epochMs(`${parts[1]}T${parts[2]}${zone}`);
  return epoch > 0 ? instantOf(epoch) : null;
}

/** Cut with a hash of the whole, so that two long identities stay two. */
export function identity(text: string, limit: number): string {
  const whole = clean(text);
  if (whole.length <= limit) return whole;
  return `${[...whole].slice(0, limit - 33).join("")}~${stableHash(whole)}`;
}

function labelsOf(labels: Readonly<Record<string, unknown>>): Record<string, string> {
  const out: Record<string, string> = {};
  let count = 0;
  for (const [key, value] of Object.entries(labels)) {
    const name = oneLine(key, signalLimits.labelName);
    const text = plainText(value);
    if (text === null || name === "" || isPoisonous(name) || count === signalLimits.labels) continue;
    out[name] = cut(clean(text), signalLimits.labelValue);
    count += 1;
  }
  return out;
}

function linksOf(links: SignalParts["links"]): Signal["links"] {
  const out: { href: string; text: string }[] = [];
  const seen = new Set<string>();
  for (const link of links) {
    const href = webAddress(link.href);
    if (href === null || seen.has(href) || out.length === signalLimits.links) continue;
    seen.add(href);
    out.push({ href, text: oneLine(plainText(link.text) ?? "", signalLimits.linkText) || "Link" });
  }
  return out;
}

/** An absolute http or https address, as its parser writes it; a cut address would lead elsewhere, so long ones are dropped. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || value.length > signalLimits.linkHref) return null;
  if (!URL.canParse(value.trim())) return null;
  const url = new URL(value.trim());
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  return url.href.length <= signalLimits.linkHref ? url.href : null;
}
