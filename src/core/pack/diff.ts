/** What changed between two versions of a process, value by value, for people to read. */
import type { Pointer } from "../kernel/refusal.ts";

/** One difference. `before` or `after` is undefined where the value was not there. */
export type Difference = { readonly at: Pointer; readonly before: unknown; readonly after: unknown; readonly says: string };

/** The differences of two packs as plain data, in the order of their paths. */
export function diffPacks(before: unknown, after: unknown): Difference[] {
  return differences(before, after, "");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function differences(before: unknown, after: unknown, at: Pointer): Difference[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => differences(item, after[index], `${at}/${index}`));
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ at, before, after, says: inWords(at, before, after) }];
}

function inWords(at: Pointer, before: unknown, after: unknown): string {
  const name = at.split("/").slice(1).join(" › ");
  if (before === undefined) return `New: ${name} is ${shown(after)}.`;
  if (after === undefined) return `Gone: ${name} (was ${shown(before)}).`;
  return `Changed: ${name} from ${shown(before)} to ${shown(after)}.`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
