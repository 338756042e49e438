/** Me: my zone and hours, and the ways to reach me in the order in which they are tried. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { TextField } from "../../parts/field.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { listQuery } from "../../queries.ts";
import type { ContactMethod, Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { AddMethod, Methods, path as methods } from "./methods.tsx";
import { PartHead, SmallForm } from "./part.tsx";

const words = t.settings.me;

/** The part. */
export function Me() {
  const me = useQuery({ queryKey: ["me"], queryFn: () => get<Person>("/me") });
  const list = useQuery(listQuery<ContactMethod>(methods));
  return (
    <>
      <PartHead title={t.settings.sections.me ?? ""} says={words.says} />
      <Section title={words.methods} aside={<span className="text-xs text-soft">{words.methodsSays}</span>}>
        <Loading of={list}>{(data) => <Methods items={data} />}</Loading>
        <div className="border-t border-line">
          <AddMethod />
        </div>
      </Section>
      <Section title={t.settings.personal}>
        <Loading of={me}>{(person) => <Personal person={person} />}</Loading>
      </Section>
    </>
  );
}

/** Working hours as the form shows them: the same on every working day. */
function hoursOf(person: Person): { readonly from: string; readonly to: string } {
  const [from = "09:00", to = "18:00"] = Object.values(person.working ?? {})[0] ?? [];
  return { from, to };
}

function Personal({ person }: { readonly person: Person }) {
  const [name, setName] = useState(person.name);
  const [zone, setZone] = useState(person.zone ?? "");
  const [hours, setHours] = useState(() => hoursOf(person));
  const days = Object.keys(person.working ?? { 1: [], 2: [], 3: [], 4: [], 5: [] });
  const body = () => ({
    version: person.version,
    name,
    ...(zone === "" ? {} : { zone }),
    working: Object.fromEntries(days.map((day) => [day, [hours.from, hours.to]])),
  });
  return (
    <SmallForm
      path="/people/me"
      method="PATCH"
      ready={name.trim() !== ""}
      body={body}
      label={t.common.save}
      done={() => note(t.common.saved)}
      renew={[["me"], ["session"], ["people"]]}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={words.name} value={name} onChange={(event) => setName(event.target.value)} />
        <ZoneField value={zone} onChange={setZone} />
        <TextField label={words.from} type="time" value={hours.from} onChange={(event) => setHours({ ...hours, from: event.target.value })} />
        <TextField label={words.to} type="time" value={hours.to} onChange={(event) => setHours({ ...hours, to: event.target.value })} />
      </div>
      <p className="text-xs text-soft">{words.hoursHint}</p>
    </SmallForm>
  );
}
