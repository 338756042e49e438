/** The severities to choose from, each with what it means, an example and what happens then. */
import { useId } from "react";
import { t } from "../text/en.ts";
import { Severity } from "./severity.tsx";

type Level = {
  readonly rank: number;
  readonly name: string;
  readonly description: string;
  readonly examples?: readonly string[];
  readonly typicalResponse?: string;
};

type Props = {
  readonly severities: readonly Level[];
  readonly value: number | null;
  readonly onChange: (rank: number | null) => void;
  readonly legend: string;
  readonly says?: string;
  /** The words for choosing none; left out where one must be chosen. */
  readonly open?: string;
  readonly now?: number | null;
};

const card =
  "flex cursor-pointer items-start gap-3 px-4 py-3 transition-colors duration-100 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent";

/** One radio group. */
export function SeverityCards({ severities, value, onChange, legend, says, open, now }: Props) {
  const name = useId();
  return (
    <fieldset>
      <legend className="text-sm font-medium">{legend}</legend>
      {says && <p className="text-xs text-soft">{says}</p>}
      <div className="card mt-2 divide-y divide-line overflow-hidden">
        {open && (
          <label className={card}>
            <input type="radio" name={name} className="mt-1 size-4 accent-(--accent)" checked={value === null} onChange={() => onChange(null)} />
            <span className="font-medium">{open}</span>
          </label>
        )}
        {severities.map((level) => (
          <label key={level.rank} className={card}>
            <input type="radio" name={name} className="mt-1 size-4 accent-(--accent)" checked={value === level.rank} onChange={() => onChange(level.rank)} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <Severity of={level} />
                {now === level.rank && <span className="text-xs text-soft">({t.room.forms.now})</span>}
              </span>
              <span className="mt-0.5 block text-sm text-soft">{level.description}</span>
              {level.examples && level.examples.length > 0 && (
                <span className="mt-0.5 block text-xs text-faint">
                  {t.start.report.examples}
                  {level.examples.join("; ")}
                </span>
              )}
              {level.typicalResponse && value === level.rank && (
                <span className="mt-1 block text-xs">
                  <span className="font-medium">{t.start.report.response}:</span> {level.typicalResponse}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
