/** The registry of rules: each is one key of the pack. A new rule kind is one file, one import and one name here. */

import { alert } from "./call/alert.ts";
import { commanderPage } from "./call/commander-page.ts";
import { consultations } from "./call/consultations.ts";
import { contact } from "./call/contact.ts";
import { escalation } from "./call/escalation/escalation.ts";
import { experts } from "./call/experts/experts.ts";
import { noResponse } from "./call/no-response.ts";
import { standdown } from "./call/standdown/standdown.ts";
import { documents } from "./end/documents/documents.ts";
import { ending } from "./end/ending.ts";
import { followUps } from "./end/follow-ups.ts";
import { gates } from "./end/gates.ts";
import { meeting } from "./end/meeting/meeting.ts";
import { processReview } from "./end/process-review.ts";
import { survey } from "./end/survey.ts";
import { activation } from "./process/activation.ts";
import { agreement, trainings } from "./process/agreement.ts";
import { balance } from "./process/balance.ts";
import { levels } from "./process/levels.ts";
import { modules } from "./process/modules.ts";
import { offers } from "./process/offers.ts";
import { readiness } from "./process/readiness.ts";
import { refinements } from "./process/refinements.ts";
import { classify } from "./report/classify.ts";
import { declaration } from "./report/declaration.ts";
import { prioritised } from "./report/prioritised.ts";
import { severity } from "./report/severity/severity.ts";
import { severityPrompts } from "./report/severity-prompts.ts";
import { start } from "./report/start.ts";
import { ticket } from "./report/ticket.ts";
import { triage } from "./report/triage.ts";
import { announcement } from "./roles/announcement.ts";
import { bystanders } from "./roles/bystanders.ts";
import { cardinality } from "./roles/cardinality.ts";
import { exclusions } from "./roles/exclusions.ts";
import { handover } from "./roles/handover.ts";
import { observers } from "./roles/observers.ts";
import { presence } from "./roles/presence/presence.ts";
import { rank } from "./roles/rank/rank.ts";
import { rolesLine } from "./roles/roles-line.ts";
import { shift } from "./roles/shift/shift.ts";
import { statedRole } from "./roles/stated-role.ts";
import { strength } from "./roles/strength/strength.ts";
import { trained } from "./roles/trained.ts";
import { vacancy } from "./roles/vacancy.ts";
import { workers } from "./roles/workers.ts";
import { workload } from "./roles/workload.ts";
import { aside } from "./room/aside.ts";
import { chat } from "./room/chat.ts";
import { notes } from "./room/notes.ts";
import { questions } from "./room/questions.ts";
import { relay } from "./room/relay.ts";
import { rooms } from "./room/rooms.ts";
import { shield } from "./room/shield/shield.ts";
import { statusWatch } from "./room/status-watch.ts";
import { systemStatus } from "./room/system-status.ts";
import { thread } from "./room/thread.ts";
import { todo } from "./room/todo.ts";
import { secrecy } from "./secrecy/secrecy.ts";
import { security } from "./secrecy/security.ts";
import { cadences } from "./tell/cadences.ts";
import { callouts } from "./tell/callouts.ts";
import { communications } from "./tell/communications.ts";
import { contactSummary } from "./tell/contact-summary/contact-summary.ts";
import { executiveUpdates } from "./tell/executive-updates.ts";
import { notices } from "./tell/notices.ts";
import { customerContact } from "./tell/outside/customer-contact.ts";
import { customerQuestions } from "./tell/outside/customer-questions.ts";
import { customers } from "./tell/outside/customers.ts";
import { informationRequests } from "./tell/outside/information-requests.ts";
import { prTasks } from "./tell/outside/pr-tasks.ts";
import { publicLog } from "./tell/outside/public.ts";
import { publicDecision } from "./tell/public-decision/public-decision.ts";
import { situation } from "./tell/situation.ts";
import { wording } from "./tell/wording.ts";
import { actions } from "./work/actions.ts";
import { approvals } from "./work/approvals.ts";
import { cause } from "./work/cause.ts";
import { decisions } from "./work/decisions.ts";
import { deployment } from "./work/deployment.ts";
import { evidence } from "./work/evidence.ts";
import { findings } from "./work/findings.ts";
import { firstInLine } from "./work/first-in-line.ts";
import { instructions } from "./work/instructions.ts";
import { needs } from "./work/needs.ts";
import { options } from "./work/options.ts";
import { playbooks } from "./work/playbooks.ts";
import { proposals } from "./work/proposals.ts";
import { rounds } from "./work/rounds/rounds.ts";
import { stepOwners } from "./work/steps/step-owners.ts";
import { steps } from "./work/steps/steps.ts";
import { tests } from "./work/tests/tests.ts";
import { verdicts } from "./work/verdicts.ts";

export const rules = [
  ...([actions, activation, agreement, trainings, alert, aside, approvals, balance, announcement, bystanders, cadences, cardinality, chat] as const),
  ...([classify, commanderPage, communications, consultations, contact, contactSummary, customerContact, customerQuestions, customers] as const),
  ...([declaration, deployment, documents, ending, escalation, evidence, exclusions, executiveUpdates, experts, findings, firstInLine] as const),
  ...([followUps, gates, handover, informationRequests, levels, meeting, modules, needs, noResponse, notes, notices, observers, offers] as const),
  ...([options, presence, prioritised, prTasks, publicDecision, publicLog, processReview, questions, rank, readiness, refinements] as const),
  ...([rolesLine, rooms, rounds, secrecy, security, severity, severityPrompts, shield, situation, standdown, start, shift, survey] as const),
  ...([statedRole, statusWatch, stepOwners, steps, tests, strength, systemStatus, thread, ticket, triage, todo, vacancy, verdicts, workers] as const),
  ...([workload, callouts, cause, decisions, instructions, playbooks, proposals, relay, trained, wording] as const),
] as const;
