/** What an escalation policy says: steps of whom to page after how long, under which conditions, how often again, and what counts as an answer. */
import { z } from "zod";
import { duration } from "../kernel/process.ts";

const id = z.string().min(1).max(60);

/** Whom a step means; a schedule or team is resolved at the moment of the step. `endpoint` is a room or webhook of the organisation. */
export const target = z.union([
  z.strictObject({ person: id }),
  z.strictObject({ schedule: id }),
  z.strictObject({ team: id }),
  z.strictObject({ group: id }),
  z.strictObject({ endpoint: id }),
]);

/** When a step applies; what is absent does not matter. `hours` are the organisation's working hours, holidays outside. */
const condition = z.strictObject({
  severities: z.array(z.number().int().min(1).max(9)).min(1).optional(),
  hours: z.enum(["working", "outside"]).optional(),
  areas: z.array(id).min(1).optional(),
});

/** One step. `after` counts from the step before (the first: from the beginning); a step that means nobody, or whose condition fails, is skipped at once. */
const step = z.strictObject({
  after: duration.default("PT0S"),
  to: z.array(target).min(1).max(20),
  /** Everybody it means, or one of them each time in turn. */
  take: z.enum(["everybody", "in_turn"]).default("everybody"),
  /** Whose answer ends the escalation: the first, or all whom this step paged. */
  answers: z.enum(["first", "all"]).default("first"),
  when: condition.default({}),
});

/** The definition as people write it. */
export const policyDefinition = z.strictObject({
  steps: z.array(step).min(1).max(20),
  /** How often all steps are gone through again when nobody answered, each round after this time. Then the last resort is paged (R26). */
  repeat: z.strictObject({ times: z.number().int().min(0).max(9), after: duration }).default({ times: 0, after: "PT5M" }),
  /** Whoever answered and then does nothing for so long is paged again; null: never. */
  forgotten: duration.nullable().default("PT30M"),
  /** Whoever was paged and is silent is paged again this often, beside the steps that follow; null: never. */
  keepTrying: duration.nullable().default("PT5M"),
});

/** An escalation policy, as the core reads it as the fact `escalation`. */
export const policy = z.strictObject({ id: z.string(), title: z.string(), ...policyDefinition.shape });

export type Target = z.infer<typeof target>;
export type PolicyStep = z.infer<typeof step>;
export type Policy = z.infer<typeof policy>;
