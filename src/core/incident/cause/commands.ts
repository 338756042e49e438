/** The commands of causes: a new one is one file and one line here. */
import { followPlaybook } from "./follow-playbook.ts";
import { noteSuspect } from "./note-suspect.ts";
import { setCause } from "./set-cause.ts";

export const commands = [followPlaybook, noteSuspect, setCause] as const;
