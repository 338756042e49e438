/** Rows for people: columns that line up, cut to the terminal. No colours, so that it reads the same everywhere. */
import { oneLine } from "./harmless.ts";

/** What a cell may hold. */
export type Cell = string | number | boolean | null | undefined;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uff60]/u;
const narrow = /\p{Mn}|\p{Me}/u;

/** How many columns a text takes. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += narrow.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let kept = "";
  for (const character of text) {
    if (widthOf(kept + character) > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function said(cell: Cell): string {
  if (cell === null || cell === undefined || cell === "") return "-";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return oneLine(String(cell));
}

/** The least columns that the last one keeps, however narrow the terminal is. */
const leastLast = 20;

/** A table under its heads; `width` null leaves every cell whole. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[], width: number | null): string {
  const texts = [heads.map((head) => head.toUpperCase()), ...rows.map((row) => heads.map((_head, column) => said(row[column])))];
  const widths = heads.map((_head, column) => Math.max(...texts.map((row) => widthOf(row[column]!))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const last = width === null ? Number.POSITIVE_INFINITY : Math.max(leastLast, width - before);
  const line = (row: readonly string[]) =>
    row.map((text, column) => (column === heads.length - 1 ? cut(text, last) : text + " ".repeat(widths[column]! - widthOf(text)))).join("  ");
  return texts.map((row) => `${line(row).trimEnd()}\n`).join("");
}

/** Names with their values, one a line. */
export function pairs(values: readonly (readonly [string, Cell])[]): string {
  const longest = Math.max(0, ...values.map(([name]) => widthOf(name)));
  return values.map(([name, value]) => `${name}${" ".repeat(longest - widthOf(name))}  ${said(value)}\n`).join("");
}
