/** What changed between two versions of a process, value by value, for people to read. */
import type { Pointer } from "../kernel/refusal.ts";
import { isPlainMap, type Names, namesIn, type PlainMap, saidKey, saidSeverity, saidValue } from "./say-value.ts";

/** One difference. `before` or `after` is undefined where the value was not there. */
export type Difference = { readonly at: Pointer; readonly before: unknown; readonly after: unknown; readonly says: string };

/** Where something stands: as a pointer, under which keys, and as people would say it. `names` are those of both packs. */
type Place = { readonly at: Pointer; readonly keys: readonly string[]; readonly name: readonly string[]; readonly names: Names };

/** The differences of two packs as plain data, in the order of their paths. */
export function diffPacks(before: unknown, after: unknown): Difference[] {
  return differences(before, after, { at: "", keys: [], name: [], names: namesIn(before, after) });
}

/** Whether a list holds parts with keys of their own, each once: such parts are the same wherever they stand. */
const isKeyed = (list: readonly unknown[]): list is readonly PlainMap[] =>
  list.every((one) => isPlainMap(one) && typeof one.key === "string") && new Set(list.map((one) => (one as PlainMap).key)).size === list.length;

function differences(before: unknown, after: unknown, place: Place): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isPlainMap(before) && isPlainMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], below(place, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (isKeyed(before) && isKeyed(after)) return byKey(before, after, place);
    if (before.length === after.length) return before.flatMap((item, index) => differences(item, after[index], below(place, String(index))));
  }
  return [{ at: place.at, before, after, says: inWords(place, before, after) }];
}

function byKey(before: readonly PlainMap[], after: readonly PlainMap[], place: Place): Difference[] {
  const keys = [...new Set([...after, ...before].map(({ key }) => key as string))];
  const found = keys.flatMap((key) => {
    const [was, is] = [before.findIndex((one) => one.key === key), after.findIndex((one) => one.key === key)];
    const index = is < 0 ? was : is;
    return differences(before[was], after[is], {
      ...place,
      at: `${place.at}/${index}`,
      name: [...place.name, saidKey(place.names, key)],
    });
  });
  const order = (list: readonly PlainMap[], other: readonly PlainMap[]) => list.map(({ key }) => key).filter((key) => other.some((one) => one.key === key));
  if (JSON.stringify(order(before, after)) === JSON.stringify(order(after, before))) return found;
  return [...found, { at: place.at, before, after, says: sentence(`${place.name.join(", ")}: in another order`) }];
}

function below({ at, keys, name, names }: Place, key: string): Place {
  const here = keys.at(-1) === "severities" ? [...name.slice(0, -1), saidSeverity(names, key)] : [...name, numbered(key) ?? saidKey(names, key)];
  // What stands in a list stands under the key of the list.
  const inside = numbered(key) !== null && keys.at(-1) !== "severities" ? keys : [...keys, key];
  return { at: `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, keys: inside, name: here, names };
}

const numbered = (key: string) => (/^\d+$/.test(key) ? `no. ${Number(key) + 1}` : null);

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function inWords({ name, keys, names }: Place, before: unknown, after: unknown): string {
  const where = name.join(", ");
  const said = (value: unknown) => shown(saidValue(names, value, keys.at(-1) ?? ""));
  if (before === undefined) return `New: ${where} (${said(after)}).`;
  if (after === undefined) return `Gone: ${where} (it was ${said(before)}).`;
  return sentence(`${where}: ${said(before)} is now ${said(after)}`);
}

const shown = (text: string) => (text.length > 240 ? `${text.slice(0, 237)}…` : text || "nothing");
