/** The checklist of a severity: every step with who, what and when; ticked by itself where the process sees it done (GD-44, GD-02, GD-18). */
import { z } from "zod";
import { commands } from "../../../incident/index.ts";
import type { State } from "../../../incident/slices.ts";
import { type Step, stepShape, stepsAt } from "../../../incident/steps/shape.ts";
import { cites } from "../../../kernel/process.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { rule } from "../../rule.ts";
import { isSeenDone } from "./met.ts";

const value = z
  .strictObject({
    /** A step is left out for a reason only, and that is a departure. */
    skipping: z.literal("with_a_reason").optional(),
    /** Whoever asks what is next is told one step, with its words. */
    next: z.literal("one").optional(),
    cites,
  })
  .optional();
const level = z.array(stepShape).max(60).optional();
/** What a process says of its checklists. */
export type StepsValue = z.infer<typeof value>;
type Steps = Policy<StepsValue, z.infer<typeof level>>;

const own = ["step-finished", "step-skipped"];

/** The steps of now that the process sees done and nobody has ticked. */
function doneBySight(policy: Steps, state: State): readonly Step[] {
  return stepsAt(policy.process, policy.rank).filter(
    ({ key, met }) => met !== undefined && state.steps.ended[key] === undefined && isSeenDone(met, state, policy.process),
  );
}

const commandNames: ReadonlySet<string> = new Set(commands.map(({ name }) => name));

/** Steps of roles or commands that there are not, and two of one key. */
function strange(policy: Steps): Objection[] {
  return Object.keys(policy.process.severities).flatMap((rank) => {
    const steps = stepsAt(policy.process, Number(rank));
    return steps.flatMap(({ key, who, by }, index) => {
      const at = `/severities/${rank}/steps/${index}`;
      const twice = steps.findIndex((one) => one.key === key) < index;
      return [
        ...(policy.process.roles[who] ? [] : [policy.objection(`${at}/who`, "pack_invalid", `There is no role "${who}".`)]),
        ...(by && !commandNames.has(by.name) ? [policy.objection(`${at}/by`, "pack_invalid", `There is no command "${by.name}".`)] : []),
        ...(twice ? [policy.objection(`${at}/key`, "pack_invalid", `Two steps of severity ${rank} are called "${key}".`)] : []),
      ];
    });
  });
}

export const steps = rule("steps", {
  title: "Checklist",
  says: "Gives each severity its steps, with who, what and when, ticks those that it sees done, and has a reason for each that is left out.",
  schema: value,
  level,
  forbids: {
    "skip-step": (policy, state, input) => {
      const step = input === null ? undefined : stepsAt(policy.process, state.severity.rank).find(({ key }) => key === input.step);
      if (step === undefined || policy.own?.skipping !== "with_a_reason" || state.steps.ended[step.key]) return [];
      return [policy.objection(policy.at("top", "skipping"), "reason_required", `“${step.what}” is left out for a reason only.`)];
    },
  },
  follows: {
    "*": (policy, state, event) =>
      own.includes(event.type) ? [] : doneBySight(policy, state).map(({ key }) => ({ name: "finish-step" as const, input: { step: key } })),
  },
  misfits: (policy) => strange(policy),
  examples: [
    { title: "left out for a reason only", value: { skipping: "with_a_reason" }, in: "top", valid: true },
    {
      title: "one step",
      value: [{ key: "worker", who: "responder", what: "Find somebody who repairs it", when: "At once", met: "role.responder" }],
      in: "level",
      valid: true,
    },
    { title: "a step that says nothing", value: [{ key: "worker", who: "responder", what: "", when: "At once" }], in: "level", valid: false },
  ],
});
