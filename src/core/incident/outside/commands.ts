/** The commands of outside: a new one is one file and one line here. */
import { answerCustomerQuestion } from "./answer-customer-question.ts";
import { finishPrTask } from "./finish-pr-task.ts";
import { giveInformation } from "./give-information.ts";
import { logCustomerQuestion } from "./log-customer-question.ts";
import { recordCustomerContact } from "./record-customer-contact.ts";
import { requestInformation } from "./request-information.ts";
import { setAffectedCustomers } from "./set-affected-customers.ts";

export const commands = [
  answerCustomerQuestion,
  finishPrTask,
  giveInformation,
  logCustomerQuestion,
  recordCustomerContact,
  requestInformation,
  setAffectedCustomers,
] as const;
