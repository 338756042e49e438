/** The commands of strength: a new one is one file and one line here. */
import { grantRest } from "./grant-rest.ts";
import { release } from "./release.ts";
import { reportFatigue } from "./report-fatigue.ts";

export const commands = [grantRest, release, reportFatigue] as const;
