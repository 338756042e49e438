/** One section of a document: read it, write it, and when two wrote at once, see both texts. */
import { useState } from "react";
import type { DocumentView, SectionView } from "../../src/views/room-shape.ts";
import { type Problem, Unreachable } from "../api.ts";
import { useDraft } from "../draft.ts";
import { t } from "../text/en.ts";
import { note } from "./announce.tsx";
import { Button } from "./button.tsx";
import { useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { Prose } from "./prose.tsx";
import { NotSent, RefusalNote } from "./refusal.tsx";
import { Ago } from "./time.tsx";

const words = t.room.documents;

type Props = { readonly document: DocumentView; readonly section: SectionView; readonly missing: boolean };
type Draft = { readonly text: string; readonly base: number } | null;

/** The section. A draft remembers which revision it began from. */
export function SectionEditor({ document, section, missing }: Props) {
  const { room, ability, send } = useCommands();
  const [draft, setDraft] = useDraft<Draft>(`document/${room.incident.id}/${document.kind}/${section.key}`, null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const may = ability("edit-document") !== undefined && !section.auto && document.state !== "sent";
  const conflict = problem?.code === "version_conflict";
  const save = async (text: string, base: number) => {
    setBusy(true);
    setLost(false);
    try {
      const answer = await send("edit-document", { kind: document.kind, section: section.key, text, base });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      setDraft(null);
      note(t.common.saved);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  const theirs = problem?.versions?.theirs ?? section.text;
  return (
    <section aria-label={section.title}>
      <div className="mb-1.5 flex flex-wrap items-center gap-x-3">
        <h2 className="text-base">{section.title}</h2>
        {section.auto && <Tag>{words.auto}</Tag>}
        {section.required && missing && <Tag>{words.required}</Tag>}
        {section.by && section.at && (
          <span className="text-xs text-faint">
            {section.by.name}, <Ago at={section.at} />
          </span>
        )}
        {may && draft === null && (
          <Button look="quiet" className="ml-auto print:hidden" onClick={() => setDraft({ text: section.text, base: section.revision })}>
            {section.text === "" ? words.write : words.edit}
            <span className="sr-only">{section.title}</span>
          </Button>
        )}
      </div>
      {draft === null ? (
        <div className="card px-4 py-3">{section.text === "" ? <p className="text-soft">{section.says || words.blank}</p> : <Prose text={section.text} />}</div>
      ) : (
        <div className="space-y-2">
          {conflict && (
            <Conflict
              yours={draft.text}
              theirs={theirs}
              keep={() => void save(draft.text, section.revision)}
              take={() => {
                setDraft(null);
                setProblem(null);
              }}
              both={() => {
                setDraft({ text: `${theirs}\n\n${draft.text}`, base: section.revision });
                setProblem(null);
              }}
            />
          )}
          {problem && !conflict && <RefusalNote problem={problem} focus />}
          {lost && <NotSent />}
          {!conflict && (
            <>
              <textarea
                aria-label={section.title}
                className="field field-sizing-content min-h-32 leading-relaxed"
                placeholder={section.says}
                value={draft.text}
                onChange={(event) => setDraft({ ...draft, text: event.target.value })}
              />
              <div className="flex items-center gap-2">
                <Button look="primary" disabled={busy} onClick={() => void save(draft.text, draft.base)}>
                  {t.common.save}
                </Button>
                <Button
                  look="quiet"
                  onClick={() => {
                    setDraft(null);
                    setProblem(null);
                  }}
                >
                  {t.common.cancel}
                </Button>
                <span className="text-xs text-faint">{words.unsaved}</span>
              </div>
            </>
          )}
        </div>
      )}
    </section>
  );
}

type ConflictProps = { readonly yours: string; readonly theirs: string; readonly keep: () => void; readonly take: () => void; readonly both: () => void };

function Conflict({ yours, theirs, keep, take, both }: ConflictProps) {
  return (
    <div role="alert" className="rounded-[10px] border border-ink/70 bg-sunken p-3.5">
      <p className="font-medium">{words.conflict}</p>
      <p className="mb-3 text-sm text-soft">{words.conflictSays}</p>
      <div className="mb-3 grid gap-3 md:grid-cols-2">
        {[
          [words.yours, yours],
          [words.theirs, theirs],
        ].map(([label, text]) => (
          <div key={label}>
            <p className="mb-1 text-xs font-semibold text-soft">{label}</p>
            <div className="card min-h-20 px-3 py-2">
              <Prose text={text ?? ""} />
            </div>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={both}>{words.both}</Button>
        <Button onClick={keep}>{words.keepMine}</Button>
        <Button onClick={take}>{words.takeTheirs}</Button>
      </div>
    </div>
  );
}
