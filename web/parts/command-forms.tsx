/** Which command has a form made by hand; every other one is drawn from its schema. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { processesQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { useCommands } from "./commands.tsx";
import { SelectField, TextArea } from "./field.tsx";
import { Drawn, Field, type FormProps, text } from "./forms/fields.tsx";
import { AnswerRound, DecideRound, SummariseRound } from "./forms/rounds.tsx";
import { PersonPicker } from "./person-picker.tsx";
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

/** A role with what it does, then a person. */
function AssignRole({ input, set }: FormProps) {
  const { room } = useCommands();
  const role = room.roles.find((one) => one.role === input.role);
  return (
    <>
      <SelectField
        label={t.room.forms.role}
        value={text(input.role)}
        blank={t.room.forms.choose}
        options={room.roles.map((one) => ({ value: one.role, label: one.openSeat ? `${one.label} (${t.room.roles.open})` : one.label }))}
        onChange={(value) => set({ role: value })}
        hint={role?.says}
      />
      <PersonPicker label={t.room.forms.person} value={text(input.person)} onChange={(person) => set({ person })} />
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

/** A form; `wide` where it needs the room. */
type ByHand = { readonly form: (props: FormProps) => ReactNode; readonly wide?: boolean };

const byHand: Readonly<Record<string, ByHand>> = {
  "change-severity": { form: ChangeSeverity },
  "assign-role": { form: AssignRole },
  "answer-round": { form: AnswerRound },
  "summarise-round": { form: SummariseRound, wide: true },
  "decide-round": { form: DecideRound },
  resolve: { form: Ending, wide: true },
  close: { form: Ending, wide: true },
};

const drawn: ByHand = { form: Drawn };

/** The form of a command. */
export function formFor(name: string): ByHand {
  return byHand[name] ?? drawn;
}
