/** Changing the severity: what others advise, the levels, and the reasons that count for more or for less. */
import { useQuery } from "@tanstack/react-query";
import type { SeverityView } from "../../../src/views/severity.ts";
import { processesQuery, viewQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { run } from "../../text/en-run.ts";
import { useCommands } from "../commands.tsx";
import { SelectField, TextArea } from "../field.tsx";
import { humanize } from "../schema.ts";
import { SeverityCards } from "../severity-cards.tsx";
import { Ago } from "../time.tsx";
import { Field, type FormProps, text } from "./fields.tsx";
import { useHold } from "./hold.tsx";

const words = run.severity;

/** Severity as cards, and one sentence for the timeline. */
export function ChangeSeverity({ fields, input, set, hold }: FormProps) {
  const { room, number } = useCommands();
  const processes = useQuery(processesQuery);
  const decisive = useQuery({ ...viewQuery<SeverityView>(number, "severity"), enabled: room.parts.includes("severity") });
  const decided = decisive.data;
  const full = processes.data?.items.find((one) => one.key === room.incident.process.key)?.severities;
  const because = fields.find((field) => field.name === "because");
  const now = room.incident.severity?.rank ?? null;
  const to = typeof input.to === "number" ? input.to : null;
  const reasons = now === null || to === null || to === now ? [] : (decided?.reasons[to < now ? "raising" : "lowering"] ?? []);
  const label = (reason: string) => words.reasons[reason] ?? humanize(reason);
  // Which reasons count is not known before.
  useHold(hold, decisive.isLoading);
  return (
    <>
      {decided && <Advice of={decided} />}
      <SeverityCards
        legend={t.room.forms.severity}
        severities={full ?? room.incident.severities}
        value={to}
        onChange={(chosen) => set(reasons.length > 0 ? { to: chosen, because: undefined } : { to: chosen })}
        now={now}
      />
      {reasons.length > 0 && (
        <SelectField
          label={words.because}
          value={text(input.because)}
          blank={t.room.forms.choose}
          options={reasons.map((value) => ({ value, label: label(value) }))}
          onChange={(value) => set({ because: value === "" ? undefined : value })}
        />
      )}
      {because?.kind === "choice" && reasons.length === 0 && <Field field={because} value={input.because} set={(value) => set({ because: value })} />}
      <TextArea
        label={reasons.length > 0 ? words.own : t.room.forms.because}
        hint={t.room.forms.becauseHint}
        value={text(because?.kind === "choice" ? input.reason : input.because)}
        onChange={(event) => set(because?.kind === "choice" ? { reason: event.target.value } : { because: event.target.value })}
      />
    </>
  );
}

/** What was asked about it, and what those who watch say; nothing where nobody said anything. */
function Advice({ of: { review, inputs } }: { readonly of: SeverityView }) {
  if (review === null && inputs.length === 0) return null;
  return (
    <section aria-label={words.advice} className="space-y-1 rounded-lg bg-sunken px-3.5 py-2.5 text-sm">
      {review !== null && <p className="font-medium">{review.propose === null ? words.review : words.proposes(review.propose)}</p>}
      <ul className="space-y-1">
        {inputs.map(({ person, advises, text: said, at }) => (
          <li key={person.id}>
            <span className="font-medium">{words.advises(person.name, advises)}</span> {said}{" "}
            <span className="text-xs text-faint">
              <Ago at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
