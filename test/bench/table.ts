/** What was measured, as a small table. */

/** One number; `of` is what it is compared with, and the aim, where there is one, is for that ratio or for the number itself. */
export type Line = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly of?: { readonly what: string; readonly value: number };
  readonly aim?: string;
};

function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

/** Columns as wide as they need to be. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ what, value, unit, of, aim = "" }) => [what, figure(value), unit, of ? `${figure(value / of.value)} × ${of.what}` : "", aim]);
  const all = [["measured", "", "", "ratio", "aim"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 1 ? cell.padStart(widths[1]!) : cell.padEnd(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
