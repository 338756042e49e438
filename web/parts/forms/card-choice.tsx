/** One of a few, each with a sentence of its own: cards in a column, or side by side where the words are few. */
import { type ReactNode, useId } from "react";

type Option = { readonly value: string; readonly label: string; readonly says?: string | undefined };

type Props = {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly row?: boolean;
  /** What stands below the chosen one. */
  readonly below?: ReactNode;
};

const card =
  "control flex flex-1 cursor-pointer items-start gap-3 px-3.5 py-2 transition-colors duration-100 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent";

/** A radio group. */
export function CardChoice({ legend, options, value, onChange, row = false, below }: Props) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className={`card divide-line overflow-hidden ${row ? "flex divide-x max-sm:flex-col max-sm:divide-x-0 max-sm:divide-y" : "divide-y"}`}>
        {options.map((option) => (
          <div key={option.value} className="flex flex-1 flex-col">
            <label className={card}>
              <input
                type="radio"
                name={name}
                className="mt-1 size-4 shrink-0 accent-(--accent)"
                checked={value === option.value}
                onChange={() => onChange(option.value)}
              />
              <span className="min-w-0">
                <span className="block font-medium">{option.label}</span>
                {option.says && <span className="block text-xs text-soft">{option.says}</span>}
              </span>
            </label>
            {value === option.value && below}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
