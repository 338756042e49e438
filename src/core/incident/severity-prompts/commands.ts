/** The commands of severity prompts: a new one is one file and one line here. */
import { promptSeverity } from "./prompt-severity.ts";

export const commands = [promptSeverity] as const;
