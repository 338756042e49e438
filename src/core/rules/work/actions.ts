/** Who directs the work, who keeps out of it, and how much of it one person does at a time (GD2-14, GD2-55, GD-21). */
import { z } from "zod";
import { type Action, actionKinds, isOpenAction } from "../../incident/actions/slice.ts";
import type { Wish } from "../../incident/index.ts";
import { holdsKind } from "../../incident/roles/of-kind.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Duty } from "../../kernel/duty.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const kinds = z.array(z.enum(actionKinds)).min(1);
const value = z
  .strictObject({
    /** Actions of these kinds are named, given and taken away by whoever directs the work, and by nobody else. */
    directed: z.strictObject({ kinds, cites }).optional(),
    /** Whoever commands takes no action of these kinds. */
    handsOff: z.strictObject({ kinds, cites }).optional(),
    /** Each of them is given to one person: not to nobody, and not to a team. */
    assigned: z.strictObject({ cites }).optional(),
    /** Actions of these kinds are for experts of the area; with anybody else it is warned of. */
    experts: z.strictObject({ kinds, cites }).optional(),
    /** One action in progress for each person. */
    oneAtATime: z.boolean().default(false),
    cites,
  })
  .optional();
type Actions = Policy<z.infer<typeof value>, undefined>;

const minuteMs = 60_000;

function undirected(policy: Actions, kind: Action["kind"] | undefined, ctx: Ctx): Objection[] {
  const { directed } = policy.own ?? {};
  if (kind === undefined || !directed?.kinds.includes(kind) || ctx.person === null || ctx.holds("direct")) return [];
  return [policy.objection(policy.at("top", "directed"), "not_permitted", "Whoever directs the work says who does what.")];
}

function notOnePerson(policy: Actions, assignee: string | null, ctx: Ctx): Objection[] {
  const isOne = assignee !== null && ctx.facts.get("person", assignee)?.active;
  if (!policy.own?.assigned || ctx.person === null || isOne) return [];
  return [policy.objection(policy.at("top", "assigned"), "assignee_required", "One person does it: say who.")];
}

type Given = { readonly kind: Action["kind"] | undefined; readonly area: string | null | undefined; readonly person: string | null };

function noExpert(policy: Actions, state: State, { kind, area: of, person }: Given, ctx: Ctx): Objection[] {
  const area = of ?? state.lifecycle.area;
  if (kind === undefined || !policy.own?.experts?.kinds.includes(kind) || person === null || area === null) return [];
  const known = ctx.facts.get("area", area);
  if (known === null || [...known.experts, ...(known.knownBy ?? [])].includes(person)) return [];
  return [{ ...policy.objection(policy.at("top", "experts"), "sme_required", `They are no expert of ${known.name}.`), only: "warning" }];
}

function managerFixes(policy: Actions, state: State, kind: Action["kind"] | undefined, person: string | null): Objection[] {
  const { handsOff } = policy.own ?? {};
  if (kind === undefined || !handsOff?.kinds.includes(kind) || !holdsKind(policy.process, state.roles, "commander", person)) return [];
  return [policy.objection(policy.at("top", "handsOff"), "manager_may_not_fix", "Whoever commands leaves finding and mending to the others.")];
}

function second(policy: Actions, state: State, ctx: Ctx): Objection[] {
  const busy = Object.values(state.actions.actions).find((one) => one.state === "started" && one.assignee === ctx.person);
  if (!policy.own?.oneAtATime || busy === undefined) return [];
  return [policy.objection(policy.at("top", "oneAtATime"), "invalid_state", `One thing at a time: "${busy.text}" is not done.`)];
}

const kindOf = (state: State, id: string | undefined) => (id === undefined ? undefined : state.actions.actions[id]?.kind);

export const actions = rule("actions", {
  title: "Actions",
  says: "Says who directs the work, that whoever commands keeps their hands off it, and that everybody does one thing at a time.",
  schema: value,
  forbids: {
    "add-action": (policy, state, input, ctx) => [
      ...undirected(policy, input?.kind, ctx),
      ...(input === null ? [] : notOnePerson(policy, input.assignee ?? null, ctx)),
      ...noExpert(policy, state, { kind: input?.kind, area: input?.area, person: input?.assignee ?? null }, ctx),
      ...managerFixes(policy, state, input?.kind, input?.assignee ?? null),
    ],
    "redirect-action": (policy, state, input, ctx) =>
      input === null
        ? []
        : [
            ...managerFixes(policy, state, kindOf(state, input.action), input.to),
            ...noExpert(policy, state, { kind: kindOf(state, input.action), area: state.actions.actions[input.action]?.area, person: input.to }, ctx),
          ],
    "start-action": (policy, state, input, ctx) => {
      if (input === null) return [];
      const assignee = state.actions.actions[input.action]?.assignee ?? null;
      const kind = kindOf(state, input.action);
      return [
        ...(assignee === null || assignee === ctx.person ? [] : undirected(policy, kind, ctx)),
        ...managerFixes(policy, state, kind, ctx.person),
        ...second(policy, state, ctx),
      ];
    },
    "drop-action": (policy, state, input, ctx) =>
      input === null || state.actions.actions[input.action]?.assignee === ctx.person ? [] : undirected(policy, kindOf(state, input.action), ctx),
  },
  demands: (_policy, state) => Object.values(state.actions.actions).flatMap(timeboxed),
  triggers: {
    "duty-fell-due": (_policy, state, { data }) => {
      const id = /^action\/([^/]+)\/timebox\//.exec(data.key)?.[1];
      const person = id === undefined ? null : (state.actions.actions[id]?.assignee ?? null);
      if (data.rule !== "actions" || person === null) return [];
      const params = { what: data.what, dueAt: data.due, state: data.does };
      return [{ key: `nudge/${data.key}`, to: { person }, template: "nudge", urgency: "notice", params, duty: data.key, cites: data.cites }];
    },
  },
  examples: [
    { title: "repairs are directed", value: { directed: { kinds: ["repair"] }, oneAtATime: true }, in: "top", valid: true },
    { title: "an unknown kind", value: { handsOff: { kinds: ["dance"] } }, in: "top", valid: false },
  ],
});

/** Once its time is up, whoever has it says how it stands: done, dropped, or so much more. */
function timeboxed(action: Action): Duty<Wish, State>[] {
  const { id, assignee, startedAt, timeboxMinutes } = action;
  if (!isOpenAction(action) || assignee === null || startedAt === undefined || timeboxMinutes === undefined) return [];
  const due = instantOf(epochMs(startedAt) + timeboxMinutes * minuteMs);
  return [
    {
      key: `action/${id}/timebox/${timeboxMinutes}`,
      who: { people: [assignee] },
      what: `Say how it stands: ${action.text}`,
      during: ["active"],
      due,
      steps: [{ at: due, does: "due" }],
      metBy: ({ type, data }) =>
        ["action-finished", "action-dropped", "action-extended", "action-redirected"].includes(type) && (data as { action: string }).action === id,
      cites: [],
      by: { name: "finish-action", input: { action: id } },
    },
  ];
}
