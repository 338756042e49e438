/** Parts of a process that are switched on in a later version, one by one (PE-41). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const part = z.strictObject({
  says: z.string().min(1).max(300),
  on: z.boolean().default(false),
  /** What the pack has besides, once it is on. */
  adds: z.record(z.string(), z.unknown()),
});

export const modules = rule("modules", {
  title: "Modules",
  says: "Names parts of the process that are off at first; switched on in a new version, what they add is part of it.",
  schema: z.object({ cites }).catchall(part).optional(),
  examples: [
    {
      title: "a scribe, later",
      value: { scribe: { says: "Somebody writes it down.", adds: { roles: { scribe: { label: "Scribe", kind: "scribe" } } } } },
      in: "top",
      valid: true,
    },
    { title: "nothing to add", value: { scribe: { says: "Somebody writes it down." } }, in: "top", valid: false },
  ],
});

type Json = { readonly [key: string]: unknown };

const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Lists grow, values below are joined, everything else is replaced. */
function joined(before: unknown, added: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(added)) return [...before, ...added];
  if (!isRecord(before) || !isRecord(added)) return added;
  return { ...before, ...Object.fromEntries(Object.entries(added).map(([key, value]) => [key, joined(before[key], value)])) };
}

/** A pack with what its modules add that are on; as plain data, before it is checked. */
export function withModules(data: unknown): unknown {
  const all = isRecord(data) && isRecord(data.modules) ? Object.values(data.modules) : [];
  return all.reduce((pack, one) => (isRecord(one) && one.on === true && isRecord(one.adds) ? joined(pack, one.adds) : pack), data);
}
