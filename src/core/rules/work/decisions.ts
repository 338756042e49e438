/** What is about to be decided is said first, and whoever objects strongly says so; one person decides, nobody votes (R-PD-R10). */
import { z } from "zod";
import { openDecisions } from "../../incident/decisions/slice.ts";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, commandingRole, duration } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** So long strong objections are asked for, unless whoever decides says otherwise. */
    within: duration,
    cites,
  })
  .optional();
type Deciding = Policy<z.infer<typeof value>, undefined>;

function early(policy: Deciding, state: State, id: string | undefined, now: string): Objection[] {
  const found = id === undefined ? undefined : state.decisions.decisions[id];
  if (found === undefined || found.outcome !== null || now >= found.until) return [];
  return [
    { ...policy.objection(policy.at("top", "within"), "gate_unmet", "There is still time to object: hear them first.", ["objections"]), only: "warning" },
  ];
}

/** Once the time to object is over, whoever commands decides. */
function toDecide(policy: Deciding, state: State): Duty<Wish, State>[] {
  const role = commandingRole(policy.process);
  if (!policy.own || role === null) return [];
  return openDecisions(state.decisions).map(({ id, text, until }) => ({
    ...{ key: `decide/${id}`, who: { role }, what: `Decide: ${text}`, during: ["active"], due: until, steps: [{ at: until, does: "due" as const }] },
    metBy: ({ type, data }) => type === "decision-taken" && (data as { decision: string }).decision === id,
    cites: policy.cites(policy.at("top")),
    by: { name: "decide", input: { decision: id } },
  }));
}

type Told = { readonly key: string; readonly people: readonly string[]; readonly text: string; readonly by: string; readonly subject: string };

const tells = (policy: Deciding, { key, people, text, by, subject }: Told): Effect[] =>
  people.map((person) => ({
    ...{ key: `${key}/${person}`, to: { person }, template: "update", urgency: "notice", params: { text, by, subject } },
    cites: policy.cites(policy.at("top")),
  }));

/** Everybody in a seat but whoever speaks. */
const seated = (state: State, ctx: Ctx) => [...new Set(state.roles.held.map(({ person }) => person))].filter((person) => person !== ctx.person);

export const decisions = rule("decisions", {
  title: "Decisions",
  says: "Whoever commands says what they are about to decide, hears strong objections for a short time, and decides; the outcome stands in the record.",
  schema: value,
  forbids: { decide: (policy, state, input, ctx) => early(policy, state, input?.decision, ctx.now) },
  demands: (policy, state) => toDecide(policy, state),
  triggers: {
    "decision-proposed": (policy, state, { data }, ctx) =>
      tells(policy, { key: `decision/${data.decision}`, people: seated(state, ctx), text: data.text, by: data.person, subject: "Strong objections?" }),
    "decision-objected": (policy, state, { data, seq }) => {
      const { by } = state.decisions.decisions[data.decision]!;
      return by === data.person
        ? []
        : tells(policy, { key: `objection/${seq}`, people: [by], text: `${data.text}: ${data.because}`, by: data.person, subject: "An objection" });
    },
  },
  examples: [
    { title: "a minute to object", value: { within: "1m" }, in: "top", valid: true },
    { title: "a vote", value: { within: "1m", votes: 3 }, in: "top", valid: false },
  ],
});
