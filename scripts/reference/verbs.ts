/** The command line's verbs, from the registries of commands and views. */
import type { Field, Verbs } from "../../src/cli/verbs.ts";
import { commands } from "../../src/core/incident/index.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { views } from "../../src/views/index.ts";
import { type Schema, schemaOf } from "./markdown.ts";

/** Flags that every verb has; a field of that name could not be said. */
const taken = ["json", "url", "token", "input", "dryRun", "override", "idempotencyKey", "help"];

/** What src/cli/verbs.json holds. */
export function verbs(registry: readonly AnyCommand[] = commands): Verbs {
  return {
    commands: registry
      .filter((command) => command.may !== "program")
      .map(({ name, title, says, creates, when, input }) => ({
        ...{ name, title, says, opens: creates === true, on: !creates || when !== undefined },
        fields: fieldsOf(name, schemaOf(input), kindOf),
      })),
    views: views.map(({ name, title, of, path = name, query }) => ({ name, title, of, path, fields: fieldsOf(name, schemaOf(query), () => "text") })),
  };
}

function fieldsOf(owner: string, schema: Schema, kind: (field: Schema) => Field["kind"]): Field[] {
  return Object.entries(schema.properties ?? {})
    .filter(([, field]) => field.hidden !== true)
    .map(([name, field]) => {
      if (taken.includes(name)) throw new Error(`${owner} has a field "${name}", which is a flag of every verb. Name it otherwise.`);
      const required = (schema.required ?? []).includes(name) && field.default === undefined;
      const names = field.reference === "person" || field.reference === "area" ? { names: field.reference } : {};
      return { name, title: titleOf(name, field), kind: kind(field), required, choices: (field.enum ?? []).map(String), ...names } as Field;
    });
}

function titleOf(name: string, field: Schema): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return [field.title ?? field.description ?? words, field.title && field.description].filter(Boolean).join(": ");
}

function kindOf(field: Schema): Field["kind"] {
  const types = new Set([field, ...(field.anyOf ?? [])].flatMap((one) => one.type ?? []).filter((type) => type !== "null"));
  if (types.has("integer") || types.has("number")) return "integer";
  if (types.has("boolean")) return "yes";
  if (types.has("array") && field.items?.type === "string") return "texts";
  return types.has("string") ? "text" : "json";
}
