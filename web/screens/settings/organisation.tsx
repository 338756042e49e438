/** The organisation: its name and hours, whom it calls, its mail, its limits, and how we watch ourselves. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { get } from "../../api.ts";
import { note } from "../../parts/announce.tsx";
import { TextField } from "../../parts/field.tsx";
import { PeopleField } from "../../parts/pick-field.tsx";
import { Loading, Section } from "../../parts/states.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import type { Organisation } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { HoursFields } from "./hours-field.tsx";
import { LimitsPart } from "./limits.tsx";
import { NoticeField } from "./notice-field.tsx";
import { PartHead, SmallForm } from "./part.tsx";
import { PolicyField } from "./policy-field.tsx";
import { SelfWatch } from "./watch.tsx";

const words = t.settings.organisation;
const more = t.escalation.settings;

type FormProps = { readonly organisation: Organisation; readonly admin: boolean };

/** The part. */
export function OrganisationPart({ admin }: { readonly admin: boolean }) {
  const organisation = useQuery({ queryKey: ["organisation"], queryFn: () => get<Organisation>("/organisation") });
  return (
    <>
      <PartHead title={t.settings.sections.organisation ?? ""} says={admin ? words.says : t.settings.adminOnly} />
      <Loading of={organisation}>
        {(data) => (
          <>
            <Section title={more.basics}>
              <Basics organisation={data} admin={admin} />
            </Section>
            <Section title={more.paging}>
              <Paging organisation={data} admin={admin} />
            </Section>
            <Section title={more.mail}>
              <Mail organisation={data} admin={admin} />
            </Section>
          </>
        )}
      </Loading>
      <LimitsPart admin={admin} />
      <SelfWatch />
    </>
  );
}

type SentProps = FormProps & { readonly fields: () => Partial<Organisation>; readonly ready?: boolean; readonly children: ReactNode };

/** Each form sends its own fields, with the version that was read. */
function Sent({ organisation, admin, fields, ready = true, children }: SentProps) {
  return (
    <SmallForm
      path="/organisation"
      method="PATCH"
      ready={admin && ready}
      body={() => ({ ...fields(), version: organisation.version })}
      label={t.common.save}
      done={() => note(t.common.saved)}
      renew={[["organisation"], ["session"], ["list", "/escalations"]]}
    >
      {children}
    </SmallForm>
  );
}

function Basics({ organisation, admin }: FormProps) {
  const [name, setName] = useState(organisation.name);
  const [zone, setZone] = useState(organisation.zone);
  const [region, setRegion] = useState(organisation.holidayRegion ?? "");
  const [hours, setHours] = useState<Pick<Organisation, "working" | "quiet">>(organisation);
  const fields = () => ({ name, zone, working: hours.working, quiet: hours.quiet, holidayRegion: region.trim() === "" ? null : region.trim().toUpperCase() });
  return (
    <Sent organisation={organisation} admin={admin} fields={fields} ready={name.trim() !== ""}>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={words.name} readOnly={!admin} value={name} onChange={(event) => setName(event.target.value)} />
        <ZoneField value={zone} onChange={setZone} />
      </div>
      <HoursFields value={hours} onChange={setHours} />
      <TextField label={more.region} optional hint={more.regionHint} maxLength={6} value={region} onChange={(event) => setRegion(event.target.value)} />
    </Sent>
  );
}

function Paging({ organisation, admin }: FormProps) {
  const [escalation, setEscalation] = useState(organisation.escalation);
  const [lastResort, setLastResort] = useState(organisation.lastResort);
  const [notice, setNotice] = useState<number | null>(organisation.shiftNoticeMinutes);
  const fields = () => ({ escalation, lastResort, shiftNoticeMinutes: notice ?? organisation.shiftNoticeMinutes });
  return (
    <Sent organisation={organisation} admin={admin} fields={fields}>
      <PolicyField label={more.ofOrganisation} blank={more.process} value={escalation} onChange={setEscalation} />
      <div className="space-y-1">
        <PeopleField label={more.lastResort} value={lastResort} onChange={setLastResort} />
        <p className="text-xs text-soft">{more.lastResortHint}</p>
      </div>
      <NoticeField inherits={false} value={notice} onChange={setNotice} />
    </Sent>
  );
}

function Mail({ organisation, admin }: FormProps) {
  const [name, setName] = useState(organisation.mailFromName);
  const [address, setAddress] = useState(organisation.mailFromAddress ?? "");
  const fields = () => ({ mailFromName: name.trim(), mailFromAddress: address.trim() === "" ? null : address.trim() });
  return (
    <Sent organisation={organisation} admin={admin} fields={fields} ready={name.trim() !== ""}>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={more.mailName} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField label={more.mailAddress} type="email" optional hint={more.mailHint} value={address} onChange={(event) => setAddress(event.target.value)} />
      </div>
    </Sent>
  );
}
