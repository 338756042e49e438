/** Alert sources: how to connect each, and what came in lately with what became of it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SelectField, TextField } from "../../parts/field.tsx";
import type { Source } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart, SmallForm } from "./part.tsx";
import { Connect, kindsQuery, type Made } from "./source-key.tsx";
import { SourceRow } from "./source-row.tsx";

const words = t.settings.sources;

function SourceForm({ done }: { readonly done: (answer: unknown) => void }) {
  const kinds = useQuery(kindsQuery);
  const [chosen, setChosen] = useState("");
  const [title, setTitle] = useState("");
  const kind = kinds.data?.find((one) => one.name === chosen) ?? kinds.data?.[0];
  return (
    <SmallForm
      path="/sources"
      ready={title.trim() !== "" && kind !== undefined}
      body={() => ({ kind: kind?.name, title })}
      done={(answer) => done({ ...(answer as Made), kind: kind?.name, howTo: kind?.howTo })}
    >
      <SelectField
        label={words.kind}
        value={kind?.name ?? ""}
        onChange={setChosen}
        options={(kinds.data ?? []).map((one) => ({ value: one.name, label: one.title }))}
      />
      <TextField label={words.name} required maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
    </SmallForm>
  );
}

/** The part; only administrators may read it. */
export function Sources({ admin }: { readonly admin: boolean }) {
  return (
    <ListPart<Source>
      title={t.settings.sections.sources ?? ""}
      says={words.says}
      path="/sources"
      none={words.none}
      noneSays={words.noneSays}
      row={(source) => <SourceRow key={source.id} source={source} may={admin} />}
      form={admin ? (done) => <SourceForm done={done} /> : undefined}
      after={(answer) => <Connect made={answer as Made} />}
    />
  );
}
