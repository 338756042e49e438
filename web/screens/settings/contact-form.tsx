/** The form of somebody outside: how they are reached, by whose clock, and who of us keeps the contact. */
import { useState } from "react";
import { SelectField, TextField } from "../../parts/field.tsx";
import { PeopleField } from "../../parts/pick-field.tsx";
import type { Contact } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { target } from "./keys.tsx";
import { SmallForm } from "./part.tsx";

const words = t.settings.contacts;

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
  value: zone,
  label: zone.replaceAll("_", " "),
}));

/** A new contact, or a change of one. What is left empty is the organisation's clock, no number, nobody. */
export function ContactForm({ item, done }: { readonly item: Contact | null; readonly done: (answer: unknown) => void }) {
  const [name, setName] = useState(item?.name ?? "");
  const [email, setEmail] = useState(item?.email ?? "");
  const [kind, setKind] = useState<string>(item?.kind ?? "stakeholder");
  const [zone, setZone] = useState(item?.zone ?? "");
  const [phone, setPhone] = useState(item?.phone ?? "");
  const [owner, setOwner] = useState<readonly string[]>(item?.owner ? [item.owner] : []);
  const { stamp, ...to } = target("/contacts", item);
  const ready = name.trim() !== "" && email.includes("@");
  const body = () => ({ ...stamp, name, email, kind, zone: zone || null, phone: phone.trim() || null, owner: owner.at(-1) ?? null });
  return (
    <SmallForm {...to} label={item === null ? t.common.add : t.common.save} ready={ready} body={body} done={done} renew={[["list", "/contacts"]]}>
      <TextField label={words.name} required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label={t.start.signIn.email} type="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
      <SelectField label={words.kind} value={kind} onChange={setKind} options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
      <TextField label={words.phone} type="tel" optional maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
      <SelectField label={words.zone} optional value={zone} onChange={setZone} blank={words.ours} options={zones} />
      <PeopleField label={words.owner} value={owner} onChange={(people) => setOwner(people.slice(-1))} />
    </SmallForm>
  );
}
