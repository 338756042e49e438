/** Values of rows as lines of canonical JSON and back, without losing a digit: everything but small numbers and booleans stays text. */
import type { ClientBase, CustomTypesConfig } from "pg";
import type { Column } from "./tables.ts";

/** What a line can hold for a column. */
export type Value = string | number | boolean | null;

/** Makes `pg` hand over PostgreSQL's own text of every value. */
export const asText = { getTypeParser: () => (text: string) => text } as unknown as CustomTypesConfig;

/** Settings of the session on which the text of a value depends. */
export async function fixTextForms(client: ClientBase): Promise<void> {
  await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'");
  await client.query("set local extra_float_digits = 1; set local bytea_output = 'hex'; set local xmloption = 'content'");
}

const encoders: Record<string, (text: string) => Value> = {
  bool: (text) => text === "t",
  int2: Number,
  int4: Number,
  bytea: (text) => Buffer.from(text.slice(2), "hex").toString("base64"),
  timestamptz: isoInstant,
};

/** "2026-01-02 03:04:05.6+00" as "2026-01-02T03:04:05.600000Z"; infinity and years before 1 or after 9999 stay as PostgreSQL writes them. */
function isoInstant(text: string): string {
  const [, day, time, fraction = ""] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(6, "0")}Z`;
}

/** One row as canonical JSON: its keys in code unit order, no spaces. */
export function rowLine(columns: readonly Column[], texts: readonly (string | null)[]): string {
  const fields = columns.map(({ name, base }, index) => {
    const text = texts[index] ?? null;
    return [name, text === null ? null : (encoders[base]?.(text) ?? text)] as const;
  });
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`;
}

/** A value of a line as a parameter for `pg`. */
export function parameter(column: Column, value: Value | undefined): string | Buffer | null {
  if (value === undefined || value === null) return null;
  return column.base === "bytea" ? Buffer.from(String(value), "base64") : String(value);
}
