/** The commands of rounds: a new one is one file and one line here. */
import { answerRound } from "./answer-round.ts";
import { decideRound } from "./decide-round.ts";
import { openRound } from "./open-round.ts";
import { raiseConcern } from "./raise-concern.ts";
import { summariseRound } from "./summarise-round.ts";

export const commands = [answerRound, decideRound, openRound, raiseConcern, summariseRound] as const;
