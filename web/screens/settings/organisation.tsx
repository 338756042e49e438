/** The organisation, and the log of who changed what. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { TextField } from "../../parts/field.tsx";
import { Loading } from "../../parts/states.tsx";
import { At } from "../../parts/time.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { peopleQuery } from "../../queries.ts";
import type { AuditLine, Organisation } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, PartHead, SmallForm } from "./part.tsx";

const words = t.settings.organisation;

/** The organisation's name and zone. */
export function OrganisationPart({ admin }: { readonly admin: boolean }) {
  const organisation = useQuery({ queryKey: ["organisation"], queryFn: () => get<Organisation>("/organisation") });
  return (
    <>
      <PartHead title={t.settings.sections.organisation ?? ""} says={admin ? words.says : t.settings.adminOnly} />
      <div className="card">
        <Loading of={organisation}>{(data) => <Form organisation={data} admin={admin} />}</Loading>
      </div>
    </>
  );
}

function Form({ organisation, admin }: { readonly organisation: Organisation; readonly admin: boolean }) {
  const [name, setName] = useState(organisation.name);
  const [zone, setZone] = useState(organisation.zone);
  return (
    <SmallForm
      path="/organisation"
      method="PATCH"
      ready={admin && name.trim() !== ""}
      body={() => ({ name, zone, version: organisation.version })}
      label={t.common.save}
      done={() => note(t.common.saved)}
      renew={[["organisation"], ["session"]]}
    >
      <TextField label={words.name} readOnly={!admin} value={name} onChange={(event) => setName(event.target.value)} />
      <ZoneField value={zone} onChange={setZone} />
    </SmallForm>
  );
}

/** `person:…` by name, everything else as it is. */
function Actor({ of: actor }: { readonly of: string }) {
  const people = useQuery(peopleQuery);
  const name = people.data?.find((one) => `person:${one.id}` === actor || one.id === actor)?.name;
  return <span className="font-medium">{name ?? actor}</span>;
}

/** The audit log, for administrators. */
export function Audit() {
  return (
    <ListPart<AuditLine>
      title={t.settings.sections.audit ?? ""}
      says={t.settings.audit.says}
      path="/audit"
      field="lines"
      none={t.settings.audit.none}
      noneSays={t.settings.audit.noneSays}
      row={(line) => (
        <li key={line.seq} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
          <span className="w-28 shrink-0 text-xs text-faint">
            <At at={line.at} />
          </span>
          <Actor of={line.actor} />
          <span className="min-w-0 flex-1 text-soft">
            {line.action} {line.subject}
          </span>
        </li>
      )}
    />
  );
}
