/** Gives a step of a playbook to somebody, as an action (PD-22 to PD-26). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { stepNamed } from "./playbook.ts";

export const followPlaybook = command("follow-playbook", {
  title: "Give a step of a playbook to somebody",
  says: "Gives a step of a playbook to somebody, as an action (PD-22 to PD-26).",
  input: z.object({
    playbookStep: z.string().min(1).meta({ title: "Which step", reference: "playbook-step" }),
    assignee: z.string().min(1).meta({ title: "Who", reference: "person" }),
    timeboxMinutes: z.number().int().min(1).max(1_440).default(20).meta({ title: "Minutes it may take" }),
  }),
  may: { capability: "direct" },
  partOf: "playbooks",
  form: { verb: "Give" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, { playbookStep, assignee, timeboxMinutes }, ctx) {
    const wrong = wrongPhase(state, ["active"], "worked on");
    if (wrong) return wrong;
    const found = stepNamed(ctx.process, playbookStep);
    if (!found) return refuse("not_found", "There is no such step in any playbook.");
    if (!ctx.facts.get("person", assignee)?.active) return refuse("assignee_required", "One person does it.", { pointer: "/assignee" });
    const action = ctx.id();
    const { kind, text } = found.step;
    return [
      { type: "action-added", data: { action, kind, text, assignee, timeboxMinutes } },
      { type: "playbook-followed", data: { step: playbookStep, action } },
    ];
  },
  examples: [
    { title: "a step nobody wrote", given: active, input: { playbookStep: "bad_luck/wait", assignee: "ana" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: [], input: { playbookStep: "bad_luck/wait", assignee: "ana" }, then: { refused: "invalid_state" } },
  ],
});
