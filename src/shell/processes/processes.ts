/** Processes as an organisation owns them: imported, written anew, compared, forked, put in force, by whoever keeps them. Versions keep their bytes. */
import { parseDocument } from "yaml";
import { isRefusal, type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Difference, diffPacks } from "../../core/pack/diff.ts";
import { askedContacts, type ContactField } from "../../core/rules/tell/contact-summary/value.ts";
import { undo } from "../../store/directory/change.ts";
import {
  activatePack,
  discardPack,
  type PackName,
  type PackRow,
  packVersions,
  revisionOf,
  rewritePack,
  storePack,
  unplanPack,
} from "../../store/directory/packs.ts";
import type { Db } from "../../store/directory/tables.ts";
import { uncovered } from "../directory/coverage.ts";
import { unpreparedFor } from "../directory/prepared.ts";
import { type Keeper, keeping } from "./keeper.ts";
import { type LinedProblem, type LinedQuestion, leftOpen, packFromText, stillExamples } from "./packs.ts";
import { type Written, withWritten } from "./text.ts";

/** What somebody who chooses a process must know of it; `asks` are places to meet of which it only has examples. */
type ProcessCard = {
  readonly key: string;
  readonly name: string;
  readonly summary: string;
  readonly severities: number;
  readonly roles: readonly string[];
  readonly asks: readonly ContactField[];
};

/** A card of each process that is in force. */
export async function processCards(db: Db): Promise<readonly ProcessCard[]> {
  const rows = (await packVersions(db)).filter((row) => row.status === "active");
  return rows.flatMap((row) => {
    const read = packFromText(row.text);
    // A process for secrets is led into from another one; nobody begins with it.
    if ("problems" in read || read.pack.secrecy !== undefined) return [];
    const { key, name, summary, severities, roles } = read.pack;
    const labels = Object.values(roles).map((role) => role.label);
    return [{ key, name, summary, severities: Object.keys(severities).length, roles: labels, asks: askedContacts(read.pack.contact_summary) }];
  });
}

/** What a check finds: no problems is a valid pack, what it is warned of it may keep (GD-46), and what it leaves open has a default (catalog section 6). */
export type Checked = { readonly problems: readonly LinedProblem[]; readonly warnings: readonly LinedProblem[]; readonly open: readonly LinedQuestion[] };

/** Checks a text. */
export function checkPack(text: string): Checked {
  const read = packFromText(text);
  return "problems" in read
    ? { problems: read.problems, warnings: [], open: [] }
    : { problems: [], warnings: [...read.warnings, ...stillExamples(text)], open: leftOpen(text) };
}

/** A kept version with what its process advises against. */
export type Kept = PackRow & { readonly warnings: readonly LinedProblem[] };

const withAdvice = (kept: PackRow | Refusal): Kept | Refusal => (isRefusal(kept) ? kept : { ...kept, warnings: checkPack(kept.text).warnings });

/** Stores a pack as a draft of its own key and version. `pack_invalid`, or a closer code, names path and line of the first problem, `unmet` all of them. */
export async function importPack(db: Db, by: Keeper, text: string): Promise<Kept | Refusal> {
  const read = packFromText(text);
  if ("problems" in read) return refusedFor(read.problems);
  const { key, version } = read.pack;
  return withAdvice(await keeping(db, by, key, (tx) => storePack(tx, by, { key, version, text, origin: "own" })));
}

function refusedFor(problems: readonly LinedProblem[]): Refusal {
  const [first] = problems;
  const lines = problems.map((problem) => `${problem.line === null ? "" : `line ${problem.line}, `}${problem.at}: ${problem.detail}`);
  return refuse(first?.code ?? "pack_invalid", lines[0] ?? "It is no pack.", { rule: first?.cites ?? [], pointer: first?.at ?? "/", unmet: lines });
}

/** Gives a draft another text, valid as a whole or not at all; `was` is the revision it was written from. */
export async function rewriteDraft(db: Db, by: Keeper, which: PackName, change: { readonly was: string; readonly text: string }): Promise<Kept | Refusal> {
  const read = packFromText(change.text);
  if ("problems" in read) return refusedFor(read.problems);
  const { key, version } = read.pack;
  if (key !== which.key) return refuse("pack_invalid", `This is version ${which.version} of ${which.key}: its key stays.`, { pointer: "/key" });
  if (version !== which.version) return refuse("pack_invalid", `This is version ${which.version} of ${which.key}: its number stays.`, { pointer: "/version" });
  return withAdvice(await keeping(db, by, which.key, (tx) => rewritePack(tx, by, which, change)));
}

