/** Where a report goes that is too small for an incident: the tracker (SR-07). */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

export const ticket = rule("ticket", {
  title: "Ticket",
  says: "Files a report of such a severity in the tracker instead of starting the process.",
  level: z.strictObject({ kind: z.enum(["bug", "task"]), sprint: z.enum(["current", "next", "backlog"]), cites }).optional(),
  follows: {
    rejected: (policy, _state, { data }) => {
      const value = data.severity === null ? undefined : policy.levelAt(data.severity);
      return data.disposition === "ticket"
        ? [{ name: "file-ticket", input: value ? { kind: value.kind, sprint: value.sprint } : { kind: "task", sprint: "backlog" } }]
        : [];
    },
  },
  examples: [
    { title: "a bug now", value: { kind: "bug", sprint: "current" }, in: "level", valid: true },
    { title: "an unknown sprint", value: { kind: "bug", sprint: "someday" }, in: "level", valid: false },
  ],
});
