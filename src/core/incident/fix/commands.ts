/** The commands of fix: a new one is one file and one line here. */
import { markFixReady } from "./mark-fix-ready.ts";

export const commands = [markFixReady] as const;
