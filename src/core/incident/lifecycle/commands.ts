/** The commands of lifecycle: a new one is one file and one line here. */
import { cancel } from "./cancel.ts";
import { close } from "./close.ts";
import { declare } from "./declare.ts";
import { fileTicket } from "./file-ticket.ts";
import { markDuplicate } from "./mark-duplicate.ts";
import { prioritise } from "./prioritise.ts";
import { reopen } from "./reopen.ts";
import { report } from "./report.ts";
import { resolve } from "./resolve.ts";
import { triage } from "./triage.ts";
import { waiveDuty } from "./waive-duty.ts";

export const commands = [cancel, close, declare, fileTicket, markDuplicate, prioritise, reopen, report, resolve, triage, waiveDuty] as const;
