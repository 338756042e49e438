/** Puts a proposed change of a process into force: its value goes into the version in force, which becomes the next one (GD-04). */
import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type PackRow, packVersions } from "../../store/directory/packs.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { Keeper } from "./keeper.ts";
import { importPack, putInForce } from "./processes.ts";

/** A proposal as its incident tells it: `to` is YAML, empty takes the value out; an empty `pointer` is said in words only. */
export type Proposal = { readonly process: string; readonly pointer: string; readonly to: string; readonly base: number };

/** How it is put into force: a whole pack written by hand, or null: the value of the proposal. */
export type Way = { readonly text: string | null; readonly from: string };

/**
 * The version that has it. Asked again after a crash, a version that has it already is answered and none is made.
 * Refuses what is said in words only without a text, and whatever makes the pack invalid.
 */
export async function putProposalInForce(db: Db, by: Keeper, proposal: Proposal, way: Way): Promise<number | Refusal> {
  const versions = await packVersions(db, proposal.process);
  const active = versions.find(({ status }) => status === "active");
  if (!active) return refuse("not_found", "That process has no version in force.");
  if (way.text === null && proposal.pointer === "")
    return refuse("invalid_value", "It is said in words only: write it into the process and send the whole of it.", { pointer: "/text" });
  if (way.text === null && active.version > proposal.base && has(active, proposal)) return active.version;
  const next = Math.max(...versions.map(({ version }) => version)) + 1;
  const text = way.text ?? withChange(active, proposal, next);
  if (typeof text !== "string") return text;
  const kept = await importPack(db, by, text);
  if (isRefusal(kept)) return kept;
  if (kept.key !== proposal.process || kept.version <= proposal.base)
    return refuse("invalid_value", `Send ${proposal.process} in a version after ${proposal.base}.`, { pointer: "/text" });
  const inForce = await putInForce(db, by, kept, way.from);
  return isRefusal(inForce) ? inForce : inForce.version;
}

const pathOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));

/** Keys of maps that look like numbers (severities) are numbers or texts, as they were written. */
const variants = (path: readonly (string | number)[]) => [path, path.map(String)];

function has({ text }: PackRow, { pointer, to }: Proposal): boolean {
  const document = parseDocument(text);
  const values = variants(pathOf(pointer)).map((path) => document.getIn(path));
  const wanted = to === "" ? { value: undefined } : valueIn(to);
  return wanted !== null && (to === "" ? values.every((value) => value === undefined) : values.some((value) => isDeepStrictEqual(plain(value), wanted.value)));
}

/** A value as it was written; null where it is no YAML. */
function valueIn(text: string): { readonly value: unknown } | null {
  const document = parseDocument(text);
  return document.errors.length > 0 ? null : { value: document.toJS({ maxAliasCount: 100 }) as unknown };
}

const plain = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "toJSON" in value ? (value as { toJSON(): unknown }).toJSON() : value;

function withChange({ text }: PackRow, { pointer, to }: Proposal, version: number): string | Refusal {
  const document = parseDocument(text);
  const [path = [], asText = []] = variants(pathOf(pointer));
  const there = document.hasIn(path) || !document.hasIn(asText.slice(0, -1)) ? path : asText;
  const wanted = valueIn(to);
  if (wanted === null) return refuse("invalid_value", "What is proposed there is no YAML.", { pointer: "/to" });
  if (!document.hasIn(there.slice(0, -1))) return refuse("invalid_value", `The process has no place for it at ${pointer}.`, { pointer: "/pointer" });
  if (to === "") document.deleteIn(there);
  else document.setIn(there, document.createNode(wanted.value));
  document.set("version", version);
  return document.toString();
}
