/** The forms of what passes with those outside: a call that was made, and the customers who were hit. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { OutsideView } from "../../../src/views/outside.ts";
import { viewQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { outside } from "../../text/en-outside.ts";
import { useCommands } from "../commands.tsx";
import { CheckField, Choice, SelectField, TextArea } from "../field.tsx";
import { type FormProps, text } from "./fields.tsx";
import { FormLoading, useHold } from "./hold.tsx";

const words = outside.forms;

function useOutside() {
  const { number } = useCommands();
  return useQuery(viewQuery<OutsideView>(number, "outside"));
}

const optionsOf = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Whom we spoke with, how, and what came of it. */
export function RecordContact({ input, set }: FormProps) {
  const calls = useOutside().data?.calls;
  return (
    <>
      <SelectField
        label={words.customer}
        value={text(input.customer)}
        blank={t.room.forms.choose}
        options={(calls?.customers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(customer) => set({ customer })}
      />
      <Choice legend={words.outcome} value={text(input.outcome) || "reached"} options={optionsOf(words.outcomes)} onChange={(outcome) => set({ outcome })} />
      <Choice legend={words.how} value={text(input.how) || "phone"} options={optionsOf(words.hows)} onChange={(how) => set({ how })} />
      <TextArea label={words.note} optional maxLength={2000} value={text(input.note)} onChange={(event) => set({ note: event.target.value })} />
    </>
  );
}

/** Which customers were hit, of all there are. */
export function SetAffected(props: FormProps) {
  return (
    <FormLoading of={useOutside()} hold={props.hold}>
      {({ calls }) => <Affected {...props} customers={calls?.customers ?? []} />}
    </FormLoading>
  );
}

type Customers = NonNullable<OutsideView["calls"]>["customers"];

function Affected({ input, set, hold, customers }: FormProps & { readonly customers: Customers }) {
  const known = customers.filter((one) => one.affected).map(({ id }) => id);
  const chosen = Array.isArray(input.customers) ? (input.customers as readonly string[]) : known;
  // The form begins with what is known, and sends it where nothing was changed.
  useEffect(() => {
    if (input.customers === undefined) set({ customers: known });
  });
  useHold(hold, input.customers === undefined);
  return (
    <fieldset>
      <legend className="text-sm font-medium">{words.affected}</legend>
      <p className="mb-1 text-xs text-soft">{words.affectedSays}</p>
      {customers.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(yes) => set({ customers: yes ? [...chosen, id] : chosen.filter((one) => one !== id) })}
        />
      ))}
    </fieldset>
  );
}
