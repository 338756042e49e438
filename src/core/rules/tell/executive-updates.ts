/** Whoever only wants summaries gets them in a channel of their own: short, every so often, by few (PD-04, PD-42). */
import { type ExecutiveUpdates, executiveUpdatesShape, owing, summaryText } from "../../incident/executives/shape.ts";
import { begunAnewAt } from "../../incident/lifecycle/pauses.ts";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Effect } from "../../kernel/effect.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after, later } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

type Updates = Policy<ExecutiveUpdates | undefined, undefined>;

function notTheirs(policy: Updates, state: State, ctx: Ctx): Objection[] {
  const { own, process } = policy;
  const mine = state.roles.held.filter(({ person }) => person === ctx.person).map(({ role }) => role);
  if (!own?.posting || ctx.person === null || own.posting.roles.some((role) => mine.includes(role))) return [];
  const who = own.posting.roles.map((role) => process.roles[role]?.label ?? role).join(", ");
  return [policy.objection(policy.at("top", "posting"), "posting_restricted", `Only these write to the executives: ${who}.`)];
}

/** Since when the severity has had the full response; null where it has not. */
function majorSince({ process, rank }: Updates, { lifecycle, severity }: State): string | null {
  if (lifecycle.declaredAt === null || rank === null || process.severities[rank]?.major !== true) return null;
  const change = severity.changes.findLast(({ from }) => from === null || process.severities[from]?.major !== true);
  return [change?.at, begunAnewAt(lifecycle)].reduce<string>((at, one) => later(at, one ?? ""), lifecycle.declaredAt);
}

/** The due message to whoever owes it; when it is late, to the commander as well. */
function reminders(
  policy: Updates,
  state: State,
  data: { readonly key: string; readonly what: string; readonly due: string; readonly does: string },
): Effect[] {
  const cadence = policy.own?.cadence;
  if (!cadence) return [];
  const [owner = ""] = holdersOf(state.roles, owing(cadence, state.roles));
  const isLate = data.does === "escalate";
  const people = isLate ? holdersOfKind(policy.process, state.roles, "commander") : holdersOf(state.roles, owing(cadence, state.roles));
  return people.map((person) => ({
    key: `nudge/${data.key}/${data.does}/${person}`,
    to: { person },
    template: "nudge",
    urgency: "notice",
    params: { what: data.what, dueAt: data.due, state: data.does, ...(isLate && owner !== person ? { owner } : {}) },
    duty: data.key,
    cites: policy.cites(policy.at("top", "cadence")),
  }));
}

export const executiveUpdates = rule("executive_updates", {
  title: "Summaries for executives",
  says: "Sends short summaries to a channel of their own, says who writes there, and demands one every so often at severities with the full response.",
  schema: executiveUpdatesShape.optional(),
  forbids: {
    "tell-executives": (policy, state, input, ctx) => {
      const { length, prefix = "" } = policy.own ?? {};
      const long = length !== undefined && input !== null && summaryText(input, prefix).length > length.most;
      const says = `A summary has at most ${length?.most} characters.`;
      return [...notTheirs(policy, state, ctx), ...(long ? [policy.objection(policy.at("top", "length"), "invalid_value", says)] : [])];
    },
  },
  demands: (policy, state) => {
    const since = majorSince(policy, state);
    const cadence = policy.own?.cadence;
    if (!cadence || since === null) return [];
    const due = after(later(since, state.executives.lastAt ?? ""), cadence.every);
    return [
      {
        ...{ key: `executives@${due}`, who: { role: owing(cadence, state.roles) }, what: "Send the executives a short summary", during: ["active"], due },
        steps: [{ at: due, does: "due" as const }, ...(cadence.late ? [{ at: after(due, cadence.late), does: "escalate" as const }] : [])],
        metBy: ({ type }) => type === "executives-told",
        cites: policy.cites(policy.at("top", "cadence")),
        by: { name: "tell-executives" },
      },
    ];
  },
  triggers: {
    "duty-fell-due": (policy, state, { data }) => (data.rule === "executive_updates" ? reminders(policy, state, data) : []),
    "executives-told": (policy, _state, { data }, ctx) =>
      (policy.own ? (ctx.facts.get("group", policy.own.group)?.people ?? []) : []).map((person) => ({
        key: `executives/${data.update}/${person}`,
        to: { person },
        template: "update",
        urgency: "notice" as const,
        params: { text: data.text, by: ctx.person ?? "", subject: "For executives" },
        cites: policy.cites(policy.at("top", "posting")),
      })),
  },
  examples: [
    {
      title: "every half hour by the deputy",
      value: { channel: "executives", prefix: "@here", group: "executives", cadence: { every: "30m", who: ["deputy"], late: "5m" } },
      in: "top",
      valid: true,
    },
    { title: "to nobody", value: { channel: "executives" }, in: "top", valid: false },
  ],
});
