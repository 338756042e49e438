/** The raw values of packs as people say them: roles by their labels, severities with their names, lengths of time in words. */
import { durationInWords, parseDuration } from "../kernel/time.ts";

/** What the keys of roles and the ranks of severities are called. */
export type Names = { readonly roles: ReadonlyMap<string, string>; readonly severities: ReadonlyMap<string, string> };

/** Any map of a pack. */
export type PlainMap = Record<string, unknown>;

/** Whether a value is a map. */
export const isPlainMap = (value: unknown): value is PlainMap => typeof value === "object" && value !== null && !Array.isArray(value);

/** The names that packs give, the later ones before the earlier. */
export function namesIn(...packs: readonly unknown[]): Names {
  const named = (under: "roles" | "severities", by: "label" | "name") =>
    new Map(
      packs.flatMap((pack) => {
        const all = isPlainMap(pack) ? pack[under] : undefined;
        if (!isPlainMap(all)) return [];
        return Object.entries(all).flatMap(([key, one]) => (isPlainMap(one) && typeof one[by] === "string" ? [[key, one[by]] as const] : []));
      }),
    );
  return { roles: named("roles", "label"), severities: named("severities", "name") };
}

/** Keys whose numbers are ranks of severities. */
export const ranked: ReadonlySet<string> = new Set(["severity", "severities", "levels", "except", "requiredAt", "floor", "propose"]);

/** Keys whose values name the thing itself, as it was written. */
const itself = new Set(["key", "name", "label"]);

const idPattern = /^[A-Z0-9]+(-[A-Z0-9]+)*-[A-Z]*\d+$/;

/** `nudgeAfter` as "nudge after", a role as its label; the ID of a sentence stays as it is. */
export function saidKey(names: Names, key: string): string {
  return idPattern.test(key) ? key : (names.roles.get(key) ?? apart(key));
}

const apart = (key: string) =>
  key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();

/** "severity 1 (Critical)", or without a name where it has none. */
export function saidSeverity({ severities }: Names, rank: string): string {
  const name = severities.get(rank);
  return `severity ${rank}${name === undefined ? "" : ` (${name})`}`;
}

/** A value on one line; `key` is what it stands under. */
export function saidValue(names: Names, value: unknown, key: string): string {
  if (Array.isArray(value)) return value.map((one) => saidValue(names, one, key)).join(", ");
  if (isPlainMap(value))
    return Object.entries(value)
      .map(([inside, one]) => `${key === "severities" ? saidSeverity(names, inside) : saidKey(names, inside)}: ${saidValue(names, one, inside) || "nothing"}`)
      .join("; ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return ranked.has(key) ? saidSeverity(names, String(value)) : String(value);
  return typeof value === "string" ? saidText(names, value, key) : "nothing";
}

function saidText(names: Names, text: string, key: string): string {
  if (itself.has(key)) return text;
  const role = names.roles.get(text);
  if (role !== undefined) return role;
  const length = /^(\d+[smhd]|P[\dT].*)$/.test(text) ? parseDuration(text) : null;
  if (length !== null) return durationInWords(length);
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)+$|^[a-z]+([A-Z][a-z]+)+$/.test(text) ? apart(text) : text;
}
