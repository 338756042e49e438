/** Steps that are given to people: each to one, several at once, and some to nobody but those of their role (R-PD-S02, R-PD-S06). */
import { z } from "zod";
import type { Wish } from "../../../incident/index.ts";
import { holdersOf } from "../../../incident/roles/slice.ts";
import type { State } from "../../../incident/slices.ts";
import { stepsAt } from "../../../incident/steps/shape.ts";
import type { Duty } from "../../../kernel/duty.ts";
import { cites } from "../../../kernel/process.ts";
import type { Objection } from "../../../kernel/refusal.ts";
import type { Policy } from "../../../kernel/rule.ts";
import { rule } from "../../rule.ts";

const value = z
  .strictObject({
    /** Steps that only holders of their own role do, by their keys. */
    ownRole: z.strictObject({ steps: z.array(z.string().max(40)).min(1), cites }).optional(),
    cites,
  })
  .optional();
type Owners = Policy<z.infer<typeof value>, undefined>;

const stepOf = ({ process, rank }: Owners, step: string) => stepsAt(process, rank).find(({ key }) => key === step);

function notTheirs(policy: Owners, state: State, step: string | undefined, person: string | null): Objection[] {
  if (step === undefined || person === null || !policy.own?.ownRole?.steps.includes(step)) return [];
  const who = stepOf(policy, step)?.who;
  if (who === undefined || holdersOf(state.roles, who).includes(person)) return [];
  const label = policy.process.roles[who]?.label ?? who;
  return [policy.objection(policy.at("top", "ownRole"), "not_permitted", `That is for the ${label} alone.`)];
}

/** What somebody was given, until it is done or left out. */
function owed(policy: Owners, state: State): Duty<Wish, State>[] {
  return Object.entries(state.steps.given).flatMap(([key, person]) => {
    const step = stepOf(policy, key);
    if (step === undefined || state.steps.ended[key]) return [];
    return [
      {
        key: `step/${key}/${person}`,
        who: { people: [person] },
        what: step.what,
        during: ["active", "paused", "resolved"],
        due: null,
        steps: [],
        metBy: ({ type, data }) => type === "step-finished" && (data as { step: string }).step === key,
        cites: policy.cites(policy.at("top")),
        by: { name: "finish-step", input: { step: key } },
      },
    ];
  });
}

export const stepOwners = rule("step_owners", {
  title: "Steps for people",
  says: "Lets whoever directs give each step to one person, several at once, and keeps some for those of their role.",
  schema: value,
  forbids: {
    "assign-step": (policy, state, input) => notTheirs(policy, state, input?.step, input?.person ?? null),
    "finish-step": (policy, state, input, ctx) => notTheirs(policy, state, input?.step, ctx.person),
  },
  triggers: {
    "step-given": (policy, _state, { data, seq }, ctx) =>
      data.person === ctx.person
        ? []
        : [
            {
              key: `step/${seq}`,
              to: { person: data.person },
              template: "nudge",
              urgency: "notice",
              params: { what: data.what },
              cites: policy.cites(policy.at("top")),
            },
          ],
  },
  demands: (policy, state) => owed(policy, state),
  examples: [
    { title: "one is for its role alone", value: { ownRole: { steps: ["public_notice"] } }, in: "top", valid: true },
    { title: "an unknown key", value: { everybody: true }, in: "top", valid: false },
  ],
});
