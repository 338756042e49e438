/** One step of an escalation policy: after how long, whom, what is enough, and under which conditions. */
import { X } from "lucide-react";
import { IconButton } from "../../parts/button.tsx";
import { Choice, SelectField, TextField } from "../../parts/field.tsx";
import { PickField } from "../../parts/pick-field.tsx";
import type { Area } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { conditionText, durationOf, minutesOf, type Step } from "./policy.ts";
import { type Callable, TargetField } from "./targets.tsx";

const words = t.escalation;

type Props = {
  readonly step: Step;
  readonly at: number;
  readonly of: number;
  readonly callable: Callable;
  readonly areas: readonly Area[];
  readonly severities: readonly number[];
  readonly onChange: (step: Step) => void;
  readonly move: (by: number) => void;
  readonly remove: () => void;
};

const choices = (from: Readonly<Record<string, string>>) => Object.entries(from).map(([value, label]) => ({ value, label }));

/** The card. */
export function StepField({ step, at, of: all, callable, areas, severities, onChange, move, remove }: Props) {
  const set = (part: Partial<Step>) => onChange({ ...step, ...part });
  return (
    <li className="rounded-[10px] border border-line bg-raised">
      <div className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-1 pl-3">
        <h3 className="text-sm">{words.step(at + 1)}</h3>
        <span className="flex">
          <MoveButtons name={words.step(at + 1)} at={at} last={at === all - 1} move={move} />
          {all > 1 && (
            <IconButton label={words.removeStep(at + 1)} onClick={remove}>
              <X size={15} />
            </IconButton>
          )}
        </span>
      </div>
      <div className="space-y-3 p-3">
        <MinutesField label={at === 0 ? words.afterFirst : words.after} value={step.after} onChange={(after) => set({ after })} />
        <TargetField label={words.to} callable={callable} value={step.to} onChange={(to) => set({ to })} />
        <Choice legend={words.take} options={choices(words.takes)} value={step.take} onChange={(take) => set({ take: take as Step["take"] })} />
        <Choice
          legend={words.answers}
          options={choices(words.answer)}
          value={step.answers}
          onChange={(answers) => set({ answers: answers as Step["answers"] })}
        />
        <When when={step.when} areas={areas} severities={severities} onChange={(when) => set({ when })} />
      </div>
    </li>
  );
}

/** Minutes, kept as a duration. */
export function MinutesField({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (duration: string) => void }) {
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      min={0}
      step="any"
      required
      value={minutesOf(value)}
      onChange={(event) => onChange(durationOf(Math.max(0, Number(event.target.value))))}
    />
  );
}

type WhenProps = Pick<Props, "areas" | "severities"> & { readonly when: Step["when"]; readonly onChange: (when: Step["when"]) => void };

/** What is empty is left out: then it does not matter. */
function tidy({ severities, hours, areas }: Step["when"]): Step["when"] {
  return {
    ...(severities && severities.length > 0 ? { severities: [...severities].sort((a, b) => a - b) } : {}),
    ...(hours ? { hours } : {}),
    ...(areas && areas.length > 0 ? { areas } : {}),
  };
}

function When({ when, areas, severities, onChange }: WhenProps) {
  const said = conditionText(when);
  const chosen = when.severities ?? [];
  const set = (part: { readonly [K in keyof Step["when"]]: Step["when"][K] | undefined }) => onChange(tidy({ ...when, ...part } as Step["when"]));
  return (
    <details open={said !== "" ? true : undefined}>
      <summary className="control -mx-1 inline-flex items-center rounded px-1 text-sm text-soft underline decoration-edge underline-offset-2 hover:text-ink">
        {words.only}
      </summary>
      <div className="mt-1 space-y-3">
        <p className="text-xs text-soft">{words.onlySays}</p>
        <fieldset>
          <legend className="text-sm font-medium">{words.severities}</legend>
          <div className="flex flex-wrap gap-x-4">
            {severities.map((rank) => (
              <label key={rank} className="control flex items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-5 accent-(--accent) md:size-4"
                  checked={chosen.includes(rank)}
                  onChange={(event) => set({ severities: event.target.checked ? [...chosen, rank] : chosen.filter((one) => one !== rank) })}
                />
                {rank}
              </label>
            ))}
          </div>
        </fieldset>
        <SelectField
          label={words.hours}
          value={when.hours ?? "any"}
          onChange={(hours) => set({ hours: hours === "any" ? undefined : (hours as "working" | "outside") })}
          options={choices(words.hour)}
        />
        {areas.length > 0 && <PickField label={words.areas} options={areas} value={when.areas ?? []} onChange={(chosenAreas) => set({ areas: chosenAreas })} />}
      </div>
    </details>
  );
}
