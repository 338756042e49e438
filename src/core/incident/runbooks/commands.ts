/** The commands of runbooks: a new one is one file and one line here. */
import { startRunbook } from "./start-runbook.ts";
import { tickStep } from "./tick-step.ts";

export const commands = [startRunbook, tickStep] as const;
