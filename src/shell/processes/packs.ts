/** The shelf of processes: YAML is read here, at the edge, so that a wrong line is named by its number. */
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { citesAt } from "../../core/kernel/cites.ts";
import { lintPack, type OpenQuestion } from "../../core/pack/lint/lint.ts";
import { type PackProblem, readPack } from "../../core/pack/read-pack.ts";
import type { Pack } from "../../core/pack/schema.ts";
import { contactsInWords, exampleContacts } from "../../core/rules/tell/contact-summary/value.ts";

/** A problem of a pack with the line it stands on, counted from 1; null where the line is not known. */
export type LinedProblem = PackProblem & { readonly line: number | null };

/** Where the door finds processes. */
export type PackShelf = {
  /** The version in force of a process; null where there is none. */
  active(key: string): Promise<Pack | null>;
  /** The newest version of a process that is not in force; null where there is none. */
  draft?(key: string): Promise<Pack | null>;
  /** A version that an incident was pinned to. */
  version(key: string, version: number): Promise<Pack | null>;
  /** The process that a report without one is judged by. */
  defaultKey(): Promise<string>;
};

/** Reads a pack from YAML (or JSON, which is YAML). */
export function packFromText(
  text: string,
): { readonly pack: Pack; readonly warnings: readonly LinedProblem[] } | { readonly problems: readonly LinedProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => ({ at: "/", detail: error.message.split("\n")[0] ?? "", line: lines.linePos(error.pos[0]).line })) };
  }
  const read = readPack(document.toJS({ maxAliasCount: 100 }));
  const lined = (found: readonly PackProblem[]) => found.map((problem) => ({ ...problem, line: lineIn(document, lines, problem.at) }));
  return "pack" in read ? { pack: read.pack, warnings: lined(read.warnings) } : { problems: lined(read.problems) };
}

/** The line of a value, or of the nearest around it that is there. */
function lineIn(document: Document, lines: LineCounter, at: string): number | null {
  for (let parts = at.split("/").slice(1); parts.length > 0; parts = parts.slice(0, -1)) {
    const node = document.getIn(
      parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      true,
    );
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** Places to meet that are still the examples the process came with, each with its line; the sentence behind it is the one that wants them (PD-02). */
export function stillExamples(text: string): LinedProblem[] {
  const read = packFromText(text);
  if ("problems" in read || read.pack.contact_summary === undefined) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const cites = citesAt(read.pack, "/contact_summary/shown");
  return exampleContacts(read.pack.contact_summary).map((field) => {
    const at = `/contact_summary/${field}`;
    const detail = `The contact summary still shows an example: ${contactsInWords[field]}.`;
    return { at, detail, line: lineIn(document, lines, at), code: "missing_fields", cites };
  });
}

/** A question that a pack leaves open, with the line where the nearest thing to its answer stands. */
export type LinedQuestion = OpenQuestion & { readonly line: number | null };

/** The questions that a valid pack leaves open. */
export function leftOpen(text: string): LinedQuestion[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return lintPack(document.toJS({ maxAliasCount: 100 })).map((one) => ({ ...one, line: lineIn(document, lines, one.at) }));
}
