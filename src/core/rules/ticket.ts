/** Where a report goes that is too small for an incident: the tracker (SR-07, GD-47). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

const value = z.strictObject({ kind: z.enum(["bug", "task"]), sprint: z.enum(["current", "next", "backlog"]), cites }).optional();

export const ticket = rule("ticket", {
  title: "Ticket",
  says: "Files a report in the tracker instead of starting the process: of such a severity, or whatever triage calls a ticket.",
  schema: value,
  level: value,
  follows: {
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
    { title: "an unknown sprint", value: { kind: "bug", sprint: "someday" }, in: "level", valid: false },
  ],
});
