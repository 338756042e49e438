/** Declares an incident: of a report, or directly. The pack's version is pinned here. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { staysSecret } from "../secrecy/stays-secret.ts";
import { command } from "../slices.ts";
import { wrongPhase } from "./in-phase.ts";
import { reportInput } from "./report.ts";

export const declare = command("declare", {
  title: "Declare",
  says: "Starts the process at a severity; the process version in force now stays with this incident (X-08).",
  input: reportInput.partial().extend({
    severity: z.number().int().min(1).nullable().default(null).meta({ title: "Severity", reference: "severity" }),
    because: z.string().max(500).default("").meta({ title: "Why this severity?" }),
  }),
  may: { capability: "declare" },
  creates: true,
  form: { verb: "Declare", long: "text" },
  when: (state) => state.lifecycle.phase === "reported",
  decide(state, input, ctx) {
    const { severity, because, ...details } = input;
    if (severity !== null && !ctx.process.severities[severity])
      return refuse("invalid_value", `${ctx.process.name} has no severity ${severity}.`, { pointer: "/severity" });
    const declared = {
      type: "declared" as const,
      data: { severity, process: ctx.process.key, version: ctx.process.version, impact: details.impact ?? "", because },
    };
    if (state.lifecycle.phase === "new") {
      const report = reportInput.safeParse(details);
      if (!report.success)
        return refuse("invalid_value", report.error.issues[0]?.message ?? "", { pointer: `/${report.error.issues[0]?.path.join("/") ?? ""}` });
      const { process: _process, security: _security, claims, ...rest } = report.data;
      return [{ type: "reported", data: { ...rest, process: ctx.process.key, claims: ctx.person === null ? claims : [] } }, declared];
    }
    return wrongPhase(state, ["reported"], "declared") ?? staysSecret(state, ctx.process) ?? [declared];
  },
  examples: [
    { title: "directly", given: [], input: { title: "Checkout is down", severity: 1, because: "" }, then: ["reported", "declared"] },
    { title: "an unknown severity", given: [], input: { title: "Checkout is down", severity: 99, because: "" }, then: { refused: "invalid_value" } },
  ],
});
