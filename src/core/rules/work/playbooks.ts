/** What is done about causes that the process knows: steps, in their order (PD-22 to PD-26). */
import { z } from "zod";
import { playbookShape, stepName, stepNamed } from "../../incident/cause/playbook.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    /** What the process knows to do, cause by cause. */
    known: z
      .array(playbookShape)
      .max(50)
      .refine((all) => new Set(all.map(({ cause }) => cause)).size === all.length, { message: "Two playbooks are about the same cause." }),
    cites,
  })
  .optional();

/** Against a step whose earlier ones nobody was given. */
function tooEarly(policy: Policy<z.infer<typeof value>, undefined>, state: State, name: string): Objection[] {
  const found = stepNamed(policy.process, name);
  if (!found) return [];
  const { playbook, at, index } = found;
  const missing = playbook.steps.slice(0, index).filter(({ key }) => {
    const action = state.actions.actions[state.cause.begun[stepName(playbook.cause, key)] ?? ""];
    return action === undefined || action.state === "dropped";
  });
  if (missing.length === 0) return [];
  return [
    policy.objection(
      policy.at("top", `known/${at}/steps`),
      "gate_unmet",
      `First: ${missing.map(({ text }) => text).join(" ")}`,
      missing.map(({ key }) => key),
    ),
  ];
}

export const playbooks = rule("playbooks", {
  title: "Playbooks",
  says: "Suggests what to do about a cause that the process knows, and keeps the order of its steps.",
  schema: value,
  forbids: { "follow-playbook": (policy, state, input) => (input === null ? [] : tooEarly(policy, state, input.playbookStep)) },
  examples: [
    {
      title: "a bad deploy",
      value: { known: [{ cause: "bad_deployment", title: "A bad deploy", steps: [{ key: "rollback", text: "Roll it back." }] }] },
      in: "top",
      valid: true,
    },
    { title: "nothing to do", value: { known: [{ cause: "bad_deployment", title: "A bad deploy", steps: [] }] }, in: "top", valid: false },
  ],
});
