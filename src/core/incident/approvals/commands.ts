/** The commands of approvals: a new one is one file and one line here. */
import { askApproval } from "./ask-approval.ts";
import { giveApproval } from "./give-approval.ts";
import { takeDown } from "./take-down.ts";

export const commands = [askApproval, giveApproval, takeDown] as const;
