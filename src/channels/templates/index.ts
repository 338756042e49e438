/** Every template. A new one is one file and one line here. */
import type { Template } from "../message.ts";
import { answered } from "./answer.ts";
import { consulted } from "./consulted.ts";
import { coverAnswered } from "./cover-answered.ts";
import { coverAsked } from "./cover-asked.ts";
import { customerMessage } from "./customer-message.ts";
import { customerQuestion } from "./customer-question.ts";
import { customerSummary } from "./customer-summary.ts";
import { declared } from "./declared.ts";
import { digest } from "./digest.ts";
import { documents } from "./documents.ts";
import { draftReady } from "./draft-ready.ts";
import { escalated } from "./escalated.ts";
import { gapAhead } from "./gap-ahead.ts";
import { halfOfDay } from "./half-of-day.ts";
import { information } from "./information.ts";
import { invitation } from "./invitation.ts";
import { lastResort } from "./last-resort.ts";
import { meeting } from "./meeting.ts";
import { meetingDeclined } from "./meeting-declined.ts";
import { methodCode } from "./method-code.ts";
import { methodDied } from "./method-died.ts";
import { methodsChanged } from "./methods-changed.ts";
import { noCustomerContact } from "./no-customer-contact.ts";
import { nudge } from "./nudge.ts";
import { page } from "./page.ts";
import { pageAgain } from "./page-again.ts";
import { passwordReset } from "./password-reset.ts";
import { ping } from "./ping.ts";
import { question } from "./question.ts";
import { ratherAsk } from "./rather-ask.ts";
import { released } from "./released.ts";
import { replyRead } from "./reply-read.ts";
import { resolved } from "./resolved.ts";
import { roomNeedsYou } from "./room-needs-you.ts";
import { roomReady } from "./room-ready.ts";
import { roomTaken } from "./room-taken.ts";
import { roundAsked } from "./round-asked.ts";
import { scheduleChanged } from "./schedule-changed.ts";
import { selfAlarm } from "./self-alarm.ts";
import { severityChanged } from "./severity-changed.ts";
import { shiftBegins } from "./shift-begins.ts";
import { shiftSoon } from "./shift-soon.ts";
import { statusSet } from "./status-set.ts";
import { testMessage } from "./test-message.ts";
import { testPage } from "./test-page.ts";
import { thanks } from "./thanks.ts";
import { ticket } from "./ticket.ts";
import { unansweredReport } from "./unanswered-report.ts";
import { unreachable } from "./unreachable.ts";
import { update } from "./update.ts";
import { veiled } from "./veiled.ts";

export const templates: readonly Template[] = [
  page,
  pageAgain,
  unansweredReport,
  unreachable,
  escalated,
  lastResort,
  update,
  severityChanged,
  statusSet,
  customerMessage,
  customerSummary,
  declared,
  ticket,
  documents,
  nudge,
  draftReady,
  resolved,
  invitation,
  passwordReset,
  methodCode,
  methodDied,
  methodsChanged,
  replyRead,
  digest,
  halfOfDay,
  testMessage,
  testPage,
  selfAlarm,
  shiftSoon,
  shiftBegins,
  scheduleChanged,
  coverAsked,
  coverAnswered,
  gapAhead,
  released,
  roundAsked,
  thanks,
  ping,
  question,
  answered,
  consulted,
  ratherAsk,
  roomNeedsYou,
  roomReady,
  roomTaken,
  meetingDeclined,
  noCustomerContact,
  customerQuestion,
  information,
  meeting,
  veiled,
];
