/** The trainings of a process: what there was, who was in none yet, and the form that notes one. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { write } from "../../api.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { PeopleField } from "../../parts/pick-field.tsx";
import { useSubmit } from "../../parts/submit.ts";
import { type Trainings, trainingsQuery } from "../../queries-process.ts";
import { t } from "../../text/en.ts";
import { localInput, longDay } from "../../when.ts";
import { Form } from "./dialog-form.tsx";

const { agreement, training: words } = t.process;

type Props = { readonly process: string; readonly trainings: Trainings; readonly names: (ids: readonly string[]) => string };

/** The list below the agreement. */
export function Taught({ process, trainings: { items, untaught, kinds, mayChange }, names }: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <div className="border-t border-line pt-3">
      <h3 className="font-medium">{agreement.trainings}</h3>
      {items.length === 0 && <p className="text-soft">{agreement.none}</p>}
      <ul>
        {items.map(({ id, title, kind, heldOn, attendees }) => (
          <li key={id}>
            {title}{" "}
            <span className="text-soft">
              ({kind}, {longDay(`${heldOn}T12:00:00.000Z`)}, {words.attended(attendees.length)})
            </span>
          </li>
        ))}
      </ul>
      {untaught.length > 0 && (
        <p className="mt-1">
          <span className="text-soft">{agreement.untaught}</span> {names(untaught)}
        </p>
      )}
      {mayChange && (
        <Button onClick={() => setAsked(true)} className="mt-2 print:hidden">
          {words.note}
        </Button>
      )}
      {asked && <Note process={process} kinds={kinds} close={() => setAsked(false)} />}
    </div>
  );
}

type NoteProps = { readonly process: string; readonly kinds: readonly string[]; readonly close: () => void };

function Note({ process, kinds, close }: NoteProps) {
  const client = useQueryClient();
  const form = useSubmit<unknown>();
  const [held, setHeld] = useState({ kind: kinds[0] ?? "", title: "", heldOn: localInput(Date.now()).slice(0, 10), incidents: "" });
  const [attendees, setAttendees] = useState<readonly string[]>([]);
  const set = (part: Partial<typeof held>) => setHeld((before) => ({ ...before, ...part }));
  const go = async () => {
    const incidents = held.incidents.split(/[\s,#]+/).filter((one) => one !== "");
    const done = await form.send((id) => write("POST", `/processes/${encodeURIComponent(process)}/trainings`, { ...held, incidents, attendees }, id));
    if (!done) return;
    await client.invalidateQueries({ queryKey: trainingsQuery(process).queryKey });
    close();
  };
  return (
    <Dialog title={words.title} says={words.says} close={close}>
      <Form form={form} go={() => void go()} label={words.go} close={close} ready={attendees.length > 0}>
        <SelectField label={words.kind} value={held.kind} options={kinds.map((kind) => ({ value: kind, label: kind }))} onChange={(kind) => set({ kind })} />
        <TextField label={words.name} required maxLength={200} value={held.title} onChange={(event) => set({ title: event.target.value })} />
        <TextField label={words.heldOn} type="date" required value={held.heldOn} onChange={(event) => set({ heldOn: event.target.value })} />
        <TextField
          label={words.incidents}
          hint={words.incidentsHint}
          optional
          value={held.incidents}
          onChange={(event) => set({ incidents: event.target.value })}
        />
        <PeopleField label={words.attendees} value={attendees} onChange={setAttendees} anyOrder />
      </Form>
    </Dialog>
  );
}
