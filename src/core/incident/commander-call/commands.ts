/** The commands of calling for a commander: a new one is one file and one line here. */
import { pageCommander } from "./page-commander.ts";

export const commands = [pageCommander] as const;
