/** The commands of actions: a new one is one file and one line here. */
import { addAction } from "./add-action.ts";
import { addFollowUp } from "./add-follow-up.ts";
import { changeFollowUp } from "./change-follow-up.ts";
import { dropAction } from "./drop-action.ts";
import { extendAction } from "./extend-action.ts";
import { finishAction } from "./finish-action.ts";
import { finishFollowUp } from "./finish-follow-up.ts";
import { redirectAction } from "./redirect-action.ts";
import { startAction } from "./start-action.ts";

export const commands = [addAction, addFollowUp, changeFollowUp, dropAction, extendAction, finishAction, finishFollowUp, redirectAction, startAction] as const;
