/** What is a matter of security runs under a process of its own, whatever is asked for (PD-05). */
import { z } from "zod";
import type { State } from "../../incident/slices.ts";
import type { AnyPack } from "../../kernel/engine.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";
import type { SecrecyValue } from "./value.ts";

const value = z.strictObject({ process: z.string().max(40), cites }).optional();
type Security = Policy<z.infer<typeof value>, undefined>;

/** A secret does not go on in the open. */
function leaks(policy: Security, state: State): Objection[] {
  if (!state.secrecy.concealed || (policy.process as { secrecy?: SecrecyValue }).secrecy !== undefined) return [];
  return [policy.objection(policy.at("top"), "security_process_required", "It was reported as a matter of security: it goes on under the process for those.")];
}

export const security = rule("security", {
  title: "Matters of security",
  says: "Leads what may be a matter of security into the process for those, and keeps it there.",
  schema: value,
  forbids: { declare: (policy, state) => leaks(policy, state), triage: (policy, state) => leaks(policy, state) },
  examples: [
    { title: "a process of its own", value: { process: "security" }, in: "top", valid: true },
    { title: "no process", value: {}, in: "top", valid: false },
  ],
});

/** Wishes that lead into it. */
export function leadsTo(pack: AnyPack, { name, input }: { readonly name: string; readonly input: unknown }): string | null {
  const asked = (name === "report" || name === "declare") && (input as { security?: unknown } | null)?.security === true;
  if (!asked && name !== "make-confidential") return null;
  return (pack.security as z.infer<typeof value>)?.process ?? "security";
}
