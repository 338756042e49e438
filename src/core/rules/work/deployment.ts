/** A fix that is ready goes out at once, and waits for no release window (PE-24). */
import { z } from "zod";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import type { State } from "../../incident/slices.ts";
import type { Facts } from "../../kernel/facts.ts";
import { cites, type Process } from "../../kernel/process.ts";
import { teamOf } from "../resolve-whom.ts";
import { rule } from "../rule.ts";

/** Those who repair; while nobody does, the team whose it is. */
function owing(process: Process, state: State, facts: Facts): string[] {
  const repair = holdersOfKind(process, state.roles, "responder");
  return repair.length > 0 ? repair : teamOf(state, facts);
}

export const deployment = rule("deployment", {
  title: "Deployment",
  says: "Has a fix deployed as soon as it is ready.",
  schema: z.strictObject({ due: z.literal("at_once"), cites }).optional(),
  demands: (policy, state, facts) => {
    const { readyAt, deployedAt } = state.fix;
    if (readyAt === null || deployedAt !== null) return [];
    return [
      {
        key: `deploy@${readyAt}`,
        who: { people: owing(policy.process, state, facts) },
        what: "Deploy the fix",
        during: ["active", "paused"],
        due: readyAt,
        steps: [{ at: readyAt, does: "due" }],
        metBy: ({ type, data }) => type === "change-noted" && (data as { kind: string }).kind === "deploy",
        cites: policy.cites(policy.at("top")),
        by: { name: "note-change", input: { kind: "deploy" } },
      },
    ];
  },
  triggers: {
    "fix-ready": (policy, state, { at, seq }, ctx) =>
      owing(policy.process, state, ctx.facts)
        .filter((person) => person !== ctx.person)
        .map((person) => ({
          key: `deploy/${seq}/${person}`,
          to: { person },
          template: "nudge",
          urgency: "notice" as const,
          params: { what: "Deploy the fix", dueAt: at, state: "due" },
          duty: `deploy@${at}`,
          cites: policy.cites(policy.at("top")),
        })),
  },
  examples: [
    { title: "at once", value: { due: "at_once" }, in: "top", valid: true },
    { title: "with the next release", value: { due: "next_release" }, in: "top", valid: false },
  ],
});
