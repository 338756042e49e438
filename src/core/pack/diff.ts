/** What changed between two versions of a process, value by value, for people to read. */
import type { Pointer } from "../kernel/refusal.ts";

/** One difference. `before` or `after` is undefined where the value was not there. */
export type Difference = { readonly at: Pointer; readonly before: unknown; readonly after: unknown; readonly says: string };

/** Where something stands: as a pointer, and as people would say it. */
type Place = { readonly at: Pointer; readonly name: readonly string[] };

type Map = Record<string, unknown>;

/** The differences of two packs as plain data, in the order of their paths. */
export function diffPacks(before: unknown, after: unknown): Difference[] {
  return differences(before, after, { at: "", name: [] });
}

const isRecord = (value: unknown): value is Map => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a list holds parts with keys of their own, each once: such parts are the same wherever they stand. */
const isKeyed = (list: readonly unknown[]): list is readonly Map[] =>
  list.every((one) => isRecord(one) && typeof one.key === "string") && new Set(list.map((one) => (one as Map).key)).size === list.length;

function differences(before: unknown, after: unknown, place: Place): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], below(place, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (isKeyed(before) && isKeyed(after)) return byKey(before, after, place);
    if (before.length === after.length) return before.flatMap((item, index) => differences(item, after[index], below(place, String(index))));
  }
  return [{ at: place.at, before, after, says: inWords(place, before, after) }];
}

function byKey(before: readonly Map[], after: readonly Map[], place: Place): Difference[] {
  const keys = [...new Set([...after, ...before].map(({ key }) => key as string))];
  const found = keys.flatMap((key) => {
    const [was, is] = [before.findIndex((one) => one.key === key), after.findIndex((one) => one.key === key)];
    const index = is < 0 ? was : is;
    return differences(before[was], after[is], { at: `${place.at}/${index}`, name: [...place.name, words(key)] });
  });
  const order = (list: readonly Map[], other: readonly Map[]) => list.map(({ key }) => key).filter((key) => other.some((one) => one.key === key));
  if (JSON.stringify(order(before, after)) === JSON.stringify(order(after, before))) return found;
  return [...found, { at: place.at, before, after, says: sentence(`${place.name.join(", ")}: in another order`) }];
}

function below({ at, name }: Place, key: string): Place {
  const inside = name.at(-1);
  const called = inside === "severities" ? [...name.slice(0, -1), `severity ${key}`] : [...name, /^\d+$/.test(key) ? `no. ${Number(key) + 1}` : words(key)];
  return { at: `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, name: called };
}

/** `nudgeAfter` as "nudge after"; an ID stays as it is. */
const words = (key: string) =>
  /^[A-Z0-9]+-\d+$/.test(key)
    ? key
    : key
        .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replaceAll("_", " ")
        .toLowerCase();

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function inWords({ name }: Place, before: unknown, after: unknown): string {
  const where = name.join(", ");
  if (before === undefined) return `New: ${where} (${shown(after)}).`;
  if (after === undefined) return `Gone: ${where} (it was ${shown(before)}).`;
  return sentence(`${where}: ${shown(before)} is now ${shown(after)}`);
}

/** A value on one line. */
function shown(value: unknown): string {
  const text = inline(value);
  return text.length > 240 ? `${text.slice(0, 237)}…` : text || "nothing";
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return value.map(inline).join(", ");
  if (!isRecord(value)) return typeof value === "string" ? value : String(JSON.stringify(value));
  return Object.entries(value)
    .map(([key, one]) => `${words(key)}: ${inline(one)}`)
    .join("; ");
}
