/** The commands of steps: a new one is one file and one line here. */
import { finishStep } from "./finish-step.ts";
import { skipStep } from "./skip-step.ts";

export const commands = [finishStep, skipStep] as const;
