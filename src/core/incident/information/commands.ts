/** The commands of information: a new one is one file and one line here. */
import { confirmObservers } from "./confirm-observers.ts";
import { noteChange } from "./note-change.ts";
import { noteSignals } from "./note-signals.ts";
import { postUpdate } from "./post-update.ts";
import { setStatus } from "./set-status.ts";
import { tellHolding } from "./tell-holding.ts";
import { tellSituation } from "./tell-situation.ts";

export const commands = [confirmObservers, noteChange, noteSignals, postUpdate, setStatus, tellHolding, tellSituation] as const;
