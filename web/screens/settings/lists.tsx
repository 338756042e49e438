/** Teams, groups, contacts and rotas: lists of people with a short form each. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { buttonLook } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Tag } from "../../parts/marks.tsx";
import { PeopleField, PickField } from "../../parts/pick-field.tsx";
import { listQuery } from "../../queries.ts";
import type { Contact, Group, Rota, Team } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ContactForm } from "./contact-form.tsx";
import { keyOf, Names, target } from "./keys.tsx";
import { ListPart, ListRow, SmallForm } from "./part.tsx";

type Props = { readonly admin: boolean };
type FormProps<T> = { readonly item: T | null; readonly done: (answer: unknown) => void };

const words = t.settings;
const save = (item: unknown) => (item === null ? t.common.add : t.common.save);

function TeamForm({ item, done }: FormProps<Team>) {
  const [name, setName] = useState(item?.name ?? "");
  const [members, setMembers] = useState(item?.members ?? []);
  const { stamp, ...to } = target("/teams", item);
  return (
    <SmallForm {...to} label={save(item)} ready={name.trim() !== ""} body={() => ({ ...stamp, name, members })} done={done} renew={[["list", "/teams"]]}>
      <TextField label={words.teams.name} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <PeopleField label={words.teams.members} value={members} onChange={setMembers} />
    </SmallForm>
  );
}

/** Teams. */
export function Teams({ admin }: Props) {
  return (
    <ListPart<Team>
      title={words.sections.teams ?? ""}
      says={words.teams.says}
      path="/teams"
      none={words.teams.none}
      noneSays={words.teams.noneSays}
      row={(team, edit) => <ListRow key={team.id} title={team.name} says={<Names of={team.members} />} aside={edit} />}
      form={admin ? (done, item) => <TeamForm item={item} done={done} /> : undefined}
    />
  );
}

function GroupForm({ item, done }: FormProps<Group>) {
  const contacts = useQuery(listQuery<Contact>("/contacts"));
  const [title, setTitle] = useState(item?.title ?? "");
  const [people, setPeople] = useState(item?.people ?? []);
  const [outside, setOutside] = useState(item?.contacts ?? []);
  const { stamp, ...to } = target("/groups", item);
  const body = () => ({ ...stamp, ...(item === null ? { key: keyOf(title) } : {}), title, people, contacts: outside });
  return (
    <SmallForm {...to} label={save(item)} ready={title.trim() !== ""} body={body} done={done} renew={[["list", "/groups"]]}>
      <TextField label={words.groups.name} required maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
      <PeopleField label={words.teams.members} value={people} onChange={setPeople} />
      <PickField label={words.sections.contacts ?? ""} options={contacts.data ?? []} value={outside} onChange={setOutside} />
    </SmallForm>
  );
}

/** Observer and stakeholder groups. */
export function Groups({ admin }: Props) {
  return (
    <ListPart<Group>
      title={words.sections.groups ?? ""}
      says={words.groups.says}
      path="/groups"
      none={words.groups.none}
      noneSays={words.groups.noneSays}
      row={(group, edit) => (
        <ListRow
          key={group.id}
          title={group.title}
          says={
            <>
              <Names of={group.people} /> {group.contacts.length > 0 && words.groups.outside(group.contacts.length)}
            </>
          }
          aside={edit}
        />
      )}
      form={admin ? (done, item) => <GroupForm item={item} done={done} /> : undefined}
    />
  );
}

/** People outside who are written to. */
export function Contacts({ admin }: Props) {
  return (
    <ListPart<Contact>
      title={words.sections.contacts ?? ""}
      says={words.contacts.says}
      path="/contacts"
      none={words.contacts.none}
      noneSays={words.contacts.noneSays}
      row={(contact, edit) => (
        <ListRow
          key={contact.id}
          title={contact.name}
          says={contact.email}
          aside={
            <span className="flex items-center gap-2">
              <Tag>{words.contacts.kinds[contact.kind] ?? contact.kind}</Tag>
              {edit}
            </span>
          }
        />
      )}
      form={admin ? (done, item) => <ContactForm item={item} done={done} /> : undefined}
    />
  );
}

/** Who is called first; rotas are written where they are seen. */
export function Rotas() {
  return (
    <ListPart<Rota>
      title={words.sections.rotas ?? ""}
      says={words.rotas.says}
      path="/schedules"
      none={t.onCall.empty}
      noneSays={t.onCall.emptySays}
      row={(rota) => (
        <ListRow
          key={rota.id}
          title={rota.title}
          says={<Names of={rota.people} />}
          aside={
            <Link to="/on-call" className={buttonLook("quiet")}>
              {words.rotas.open}
            </Link>
          }
        />
      )}
    />
  );
}
