/** What must be known to declare, and what is too small to be declared (GD-40, GD-01). */
import { z } from "zod";
import { cites, type Process } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

const value = z
  .strictObject({
    severityRequired: z.boolean().default(false),
    /** A severity whose handling is a ticket does not start the process: it is filed. */
    ticketsAreFiled: z.boolean().default(false),
    cites,
  })
  .default({ severityRequired: false, ticketsAreFiled: false });
type Declaration = Policy<z.infer<typeof value>, undefined>;

const isTicket = (process: Process, severity: number | null) => severity !== null && process.severities[severity]?.handling === "ticket";

function without(policy: Declaration, severity: number | null): Objection[] {
  if (!policy.own.severityRequired || severity !== null) return [];
  return [policy.objection(policy.at("top", "severityRequired"), "severity_required", `${policy.process.name} needs a severity to begin.`)];
}

function tooSmall(policy: Declaration, severity: number | null): Objection[] {
  if (!policy.own.ticketsAreFiled || !isTicket(policy.process, severity)) return [];
  const says = `Severity ${severity} does not start ${policy.process.name}: report it, and file it as a ticket.`;
  return [policy.objection(policy.at("top", "ticketsAreFiled"), "invalid_state", says)];
}

export const declaration = rule("declaration", {
  title: "Declaration",
  says: "Refuses a declaration without a severity where the process asks for one, and one of a severity that is a ticket.",
  schema: value,
  forbids: {
    declare: (policy, _state, input) => (input === null ? [] : [...without(policy, input.severity ?? null), ...tooSmall(policy, input.severity ?? null)]),
    triage: (policy, _state, input) => (input?.outcome === "declare" ? without(policy, input.severity ?? null) : []),
  },
  examples: [
    { title: "required", value: { severityRequired: true }, in: "top", valid: true },
    { title: "tickets are filed", value: { ticketsAreFiled: true }, in: "top", valid: true },
    { title: "not a choice", value: { severityRequired: "yes" }, in: "top", valid: false },
  ],
});
