/** The few shapes of Markdown that the reference is made of. */
import { z } from "zod";

/** A JSON Schema as far as the reference reads one. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly hidden?: boolean;
  readonly reference?: string;
  readonly secret?: boolean;
  /** What holds where nothing is set, in words. */
  readonly usual?: string;
};

/** What goes in, as JSON Schema. */
export function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

/** The notice every generated page begins with. */
export function page(title: string, lead: string, ...parts: readonly string[]): string {
  const notice = "<!-- Written by `npm run docs` from the registries. Change the definition, not this page. -->";
  return `${[`# ${title}`, notice, lead, ...parts.filter((part) => part !== "")]
    .join("\n\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

/** A cell: on one line, and never the end of the table. */
function cell(text: string): string {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|")
    .trim();
}

/** A table; nothing where there are no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}

/** A block of JSON. */
export function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** JSON in a line of text. */
export function code(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** The fields of a schema, nested ones under their path. */
export function fields(schema: Schema): string {
  const rows = rowsOf(schema, schema, "", 0);
  return rows.length === 0 ? "" : table(["field", "what", "kind", "needed, or default"], rows);
}

const deepest = 3;

function rowsOf(root: Schema, schema: Schema, path: string, depth: number): string[][] {
  const at = resolved(root, schema);
  const required = new Set(at.required ?? []);
  return Object.entries(at.properties ?? {}).flatMap(([name, inner]) => {
    const field = path === "" ? name : `${path}.${name}`;
    const what = [inner.title, inner.description, inner.secret ? "Kept secret." : ""].filter(Boolean).join(". ").replaceAll("?.", "?").replaceAll("..", ".");
    const needed = required.has(name) && inner.default === undefined ? "yes" : inner.default === undefined ? "" : code(JSON.stringify(inner.default));
    return [[code(field), what, kindOf(root, inner), needed], ...below(root, inner, field, depth)];
  });
}

function below(root: Schema, schema: Schema, path: string, depth: number): string[][] {
  if (depth >= deepest) return [];
  const at = resolved(root, schema);
  const objects = at.anyOf ?? [at];
  return objects.flatMap((one) => {
    const inner = resolved(root, one);
    if (inner.properties) return rowsOf(root, inner, path, depth + 1);
    const items = inner.items && resolved(root, inner.items);
    if (items?.properties) return rowsOf(root, items, `${path}[]`, depth + 1);
    const values = typeof inner.additionalProperties === "object" ? resolved(root, inner.additionalProperties) : null;
    return values?.properties ? rowsOf(root, values, `${path}.*`, depth + 1) : [];
  });
}

function resolved(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : { ...(root.$defs?.[name] ?? {}), ...schema };
}

/** A type in words people read. */
export function kindOf(root: Schema, schema: Schema): string {
  const at = resolved(root, schema);
  if (at.enum) return at.enum.map((one) => code(one)).join(", ");
  if (at.const !== undefined) return code(at.const);
  const choices = at.anyOf ?? at.oneOf;
  if (choices) return [...new Set(choices.map((one) => kindOf(root, one)))].join(" or ");
  if (at.prefixItems) return `[${at.prefixItems.map((one) => kindOf(root, one)).join(", ")}]`;
  if (at.$ref?.endsWith("Duration")) return "duration";
  const types = [at.type ?? []].flat();
  const limit = at.maxLength ? ` (≤ ${at.maxLength})` : at.maxItems ? ` (≤ ${at.maxItems})` : "";
  return (
    types
      .map((type) =>
        type === "array"
          ? `list of ${kindOf(root, at.items ?? {})}${limit}`
          : type === "object"
            ? objectKind(root, at)
            : `${at.format ?? type}${type === "string" ? limit : ""}`,
      )
      .join(" or ") || "any"
  );
}

function objectKind(root: Schema, schema: Schema): string {
  return typeof schema.additionalProperties === "object" && !schema.properties ? `map of ${kindOf(root, schema.additionalProperties)}` : "object";
}
