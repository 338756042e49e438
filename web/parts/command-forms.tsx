/** Which command has a form made by hand; every other one is drawn from its schema. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { processesQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { run } from "../text/en-run.ts";
import { useCommands } from "./commands.tsx";
import { TextArea } from "./field.tsx";
import { Drawn, Field, type FormProps, text } from "./forms/fields.tsx";
import { ChangeFollowUp } from "./forms/follow-ups.tsx";
import { ProposeRefinement } from "./forms/learning.tsx";
import { RecordContact, SetAffected } from "./forms/outside.tsx";
import { Release } from "./forms/release.tsx";
import { StandDown } from "./forms/rest.tsx";
import { AcceptHandover, AssignRole, DeclineHandover, OfferHandover } from "./forms/roles.tsx";
import { AnswerRound, DecideRound, SummariseRound } from "./forms/rounds.tsx";
import { SkipStep } from "./forms/steps.tsx";
import { AddCase, RecordRun, SetAutomated, SetPlan } from "./forms/tests.tsx";
import { Declare, Triage } from "./forms/triage.tsx";
import { DecideOption } from "./forms/work.tsx";
import { SeverityCards } from "./severity-cards.tsx";

/** Severity as cards, and one sentence for the timeline. */
function ChangeSeverity({ fields, input, set }: FormProps) {
  const { room } = useCommands();
  const processes = useQuery(processesQuery);
  const full = processes.data?.items.find((one) => one.key === room.incident.process.key)?.severities;
  const because = fields.find((field) => field.name === "because");
  return (
    <>
      <SeverityCards
        legend={t.room.forms.severity}
        severities={full ?? room.incident.severities}
        value={typeof input.to === "number" ? input.to : null}
        onChange={(to) => set({ to })}
        now={room.incident.severity?.rank ?? null}
      />
      {because?.kind === "choice" && <Field field={because} value={input.because} set={(value) => set({ because: value })} />}
      <TextArea
        label={t.room.forms.because}
        hint={t.room.forms.becauseHint}
        value={text(because?.kind === "choice" ? input.reason : input.because)}
        onChange={(event) => set(because?.kind === "choice" ? { reason: event.target.value } : { because: event.target.value })}
      />
    </>
  );
}

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
