/** What comes first for the team whose it is: whoever begins something else before it is warned (PE-26). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { Ctx } from "../../kernel/command.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { begins, hasBegun } from "../report/start.ts";
import { teamOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** Severities that come first. */
    levels: z.array(z.number().int().min(1)).min(1),
    /** Severities that wait for them. */
    before: z.array(z.number().int().min(1)).min(1),
    cites,
  })
  .optional();
type First = Policy<z.infer<typeof value>, undefined>;

/** Whose it is: the team of its area, else the area itself; null where it has none. */
function ownerOf(state: State, facts: Facts): string | null {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  return area === null ? null : (area.team ?? area.id);
}

function another(policy: First, state: State, ctx: Ctx): Objection[] {
  if (policy.own === undefined || policy.rank === null || !policy.own.before.includes(policy.rank)) return [];
  const owner = ownerOf(state, ctx.facts);
  const waiting = owner === null ? [] : (ctx.facts.get("first-in-line", owner)?.waiting ?? []);
  if (waiting.length === 0 || waiting[0] === ctx.stream) return [];
  return [policy.objection(policy.at("top", "before"), "invalid_state", "Something else comes first for this team, and nobody has begun it.")];
}

export const firstInLine = rule("first_in_line", {
  title: "First in line",
  says: "Has the team begin what comes first for it, and warns whoever begins something else before.",
  schema: value,
  forbids: {
    "start-action": (policy, state, _input, ctx) => another(policy, state, ctx),
    "assign-role": (policy, state, input, ctx) => (input !== null && policy.process.roles[input.role]?.kind === "responder" ? another(policy, state, ctx) : []),
  },
  demands: (policy, state, facts) => {
    const owner = policy.own === undefined || policy.rank === null || !policy.own.levels.includes(policy.rank) ? null : ownerOf(state, facts);
    if (owner === null || hasBegun(policy.process, state)) return [];
    return [
      {
        key: `first/${owner}`,
        who: { people: teamOf(state, facts) },
        what: "Begin with this, before anything else",
        during: ["active"],
        due: null,
        steps: [],
        metBy: (event, before) => begins(policy.process, event, before),
        cites: policy.cites(policy.at("top", "levels")),
        by: { name: "assign-role" },
      },
    ];
  },
  examples: [
    { title: "severity 3 before 3 and 4", value: { levels: [3], before: [3, 4] }, in: "top", valid: true },
    { title: "nothing", value: { levels: [], before: [] }, in: "top", valid: false },
  ],
});
