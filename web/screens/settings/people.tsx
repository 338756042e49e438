/** People: everybody who can sign in or be called, and how to bring in more. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InviteForm } from "../../parts/invite-form.tsx";
import { Empty, Loading } from "../../parts/states.tsx";
import { peopleQuery, sessionQuery } from "../../queries.ts";
import type { HandOver } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { PartHead } from "./part.tsx";
import { PersonRow } from "./person-row.tsx";

const words = t.settings.people;

/** The part. */
export function PeoplePart({ admin }: { readonly admin: boolean }) {
  const [typed, setTyped] = useState("");
  return (
    <>
      <PartHead title={t.settings.sections.people ?? ""} says={words.says} />
      {admin && (
        <div className="card mb-4 p-4">
          <InviteForm />
        </div>
      )}
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        className="field mb-3"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Everybody admin={admin} asked={typed.trim().toLowerCase()} />
    </>
  );
}

/** Those who match; what leavers hold stays in mind while one looks for who takes it over. */
function Everybody({ admin, asked }: { readonly admin: boolean; readonly asked: string }) {
  const people = useQuery(peopleQuery);
  const me = useQuery(sessionQuery).data?.person.id;
  const [held, setHeld] = useState<Readonly<Record<string, HandOver>>>({});
  return (
    <div className="card overflow-hidden">
      <Loading of={people}>
        {(data) =>
          data.length < 2 && asked === "" ? (
            <Empty title={words.none}>{words.noneSays}</Empty>
          ) : (
            <ul className="divide-y divide-line">
              {data
                .filter((person) => `${person.name} ${person.email}`.toLowerCase().includes(asked))
                .map((person) => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    may={admin && person.id !== me}
                    mayEdit={admin}
                    held={held[person.id]}
                    left={(theirs) => setHeld((all) => ({ ...all, [person.id]: theirs }))}
                  />
                ))}
            </ul>
          )
        }
      </Loading>
    </div>
  );
}
