/** What a process asks of the proof that something is mended. What it does not say is not asked. */
import { z } from "zod";
import { caseKinds, environments } from "../../../incident/tests/slice.ts";
import { cites } from "../../../kernel/process.ts";
import type { Policy } from "../../../kernel/rule.ts";

const held = z.strictObject({ cites }).optional();

/** The value at the top of a pack or in a severity. */
export const testsValue = z
  .strictObject({
    /** Not over before every case passed in each of these. */
    plan: z.strictObject({ environments: z.array(z.enum(environments)).min(1), cites }).optional(),
    /** Production counts only once staging passed. */
    order: held,
    /** Not over before a case of each kind passed. */
    kinds: z.strictObject({ needed: z.array(z.enum(caseKinds)).min(1), cites }).optional(),
    /** Not over before the plan was marked ready, which needs a case for each area concerned. */
    ready: held,
    /** A ready plan names the expert who helped, or why none was needed. */
    expert: held,
    /** Cases that change customers' data are never run here, and may be left out. */
    spared: z.strictObject({ environments: z.array(z.enum(environments)).min(1), cites }).optional(),
    /** Not over before somebody of each of these roles, and everybody asked, signed after the last of `again`. */
    signed: z
      .strictObject({ roles: z.array(z.string().max(40)).max(10).default([]), again: z.array(z.enum(["plan", "run", "deploy"])).default([]), cites })
      .optional(),
    /** Not over before the automated tests there are passed, or there are none. */
    existing: held,
    /** Not over before a new automated test passed; putting it off is no answer. */
    new: held,
    /** Unless the manager says that there can be none, and an expert agrees where they must. */
    untestable: z.strictObject({ agreed: z.boolean().default(false), cites }).optional(),
    /** Or puts it off: so many severities less severe, but never beyond the floor. */
    deferral: z.strictObject({ lower: z.number().int().min(0), floor: z.number().int().min(1), open: held, cites }).optional(),
    cites,
  })
  .optional();

export type TestsValue = NonNullable<z.infer<typeof testsValue>>;
/** What the rule sees of the pack. */
export type TestsPolicy = Policy<TestsValue | undefined, TestsValue | undefined>;

/** The value in force, the severity's own before the process's, and where its parts stand in the pack. */
export function inForce(policy: TestsPolicy): { readonly value: TestsValue; readonly at: (part: string) => string } {
  const where = policy.level === undefined ? "top" : "level";
  return { value: policy.level ?? policy.own ?? {}, at: (part) => policy.at(where, part) };
}

/** The severity that putting tests off leads to; null where it stays as it is, or cannot be. */
export function deferredTo({ deferral }: TestsValue, rank: number | null): number | null {
  if (!deferral || rank === null || rank >= deferral.floor) return null;
  const to = Math.min(rank + deferral.lower, deferral.floor);
  return to === rank ? null : to;
}
