/** The commands of steps: a new one is one file and one line here. */
import { assignStep } from "./assign-step.ts";
import { finishStep } from "./finish-step.ts";
import { skipStep } from "./skip-step.ts";

export const commands = [assignStep, finishStep, skipStep] as const;
