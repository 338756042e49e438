/** Alert sources: how to connect each, and what came in lately with what became of it. */
import type { Source } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { ListPart } from "./part.tsx";
import { SourceForm } from "./source-form.tsx";
import { Connect, type Made } from "./source-key.tsx";
import { SourceRow } from "./source-row.tsx";

const words = t.settings.sources;

/** The part; only administrators may read it. */
export function Sources({ admin }: { readonly admin: boolean }) {
  return (
    <ListPart<Source>
      title={t.settings.sections.sources ?? ""}
      says={words.says}
      path="/sources"
      none={words.none}
      noneSays={words.noneSays}
      row={(source, edit) => <SourceRow key={source.id} source={source} may={admin} edit={edit} />}
      form={admin ? (done, item) => <SourceForm item={item} done={done} /> : undefined}
      after={(answer) => <Connect made={answer as Made} />}
    />
  );
}
