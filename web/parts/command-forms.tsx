/** Which command has a form made by hand; every other one is drawn from its schema. */
import type { ReactNode } from "react";
import { t } from "../text/en.ts";
import { run } from "../text/en-run.ts";
import { useCommands } from "./commands.tsx";
import { Drawn, type FormProps } from "./forms/fields.tsx";
import { ChangeFollowUp } from "./forms/follow-ups.tsx";
import { ProposeRefinement } from "./forms/learning.tsx";
import { RecordContact, SetAffected } from "./forms/outside.tsx";
import { Release } from "./forms/release.tsx";
import { StandDown } from "./forms/rest.tsx";
import { AcceptHandover, AssignRole, DeclineHandover, OfferHandover } from "./forms/roles.tsx";
import { AnswerRound, DecideRound, SummariseRound } from "./forms/rounds.tsx";
import { ChangeSeverity } from "./forms/severity.tsx";
import { SkipStep } from "./forms/steps.tsx";
import { AddCase, RecordRun, SetAutomated, SetPlan } from "./forms/tests.tsx";
import { Declare, Triage } from "./forms/triage.tsx";
import { DecideOption } from "./forms/work.tsx";

/** Ending: what is still in the way is listed by the preview and the refusal; a good word to say that nothing is. */
function Ending(props: FormProps) {
  const { ability, room } = useCommands();
  const unmet = ability(room.incident.phase === "resolved" ? "close" : "resolve")?.refused?.unmet ?? [];
  return (
    <>
      {unmet.length === 0 && <p className="text-soft">{t.room.forms.unmetNone}</p>}
      <Drawn {...props} />
    </>
  );
}

/** A form; `wide` where it needs the room, `says` where the command's own sentence is more for programs. */
type ByHand = { readonly form: (props: FormProps) => ReactNode; readonly wide?: boolean; readonly says?: string };

const byHand: Readonly<Record<string, ByHand>> = {
  "change-severity": { form: ChangeSeverity },
  declare: { form: Declare },
  triage: { form: Triage, says: run.triage.says },
  "skip-step": { form: SkipStep },
  "assign-role": { form: AssignRole },
  "offer-handover": { form: OfferHandover, wide: true },
  "accept-handover": { form: AcceptHandover },
  "decline-handover": { form: DeclineHandover },
  release: { form: Release },
  "stand-down": { form: StandDown },
  "answer-round": { form: AnswerRound, says: run.rounds.form.candour },
  "summarise-round": { form: SummariseRound, wide: true },
  "decide-round": { form: DecideRound },
  "propose-refinement": { form: ProposeRefinement },
  "change-follow-up": { form: ChangeFollowUp },
  "add-test-case": { form: AddCase },
  "record-test-run": { form: RecordRun, wide: true },
  "set-test-plan": { form: SetPlan },
  "set-automated-tests": { form: SetAutomated },
  "decide-option": { form: DecideOption },
  "record-customer-contact": { form: RecordContact },
  "set-affected-customers": { form: SetAffected },
  resolve: { form: Ending, wide: true },
  close: { form: Ending, wide: true },
};

const drawn: ByHand = { form: Drawn };

/** The form of a command. */
export function formFor(name: string): ByHand {
  return byHand[name] ?? drawn;
}
