/** A shift opened: take it over, put somebody else in, or ask for cover. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { Choice, SelectField, TextField } from "../../parts/field.tsx";
import { peopleQuery, sessionQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { dayAndTime, list, localInput } from "../../when.ts";
import { SmallForm } from "../settings/part.tsx";
import type { Calendar, Shift } from "./shapes.ts";

const words = t.onCall.shift;

type Props = { readonly calendar: Calendar; readonly shift: Shift; readonly close: () => void };

/** The dialog. What one may not is refused by the server with its reason. */
export function ShiftDialog({ calendar, shift, close }: Props) {
  const session = useQuery(sessionQuery);
  const client = useQueryClient();
  const me = session.data?.person.id ?? "";
  const mine = shift.people.includes(me);
  const [what, setWhat] = useState(mine ? "ask" : "take");
  const names = shift.people.map((id) => calendar.names[id] ?? id);
  const done = () => {
    void client.invalidateQueries({ queryKey: ["on-call"] });
    close();
  };
  const options = [...(mine ? [{ value: "ask", label: words.ask }] : [{ value: "take", label: words.take }]), { value: "put", label: words.put }];
  return (
    <Dialog
      title={names.length === 0 ? t.bridge.nobody : list(names)}
      says={`${calendar.schedule.title}: ${dayAndTime(shift.from)} – ${dayAndTime(shift.until)}`}
      close={close}
    >
      <div className="overflow-y-auto">
        <div className="px-4 pt-4">
          <Choice legend={words.what} options={options} value={what} onChange={setWhat} />
        </div>
        {what === "ask" ? (
          <AskCover calendar={calendar} shift={shift} done={done} />
        ) : (
          <Put key={what} calendar={calendar} shift={shift} fixed={what === "take" ? me : null} done={done} />
        )}
      </div>
    </Dialog>
  );
}

type PartProps = Omit<Props, "close"> & { readonly done: () => void };

/** Which part of the shift: its own beginning and end unless changed. */
function useStretch(shift: Shift) {
  const [from, setFrom] = useState(localInput(Math.max(Date.parse(shift.from), Date.now())));
  const [until, setUntil] = useState(localInput(Date.parse(shift.until)));
  const fields = (
    <div className="grid grid-cols-2 gap-3">
      <TextField label={words.from} type="datetime-local" required value={from} onChange={(event) => setFrom(event.target.value)} />
      <TextField label={words.until} type="datetime-local" required value={until} onChange={(event) => setUntil(event.target.value)} />
    </div>
  );
  return { fields, from, until };
}

const instantOf = (local: string) => new Date(local).toISOString();

function People({ value, onChange, blank }: { readonly value: string; readonly onChange: (id: string) => void; readonly blank: string }) {
  const people = useQuery(peopleQuery);
  const options = (people.data ?? []).filter((one) => one.active).map(({ id, name }) => ({ value: id, label: name }));
  return <SelectField label={words.who} value={value} onChange={onChange} options={options} blank={blank} />;
}

function Put({ calendar, shift, fixed, done }: PartProps & { readonly fixed: string | null }) {
  const [person, setPerson] = useState(fixed ?? "");
  const [insteadOf, setInsteadOf] = useState(shift.people[0] ?? "");
  const [reason, setReason] = useState("");
  const { fields, from, until } = useStretch(shift);
  const body = () => ({
    from: instantOf(from),
    until: instantOf(until),
    kind: insteadOf === "" ? "add" : "replace",
    person,
    ...(insteadOf === "" ? {} : { insteadOf }),
    reason,
  });
  const instead = shift.people.map((id) => ({ value: id, label: calendar.names[id] ?? id }));
  return (
    <SmallForm
      path={`/schedules/${calendar.schedule.id}/overrides`}
      body={body}
      ready={person !== ""}
      label={words.putGo}
      done={done}
      renew={[["on-call"], ["board"]]}
    >
      {fixed === null && <People value={person} onChange={setPerson} blank={words.pick} />}
      {shift.people.length > 0 && <SelectField label={words.insteadOf} value={insteadOf} onChange={setInsteadOf} options={instead} blank={words.besides} />}
      {fields}
      <TextField label={words.reason} optional maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
    </SmallForm>
  );
}

function AskCover({ calendar, shift, done }: PartProps) {
  const [asked, setAsked] = useState("");
  const [reason, setReason] = useState("");
  const { fields, from, until } = useStretch(shift);
  const body = () => ({ from: instantOf(from), until: instantOf(until), ...(asked === "" ? {} : { asked }), reason });
  return (
    <SmallForm path={`/schedules/${calendar.schedule.id}/cover-requests`} body={body} ready label={words.askGo} done={done} renew={[["on-call"]]}>
      <People value={asked} onChange={setAsked} blank={words.everybody} />
      {fields}
      <TextField label={words.reason} optional maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
    </SmallForm>
  );
}
