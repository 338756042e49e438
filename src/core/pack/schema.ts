/** The schema of a pack, composed from the skeleton and the rules' own schemas. */
import { z } from "zod";
import type { AnyPack } from "../kernel/engine.ts";
import { levelSkeleton, skeleton } from "../kernel/process.ts";
import type { AnyRule } from "../kernel/rule.ts";
import { rules } from "../rules/index.ts";

type Keys = (typeof rules)[number];
type Top = {
  readonly [R in Keys as R extends { readonly schema?: z.ZodType } ? R["key"] : never]: R extends { readonly schema?: infer S }
    ? S extends z.ZodType
      ? z.infer<S>
      : never
    : never;
};

const fields = (which: "schema" | "level") =>
  Object.fromEntries((rules as readonly AnyRule[]).flatMap((rule) => (rule[which] ? [[rule.key, rule[which]]] : []))) as Record<string, z.ZodType>;

const severity = z.strictObject({ ...levelSkeleton, ...fields("level") });

/** The whole pack: an unknown key is refused with its path. */
export const packSchema = z
  .strictObject({ ...skeleton, severities: z.record(z.string().regex(/^[1-9][0-9]?$/), severity), ...fields("schema") })
  .meta({ id: "Pack", title: "A process pack" });

/** A pack as it was read and checked. */
export type Pack = AnyPack & Partial<Top>;

/** The published JSON Schema of packs, for editors. */
export function packJsonSchema(): unknown {
  return z.toJSONSchema(packSchema, { io: "input", unrepresentable: "any" });
}
