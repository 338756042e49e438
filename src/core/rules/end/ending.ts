/** What is said when an incident is declared over: how it is now, what is left to clean up, and whether it is talked over (PD-30, PD-33, PD-34). */
import { z } from "zod";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import { cites, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const part = z.strictObject({ cites }).optional();
const value = z
  .strictObject({
    /** Whoever declares it over says whether it has recovered or is recovering for sure. */
    condition: part,
    /** They name what is left to clean up, or say that nothing is; each becomes a follow-up. */
    cleanup: part,
    /** They may want a debriefing or a search for the cause; it becomes a follow-up of theirs. */
    debrief: part,
    cites,
  })
  .optional();
type Ending = Policy<z.infer<typeof value>, undefined>;

/** Whoever commands when it ends. */
function commanderOf({ process }: Ending, { roles }: State): string | null {
  const role = roleOfKind(process, "commander");
  return role === null ? null : (holdersOf(roles, role)[0] ?? null);
}

const followUp = (text: string, owner: string | null) => ({ name: "add-follow-up" as const, input: { text, owner } });

export const ending = rule("ending", {
  title: "Ending",
  says: "Whoever declares an incident over says how it is now and what is left; what is left becomes follow-ups.",
  schema: value,
  forbids: {
    resolve: (policy, _state, input) => {
      if (input === null) return [];
      const { condition, cleanup } = policy.own ?? {};
      const silent = (input.cleanup ?? []).every((one) => one === "") && !input.nothingLeft;
      return [
        ...(condition && input.condition === undefined
          ? [policy.objection(policy.at("top", "condition"), "missing_fields", "Say whether it has recovered, or is recovering for sure.", ["condition"])]
          : []),
        ...(cleanup && silent
          ? [policy.objection(policy.at("top", "cleanup"), "missing_fields", "Say what is left to clean up, or that nothing is.", ["cleanup"])]
          : []),
      ];
    },
  },
  follows: {
    resolved: (policy, state, { data }) => {
      const { cleanup, debrief } = policy.own ?? {};
      return [
        ...(cleanup ? (data.cleanup ?? []).map((text) => followUp(text, null)) : []),
        ...(debrief && data.debrief ? [followUp("Talk it over, and search for what contributed", commanderOf(policy, state))] : []),
      ];
    },
  },
  examples: [
    { title: "how it is, and what is left", value: { condition: {}, cleanup: {} }, in: "top", valid: true },
    { title: "an unknown word", value: { applause: {} }, in: "top", valid: false },
  ],
});
