/** The commands of announcement: a new one is one file and one line here. */
import { announceCommand } from "./announce-command.ts";

export const commands = [announceCommand] as const;
