/** Chats outside: who one is there, and to whom each identity belongs. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/field.tsx";
import { Loading } from "../../parts/states.tsx";
import { Ago } from "../../parts/time.tsx";
import { listQuery, peopleQuery } from "../../queries.ts";
import type { ChatIdentity } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { chats as words } from "../../text/en-chat.ts";
import { Names } from "./keys.tsx";
import { OwnChats } from "./own-chats.tsx";
import { ListPart, ListRow, PartHead, SmallForm } from "./part.tsx";
import { useSmall } from "./small.ts";

const path = "/chat/identities";
const pathOf = (user: string) => `${path}/${encodeURIComponent(user)}`;

function IdentityForm({ item, done }: { readonly item: ChatIdentity | null; readonly done: (answer: unknown) => void }) {
  const people = useQuery(peopleQuery);
  const [user, setUser] = useState(item?.user ?? "");
  const [person, setPerson] = useState(item?.person ?? "");
  return (
    <SmallForm
      path={pathOf(user.trim())}
      method="PUT"
      label={t.common.save}
      ready={/^[\w.@:+-]{1,80}$/.test(user.trim())}
      body={() => ({ person: person === "" ? null : person })}
      done={done}
      renew={[["list", path]]}
    >
      <TextField
        label={words.user}
        hint={words.userHint}
        required
        maxLength={80}
        readOnly={item !== null}
        value={user}
        onChange={(event) => setUser(event.target.value)}
      />
      <label className="block text-sm font-medium">
        {words.person}
        <select className="field mt-1 font-normal" value={person} onChange={(event) => setPerson(event.target.value)}>
          <option value="">{words.nobody}</option>
          {(people.data ?? [])
            .filter((one) => one.active)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
      </label>
    </SmallForm>
  );
}

const own = "/me/chats";

/** The part: one's own identities, and for administrators everybody's. */
export function Chats({ admin }: { readonly admin: boolean }) {
  const mine = useQuery(listQuery<ChatIdentity>(own, "chats"));
  return (
    <>
      <PartHead title={t.settings.sections.chat ?? ""} says={words.about} />
      <Loading of={mine}>{(items) => <OwnChats items={items} />}</Loading>
      {admin && <Everybody />}
    </>
  );
}

function Everybody() {
  const small = useSmall(["list", path]);
  return (
    <ListPart<ChatIdentity>
      title={words.everybody}
      says={words.says}
      path={path}
      none={words.none}
      noneSays={words.noneSays}
      row={(one, edit) => (
        <ListRow
          key={one.user}
          title={one.name === "" ? one.user : `${one.name} (${one.user})`}
          says={
            <>
              {one.person === null ? words.nobody : <Names of={[one.person]} />} · <Ago at={one.seenAt} />
            </>
          }
          aside={
            <span className="flex shrink-0">
              {edit}
              <Button look="quiet" onClick={() => void small("DELETE", pathOf(one.user), undefined, words.gone)}>
                {t.common.remove}
                <span className="sr-only"> {one.user}</span>
              </Button>
            </span>
          }
        />
      )}
      form={(done, item) => <IdentityForm item={item} done={done} />}
    />
  );
}
