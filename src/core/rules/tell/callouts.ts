/** The clock is called out: how long it lasts every so often, and whose time is up (R-PD-R03). The process speaks for whoever watches the clock. */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, commandingRole, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { type Instant, later } from "../../kernel/time.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule, whom } from "../rule.ts";
import { nextOnGrid } from "./cadences.ts";

/** Who hears of it, beside the room. */
const tell = z.array(whom).max(5).default([]);
const value = z
  .strictObject({
    /** So often, counted from when command was taken, until it is over. */
    elapsed: z.strictObject({ every: duration, tell, cites }).optional(),
    /** Whoever was given a time and is not done when it is over is named. */
    timeboxes: z.strictObject({ tell, cites }).optional(),
    cites,
  })
  .optional();
type Callouts = Policy<z.infer<typeof value>, undefined>;

/** When somebody first took command since it began, or began again; null: nobody did. */
function commandTakenAt({ process }: Callouts, { spans, callouts }: State): Instant | null {
  const role = commandingRole(process);
  const taken = spans.spans.filter((one) => one.role === role && (one.to === null || one.to > callouts.overAt));
  return taken.map(({ from }) => from).sort()[0] ?? null;
}

type Said = Pick<Effect, "key" | "template" | "params"> & { readonly below: "elapsed" | "timeboxes" };

function hears(policy: Callouts, state: State, { below, key, template, params }: Said, ctx: Ctx): Effect[] {
  const asking = { process: policy.process, state, ctx };
  const people = new Set((policy.own?.[below]?.tell ?? []).flatMap((one) => peopleOf(one, asking)));
  return [...people].map((person) => ({
    ...{ key: `${key}/${person}`, to: { person }, template, urgency: "notice", params },
    cites: policy.cites(policy.at("top", below)),
  }));
}

export const callouts = rule("callouts", {
  title: "The clock, called out",
  says: "Calls out in the room every so often how long it lasts, and whose time is up.",
  schema: value,
  follows: {
    "duty-fell-due": (policy, _state, { data }) => {
      const action = /^action\/([^/]+)\/timebox\//.exec(data.key)?.[1];
      return policy.own?.timeboxes && data.rule === "actions" && action !== undefined ? [{ name: "call-out-timebox", input: { action } }] : [];
    },
  },
  demands: (policy, state) => {
    const { elapsed } = policy.own ?? {};
    const since = commandTakenAt(policy, state);
    if (!elapsed || since === null) return [];
    const next = nextOnGrid(since, elapsed.every, later(since, state.callouts.at));
    return [
      {
        ...{ key: `elapsed@${next}`, who: { process: true as const }, what: "Call out how long it lasts", during: ["active"], due: null },
        steps: [{ at: next, does: "due" as const, then: { name: "call-out-time" as const, input: { since } } }],
        metBy: (event) => event.type === "time-called-out",
        cites: policy.cites(policy.at("top", "elapsed")),
      },
    ];
  },
  triggers: {
    "time-called-out": (policy, state, { data, seq }, ctx) => {
      const params = { text: `${data.minutes} minutes since command was taken.`, by: "", subject: "The clock" };
      return hears(policy, state, { below: "elapsed", key: `elapsed/${seq}`, template: "update", params }, ctx);
    },
    "timebox-called-out": (policy, state, { data, seq, at }, ctx) => {
      const params = { what: `The ${data.minutes} minutes are over: ${data.text}`, owner: data.person, dueAt: at, state: "overdue" };
      return hears(policy, state, { below: "timeboxes", key: `timebox/${seq}`, template: "nudge", params }, ctx);
    },
  },
  examples: [
    { title: "every ten minutes, to the commander", value: { elapsed: { every: "10m", tell: ["commander"] }, timeboxes: {} }, in: "top", valid: true },
    { title: "now and then", value: { elapsed: { every: "often" } }, in: "top", valid: false },
  ],
});
