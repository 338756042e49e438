/** The registry of commands: every way to change an incident. A new command is one file and one line here. */
import type { WishOf } from "../kernel/command.ts";
import { addAction } from "./actions/add-action.ts";
import { addFollowUp } from "./actions/add-follow-up.ts";
import { changeFollowUp } from "./actions/change-follow-up.ts";
import { dropAction } from "./actions/drop-action.ts";
import { extendAction } from "./actions/extend-action.ts";
import { finishAction } from "./actions/finish-action.ts";
import { finishFollowUp } from "./actions/finish-follow-up.ts";
import { redirectAction } from "./actions/redirect-action.ts";
import { startAction } from "./actions/start-action.ts";
import { attestUntestable } from "./automated-tests/attest-untestable.ts";
import { coAttestUntestable } from "./automated-tests/co-attest-untestable.ts";
import { deferTests } from "./automated-tests/defer-tests.ts";
import { setAutomatedTests } from "./automated-tests/set-automated-tests.ts";
import { flagMessage } from "./chat/flag-message.ts";
import { hideMessage } from "./chat/hide-message.ts";
import { keepMessage } from "./chat/keep-message.ts";
import { moveToQuestions } from "./chat/move-to-questions.ts";
import { mute } from "./chat/mute.ts";
import { openThread } from "./chat/open-thread.ts";
import { postMessage } from "./chat/post-message.ts";
import { promptWatch } from "./chat/prompt-watch.ts";
import { queueMessage } from "./chat/queue-message.ts";
import { unmute } from "./chat/unmute.ts";
import { watchRoom } from "./chat/watch-room.ts";
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
import { acceptHandover } from "./handover/accept-handover.ts";
import { declineHandover } from "./handover/decline-handover.ts";
import { offerHandover } from "./handover/offer-handover.ts";
import { withdrawHandover } from "./handover/withdraw-handover.ts";
import { confirmObservers } from "./information/confirm-observers.ts";
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
import { moveMeeting } from "./meeting/move-meeting.ts";
import { proposeMeeting } from "./meeting/propose-meeting.ts";
import { answerCustomerQuestion } from "./outside/answer-customer-question.ts";
import { finishPrTask } from "./outside/finish-pr-task.ts";
import { giveInformation } from "./outside/give-information.ts";
import { logCustomerQuestion } from "./outside/log-customer-question.ts";
import { recordCustomerContact } from "./outside/record-customer-contact.ts";
import { requestInformation } from "./outside/request-information.ts";
import { setAffectedCustomers } from "./outside/set-affected-customers.ts";
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
import { writePublicEntry } from "./public/write-public-entry.ts";
import { answerQuestion } from "./questions/answer-question.ts";
import { askQuestion } from "./questions/ask-question.ts";
import { consult } from "./questions/consult.ts";
import { giveAdvice } from "./questions/give-advice.ts";
import { applyRefinement } from "./refinements/apply-refinement.ts";
import { proposeRefinement } from "./refinements/propose-refinement.ts";
import { rejectRefinement } from "./refinements/reject-refinement.ts";
import { askToRest } from "./rest/ask-to-rest.ts";
import { goOn } from "./rest/go-on.ts";
import { resume } from "./rest/resume.ts";
import { standDown } from "./rest/stand-down.ts";
import { assignRole } from "./roles/assign-role.ts";
import { delegate } from "./roles/delegate.ts";
import { handOver } from "./roles/hand-over.ts";
import { leaveRole } from "./roles/leave-role.ts";
import { revokeDelegation } from "./roles/revoke-delegation.ts";
import { bookRoom } from "./rooms/book-room.ts";
import { releaseRoom } from "./rooms/release-room.ts";
import { answerRound } from "./rounds/answer-round.ts";
import { decideRound } from "./rounds/decide-round.ts";
import { openRound } from "./rounds/open-round.ts";
import { raiseConcern } from "./rounds/raise-concern.ts";
import { summariseRound } from "./rounds/summarise-round.ts";
import { startRunbook } from "./runbooks/start-runbook.ts";
import { tickStep } from "./runbooks/tick-step.ts";
import { changeSeverity } from "./severity/change-severity.ts";
import { keepSeverity } from "./severity/keep-severity.ts";
import { reviewSeverity } from "./severity/review-severity.ts";
import { severityInput } from "./severity/severity-input.ts";
import { suggestSeverity } from "./severity/suggest-severity.ts";
import { declineMeetings } from "./shield/decline-meetings.ts";
import { ping } from "./shield/ping.ts";
import { redirectPing } from "./shield/redirect-ping.ts";
import { finishStep } from "./steps/finish-step.ts";
import { skipStep } from "./steps/skip-step.ts";
import { grantRest } from "./strength/grant-rest.ts";
import { release } from "./strength/release.ts";
import { reportFatigue } from "./strength/report-fatigue.ts";
import { addTestCase } from "./tests/add-test-case.ts";
import { askToSign } from "./tests/ask-to-sign.ts";
import { dropTestCase } from "./tests/drop-test-case.ts";
import { markTestPlanReady } from "./tests/mark-test-plan-ready.ts";
import { recordTestRun } from "./tests/record-test-run.ts";
import { setTestPlan } from "./tests/set-test-plan.ts";
import { signTests } from "./tests/sign-tests.ts";
import { addFinding } from "./work/add-finding.ts";
import { decideOption } from "./work/decide-option.ts";
import { fileNeed } from "./work/file-need.ts";
import { fulfilNeed } from "./work/fulfil-need.ts";
import { handFinding } from "./work/hand-finding.ts";
import { proposeOption } from "./work/propose-option.ts";
import { takeFinding } from "./work/take-finding.ts";

