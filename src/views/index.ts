/** The registry of views: every way to look. A new view is one file and one line here. */
import { afterwards } from "./afterwards.ts";
import { allRefinements } from "./all-refinements.ts";
import { availability } from "./availability.ts";
import { board } from "./board.ts";
import { brief } from "./brief.ts";
import { candidates } from "./candidates.ts";
import { channels } from "./channels.ts";
import { checklist } from "./checklist.ts";
import { conformance } from "./conformance.ts";
import { decisions } from "./decisions.ts";
import { diagnosis } from "./diagnosis.ts";
import { documents } from "./documents.ts";
import { duties, myDuties } from "./duties.ts";
import { escalationPreview } from "./escalation-preview.ts";
import { evidence } from "./evidence.ts";
import { executiveUpdates } from "./executive-updates.ts";
import { explain } from "./explain.ts";
import { followUpsView } from "./follow-ups.ts";
import { incident, incidents } from "./incidents.ts";
import { deviations, journal } from "./journal.ts";
import { meetings } from "./meetings.ts";
import { messages } from "./messages.ts";
import { notifications } from "./notifications.ts";
import { outside } from "./outside.ts";
import { presenceView } from "./presence.ts";
import { processPageView } from "./process/page.ts";
import { processHealth } from "./process-health.ts";
import { oneProcess, processes, severityDocument } from "./processes.ts";
import { questions } from "./questions.ts";
import { rest } from "./rest.ts";
import { room } from "./room.ts";
import { rooms } from "./rooms.ts";
import { rounds } from "./rounds.ts";
import { severity } from "./severity.ts";
import { testPlan } from "./test-plan.ts";
import { timeline } from "./timeline.ts";
import { tracker } from "./tracker.ts";
import { verify } from "./verify.ts";
import type { View } from "./view.ts";
import { work } from "./work.ts";

/** Every view that has an address. */
export const views: readonly View[] = [
  afterwards,
  allRefinements,
  availability,
  board,
  brief,
  candidates,
  channels,
  checklist,
  conformance,
  decisions,
  deviations,
  diagnosis,
  documents,
  duties,
  escalationPreview,
  executiveUpdates,
  evidence,
  explain,
  followUpsView,
  incident,
  incidents,
  journal,
  meetings,
  messages,
  myDuties,
  notifications,
  oneProcess,
  outside,
  processes,
  processHealth,
  processPageView,
  presenceView,
  questions,
  rest,
  room,
  rooms,
  rounds,
  severity,
  severityDocument,
  testPlan,
  timeline,
  tracker,
  verify,
  work,
];
