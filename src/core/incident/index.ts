/** The registry of commands: every way to change an incident. A new command is one file and one line here. */
import type { WishOf } from "../kernel/command.ts";
import { addAction } from "./actions/add-action.ts";
import { addFollowUp } from "./actions/add-follow-up.ts";
import { dropAction } from "./actions/drop-action.ts";
import { finishAction } from "./actions/finish-action.ts";
import { finishFollowUp } from "./actions/finish-follow-up.ts";
import { startAction } from "./actions/start-action.ts";
import { startRunbook } from "./actions/start-runbook.ts";
import { tickStep } from "./actions/tick-step.ts";
import { openThread } from "./chat/open-thread.ts";
import { postMessage } from "./chat/post-message.ts";
import { attachDocument } from "./documents/attach-document.ts";
import { attachFile } from "./documents/attach-file.ts";
import { createDocument } from "./documents/create-document.ts";
import { editDocument } from "./documents/edit-document.ts";
import { markDocumentReady } from "./documents/mark-document-ready.ts";
import { sendDocument } from "./documents/send-document.ts";
import { escalate } from "./escalation/escalate.ts";
import { escalateChanged } from "./escalation/escalate-changed.ts";
import { escalateNow } from "./escalation/escalate-now.ts";
import { pageForgotten } from "./escalation/page-forgotten.ts";
import { pageLastResort } from "./escalation/page-last-resort.ts";
import { repeatEscalation } from "./escalation/repeat-escalation.ts";
import { startEscalation } from "./escalation/start-escalation.ts";
import { stopEscalation } from "./escalation/stop-escalation.ts";
import { recordExpertUnreachable } from "./experts/record-expert-unreachable.ts";
import { noteChange } from "./information/note-change.ts";
import { noteSignals } from "./information/note-signals.ts";
import { postUpdate } from "./information/post-update.ts";
import { setStatus } from "./information/set-status.ts";
import { cancel } from "./lifecycle/cancel.ts";
import { close } from "./lifecycle/close.ts";
import { declare } from "./lifecycle/declare.ts";
import { fileTicket } from "./lifecycle/file-ticket.ts";
import { markDuplicate } from "./lifecycle/mark-duplicate.ts";
import { reopen } from "./lifecycle/reopen.ts";
import { report } from "./lifecycle/report.ts";
import { resolve } from "./lifecycle/resolve.ts";
import { triage } from "./lifecycle/triage.ts";
import { waiveDuty } from "./lifecycle/waive-duty.ts";
import { answerPage } from "./pages/answer-page.ts";
import { declinePage } from "./pages/decline-page.ts";
import { noteDelivery } from "./pages/note-delivery.ts";
import { page } from "./pages/page.ts";
import { pageAgain } from "./pages/page-again.ts";
import { recordAlert } from "./pages/record-alert.ts";
import { reportSilence } from "./pages/report-silence.ts";
import { draftCustomerMessage } from "./public/draft-customer-message.ts";
import { openPublicEntry } from "./public/open-public-entry.ts";
import { publishCustomerMessage } from "./public/publish-customer-message.ts";
import { answerQuestion } from "./questions/answer-question.ts";
import { askQuestion } from "./questions/ask-question.ts";
import { consult } from "./questions/consult.ts";
import { giveAdvice } from "./questions/give-advice.ts";
import { applyRefinement } from "./refinements/apply-refinement.ts";
import { proposeRefinement } from "./refinements/propose-refinement.ts";
import { rejectRefinement } from "./refinements/reject-refinement.ts";
import { assignRole } from "./roles/assign-role.ts";
import { delegate } from "./roles/delegate.ts";
import { handOver } from "./roles/hand-over.ts";
import { leaveRole } from "./roles/leave-role.ts";
import { revokeDelegation } from "./roles/revoke-delegation.ts";
import { answerRound } from "./rounds/answer-round.ts";
import { decideRound } from "./rounds/decide-round.ts";
import { openRound } from "./rounds/open-round.ts";
import { raiseConcern } from "./rounds/raise-concern.ts";
import { summariseRound } from "./rounds/summarise-round.ts";
import { changeSeverity } from "./severity/change-severity.ts";
import { suggestSeverity } from "./severity/suggest-severity.ts";

export const commands = [
  addAction,
  addFollowUp,
  answerPage,
  answerRound,
  answerQuestion,
  applyRefinement,
  askQuestion,
  assignRole,
  attachDocument,
  attachFile,
  cancel,
  changeSeverity,
  close,
  consult,
  createDocument,
  decideRound,
  declare,
  declinePage,
  delegate,
  draftCustomerMessage,
  dropAction,
  editDocument,
  escalate,
  escalateChanged,
  escalateNow,
  fileTicket,
  finishAction,
  finishFollowUp,
  giveAdvice,
  handOver,
  leaveRole,
  markDocumentReady,
  markDuplicate,
  noteChange,
  noteDelivery,
  noteSignals,
  openPublicEntry,
  openRound,
  openThread,
  page,
  pageAgain,
  pageForgotten,
  pageLastResort,
  postMessage,
  postUpdate,
  proposeRefinement,
  publishCustomerMessage,
  raiseConcern,
  recordAlert,
  recordExpertUnreachable,
  rejectRefinement,
  reopen,
  repeatEscalation,
  report,
  reportSilence,
  resolve,
  revokeDelegation,
  sendDocument,
  setStatus,
  startAction,
  startEscalation,
  startRunbook,
  stopEscalation,
  suggestSeverity,
  summariseRound,
  tickStep,
  triage,
  waiveDuty,
] as const;

/** A wish for any of these commands. */
export type Wish = WishOf<typeof commands>;
