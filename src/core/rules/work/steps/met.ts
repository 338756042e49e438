/** What the process sees done by itself, so that nobody ticks it by hand: gates, and what is not one. */
import { openPages } from "../../../incident/pages/called.ts";
import { holdersOfKind } from "../../../incident/roles/of-kind.ts";
import type { State } from "../../../incident/slices.ts";
import type { Process } from "../../../kernel/process.ts";
import { gateIsMet } from "../../end/gates.ts";
import { lacking } from "../tests/missing.ts";
import type { TestsValue } from "../tests/value.ts";

type Told = { readonly tests?: TestsValue; readonly workers?: { readonly min: number } };

const levelOf = (process: Process, { severity }: State): Told => (severity.rank === null ? {} : (process.severities[severity.rank] as Told | undefined)) ?? {};

const isOver = ({ lifecycle }: State) => lifecycle.resolvedAt !== null;

/** What is no gate, or one that counts only at the end, by name. */
const seen: Readonly<Record<string, (state: State, process: Process) => boolean>> = {
  thread: (state) => state.chat.thread !== null,
  workers: (state, process) => holdersOfKind(process, state.roles, "responder").length >= (levelOf(process, state).workers?.min ?? 0),
  test_plan: (state) => state.tests.plan !== null,
  resolved: (state) => isOver(state),
  released: (state, process) => isOver(state) && holdersOfKind(process, state.roles, "responder").length === 0 && openPages(state.pages).length === 0,
  observers_updated: (state) => state.tests.shown.production !== null && gateIsMet("observers_updated", state),
  observers_satisfied: (state) => state.tests.shown.production !== null && gateIsMet("observers_satisfied", state),
};

/** Whether a step that names this has been done. */
export function isSeenDone(name: string, state: State, process: Process): boolean {
  const own = seen[name];
  if (own) return own(state, process);
  if (!name.startsWith("test_plan.")) return gateIsMet(name, state);
  const value = levelOf(process, state).tests ?? (process as Process & Told).tests;
  return value !== undefined && !lacking(process, value, state).some(({ gate }) => gate === name);
}
