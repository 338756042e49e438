/** Says that a task of public relations is done (GD-35). */
import { z } from "zod";
import type { Ctx } from "../../kernel/command.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command, type State } from "../slices.ts";

/** A task of public relations at a severity, as the process says it. */
type Task = { readonly key: string; readonly what: string };

/** The tasks the process has at the severity of the moment. */
const tasksOf = (process: Ctx["process"], state: State): readonly Task[] =>
  (process.severities[state.severity.rank ?? 0] as { pr_tasks?: { tasks: readonly Task[] } } | undefined)?.pr_tasks?.tasks ?? [];

export const finishPrTask = command("finish-pr-task", {
  title: "A task of public relations is done",
  says: "Says that a task of public relations is done (GD-35).",
  input: z.object({
    task: z.string().min(1).max(60).meta({ title: "Task" }),
    note: z.string().trim().max(1_000).default("").meta({ title: "A word about it" }),
  }),
  may: { capability: "public_relations" },
  partOf: "pr_tasks",
  form: { verb: "Done", long: "note" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "worked on outside");
    if (wrong) return wrong;
    const task = tasksOf(ctx.process, state).find(({ key }) => key === input.task);
    if (!task) return refuse("not_found", "Public relations has no such task at this severity.");
    if (state.outside.tasks[task.key]) return refuse("invalid_state", "It is done already.");
    return [{ type: "pr-task-finished", data: { task: task.key, what: task.what, note: input.note } }];
  },
  examples: [
    { title: "an unknown one", given: active, input: { task: "sing" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: active.slice(0, 1), input: { task: "call" }, then: { refused: "invalid_state" } },
  ],
});
