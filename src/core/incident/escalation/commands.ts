/** The commands of escalation: a new one is one file and one line here. */
import { escalate } from "./escalate.ts";
import { escalateChanged } from "./escalate-changed.ts";
import { escalateNow } from "./escalate-now.ts";
import { pageForgotten } from "./page-forgotten.ts";
import { pageLastResort } from "./page-last-resort.ts";
import { repeatEscalation } from "./repeat-escalation.ts";
import { startEscalation } from "./start-escalation.ts";
import { stopEscalation } from "./stop-escalation.ts";

export const commands = [escalate, escalateChanged, escalateNow, pageForgotten, pageLastResort, repeatEscalation, startEscalation, stopEscalation] as const;
