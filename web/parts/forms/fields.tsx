/** The fields of a command, drawn from its schema: what a hand-made form is built of, and what serves where there is none. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Consequences } from "../../../src/views/room-shape.ts";
import { listQuery, processesQuery } from "../../queries.ts";
import type { Contact, Runbook } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { localInput } from "../../when.ts";
import { type Input, useCommands } from "../commands.tsx";
import { CheckField, SelectField, TextArea, TextField } from "../field.tsx";
import { PeoplePicker, PersonPicker } from "../person-picker.tsx";
import { type FieldShape, humanize } from "../schema.ts";
import { SeverityCards } from "../severity-cards.tsx";

/** What a form is given; `initial` is what it was opened for, `hold` keeps the button shut while something the schema does not know of is missing, `seen` is what the dry run said. */
export type FormProps = {
  readonly fields: readonly FieldShape[];
  readonly input: Input;
  readonly initial: Input;
  readonly set: (part: Input) => void;
  readonly hold: (missing: boolean) => void;
  readonly seen: Consequences | null;
};
type FieldProps = { readonly field: FieldShape; readonly value: unknown; readonly set: (value: unknown) => void };

/** A value as a control shows it. */
export const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** Inputs that name something the form was opened for: nobody types an id. */
const given: ReadonlySet<string> = new Set(["action", "followUp", "message", "page", "kind", "section", "base", "step", "duty", "what", "how", "task", "case"]);

/** References that are chosen in a control of their own. */
const picked: ReadonlySet<string> = new Set(["person", "role", "contact", "runbook", "severity"]);

/** What is outside this incident, and typed by its name or number. */
const outside: ReadonlySet<string> = new Set(["incident", "process", "area", "group", "attachment"]);

function RoleField({ field, value, set }: FieldProps) {
  const { room } = useCommands();
  const options = room.roles.map((role) => ({ value: role.role, label: role.label }));
  return <SelectField label={t.room.forms.role} value={text(value)} options={options} onChange={set} blank={t.room.forms.choose} hint={field.hint} />;
}

function RunbookField({ field, value, set }: FieldProps) {
  const runbooks = useQuery(listQuery<Runbook>("/runbooks"));
  const options = (runbooks.data ?? []).map((one) => ({ value: one.id, label: one.title }));
  return <SelectField label={field.label} value={text(value)} options={options} onChange={set} blank={t.room.forms.choose} />;
}

function ContactField({ field, value, set }: FieldProps) {
  const contacts = useQuery(listQuery<Contact>("/contacts"));
  const options = (contacts.data ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <SelectField
      label={field.label}
      value={text(value)}
      options={options}
      onChange={set}
      blank={t.room.forms.choose}
      hint={field.hint}
      optional={!field.required}
    />
  );
}

function SeverityField({ field, value, set }: FieldProps) {
  const { room } = useCommands();
  const processes = useQuery(processesQuery);
  const full = processes.data?.items.find((one) => one.key === room.incident.process.key)?.severities;
  return (
    <SeverityCards
      legend={field.label}
      severities={full ?? room.incident.severities}
      value={typeof value === "number" ? value : null}
      onChange={set}
      now={room.incident.severity?.rank ?? null}
    />
  );
}

/** A point in time, typed by the browser's own clock. */
function InstantField({ field, value, set }: FieldProps) {
  const shown = typeof value === "string" && !Number.isNaN(Date.parse(value)) ? localInput(Date.parse(value)) : "";
  return (
    <TextField
      label={field.label}
      hint={field.hint}
      optional={!field.required}
      type="datetime-local"
      value={shown}
      onChange={(event) => set(event.target.value === "" ? undefined : new Date(event.target.value).toISOString())}
    />
  );
}

