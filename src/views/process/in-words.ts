/** What a process says under a rule, as lines that people can read: any value of any rule, without knowing the rule. */
import { citesAt } from "../../core/kernel/cites.ts";
import type { Process } from "../../core/kernel/process.ts";
import type { Pointer } from "../../core/kernel/refusal.ts";
import { durationInWords, parseDuration } from "../../core/kernel/time.ts";
import { ranked } from "../../core/pack/say-value.ts";

/** One line: what it is about, what is said, and the sentences it serves. `listed`: it is one of several of its kind. */
export type Line = { readonly label: string; readonly says: string; readonly cites: readonly string[]; readonly listed: boolean };

type Map = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Map => typeof value === "object" && value !== null && !Array.isArray(value);
const isSaid = (value: unknown) => value !== undefined && value !== null && value !== false && value !== "" && !(Array.isArray(value) && value.length === 0);

/** `noticeMinutes`, `pr_manager` and `all-clear` as words. */
export function keyInWords(key: string): string {
  if (key === "min") return "At least";
  if (key === "max") return "At most";
  const apart = key.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2");
  const words = apart.replaceAll(/[_.-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const small = (key: string) => {
  const words = keyInWords(key);
  return words.charAt(0).toLowerCase() + words.slice(1);
};

/** A plain value in words; role keys become their labels, lengths of time are said, and what ranks under `key` are. */
function plainly(process: Process, value: unknown, key: string): string {
  if (value === true) return "yes";
  if (typeof value === "number" && ranked.has(key)) return `severity ${value}`;
  if (typeof value !== "string") return String(value);
  const role = process.roles[value];
  if (role) return role.label;
  if (/^P[\dT]/.test(value) && parseDuration(value) !== null) return durationInWords(value);
  return /^[a-z0-9]+([_-][a-z0-9]+)+$/.test(value) ? small(value) : value;
}

/** A value on one line: maps and lists too. `under` is its key where it has one. */
export function inline(process: Process, value: unknown, under = ""): string {
  if (Array.isArray(value))
    return value
      .filter(isSaid)
      .map((one) => inline(process, one, under))
      .join(", ");
  if (!isMap(value)) return plainly(process, value, under);
  if (isWhom(value)) return `${value.group === undefined ? "" : "group "}${inline(process, Object.values(value)[0])}`;
  const [name, rest] = nameOf(process, value);
  const isTitled = ["title", "prefers"].some((key) => typeof value[key] === "string");
  const said = Object.entries(isTitled ? rest : value).filter(
    ([key, one]) => !["cites", "template", ...(isTitled ? ["says"] : [])].includes(key) && isSaid(one),
  );
  const words = said.map(([key, one]) => (one === true ? small(key) : `${small(key)}: ${inline(process, one, key)}`)).join("; ");
  return isTitled ? `${name}${words === "" ? "" : ` (${words})`}` : words;
}

/** Whether a value only says who is meant. */
const isWhom = (value: unknown): value is Map =>
  isMap(value) && Object.keys(value).length === 1 && ["role", "group", "team", "person"].some((key) => key in value);

/** Keys that name one of a list. */
const naming = ["title", "label", "name", "asks", "what", "says", "text", "gate", "key", "on", "kind", "role", "roles", "prefers"] as const;

/** The lines of one value; `at` is where it stands in the pack. */
export function linesOf(process: Process, value: unknown, at: Pointer): Line[] {
  return lines(process, { value, at, label: "" });
}

const keyOf = (at: Pointer) => at.slice(at.lastIndexOf("/") + 1);

type Here = { readonly value: unknown; readonly at: Pointer; readonly label: string };

function lines(process: Process, { value, at, label }: Here): Line[] {
  const line = (says: string): Line => ({ label: label || "In force", says, cites: citesAt(process, at), listed: false });
  if (Array.isArray(value)) {
    if (!value.some(isMap) || (label !== "" && value.every(isWhom))) return [line(inline(process, value, keyOf(at)))];
    return value.flatMap((one, index) => (isSaid(one) ? [listed(process, { value: one, at: `${at}/${index}`, label })] : []));
  }
  if (!isMap(value)) return [line(plainly(process, value, keyOf(at)))];
  const said = Object.entries(value).filter(([key, one]) => key !== "cites" && isSaid(one));
  if (said.length === 0) return [line(Object.keys(value).some((key) => key !== "cites" && value[key] !== false) ? "nothing" : "yes")];
  if (label !== "" && isWhom(value)) return [line(inline(process, value))];
  return said.flatMap(([key, one]) => lines(process, { value: one, at: `${at}/${key}`, label: label === "" ? keyInWords(key) : `${label}, ${small(key)}` }));
}

/** One of a list: named by what names it best, the rest on the same line. */
function listed(process: Process, { value, at, label }: Here): Line {
  const cites = citesAt(process, at);
  if (!isMap(value) || isWhom(value)) return { label, says: inline(process, value), cites, listed: true };
  const [name, rest] = nameOf(process, value);
  return { label: name || label, says: inline(process, rest), cites, listed: true };
}

/** What names one of a list best, and the rest of it. */
function nameOf(process: Process, value: Map): [string, Map] {
  const named = naming.find((key) => typeof value[key] === "string" || (key === "roles" && Array.isArray(value[key])));
  if (named === undefined) return ["", value];
  const isKey = ["key", "gate", "on", "kind", "prefers"].includes(named);
  const name = isKey ? keyInWords(String(value[named])) : inline(process, value[named]);
  const left = Object.entries(value).filter(([key]) => key !== named && key !== "key" && !(named === "says" && key === "gate"));
  return [named === "prefers" ? small(String(value[named])) : name, Object.fromEntries(left)];
}
