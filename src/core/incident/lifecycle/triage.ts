/** Decides what a report is: an incident, a ticket, something for tomorrow, nothing, or known already. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { staysSecret } from "../secrecy/stays-secret.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";
import { answered } from "./report.ts";

/** What a report may be. */
export const outcomes = ["declare", "ticket", "next_day", "dismiss", "duplicate"] as const;

export const triage = command("triage", {
  title: "Triage",
  says: "Decides what becomes of a report; a severity whose handling is a ticket goes to the tracker (SR-07).",
  input: z.object({
    outcome: z.enum(outcomes).meta({ title: "What is it?" }),
    severity: z.number().int().min(1).nullable().default(null).meta({ title: "Severity", reference: "severity" }),
    of: z.string().default("").meta({ title: "Duplicate of", reference: "incident" }),
    reason: z.string().max(500).default("").meta({ title: "Reason" }),
    process: z.string().max(40).optional().meta({ title: "Process", reference: "process" }),
    answers: answered.optional().meta({ title: "Answers", hidden: true }),
  }),
  may: { capability: "triage" },
  form: { verb: "Decide" },
  when: (state) => state.lifecycle.phase === "reported",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, ["reported"], "triaged") ?? staysSecret(state, ctx.process);
    if (wrong) return wrong;
    const frees = state.lifecycle.claims;
    if (input.outcome === "duplicate") {
      if (ctx.facts.get("incident", input.of) === null) return refuse("invalid_value", "That incident is not known.", { pointer: "/of" });
      return [{ type: "marked-duplicate", data: { of: input.of, frees } }];
    }
    if (input.outcome === "dismiss" && input.reason.trim() === "") return refuse("reason_required", "Say why it is nothing to solve.", { pointer: "/reason" });
    const level = input.severity === null ? undefined : ctx.process.severities[input.severity];
    if (input.severity !== null && !level) return refuse("invalid_value", `${ctx.process.name} has no severity ${input.severity}.`, { pointer: "/severity" });
    if (input.outcome === "declare" && level?.handling !== "ticket") {
      const { severity, reason: because, answers } = input;
      const { key: process, version } = ctx.process;
      return [{ type: "declared", data: { severity, process, version, impact: "", because, ...(answers ? { answers } : {}) } }];
    }
    const disposition = input.outcome === "dismiss" ? "wont_fix" : input.outcome === "next_day" ? "next_day" : "ticket";
    return [{ type: "rejected", data: { disposition, reason: input.reason, severity: input.severity, frees } }];
  },
  examples: [
    {
      title: "nothing, with a reason",
      given: [
        {
          type: "reported",
          data: { title: "A lamp blinks", text: "", impact: "", area: null, process: "x", drill: false, how: "person", answers: {}, claims: [] },
        },
      ],
      input: { outcome: "dismiss", severity: null, of: "", reason: "It is meant to" },
      then: ["rejected"],
    },
    {
      title: "nothing, without a reason",
      given: [
        {
          type: "reported",
          data: { title: "A lamp blinks", text: "", impact: "", area: null, process: "x", drill: false, how: "person", answers: {}, claims: [] },
        },
      ],
      input: { outcome: "dismiss", severity: null, of: "", reason: "" },
      then: { refused: "reason_required" },
    },
  ],
});
