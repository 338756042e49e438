/** Which sentence of the process a pack value serves, and what is left of a pack when sentences are switched off. */
import type { Pointer } from "./refusal.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The parts of a JSON pointer. */
function pointerParts(pointer: Pointer): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The catalog IDs of the value at `pointer`: its own `cites`, else those of the nearest value around it. */
export function citesAt(pack: unknown, pointer: Pointer): string[] {
  const parts = pointerParts(pointer);
  let found: string[] = [];
  let value: unknown = pack;
  for (let depth = 0; depth <= parts.length; depth++) {
    if (isRecord(value)) found = citedHere(value.cites, parts.slice(depth).join("/")) ?? found;
    value = below(value, parts[depth]);
  }
  return found;
}

/** What a value's own `cites` say of the path below it; undefined where they say nothing. */
function citedHere(cites: unknown, path: string): string[] | undefined {
  if (Array.isArray(cites)) return cites as string[];
  if (!isRecord(cites)) return undefined;
  const covers = Object.keys(cites).filter((name) => path === name || path.startsWith(`${name}/`));
  const nearest = covers.sort((a, b) => b.length - a.length)[0] ?? ".";
  return cites[nearest] as string[] | undefined;
}

function below(value: unknown, key: string | undefined): unknown {
  if (key === undefined) return undefined;
  return Array.isArray(value) ? value[Number(key)] : isRecord(value) ? value[key] : undefined;
}

/** The value at a pointer, or undefined. */
export function valueAt(pack: unknown, pointer: Pointer): unknown {
  return pointerParts(pointer).reduce<unknown>(below, pack);
}

/**
 * The pack without the values that serve only sentences in `off`. This is what `enforcement: {ID: off}` means:
 * a value that nothing asks for any more is not there.
 */
export function withoutSentences<T>(pack: T, off: ReadonlySet<string>): T {
  return prune(pack as Json, off) as T;
}

/** The citations of a value as a whole: its list, or `.` of its map. */
function whole(ids: unknown): unknown {
  return isRecord(ids) ? ids["."] : ids;
}

function served(ids: unknown, off: ReadonlySet<string>): boolean {
  return !(Array.isArray(ids) && ids.length > 0 && ids.every((id) => off.has(id as string)));
}

function prune(value: Json, off: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.filter((item) => !isRecord(item) || served(whole(item.cites), off)).map((item) => prune(item as Json, off));
  if (!isRecord(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== "cites" && isRecord(item) && !served(whole(item.cites), off)) continue;
    kept[key] = key === "cites" ? (item as Json) : prune(item as Json, off);
  }
  if (isRecord(value.cites)) {
    for (const [path, ids] of Object.entries(value.cites)) if (path !== "." && !served(ids, off)) remove(kept, path.split("/"));
  }
  return kept;
}

function remove(value: Record<string, unknown>, path: readonly string[]): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    if (Array.isArray(value)) value.splice(Number(head), 1);
    else delete value[head];
  } else if (typeof value[head] === "object" && value[head] !== null) remove(value[head] as Record<string, unknown>, rest);
}
