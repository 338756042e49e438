/** The commands of executives: a new one is one file and one line here. */
import { tellExecutives } from "./tell-executives.ts";

export const commands = [tellExecutives] as const;
