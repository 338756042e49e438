/** The commands of verdicts: a new one is one file and one line here. */
import { giveVerdict } from "./give-verdict.ts";

export const commands = [giveVerdict] as const;
