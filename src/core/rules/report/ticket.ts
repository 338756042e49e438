/** Where a report goes that is too small for an incident: the tracker (SR-07, GD-47), and with which priority (PE-26). */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import type { State } from "../../incident/slices.ts";
import { cites } from "../../kernel/process.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    kind: z.enum(["bug", "task"]),
    sprint: z.enum(["current", "next", "backlog"]),
    /** Where it stands among the others of its team; 1 comes first. */
    priority: z.number().int().min(1).max(5).optional(),
    /** An incident of the severity has a ticket as well, from its declaration on. */
    declared: z.boolean().default(false),
    cites,
  })
  .optional();
type Ticket = Policy<z.infer<typeof value>, z.infer<typeof value>>;

function filing(policy: Ticket, state: State): Wish[] {
  const { level } = policy;
  if (!level?.declared) return [];
  const { kind, sprint, priority } = level;
  const known = state.lifecycle.ticket;
  if (known !== null && (priority === undefined || known.priority === priority)) return [];
  return [{ name: "file-ticket", input: { kind, sprint, ...(priority === undefined ? {} : { priority }) } }];
}

export const ticket = rule("ticket", {
  title: "Ticket",
  says: "Files a report in the tracker instead of starting the process: of such a severity, or whatever triage calls a ticket. An incident may have one, too.",
  schema: value,
  level: value,
  follows: {
    declared: (policy, state) => filing(policy, state),
    "severity-changed": (policy, state) => (state.lifecycle.phase === "active" ? filing(policy, state) : []),
    rejected: (policy, _state, { data }) => {
      const value = (data.severity === null ? undefined : policy.levelAt(data.severity)) ?? policy.own;
      return data.disposition === "ticket"
        ? [{ name: "file-ticket", input: value ? { kind: value.kind, sprint: value.sprint } : { kind: "task", sprint: "backlog" } }]
        : [];
    },
  },
  examples: [
    { title: "a bug now", value: { kind: "bug", sprint: "current" }, in: "level", valid: true },
    { title: "whatever is too small", value: { kind: "task", sprint: "backlog" }, in: "top", valid: true },
    { title: "an incident that comes first", value: { kind: "bug", sprint: "current", priority: 1, declared: true }, in: "level", valid: true },
    { title: "an unknown sprint", value: { kind: "bug", sprint: "someday" }, in: "level", valid: false },
  ],
});
