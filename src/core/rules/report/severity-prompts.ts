/** Who watches how it stands asks for another severity, and whoever commands answers (PD-27, PD-38). */
import { z } from "zod";
import { holdersOfKind } from "../../incident/roles/of-kind.ts";
import { holdersOf } from "../../incident/roles/slice.ts";
import type { State } from "../../incident/slices.ts";
import type { Effect } from "../../kernel/effect.ts";
import { cites, duration, roleOfKind } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { after } from "../../kernel/time.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** Whoever commands answers, and is reminded after so long. */
    answered: z.strictObject({ remind: duration, cites }).optional(),
    /** This role is told when what the alerts say gets worse, so that it can ask. */
    watch: z.strictObject({ role: z.string().max(40), cites }).optional(),
    cites,
  })
  .optional();
type Prompts = Policy<z.infer<typeof value>, undefined>;

const questionOf = (proposes: number) => `Should it be severity ${proposes}? Change it, or keep it`;

type Told = { readonly key: string; readonly what: string; readonly why?: string; readonly below: string };

const nudge = (policy: Prompts, people: readonly string[], { key, what, why, below }: Told): Effect[] =>
  people.map((person) => ({
    ...{ key: `${key}/${person}`, to: { person }, template: "nudge", urgency: "notice", params: { what, state: "open", ...(why ? { why } : {}) } },
    cites: policy.cites(policy.at("top", below)),
  }));

/** The systems are critical and this incident has no full response: said once for each severity it has. */
function critical(policy: Prompts, state: State, text: string): Effect[] {
  const { own, process, rank } = policy;
  const isMajor = rank !== null && process.severities[rank]?.major === true;
  if (!own?.watch || isMajor || !/\bCRITICAL\b/.test(text)) return [];
  const told = { what: "The systems are critical: should it be more severe? Ask whoever commands", why: text, below: "watch" };
  return nudge(policy, holdersOf(state.roles, own.watch.role), { key: `severity/watch/critical/${state.severity.since ?? ""}`, ...told });
}

export const severityPrompts = rule("severity_prompts", {
  title: "Prompts for another severity",
  says: "Whoever watches is told when it gets worse and may ask for another severity; whoever commands answers.",
  schema: value,
  forbids: {
    "prompt-severity": (policy) =>
      policy.own?.answered ? [] : [policy.objection(policy.at("top"), "invalid_state", `Under ${policy.process.name} nobody answers such a question.`)],
  },
  demands: (policy, { severityPrompts: { open } }) => {
    const { answered } = policy.own ?? {};
    if (!answered || open === null) return [];
    return [
      {
        ...{ key: `severity/prompt/${open.id}`, who: { role: roleOfKind(policy.process, "commander") ?? "commander" }, what: questionOf(open.proposes) },
        ...{ during: ["active", "paused"], due: null, steps: [{ at: after(open.at, answered.remind), does: "remind" as const }] },
        metBy: ({ type }) => type === "severity-changed" || type === "severity-kept",
        cites: policy.cites(policy.at("top", "answered")),
        by: { name: "change-severity", input: { to: open.proposes } },
      },
    ];
  },
  triggers: {
    "severity-prompted": (policy, state, { data }) =>
      nudge(policy, holdersOfKind(policy.process, state.roles, "commander"), {
        ...{ key: `severity/prompt/${data.prompt}`, what: questionOf(data.proposes), why: data.text, below: "answered" },
      }),
    "duty-fell-due": (policy, state, { data }) =>
      data.rule === "severity_prompts"
        ? nudge(policy, holdersOfKind(policy.process, state.roles, "commander"), { key: `nudge/${data.key}`, what: data.what, below: "answered" })
        : [],
    "signals-counted": (policy, state, { data, seq }) => {
      const { watch } = policy.own ?? {};
      if (!watch || data.what !== "worse" || state.lifecycle.declaredAt === null) return [];
      const told = { what: "It gets worse: should it be more severe? Ask whoever commands", why: `${data.title}: ${data.firing} alerts`, below: "watch" };
      return nudge(policy, holdersOf(state.roles, watch.role), { key: `severity/watch/${seq}`, ...told });
    },
    "status-watched": (policy, state, { data }) => critical(policy, state, data.text),
    "status-told": (policy, state, { data }) => critical(policy, state, data.text),
  },
  examples: [
    { title: "answered within ten minutes, watched by the deputy", value: { answered: { remind: "10m" }, watch: { role: "deputy" } }, in: "top", valid: true },
    { title: "reminded some time", value: { answered: { remind: "soon" } }, in: "top", valid: false },
  ],
});
