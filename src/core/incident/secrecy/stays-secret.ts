/** A secret goes on as one: no wish takes it into a process that keeps none (PD-05). */
import type { Process } from "../../kernel/process.ts";
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import type { State } from "../slices.ts";

/** Refuses to go on in the open with what is secret. */
export function staysSecret(state: State, process: Process): Refusal | null {
  if (!state.secrecy.concealed || "secrecy" in process) return null;
  return refuse("security_process_required", `It is a secret, and ${process.name} keeps none.`, { pointer: "/process" });
}
