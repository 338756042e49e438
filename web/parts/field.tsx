/** Form fields: a label above, a hint below, and the browser's own controls where they are the better ones. */
import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import { t } from "../text/en.ts";

type Frame = { readonly label: string; readonly hint?: string | undefined; readonly optional?: boolean; readonly error?: string | undefined };

function Framed({ label, hint, optional, error, id, children }: Frame & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">{t.common.optional}</span>}
      </label>
      {children}
      {(error ?? hint) && (
        <p id={`${id}-hint`} className={`text-xs ${error ? "font-medium text-ink" : "text-soft"}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

function describe(id: string, { hint, error }: Frame) {
  return { "aria-describedby": hint || error ? `${id}-hint` : undefined, "aria-invalid": error ? true : undefined } as const;
}

/** One line of text. */
export function TextField({ label, hint, optional, error, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const frame = { label, hint, optional: optional ?? false, error };
  return (
    <Framed {...frame} id={id}>
      <input id={id} className="field" autoComplete="off" {...describe(id, frame)} {...rest} />
    </Framed>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, optional, error, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const frame = { label, hint, optional: optional ?? false, error };
  return (
    <Framed {...frame} id={id}>
      <textarea id={id} rows={3} className="field field-sizing-content max-h-80 min-h-20 resize-y leading-relaxed" {...describe(id, frame)} {...rest} />
    </Framed>
  );
}

export type Option = { readonly value: string; readonly label: string };

/** One of a few, from the browser's own list: the best one a phone has. */
export function SelectField({
  label,
  hint,
  optional,
  value,
  options,
  onChange,
  blank,
}: Frame & { readonly value: string; readonly options: readonly Option[]; readonly onChange: (value: string) => void; readonly blank?: string }) {
  const id = useId();
  return (
    <Framed label={label} hint={hint} optional={optional ?? false} id={id}>
      <select id={id} className="field" value={value} onChange={(event) => onChange(event.target.value)} {...describe(id, { label, hint })}>
        {blank !== undefined && <option value="">{blank}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Framed>
  );
}

/** A yes that needs no other word. */
export function CheckField({
  label,
  hint,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 py-1">
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-5 shrink-0 accent-(--accent) md:size-4"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id} className="text-sm">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-xs text-soft">{hint}</span>}
      </label>
    </div>
  );
}

/** A few choices side by side, one of them taken. */
export function Choice({
  legend,
  hint,
  options,
  value,
  onChange,
}: {
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
      <legend className="sr-only">{legend}</legend>
      <div aria-hidden="true" className="min-w-40 flex-1">
        <p className="text-sm font-medium">{legend}</p>
        {hint && <p className="text-xs text-soft">{hint}</p>}
      </div>
      <div className="inline-flex overflow-hidden rounded-lg border border-edge/70 bg-raised">
        {options.map((option) => (
          <label
            key={option.value}
            className="control relative inline-flex items-center justify-center border-r border-line px-3 text-sm last:border-r-0 has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name={name} className="absolute inset-0 opacity-0" checked={value === option.value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
