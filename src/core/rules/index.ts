/** The registry of rules: each is one key of the pack. A new rule kind is one file, one import and one name here. */
import { actions } from "./actions.ts";
import { activation } from "./activation.ts";
import { agreement, trainings } from "./agreement.ts";
import { alert } from "./alert.ts";
import { announcement } from "./announcement.ts";
import { approvals } from "./approvals.ts";
import { aside } from "./aside.ts";
import { balance } from "./balance.ts";
import { bystanders } from "./bystanders.ts";
import { cadences } from "./cadences.ts";
import { cardinality } from "./cardinality.ts";
import { cause } from "./cause.ts";
import { chat } from "./chat.ts";
import { classify } from "./classify.ts";
import { commanderPage } from "./commander-page.ts";
import { communications } from "./communications.ts";
import { consultations } from "./consultations.ts";
import { contact } from "./contact.ts";
import { contactSummary } from "./contact-summary/contact-summary.ts";
import { declaration } from "./declaration.ts";
import { deployment } from "./deployment.ts";
import { documents } from "./documents/documents.ts";
import { ending } from "./ending.ts";
import { escalation } from "./escalation/escalation.ts";
import { evidence } from "./evidence.ts";
import { exclusions } from "./exclusions.ts";
import { executiveUpdates } from "./executive-updates.ts";
import { experts } from "./experts/experts.ts";
import { findings } from "./findings.ts";
import { firstInLine } from "./first-in-line.ts";
import { followUps } from "./follow-ups.ts";
import { gates } from "./gates.ts";
import { handover } from "./handover.ts";
import { instructions } from "./instructions.ts";
import { levels } from "./levels.ts";
import { meeting } from "./meeting.ts";
import { modules } from "./modules.ts";
import { needs } from "./needs.ts";
import { noResponse } from "./no-response.ts";
import { notes } from "./notes.ts";
import { notices } from "./notices.ts";
import { observers } from "./observers.ts";
import { offers } from "./offers.ts";
import { options } from "./options.ts";
import { customerContact } from "./outside/customer-contact.ts";
import { customerQuestions } from "./outside/customer-questions.ts";
import { customers } from "./outside/customers.ts";
import { informationRequests } from "./outside/information-requests.ts";
import { prTasks } from "./outside/pr-tasks.ts";
import { publicLog } from "./outside/public.ts";
import { playbooks } from "./playbooks.ts";
import { presence } from "./presence/presence.ts";
import { prioritised } from "./prioritised.ts";
import { processReview } from "./process-review.ts";
import { proposals } from "./proposals.ts";
import { publicDecision } from "./public-decision/public-decision.ts";
import { questions } from "./questions.ts";
import { rank } from "./rank/rank.ts";
import { readiness } from "./readiness.ts";
import { refinements } from "./refinements.ts";
import { relay } from "./relay.ts";
import { rolesLine } from "./roles-line.ts";
import { rooms } from "./rooms.ts";
import { rounds } from "./rounds/rounds.ts";
import { secrecy } from "./secrecy/secrecy.ts";
import { security } from "./secrecy/security.ts";
import { severity } from "./severity/severity.ts";
import { severityPrompts } from "./severity-prompts.ts";
import { shield } from "./shield/shield.ts";
import { shift } from "./shift/shift.ts";
import { situation } from "./situation.ts";
import { standdown } from "./standdown/standdown.ts";
import { start } from "./start.ts";
import { statedRole } from "./stated-role.ts";
import { statusWatch } from "./status-watch.ts";
import { stepOwners } from "./steps/step-owners.ts";
import { steps } from "./steps/steps.ts";
import { strength } from "./strength/strength.ts";
import { survey } from "./survey.ts";
import { systemStatus } from "./system-status.ts";
import { tests } from "./tests/tests.ts";
import { thread } from "./thread.ts";
import { ticket } from "./ticket.ts";
import { todo } from "./todo.ts";
import { trained } from "./trained.ts";
import { triage } from "./triage.ts";
import { vacancy } from "./vacancy.ts";
import { verdicts } from "./verdicts.ts";
import { workers } from "./workers.ts";
import { workload } from "./workload.ts";

export const rules = [
  ...([actions, activation, agreement, trainings, alert, aside, approvals, balance, announcement, bystanders, cadences, cardinality, chat] as const),
  ...([classify, commanderPage, communications, consultations, contact, contactSummary, customerContact, customerQuestions, customers] as const),
  ...([declaration, deployment, documents, ending, escalation, evidence, exclusions, executiveUpdates, experts, findings, firstInLine] as const),
  ...([followUps, gates, handover, informationRequests, levels, meeting, modules, needs, noResponse, notes, notices, observers, offers] as const),
  ...([options, presence, prioritised, prTasks, publicDecision, publicLog, processReview, questions, rank, readiness, refinements] as const),
  ...([rolesLine, rooms, rounds, secrecy, security, severity, severityPrompts, shield, situation, standdown, start, shift, survey] as const),
  ...([statedRole, statusWatch, stepOwners, steps, tests, strength, systemStatus, thread, ticket, triage, todo, vacancy, verdicts, workers] as const),
  ...([workload, cause, instructions, playbooks, proposals, relay, trained] as const),
] as const;
