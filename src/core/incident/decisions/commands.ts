/** The commands of deciding: a new one is one file and one line here. */
import { decide } from "./decide.ts";
import { objectStrongly } from "./object.ts";
import { proposeDecision } from "./propose-decision.ts";

export const commands = [decide, objectStrongly, proposeDecision] as const;
