/** The commands of rest: a new one is one file and one line here. */
import { askToRest } from "./ask-to-rest.ts";
import { goOn } from "./go-on.ts";
import { resume } from "./resume.ts";
import { standDown } from "./stand-down.ts";

export const commands = [askToRest, goOn, resume, standDown] as const;
