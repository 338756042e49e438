/** A person as a row of the settings, with the way out and the way back. */
import { useState } from "react";
import { note } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Tag } from "../../parts/marks.tsx";
import type { HandOver, Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ToHandOver } from "./hand-over.tsx";
import { ListRow } from "./part.tsx";
import { PersonForm } from "./person-form.tsx";
import { useSmall } from "./small.ts";
import { Sure } from "./sure.tsx";

const words = t.settings.people;

type Props = {
  readonly person: Person;
  /** Whether the viewer may let this person go and take them back. */
  readonly may: boolean;
  /** Whether the viewer may say what they can do. */
  readonly mayEdit: boolean;
  /** What they left behind, if they were let go just now. */
  readonly held: HandOver | undefined;
  readonly left: (held: HandOver) => void;
};

/** The row. */
export function PersonRow({ person, may, mayEdit, held, left }: Props) {
  const [sure, setSure] = useState(false);
  const [edits, setEdits] = useState(false);
  const small = useSmall(["people"]);
  const path = `/people/${encodeURIComponent(person.id)}`;
  const asking = sure && person.active;
  const act = () => (person.active ? setSure(!sure) : void small("POST", `${path}/reactivate`, {}, words.takenBack(person.name)));
  return (
    <ListRow
      title={person.name}
      says={[person.jobTitle, person.email, person.zone].filter(Boolean).join(" · ")}
      aside={
        <span className="flex shrink-0 flex-wrap items-center justify-end gap-2">
          {person.admin && <Tag>{words.admin}</Tag>}
          {!person.active && <Tag>{words.left}</Tag>}
          {mayEdit && person.active && (
            <Button look="quiet" aria-expanded={edits} onClick={() => setEdits(!edits)}>
              {edits ? t.common.cancel : words.can}
              <span className="sr-only"> {person.name}</span>
            </Button>
          )}
          {may && (
            <Button look="quiet" aria-expanded={person.active ? sure : undefined} onClick={act}>
              {person.active ? (sure ? t.common.cancel : words.deactivate) : words.takeBack}
              <span className="sr-only"> {person.name}</span>
            </Button>
          )}
        </span>
      }
    >
      {edits && person.active && (
        <PersonForm
          person={person}
          done={() => {
            setEdits(false);
            note(words.canSaved);
          }}
        />
      )}
      {asking && (
        <Sure
          path={`${path}/deactivate`}
          says={words.sure(person.name)}
          label={words.deactivate}
          renew={[["people"]]}
          done={(answer) => {
            setSure(false);
            left((answer as { readonly handOver: HandOver }).handOver);
          }}
        />
      )}
      {held && !person.active && <ToHandOver name={person.name} held={held} />}
    </ListRow>
  );
}