/** Something of this incident: an action, a question, a proposal. */
function ChoiceField({ field, value, set }: FieldProps) {
  const { room } = useCommands();
  const options = room.choices[field.reference ?? ""] ?? [];
  return (
    <SelectField
      label={field.label}
      value={text(value)}
      options={options}
      onChange={(chosen) => set(chosen === "" && !field.required ? undefined : chosen)}
      blank={options.length === 0 ? t.room.forms.noneOpen : t.room.forms.choose}
      optional={!field.required}
    />
  );
}

/** One field, by its name where the name means something, else by its kind. */
export function Field({ field, value, set }: FieldProps) {
  if (field.reference === "person" && field.kind === "lines")
    return <PeoplePicker label={field.label} value={Array.isArray(value) ? value.map(String) : []} onChange={set} optional={!field.required} />;
  if (field.reference === "person") return <PersonPicker label={field.label} value={text(value)} onChange={set} optional={!field.required} />;
  if (field.reference === "role") return <RoleField field={field} value={value} set={set} />;
  if (field.reference === "contact") return <ContactField field={field} value={value} set={set} />;
  if (field.reference === "runbook") return <RunbookField field={field} value={value} set={set} />;
  if (field.reference === "severity") return <SeverityField field={field} value={value} set={set} />;
  if (field.reference !== undefined && !outside.has(field.reference)) return <ChoiceField field={field} value={value} set={set} />;
  const common = { label: field.label, hint: field.hint, optional: !field.required };
  const typedIn = (typed: string) => set(typed === "" && !field.required ? undefined : typed);
  switch (field.kind) {
    case "choice":
      return (
        <SelectField
          {...common}
          value={text(value ?? field.initial)}
          options={field.choices.map((one) => ({ value: one, label: humanize(one) }))}
          onChange={typedIn}
          blank={t.room.forms.choose}
        />
      );
    case "boolean":
      return <CheckField label={field.label} {...(field.hint ? { hint: field.hint } : {})} checked={(value ?? field.initial) === true} onChange={set} />;
    case "number":
      return (
        <TextField
          {...common}
          inputMode="numeric"
          value={text(value)}
          onChange={(event) => set(event.target.value === "" ? undefined : Number.isNaN(Number(event.target.value)) ? value : Number(event.target.value))}
        />
      );
    case "instant":
      return <InstantField field={field} value={value} set={set} />;
    case "lines":
      return <TextArea {...common} value={Array.isArray(value) ? value.join("\n") : ""} onChange={(event) => set(event.target.value.split("\n"))} />;
    case "long":
      return <TextArea {...common} maxLength={field.max} value={text(value)} onChange={(event) => typedIn(event.target.value)} />;
    case "text":
      return <TextField {...common} maxLength={field.max} value={text(value)} onChange={(event) => typedIn(event.target.value)} />;
    case "unknown":
      return field.required ? <p className="text-sm text-soft">{t.room.forms.cannot}</p> : null;
  }
}

/** Whether a field names something of this incident that is listed in the room's choices. */
function isOurs({ reference }: FieldShape): boolean {
  return reference !== undefined && !picked.has(reference) && !outside.has(reference);
}

/** What the form was opened for, in its own words. */
function Meant({ field, value }: { readonly field: FieldShape; readonly value: string }) {
  const { room } = useCommands();
  const found = room.choices[field.reference ?? ""]?.find((one) => one.value === value);
  if (!found) return null;
  return <p className="border-l-2 border-edge/60 pl-2.5 whitespace-pre-wrap">{found.label}</p>;
}

/** Every field in the schema's order. */
export function Drawn({ fields, input, initial, set }: FormProps): ReactNode {
  // What came with the duty or the button is settled: it is sent, not shown.
  const meant = new Set(Object.keys(initial));
  return fields
    .filter((field) => !(meant.has(field.name) && given.has(field.name)) || isOurs(field))
    .map((field) =>
      meant.has(field.name) && isOurs(field) ? (
        <Meant key={field.name} field={field} value={text(input[field.name])} />
      ) : (
        <Field key={field.name} field={field} value={input[field.name]} set={(value) => set({ [field.name]: value })} />
      ),
    );
}
