/** People: everybody who can sign in or be called, and how to bring in more. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InviteForm } from "../../parts/invite-form.tsx";
import { Tag } from "../../parts/marks.tsx";
import { Empty, Loading } from "../../parts/states.tsx";
import { peopleQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";
import { ListRow, PartHead } from "./part.tsx";

const words = t.settings.people;

/** The part. */
export function PeoplePart({ admin }: { readonly admin: boolean }) {
  const people = useQuery(peopleQuery);
  const [typed, setTyped] = useState("");
  const asked = typed.trim().toLowerCase();
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
                    <ListRow
                      key={person.id}
                      title={person.name}
                      says={[person.email, person.zone].filter(Boolean).join(" · ")}
                      aside={person.admin ? <Tag>{words.admin}</Tag> : undefined}
                    />
                  ))}
              </ul>
            )
          }
        </Loading>
      </div>
    </>
  );
}
