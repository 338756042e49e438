/** The commands of questions: a new one is one file and one line here. */
import { answerQuestion } from "./answer-question.ts";
import { askQuestion } from "./ask-question.ts";
import { consult } from "./consult.ts";
import { giveAdvice } from "./give-advice.ts";

export const commands = [answerQuestion, askQuestion, consult, giveAdvice] as const;
