/** The commands of instructions: a new one is one file and one line here. */
import { acknowledgeAction } from "./acknowledge-action.ts";
import { reportUnable } from "./report-unable.ts";

export const commands = [acknowledgeAction, reportUnable] as const;
