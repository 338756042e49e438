/** The registry of commands: every way to change an incident, topic by topic. */
import type { WishOf } from "../kernel/command.ts";
import { commands as actions } from "./actions/commands.ts";
import { commands as announcement } from "./announcement/commands.ts";
import { commands as announcing } from "./announcing/commands.ts";
import { commands as approvals } from "./approvals/commands.ts";
import { commands as automatedTests } from "./automated-tests/commands.ts";
import { commands as call } from "./call/commands.ts";
import { commands as callouts } from "./callouts/commands.ts";
import { commands as cause } from "./cause/commands.ts";
import { commands as chat } from "./chat/commands.ts";
import { commands as commanderCall } from "./commander-call/commands.ts";
import { commands as decisions } from "./decisions/commands.ts";
import { commands as documents } from "./documents/commands.ts";
import { commands as escalation } from "./escalation/commands.ts";
import { commands as evidence } from "./evidence/commands.ts";
import { commands as executives } from "./executives/commands.ts";
import { commands as experts } from "./experts/commands.ts";
import { commands as feedback } from "./feedback/commands.ts";
import { commands as fix } from "./fix/commands.ts";
import { commands as handover } from "./handover/commands.ts";
import { commands as information } from "./information/commands.ts";
import { commands as instructions } from "./instructions/commands.ts";
import { commands as lifecycle } from "./lifecycle/commands.ts";
import { commands as meeting } from "./meeting/commands.ts";
import { commands as notes } from "./notes/commands.ts";
import { commands as outside } from "./outside/commands.ts";
import { commands as pages } from "./pages/commands.ts";
import { commands as presence } from "./presence/commands.ts";
import { commands as proposals } from "./proposals/commands.ts";
import { commands as publicWords } from "./public/commands.ts";
import { commands as questions } from "./questions/commands.ts";
import { commands as refinements } from "./refinements/commands.ts";
import { commands as relay } from "./relay/commands.ts";
import { commands as rest } from "./rest/commands.ts";
import { commands as roles } from "./roles/commands.ts";
import { commands as rolesLine } from "./roles-line/commands.ts";
import { commands as rooms } from "./rooms/commands.ts";
import { commands as rounds } from "./rounds/commands.ts";
import { commands as runbooks } from "./runbooks/commands.ts";
import { commands as secrecy } from "./secrecy/commands.ts";
import { commands as severity } from "./severity/commands.ts";
import { commands as severityPrompts } from "./severity-prompts/commands.ts";
import { commands as shield } from "./shield/commands.ts";
import { commands as statusWatch } from "./status-watch/commands.ts";
import { commands as steps } from "./steps/commands.ts";
import { commands as strength } from "./strength/commands.ts";
import { commands as tests } from "./tests/commands.ts";
import { commands as verdicts } from "./verdicts/commands.ts";
import { commands as work } from "./work/commands.ts";

export const commands = [
  ...actions,
  ...announcement,
  ...announcing,
  ...approvals,
  ...automatedTests,
  ...call,
  ...callouts,
  ...chat,
  ...commanderCall,
  ...decisions,
  ...documents,
  ...escalation,
  ...evidence,
  ...executives,
  ...experts,
  ...feedback,
  ...fix,
  ...handover,
  ...information,
  ...lifecycle,
  ...meeting,
  ...notes,
  ...outside,
  ...pages,
  ...presence,
  ...publicWords,
  ...questions,
  ...refinements,
  ...rest,
  ...roles,
  ...rolesLine,
  ...rooms,
  ...rounds,
  ...runbooks,
  ...secrecy,
  ...severity,
  ...severityPrompts,
  ...shield,
  ...statusWatch,
  ...steps,
  ...strength,
  ...tests,
  ...verdicts,
  ...work,
  ...cause,
  ...instructions,
  ...proposals,
  ...relay,
] as const;

/** A wish for any of these commands. */
export type Wish = WishOf<typeof commands>;