export const commands = [
  acceptHandover,
  addAction,
  addFinding,
  addFollowUp,
  addTestCase,
  answerCustomerQuestion,
  answerPage,
  answerQuestion,
  answerRound,
  applyRefinement,
  askQuestion,
  askToRest,
  askToSign,
  assignRole,
  attachDocument,
  attachFile,
  attestUntestable,
  bookRoom,
  cancel,
  changeFollowUp,
  changeSeverity,
  close,
  coAttestUntestable,
  confirmObservers,
  consult,
  createDocument,
  decideOption,
  decideRound,
  declare,
  declineHandover,
  declineMeetings,
  declinePage,
  deferTests,
  delegate,
  draftCustomerMessage,
  dropAction,
  dropTestCase,
  editDocument,
  escalate,
  escalateChanged,
  escalateNow,
  extendAction,
  fileNeed,
  fileTicket,
  finishAction,
  finishFollowUp,
  finishPrTask,
  finishStep,
  flagMessage,
  fulfilNeed,
  giveAdvice,
  giveInformation,
  goOn,
  grantRest,
  handFinding,
  handOver,
  hideMessage,
  keepMessage,
  keepSeverity,
  leaveRole,
  logCustomerQuestion,
  markDocumentReady,
  markDuplicate,
  markTestPlanReady,
  moveMeeting,
  moveToQuestions,
  mute,
  noteChange,
  noteDelivery,
  noteSignals,
  offerHandover,
  openPublicEntry,
  openRound,
  openThread,
  page,
  pageAgain,
  pageForgotten,
  pageLastResort,
  ping,
  postMessage,
  postUpdate,
  promptWatch,
  proposeMeeting,
  proposeOption,
  proposeRefinement,
  publishCustomerMessage,
  queueMessage,
  raiseConcern,
  recordAlert,
  recordCustomerContact,
  recordExpertUnreachable,
  recordTestRun,
  redirectAction,
  redirectPing,
  rejectRefinement,
  release,
  releaseRoom,
  reopen,
  repeatEscalation,
  report,
  reportFatigue,
  reportSilence,
  requestInformation,
  resolve,
  resume,
  reviewSeverity,
  revokeDelegation,
  sendDocument,
  setAffectedCustomers,
  setAutomatedTests,
  setStatus,
  setTestPlan,
  severityInput,
  signTests,
  skipStep,
  standDown,
  startAction,
  startEscalation,
  startRunbook,
  stopEscalation,
  suggestSeverity,
  summariseRound,
  takeFinding,
  tickStep,
  triage,
  unmute,
  waiveDuty,
  watchRoom,
  withdrawHandover,
  writePublicEntry,
] as const;

/** A wish for any of these commands. */
export type Wish = WishOf<typeof commands>;
