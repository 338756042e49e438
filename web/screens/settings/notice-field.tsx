/** How long before a shift somebody is told of it. */
import { SelectField } from "../../parts/field.tsx";
import { t } from "../../text/en.ts";

const words = t.reach.shiftNotice;

type Props = { readonly value: number | null; readonly onChange: (minutes: number | null) => void; readonly inherits: boolean };

/** The field; `inherits`: a person may leave it to the organisation, which is null. */
export function NoticeField({ value, onChange, inherits }: Props) {
  const known = value === null || String(value) in words.options;
  const options = [
    ...Object.entries(words.options).map(([minutes, label]) => ({ value: minutes, label })),
    ...(known ? [] : [{ value: String(value), label: words.minutes(value) }]),
  ];
  return (
    <SelectField
      label={inherits ? words.label : words.everybody}
      value={value === null ? "" : String(value)}
      onChange={(chosen) => onChange(chosen === "" ? null : Number(chosen))}
      options={options}
      {...(inherits ? { blank: words.inherited } : {})}
    />
  );
}
