/** Answers that have no words of their own: rows, or names with their values and what hangs below them. */
import { oneLine } from "./harmless.ts";
import { type Cell, pairs, table } from "./table.ts";

/** Whatever has no words of its own here: rows of plain values, or names with their values and what hangs below them. */
export function anything(value: unknown, width: number | null): string {
  const { items } = (value ?? {}) as { readonly items?: readonly unknown[] };
  return Array.isArray(items) ? rowsOf(items, width) : partsOf((value ?? {}) as Readonly<Record<string, unknown>>, width);
}

/** Whether a value is a cell as it stands. */
export const isPlain = (cell: unknown): cell is Cell => cell === null || ["string", "number", "boolean"].includes(typeof cell);

function rowsOf(items: readonly unknown[], width: number | null): string {
  if (items.length === 0) return "Nothing.\n";
  const rows = items.map((item) => (isPlain(item) ? { value: item } : (item as Readonly<Record<string, unknown>>)));
  const heads = [...new Set(rows.flatMap((row) => Object.entries(row).flatMap(([name, cell]) => (isPlain(cell) ? [name] : []))))];
  return table(
    heads,
    rows.map((row) => heads.map((head) => plainAt(row, head))),
    width,
  );
}

function plainAt(row: Readonly<Record<string, unknown>>, head: string): Cell {
  const cell = row[head];
  return isPlain(cell) ? cell : null;
}

function partsOf(value: Readonly<Record<string, unknown>>, width: number | null): string {
  const entries = Object.entries(value);
  const plain = entries.flatMap(([name, cell]): [string, Cell][] => (isPlain(cell) ? [[name, cell]] : []));
  const below = entries.filter(([, inner]) => !isPlain(inner) && inner !== undefined);
  const shown = below.map(([name, inner]) =>
    `\n${oneLine(name)}\n`.concat(Array.isArray(inner) ? rowsOf(inner, width) : partsOf(inner as Readonly<Record<string, unknown>>, width)),
  );
  return `${pairs(plain)}${shown.join("")}`;
}
