/** The one sentence for a command that finds no escalation running, or another than it was meant for. */
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import type { Run } from "../../oncall/escalation-run.ts";
import type { State } from "../slices.ts";

/** A run with a policy, that nobody has answered yet. */
export type Running = Run & { readonly policy: NonNullable<Run["policy"]> };

/** The run of that number while it calls people, or the refusal. */
export function runningOf(state: State, n: number): Running | Refusal {
  const { run } = state.escalation;
  if (run === null || run.n !== n || run.ended !== null) return refuse("invalid_state", "That escalation is over.");
  return run.policy === null ? refuse("invalid_state", "Its policy is gone; only the last resort is called.") : { ...run, policy: run.policy };
}
