/** The commands of experts: a new one is one file and one line here. */
import { recordExpertUnreachable } from "./record-expert-unreachable.ts";

export const commands = [recordExpertUnreachable] as const;
