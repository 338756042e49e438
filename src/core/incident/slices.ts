/** The registry of slices: the state of an incident and every event it can have are inferred from here. */
import { commandOf } from "../kernel/command.ts";
import { ledger } from "../kernel/ledger.ts";
import type { EventOf, RecordedOf, StateOf } from "../kernel/slice.ts";
import { actions } from "./actions/slice.ts";
import { announcement } from "./announcement/slice.ts";
import { announcing } from "./announcing/slice.ts";
import { approvals } from "./approvals/slice.ts";
import { automatedTests } from "./automated-tests/slice.ts";
import { call } from "./call/slice.ts";
import { callouts } from "./callouts/slice.ts";
import { cause } from "./cause/slice.ts";
import { chat } from "./chat/slice.ts";
import { commanderCall } from "./commander-call/slice.ts";
import { decisions } from "./decisions/slice.ts";
import { documents } from "./documents/slice.ts";
import { escalation } from "./escalation/slice.ts";
import { evidence } from "./evidence/slice.ts";
import { executives } from "./executives/slice.ts";
import { experts } from "./experts/slice.ts";
import { feedback } from "./feedback/slice.ts";
import { fix } from "./fix/slice.ts";
import { handover } from "./handover/slice.ts";
import { information } from "./information/slice.ts";
import { instructions } from "./instructions/slice.ts";
import { lifecycle } from "./lifecycle/slice.ts";
import { meetings } from "./meeting/slice.ts";
import { notes } from "./notes/slice.ts";
import { outside } from "./outside/slice.ts";
import { pages } from "./pages/slice.ts";
import { people } from "./people/slice.ts";
import { presence } from "./presence/slice.ts";
import { proposals } from "./proposals/slice.ts";
import { publicWords } from "./public/slice.ts";
import { questions } from "./questions/slice.ts";
import { refinements } from "./refinements/slice.ts";
import { relay } from "./relay/slice.ts";
import { rest } from "./rest/slice.ts";
import { roles } from "./roles/slice.ts";
import { spans } from "./roles/spans.ts";
import { rolesTold } from "./roles-line/slice.ts";
import { rooms } from "./rooms/slice.ts";
import { rounds } from "./rounds/slice.ts";
import { runbooks } from "./runbooks/slice.ts";
import { secrecy } from "./secrecy/slice.ts";
import { severity } from "./severity/slice.ts";
import { severityPrompts } from "./severity-prompts/slice.ts";
import { shield } from "./shield/slice.ts";
import { statusWatch } from "./status-watch/slice.ts";
import { steps } from "./steps/slice.ts";
import { strength } from "./strength/slice.ts";
import { tests } from "./tests/slice.ts";
import { verdicts } from "./verdicts/slice.ts";
import { work } from "./work/slice.ts";

export const slices = [
  actions,
  announcement,
  announcing,
  approvals,
  automatedTests,
  call,
  callouts,
  chat,
  commanderCall,
  decisions,
  documents,
  escalation,
  evidence,
  executives,
  experts,
  feedback,
  fix,
  handover,
  information,
  ledger,
  lifecycle,
  meetings,
  notes,
  outside,
  pages,
  people,
  presence,
  publicWords,
  questions,
  refinements,
  rest,
  roles,
  rolesTold,
  rooms,
  rounds,
  runbooks,
  secrecy,
  severity,
  spans,
  statusWatch,
  severityPrompts,
  steps,
  shield,
  tests,
  strength,
  verdicts,
  work,
  cause,
  instructions,
  proposals,
  relay,
] as const;

/** The state of an incident. */
export type State = StateOf<typeof slices>;

/** Every event of an incident, as commands return it. */
export type IncidentEvent = EventOf<typeof slices>;

/** Every event of an incident, as the log holds it. */
export type RecordedEvent = RecordedOf<IncidentEvent>;

/** Defines a command of an incident. */
export const command = commandOf<State, IncidentEvent>();
