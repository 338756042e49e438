/** The one sentence for a command that comes at the wrong time. */
import { type Refusal, refuse } from "../../kernel/refusal.ts";
import type { State } from "../slices.ts";
import type { Phase } from "./slice.ts";

/** Refuses unless the incident is in one of these phases. */
export function wrongPhase(state: State, allowed: readonly Phase[], verb: string): Refusal | null {
  const { phase } = state.lifecycle;
  if (allowed.includes(phase)) return null;
  return refuse("invalid_state", `An incident that is ${phase} cannot be ${verb}; it must be ${allowed.join(" or ")}.`);
}

/** Everything that is not over: what people still work on. */
export const working: readonly Phase[] = ["reported", "active", "paused"];

/** From declaration to the end of the paperwork. */
export const declared: readonly Phase[] = ["active", "paused", "resolved"];
