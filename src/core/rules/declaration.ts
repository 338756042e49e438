/** What must be known to declare: the severity, where the process wants it. */
import { z } from "zod";
import { cites } from "../kernel/process.ts";
import { rule } from "./rule.ts";

export const declaration = rule("declaration", {
  title: "Declaration",
  says: "Refuses a declaration without a severity where the process asks for one.",
  schema: z.strictObject({ severityRequired: z.boolean().default(true), cites }).default({ severityRequired: true }),
  forbids: {
    declare: (policy, _state, input) =>
      input !== null && policy.own.severityRequired && (input.severity ?? null) === null
        ? [policy.objection(policy.at("top", "severityRequired"), "severity_required", `${policy.process.name} needs a severity to begin.`)]
        : [],
    triage: (policy, _state, input) =>
      input?.outcome === "declare" && policy.own.severityRequired && (input.severity ?? null) === null
        ? [policy.objection(policy.at("top", "severityRequired"), "severity_required", `${policy.process.name} needs a severity to begin.`)]
        : [],
  },
  examples: [
    { title: "required", value: { severityRequired: true }, in: "top", valid: true },
    { title: "not a choice", value: { severityRequired: "yes" }, in: "top", valid: false },
  ],
});
