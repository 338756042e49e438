/** The commands of feedback: a new one is one file and one line here. */
import { giveFeedback } from "./give-feedback.ts";
import { reviewProcess } from "./review-process.ts";

export const commands = [giveFeedback, reviewProcess] as const;
