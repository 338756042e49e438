/** What public relations has to do at a severity (GD-35, R-GD1-09, R-GD2-05). */
import { z } from "zod";
import { cites, duration, roleOfKind } from "../../../kernel/process.ts";
import { after } from "../../../kernel/time.ts";
import { rule } from "../../rule.ts";
import { holdsSince, toHolders } from "./nudge.ts";

const task = z.strictObject({
  key: z.string().regex(/^[a-z][a-z_]{1,39}$/),
  what: z.string().min(1).max(200),
  says: z.string().max(400).default(""),
  /** Until when, counted from when the severity began to hold; absent: while it lasts. */
  within: duration.optional(),
});

export const prTasks = rule("pr_tasks", {
  title: "Tasks of public relations",
  says: "Gives public relations the tasks of the severity of the moment.",
  level: z.strictObject({ tasks: z.array(task).min(1).max(20), cites }).optional(),
  demands: (policy, state) => {
    const since = holdsSince(state);
    const role = roleOfKind(policy.process, "comms_external");
    if (since === null || role === null) return [];
    return (policy.level?.tasks ?? [])
      .filter(({ key }) => !state.outside.tasks[key])
      .map((one) => {
        const due = one.within === undefined ? null : after(since, one.within);
        return {
          key: `pr-task/${one.key}`,
          who: { role },
          what: one.what,
          during: ["active", "paused"],
          due,
          steps: due === null ? [] : [{ at: due, does: "due" as const }],
          metBy: (event) => event.type === "pr-task-finished" && (event.data as { task: string }).task === one.key,
          cites: policy.cites(policy.at("level")),
          by: { name: "finish-pr-task", input: { task: one.key } },
        };
      });
  },
  triggers: {
    "duty-fell-due": (policy, state, { data }) =>
      data.rule !== "pr_tasks"
        ? []
        : toHolders(state, [roleOfKind(policy.process, "comms_external") ?? ""], {
            key: `nudge/${data.key}@${data.due}`,
            template: "nudge",
            urgency: "notice",
            params: { what: data.what, dueAt: data.due, state: "due" },
            duty: data.key,
            cites: data.cites,
          }),
  },
  examples: [
    { title: "one task", value: { tasks: [{ key: "call", what: "Call the customers", within: "30m" }] }, in: "level", valid: true },
    { title: "none", value: { tasks: [] }, in: "level", valid: false },
  ],
});