/** The next version as a draft that says the same, to be written in. Nothing of the text changes but the number. */
export async function nextVersion(db: Db, by: Keeper, from: PackName): Promise<Kept | Refusal> {
  const versions = await packVersions(db, from.key);
  const source = versions.find(({ version }) => version === from.version);
  if (source === undefined) return refuse("not_found", "There is no such version of that process.");
  const next = withWritten(source.text, [{ path: ["version"], value: Math.max(...versions.map(({ version }) => version)) + 1 }]);
  return next === null ? refuse("pack_invalid", "Its version is not to be found in it.", { pointer: "/version" }) : importPack(db, by, next);
}

/** A version with the name of its text: whoever writes a draft anew sends the one they read. */
export const numbered = <T extends PackRow>(kept: T | Refusal) => (isRefusal(kept) ? kept : { ...kept, revision: revisionOf(kept.text) });

/** Every version of a process, and what it is called in the newest. */
export async function versionsOf(db: Db, key: string) {
  const rows = await packVersions(db, key);
  const [newest] = rows;
  if (newest === undefined) return refuse("not_found", "There is no such process.");
  return { items: rows.map((kept) => ({ ...kept, revision: revisionOf(kept.text) })), name: nameIn(newest) };
}

/** Processes that have no version in force: only written, planned, or given up. */
export async function notInForce(db: Db): Promise<readonly { readonly key: string; readonly name: string }[]> {
  const rows = await packVersions(db);
  const used = new Set(rows.filter(({ status }) => status === "active").map(({ key }) => key));
  const newest = new Map(rows.toReversed().map((row) => [row.key, row]));
  return [...newest.values()].filter(({ key }) => !used.has(key)).map((row) => ({ key: row.key, name: nameIn(row) }));
}

const nameIn = ({ key, text }: PackRow) => String(parseDocument(text).get("name") ?? key);

/** Throws a draft away. */
export const discardDraft = (db: Db, by: Keeper, which: PackName) => keeping(db, by, which.key, (tx) => discardPack(tx, by, which));

/** Takes back that a version comes into force. */
export const takePlanBack = (db: Db, by: Keeper, which: PackName) => keeping(db, by, which.key, (tx) => unplanPack(tx, by, which));

/** One version as it was published. */
export async function exportPack(db: Db, key: string, version: number): Promise<PackRow | Refusal> {
  return (await packVersions(db, key)).find((row) => row.version === version) ?? refuse("not_found", "There is no such version of that process.");
}

/** What changed from one version to another, in words. */
export async function comparePacks(db: Db, from: PackName, to: PackName): Promise<readonly Difference[] | Refusal> {
  const [before, after] = [await exportPack(db, from.key, from.version), await exportPack(db, to.key, to.version)];
  if (isRefusal(before)) return before;
  if (isRefusal(after)) return after;
  return diffPacks(parseDocument(before.text).toJS(), parseDocument(after.text).toJS());
}

/** What a copy is called, and what else is written into it. */
type CopyAs = { readonly key: string; readonly name: string; readonly written?: readonly Written[] };

/** An editable copy under a key of the organisation's own, with the origin noted; all else of the text stays as it is. */
export async function forkPack(db: Db, by: Keeper, from: PackName, as: CopyAs): Promise<PackRow | Refusal> {
  const source = await exportPack(db, from.key, from.version);
  if (isRefusal(source)) return source;
  if ((await packVersions(db, as.key)).length > 0) return refuse("invalid_value", "There is a process with that key already.", { pointer: "/key" });
  const copy = withWritten(source.text, [
    { path: ["key"], value: as.key },
    { path: ["name"], value: as.name },
    { path: ["version"], value: 1 },
    { path: ["origin", "note"], value: `A copy of ${from.key}, version ${from.version}.` },
    ...(as.written ?? []),
  ]);
  return copy === null ? refuse("pack_invalid", "There is no place in it for what is to be written.") : importPack(db, by, copy);
}

/** Puts a version in force from an instant on; running incidents keep theirs. One that wants an expert for every area waits until there are (GD-11). */
export async function putInForce(db: Db, by: Keeper, which: PackName, from: string): Promise<Kept | Refusal> {
  const advised: LinedProblem[] = [];
  const activated = await keeping(db, by, which.key, async (tx) => {
    const row = await activatePack(tx, by, which, from);
    if (isRefusal(row)) return undo(row);
    const found = await unpreparedFor(tx, row, from);
    const stopped = (await uncovered(tx, row.text)) ?? found.refusal;
    advised.push(...found.warnings);
    return stopped === null ? row : undo(stopped);
  });
  const kept = withAdvice(activated);
  return isRefusal(kept) ? kept : { ...kept, warnings: [...kept.warnings, ...advised] };
}
