/** The data of the escalation's events. */
import { z } from "zod";
import { policy } from "./policy.ts";

/** Somebody called: by a new page, or by one they have already. */
export const call = z.object({ page: z.string(), person: z.string() });
export type Call = z.infer<typeof call>;

/** A run begins; the policy is pinned as it is now (E18). Null: there is none left. */
export const startedData = z.object({ run: z.number().int(), policy: policy.nullable(), why: z.string() });

/** A step was carried out. `meant` is everybody all steps so far mean now. */
export const escalatedData = z.object({
  run: z.number().int(),
  round: z.number().int(),
  step: z.number().int(),
  calls: z.array(call),
  /** Those of the people meant who had answered before, so that nobody needs calling again. */
  answered: z.array(z.string()),
  endpoints: z.array(z.string()),
  meant: z.array(z.string()),
  /** Empty where it was simply time. */
  why: z.string(),
});

/** Steps that mean nobody now (field 6, E10). */
export const skippedData = z.object({ run: z.number().int(), round: z.number().int(), steps: z.array(z.object({ step: z.number().int(), why: z.string() })) });

/** Whom the steps so far mean has changed; steps that came to apply behind the others are `carried` out with it. */
export const changedData = z.object({
  run: z.number().int(),
  meant: z.array(z.string()),
  carried: z.array(z.number().int()),
  added: z.array(call.extend({ step: z.number().int() })),
  endpoints: z.array(z.string()),
  why: z.string(),
});
