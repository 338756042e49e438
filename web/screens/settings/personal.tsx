/** Me as a person: name, zone, hours, and when I hear of a shift. */
import { useState } from "react";
import { note } from "../../parts/announce.tsx";
import { TextField } from "../../parts/field.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import type { Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { type OwnHours, OwnHoursFields } from "./hours-field.tsx";
import { NoticeField } from "./notice-field.tsx";
import { SmallForm } from "./part.tsx";

/** The form. */
export function Personal({ person }: { readonly person: Person }) {
  const [name, setName] = useState(person.name);
  const [zone, setZone] = useState(person.zone ?? "");
  const [hours, setHours] = useState<OwnHours>(person);
  const [shiftNoticeMinutes, setNotice] = useState(person.shiftNoticeMinutes);
  const body = () => ({
    version: person.version,
    name,
    ...(zone === "" ? {} : { zone }),
    working: hours.working,
    quiet: hours.quiet,
    shiftNoticeMinutes,
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
        <TextField label={t.settings.me.name} value={name} onChange={(event) => setName(event.target.value)} />
        <ZoneField value={zone} onChange={setZone} />
      </div>
      <OwnHoursFields value={hours} onChange={setHours} />
      <NoticeField inherits value={shiftNoticeMinutes} onChange={setNotice} />
    </SmallForm>
  );
}
