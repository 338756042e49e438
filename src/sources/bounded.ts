/** Cleaning what strangers send: texts no store refuses, cut by code points, and values of bounded depth, width and number. */
import { createHash } from "node:crypto";

/** How deep, wide and large a payload may be. */
export type Bounds = {
  /** Arrays and objects inside each other. */
  readonly depth: number;
  readonly keysPerObject: number;
  /** Values of every kind, counted through the whole payload. */
  readonly nodes: number;
};

/** Why a value was refused; `pointer` is a JSON pointer with each part cut to 60 characters. */
export type BoundsProblem = { readonly detail: string; readonly pointer: string };

/** The bounds of everything that comes in (promise S13). */
export const bounds: Bounds = { depth: 64, keysPerObject: 1_000, nodes: 20_000 };

/** Control characters but newline and tab, lone surrogates, and the marks that reorder text. */
const unsafe = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
const poisonousKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The text without what PostgreSQL, terminals and readers trip over: each such character becomes U+FFFD, line ends become `\n`. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unsafe, "\ufffd");
}

/** The text cut to `limit` code points; what was cut ends in `…`. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept: string[] = [];
  for (const point of text) {
    if (kept.length === limit) return `${kept.slice(0, limit - 1).join("")}…`;
    kept.push(point);
  }
  return text;
}

/** Whether a key would reach an object's prototype in careless hands; such keys are dropped. */
export function isPoisonous(key: string): boolean {
  return poisonousKeys.has(key);
}

/** A hash that is the same for the same value whatever the order of its keys: 32 hexadecimal characters of SHA-256. */
export function stableHash(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex")
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value ?? null;
  const entries = Object.entries(value);
  return { object: entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]) };
}

/** One step of a JSON pointer, escaped and short enough to show. */
export function step(key: string | number): string {
  return `/${cut(clean(String(key)), 60)
    .replaceAll("~", "~0")
    .replaceAll("/", "~1")}`;
}

/** The value with every text and key cleaned, or why it is too much. Numbers beyond range become null; what JSON does not know is dropped. */
export function bounded(value: unknown, limits: Bounds = bounds): { readonly value: unknown } | { readonly problem: BoundsProblem } {
  const walk: Walk = { nodes: 0, limits, problem: null };
  const cleaned = visit(value, "", 0, walk);
  return walk.problem ? { problem: walk.problem } : { value: cleaned };
}

/** One walk through a payload; it ends with the first problem. */
type Walk = { nodes: number; readonly limits: Bounds; problem: BoundsProblem | null };

function visit(value: unknown, pointer: string, depth: number, walk: Walk): unknown {
  walk.nodes += 1;
  if (walk.nodes > walk.limits.nodes) return stop(walk, `The payload holds more than ${walk.limits.nodes} values.`, pointer);
  if (typeof value === "string") return clean(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object") return undefined;
  if (depth >= walk.limits.depth) return stop(walk, `The payload is nested deeper than ${walk.limits.depth} levels.`, pointer);
  return Array.isArray(value) ? visitArray(value, pointer, depth, walk) : visitObject(value, pointer, depth, walk);
}

function visitArray(values: readonly unknown[], pointer: string, depth: number, walk: Walk): unknown[] {
  const out: unknown[] = [];
  for (const [index, inner] of values.entries()) {
    out.push(visit(inner, pointer + step(index), depth + 1, walk) ?? null);
    if (walk.problem) break;
  }
  return out;
}

function visitObject(object: object, pointer: string, depth: number, walk: Walk): unknown {
  const entries = Object.entries(object);
  if (entries.length > walk.limits.keysPerObject) return stop(walk, `An object has more than ${walk.limits.keysPerObject} keys.`, pointer);
  const out: Record<string, unknown> = {};
  for (const [key, inner] of entries) {
    const name = clean(key);
    if (isPoisonous(name)) continue;
    const cleaned = visit(inner, pointer + step(key), depth + 1, walk);
    if (walk.problem) break;
    if (cleaned !== undefined) out[name] = cleaned;
  }
  return out;
}

function stop(walk: Walk, detail: string, pointer: string): undefined {
  walk.problem = { detail, pointer };
}
