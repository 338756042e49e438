/** Choosing an escalation policy by its name. */
import { useQuery } from "@tanstack/react-query";
import { SelectField } from "../../parts/field.tsx";
import { listQuery } from "../../queries.ts";
import type { Policy } from "./policy.ts";

type Props = { readonly label: string; readonly blank: string; readonly value: string | null; readonly onChange: (key: string | null) => void };

/** The field; `blank` says what holds where none is chosen. */
export function PolicyField({ label, blank, value, onChange }: Props) {
  const policies = useQuery(listQuery<Policy>("/escalations"));
  const known = (policies.data ?? []).map(({ id, title }) => ({ value: id, label: title }));
  // What is chosen stays chosen while the list is not there yet.
  const options = value === null || known.some((one) => one.value === value) ? known : [{ value, label: value }, ...known];
  return <SelectField label={label} value={value ?? ""} onChange={(key) => onChange(key === "" ? null : key)} blank={blank} options={options} />;
}
