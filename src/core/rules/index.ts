/** The registry of rules: each is one key of the pack. A new rule kind is one file and one line here. */
import { alert } from "./alert.ts";
import { bystanders } from "./bystanders.ts";
import { cadences } from "./cadences.ts";
import { cardinality } from "./cardinality.ts";
import { classify } from "./classify.ts";
import { communications } from "./communications.ts";
import { consultations } from "./consultations.ts";
import { contact } from "./contact.ts";
import { customers } from "./customers.ts";
import { declaration } from "./declaration.ts";
import { documents } from "./documents.ts";
import { escalation } from "./escalation.ts";
import { exclusions } from "./exclusions.ts";
import { experts } from "./experts.ts";
import { gates } from "./gates.ts";
import { levels } from "./levels.ts";
import { notices } from "./notices.ts";
import { observers } from "./observers.ts";
import { offers } from "./offers.ts";
import { publicLog } from "./public.ts";
import { questions } from "./questions.ts";
import { readiness } from "./readiness.ts";
import { refinements } from "./refinements.ts";
import { rounds } from "./rounds.ts";
import { statedRole } from "./stated-role.ts";
import { thread } from "./thread.ts";
import { ticket } from "./ticket.ts";

export const rules = [
  alert,
  bystanders,
  cadences,
  cardinality,
  classify,
  communications,
  consultations,
  contact,
  customers,
  declaration,
  documents,
  escalation,
  exclusions,
  experts,
  gates,
  levels,
  notices,
  observers,
  offers,
  publicLog,
  questions,
  readiness,
  rounds,
  refinements,
  statedRole,
  thread,
  ticket,
] as const;
