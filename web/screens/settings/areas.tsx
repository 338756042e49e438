/** Areas and runbooks: what breaks, who knows it, and what to do then. */
import { useState } from "react";
import { TextArea, TextField } from "../../parts/field.tsx";
import { PeopleField } from "../../parts/pick-field.tsx";
import type { Area, Runbook } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { keyOf, Names, target } from "./keys.tsx";
import { ListPart, ListRow, SmallForm } from "./part.tsx";
import { PolicyField } from "./policy-field.tsx";

type Props = { readonly admin: boolean };
type FormProps<T> = { readonly item: T | null; readonly done: (answer: unknown) => void };

const words = t.settings;
const save = (item: unknown) => (item === null ? t.common.add : t.common.save);

/** The parts of a text between separators, without blanks. */
function parts(text: string, by: string): readonly string[] {
  return text
    .split(by)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Who answers for an area, besides its experts. */
const answers = ["engineeringManager", "productOwner", "teamLead"] as const;
type Answering = { readonly [A in (typeof answers)[number]]: string | null };

function AreaForm({ item, done }: FormProps<Area>) {
  const [name, setName] = useState(item?.name ?? "");
  const [says, setSays] = useState(item?.says ?? "");
  const [plain, setPlain] = useState(item?.keywords.join(", ") ?? "");
  const [experts, setExperts] = useState(item?.experts ?? []);
  const [escalation, setEscalation] = useState(item?.escalation ?? null);
  const [answering, setAnswering] = useState<Answering>({
    engineeringManager: item?.engineeringManager ?? null,
    productOwner: item?.productOwner ?? null,
    teamLead: item?.teamLead ?? null,
  });
  const { stamp, ...to } = target("/areas", item);
  const body = () => ({ ...stamp, name, says, keywords: parts(plain, ","), experts, escalation, ...answering });
  return (
    <SmallForm {...to} label={save(item)} ready={name.trim() !== ""} body={body} done={done} renew={[["list", "/areas"], ["areas"], ["list", "/escalations"]]}>
      <TextField label={words.areas.name} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label={words.areas.description} optional maxLength={2000} value={says} onChange={(event) => setSays(event.target.value)} />
      <TextField label={words.areas.words} optional hint={words.areas.wordsHint} value={plain} onChange={(event) => setPlain(event.target.value)} />
      <PeopleField label={words.areas.experts} value={experts} onChange={setExperts} />
      {answers.map((key) => (
        <PeopleField
          key={key}
          label={words.areas.answering[key]}
          value={answering[key] === null ? [] : [answering[key]]}
          onChange={(chosen) => setAnswering({ ...answering, [key]: chosen.at(-1) ?? null })}
        />
      ))}
      <PolicyField label={t.escalation.settings.ofArea} blank={t.escalation.settings.inherited} value={escalation} onChange={setEscalation} />
    </SmallForm>
  );
}

/** Areas with their plain words and experts. */
export function Areas({ admin }: Props) {
  return (
    <ListPart<Area>
      title={words.sections.areas ?? ""}
      says={words.areas.says}
      path="/areas"
      none={words.areas.none}
      noneSays={words.areas.noneSays}
      row={(area, edit) => (
        <ListRow
          key={area.id}
          title={area.name}
          says={
            <>
              {area.says} <Names of={area.experts} />
            </>
          }
          aside={edit}
        />
      )}
      form={admin ? (done, item) => <AreaForm item={item} done={done} /> : undefined}
    />
  );
}

function RunbookForm({ item, done }: FormProps<Runbook>) {
  const [title, setTitle] = useState(item?.title ?? "");
  const [text, setText] = useState(item?.steps.join("\n") ?? "");
  const steps = parts(text, "\n");
  const { stamp, ...to } = target("/runbooks", item);
  const body = () => ({ ...stamp, ...(item === null ? { key: keyOf(title) } : {}), title, steps });
  return (
    <SmallForm
      {...to}
      label={save(item)}
      ready={title.trim() !== "" && steps.length > 0}
      body={body}
      done={done}
      renew={[["list", "/runbooks"], ["processes"]]}
    >
      <TextField label={words.runbooks.name} required maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextArea label={words.runbooks.steps} hint={words.runbooks.stepsHint} required value={text} onChange={(event) => setText(event.target.value)} />
    </SmallForm>
  );
}

/** Runbooks with their steps. */
export function Runbooks({ admin }: Props) {
  return (
    <ListPart<Runbook>
      title={words.sections.runbooks ?? ""}
      says={words.runbooks.says}
      path="/runbooks"
      none={words.runbooks.none}
      noneSays={words.runbooks.noneSays}
      row={(runbook, edit) => (
        <ListRow key={runbook.id} title={runbook.title} says={runbook.steps.length === 0 ? words.runbooks.noSteps : undefined} aside={edit}>
          <ol className="mt-1 list-decimal pl-5 text-sm text-soft">
            {runbook.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </ListRow>
      )}
      form={admin ? (done, item) => <RunbookForm item={item} done={done} /> : undefined}
    />
  );
}
