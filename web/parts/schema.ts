/** Reading the JSON Schema of a command's input: which fields a form needs. */

/** A field of a form. */
export type FieldShape = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required: boolean;
  readonly kind: "text" | "long" | "number" | "boolean" | "choice" | "instant" | "lines" | "unknown";
  readonly choices: readonly string[];
  /** What the value names: `person`, `role`, `severity`, `runbook` … */
  readonly reference: string | undefined;
  readonly max?: number | undefined;
  /** What is meant when nothing is said. */
  readonly initial?: unknown;
};

type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly reference?: string;
  /** Settled by the button that opens the form, or by what is meant when nothing is said. */
  readonly hidden?: boolean;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

/** Beyond this many characters a text gets more than one line. */
const longText = 240;

/** `in_person` as `In person`. */
export function humanize(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plain(schema: Schema): Schema {
  const options = schema.anyOf ?? schema.oneOf;
  if (!options) return schema;
  const constants = options.map((one) => one.const).filter((one) => one !== undefined);
  if (constants.length === options.length) return { ...schema, type: "string", enum: constants };
  const real = options.find((one) => one.type !== "null");
  return real ? { ...schema, ...real } : schema;
}

function kindOf(schema: Schema): FieldShape["kind"] {
  if (schema.enum) return "choice";
  const type = typeof schema.type === "string" ? schema.type : schema.type?.find((one) => one !== "null");
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return schema.items?.type === "string" ? "lines" : "unknown";
  if (type !== "string") return "unknown";
  if (schema.format === "date-time") return "instant";
  return (schema.maxLength ?? 0) > longText ? "long" : "text";
}

/** The fields of an input, in the schema's order. What travels beside every input is left out. */
export function fieldsOf(input: unknown): readonly FieldShape[] {
  const schema = (input ?? {}) as Schema;
  return Object.entries(schema.properties ?? {})
    .filter(([name, raw]) => name !== "override" && raw.hidden !== true)
    .map(([name, raw]) => {
      const field = plain(raw);
      return {
        name,
        label: field.title ?? humanize(name),
        hint: field.description,
        required: schema.required?.includes(name) ?? false,
        kind: kindOf(field),
        choices: (field.enum ?? []).map(String),
        reference: field.reference,
        max: field.maxLength,
        ...(field.default === undefined ? {} : { initial: field.default }),
      };
    });
}

/** True when every required field has something in it. */
export function isComplete(fields: readonly FieldShape[], input: Readonly<Record<string, unknown>>): boolean {
  return fields.every((field) => !field.required || (input[field.name] !== undefined && input[field.name] !== ""));
}
