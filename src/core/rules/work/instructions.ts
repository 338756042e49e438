/** Whoever was told to do something says that they heard it, does it, asks for time, or says why they cannot; nobody declines (PD-13, R-PD-R09). */
import { z } from "zod";
import { isOpenAction } from "../../incident/actions/slice.ts";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import type { Duty } from "../../kernel/duty.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, duration } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after } from "../../kernel/time.ts";
import { peopleOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** How soon whoever was told says that they heard it. */
    within: duration,
    /** Nobody is told to do something without how long it may take. */
    timebox: z.literal("required").optional(),
    cites,
  })
  .optional();
type Instructions = Policy<z.infer<typeof value>, undefined>;

const timeless = "Say how many minutes it may take: come back then, and ask how much more is needed.";

function toAcknowledge(policy: Instructions, state: State): Duty<Wish, State>[] {
  const { own } = policy;
  if (!own) return [];
  return Object.values(state.actions.actions).flatMap((action) => {
    const given = state.instructions.given[action.id];
    if (!given || given.acknowledgedAt !== null || action.state !== "open" || action.assignee !== given.person) return [];
    const due = after(given.at, own.within);
    return [
      {
        key: `instruction/${action.id}@${given.at}`,
        who: { people: [given.person] },
        what: `Say that you heard it: ${action.text}`,
        during: ["active"],
        due,
        steps: [{ at: due, does: "due" as const }],
        metBy: ({ type, data }) =>
          ["action-acknowledged", "action-started", "action-unable", "action-finished"].includes(type) && (data as { action: string }).action === action.id,
        cites: policy.cites(policy.at("top", "within")),
        by: { name: "acknowledge-action" as const, input: { action: action.id } },
      },
    ];
  });
}

const message = (policy: Instructions, about: Pick<Effect, "key" | "template" | "params"> & { readonly person: string }): Effect => ({
  ...{ key: about.key, to: { person: about.person }, template: about.template, urgency: "notice", params: about.params },
  cites: policy.cites(policy.at("top")),
});

export const instructions = rule("instructions", {
  title: "Instructions",
  says: "Whoever was told to do something says that they heard it, does it, asks for more time, or says why they cannot; nobody declines.",
  schema: value,
  forbids: {
    "add-action": (policy, _state, input, ctx) => {
      const told = ctx.person !== null && input?.assignee != null && input.assignee !== ctx.person;
      if (!told || policy.own?.timebox === undefined || input.timeboxMinutes !== undefined) return [];
      return [policy.objection(policy.at("top", "timebox"), "timebox_required", timeless)];
    },
    "drop-action": (policy, state, input, ctx) => {
      const action = input === null ? undefined : state.actions.actions[input.action];
      const declines = action !== undefined && isOpenAction(action) && action.assignee === ctx.person && !ctx.holds("direct");
      if (!policy.own || ctx.person === null || !declines) return [];
      return [policy.objection(policy.at("top"), "not_permitted", "What you were told to do is not dropped: say that you cannot do it, and why.")];
    },
  },
  demands: (policy, state) => toAcknowledge(policy, state),
  triggers: {
    "action-unable": (policy, state, { data, seq }, ctx) =>
      peopleOf("commander", { process: policy.process, state, ctx }).map((person) =>
        message(policy, {
          ...{ key: `unable/${data.action}/${seq}/${person}`, person, template: "update" },
          params: { text: `${data.text}: ${data.reason}`, by: data.person, subject: "Somebody cannot do it" },
        }),
      ),
    "duty-fell-due": (policy, state, { data }) => {
      const id = /^instruction\/([^@]+)@/.exec(data.key)?.[1];
      const person = id === undefined ? undefined : state.instructions.given[id]?.person;
      if (data.rule !== "instructions" || person === undefined) return [];
      const params = { what: data.what, dueAt: data.due, state: "due" };
      return [{ ...message(policy, { key: `nudge/${data.key}`, person, template: "nudge", params }), duty: data.key }];
    },
  },
  examples: [
    { title: "heard within two minutes", value: { within: "2m", timebox: "required" }, in: "top", valid: true },
    { title: "whenever they like", value: { within: "whenever" }, in: "top", valid: false },
  ],
});
