/** What becomes of a report: an incident and how severe, tomorrow's work, a ticket, nothing; a refusal stands where the choice is. */
import { useQuery } from "@tanstack/react-query";
import { OctagonAlert } from "lucide-react";
import type { Consequences } from "../../../src/views/room-shape.ts";
import { processesQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { run } from "../../text/en-run.ts";
import { Button } from "../button.tsx";
import { useCommands } from "../commands.tsx";
import { Choice, TextArea, TextField } from "../field.tsx";
import { humanize } from "../schema.ts";
import { SeverityCards } from "../severity-cards.tsx";
import { CardChoice } from "./card-choice.tsx";
import { type FormProps, text } from "./fields.tsx";

const words = run.triage;

type Answers = Readonly<Record<string, boolean | string>>;

/** Outcomes for which it matters how severe it is. */
const graded: ReadonlySet<string> = new Set(["declare", "next_day", "ticket"]);

/** Deciding what a report is. */
export function Triage(props: FormProps) {
  const { fields, input, set, seen } = props;
  const outcome = text(input.outcome);
  const known = fields.find(({ name }) => name === "outcome")?.choices ?? [];
  const options = known.map((value) => ({ value, label: words.outcomes[value]?.label ?? humanize(value), says: words.outcomes[value]?.says }));
  const late = seen?.refusals.find(({ code }) => code === "deferral_not_allowed");
  return (
    <>
      <CardChoice
        legend={words.what}
        options={options}
        value={outcome}
        onChange={(chosen) => set({ outcome: chosen })}
        below={late && <Refused of={late} act={() => set({ outcome: "declare" })} label={words.declareIt} />}
      />
      {graded.has(outcome) && <Urgent input={input} set={set} />}
      {graded.has(outcome) && <Level {...props} />}
      {outcome === "duplicate" && (
        <TextField label={words.of} inputMode="numeric" maxLength={40} value={text(input.of)} onChange={(event) => set({ of: event.target.value })} />
      )}
      {outcome !== "" && (
        <TextArea
          label={outcome === "declare" ? words.because : outcome === "dismiss" ? words.reason : words.reasonOptional}
          optional={outcome !== "dismiss"}
          rows={2}
          maxLength={500}
          value={text(input.reason)}
          onChange={(event) => set({ reason: event.target.value })}
        />
      )}
    </>
  );
}

/** The refusal in its place, with the way out. */
function Refused({ of, act, label }: { readonly of: Consequences["refusals"][number]; readonly act: () => void; readonly label: string }) {
  return (
    <div role="alert" className="flex items-start gap-2.5 border-t border-line bg-sunken px-3.5 py-2.5 text-sm">
      <OctagonAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{of.detail}</span> {of.rule.length > 0 && <span className="text-xs text-soft">({of.rule.join(", ")})</span>}
      </p>
      <Button onClick={act}>{label}</Button>
    </div>
  );
}

/** What decides which severities there are: asked again at triage, with what the report said of it. */
function Urgent({ input, set }: Pick<FormProps, "input" | "set">) {
  const { room } = useCommands();
  const processes = useQuery(processesQuery);
  const asked = processes.data?.items.find(({ key }) => key === room.incident.process.key)?.questions.filter(({ urgent }) => urgent) ?? [];
  const answers = { ...room.incident.answers, ...(input.answers as Answers | undefined) };
  return asked.map(({ key, asks, example }) => (
    <Choice
      key={key}
      legend={asks}
      hint={example === "" ? undefined : `${t.start.report.examples}${example}`}
      options={[
        { value: "yes", label: t.common.yes },
        { value: "no", label: t.common.no },
      ]}
      value={answers[key] === true ? "yes" : answers[key] === false ? "no" : ""}
      onChange={(chosen) => set({ answers: { ...(input.answers as Answers | undefined), [key]: chosen === "yes" } })}
    />
  ));
}

/** The severities, and what the answers of the report suggest. */
function Level({ input, set }: Pick<FormProps, "input" | "set">) {
  const { room } = useCommands();
  const processes = useQuery(processesQuery);
  const { suggested, severities, process } = room.incident;
  const full = processes.data?.items.find((one) => one.key === process.key)?.severities;
  return (
    <>
      {suggested && (
        <div className="flex items-center gap-3 rounded-lg bg-sunken px-3.5 py-2 text-sm">
          <p className="min-w-0 flex-1">
            <span className="block text-xs font-semibold text-soft">{words.suggested}</span>
            {words.suggests(suggested.severity, suggested.why)}
          </p>
          {input.severity !== suggested.severity && <Button onClick={() => set({ severity: suggested.severity })}>{words.use(suggested.severity)}</Button>}
        </div>
      )}
      <SeverityCards
        legend={words.severity}
        severities={full ?? severities}
        value={typeof input.severity === "number" ? input.severity : null}
        onChange={(severity) => set({ severity })}
      />
    </>
  );
}

/** Beginning a reported incident. */
export function Declare({ input, set }: FormProps) {
  return (
    <>
      <Level input={input} set={set} />
      <TextArea
        label={words.because}
        hint={words.becauseHint}
        optional
        rows={2}
        maxLength={500}
        value={text(input.because)}
        onChange={(event) => set({ because: event.target.value })}
      />
    </>
  );
}
