/** Teams, areas, groups and runbooks: lists with a short form each. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TextArea, TextField } from "../../parts/field.tsx";
import { peopleQuery } from "../../queries.ts";
import type { Area, Group, Runbook, Team } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { list } from "../../when.ts";
import { ListPart, ListRow, SmallForm } from "./part.tsx";
import { PeopleField } from "./people-field.tsx";

type Props = { readonly admin: boolean };
type Done = (answer: unknown) => void;

const words = t.settings;

/** The names of people, in their order. */
function Names({ of }: { readonly of: readonly string[] }) {
  const people = useQuery(peopleQuery);
  return list(of.flatMap((id) => people.data?.find((one) => one.id === id)?.name ?? []));
}

/** A key for what is called so: small letters, digits and hyphens, beginning with a letter. */
function keyOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return plain.slice(0, 40).replace(/-+$/, "") || "one";
}

function NamedForm({ path, done, body }: { readonly path: string; readonly done: Done; readonly body: (name: string, people: readonly string[]) => unknown }) {
  const [name, setName] = useState("");
  const [members, setMembers] = useState<readonly string[]>([]);
  return (
    <SmallForm path={path} ready={name.trim() !== ""} body={() => body(name.trim(), members)} done={done}>
      <TextField label={words.teams.name} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
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
      row={(team) => <ListRow key={team.id} title={team.name} says={<Names of={team.members} />} />}
      form={admin ? (done) => <NamedForm path="/teams" done={done} body={(name, members) => ({ name, members })} /> : undefined}
    />
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
      row={(group) => <ListRow key={group.id} title={group.title} says={<Names of={group.people} />} />}
      form={admin ? (done) => <NamedForm path="/groups" done={done} body={(title, people) => ({ key: keyOf(title), title, people })} /> : undefined}
    />
  );
}

function AreaForm({ done }: { readonly done: Done }) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [plain, setPlain] = useState("");
  const [experts, setExperts] = useState<readonly string[]>([]);
  const body = () => ({
    name,
    says: description,
    keywords: plain
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean),
    experts,
  });
  return (
    <SmallForm path="/areas" ready={name.trim() !== ""} body={body} done={done} renew={[["list", "/areas"], ["areas"]]}>
      <TextField label={words.areas.name} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label={words.areas.description} optional maxLength={400} value={description} onChange={(event) => setDescription(event.target.value)} />
      <TextField label={words.areas.words} optional hint={words.areas.wordsHint} value={plain} onChange={(event) => setPlain(event.target.value)} />
      <PeopleField label={`${t.directory.people}, ${t.directory.order}`} value={experts} onChange={setExperts} />
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
      row={(area) => (
        <ListRow
          key={area.id}
          title={area.name}
          says={
            <>
              {area.says} <Names of={area.experts} />
            </>
          }
        />
      )}
      form={admin ? (done) => <AreaForm done={done} /> : undefined}
    />
  );
}

function RunbookForm({ done }: { readonly done: Done }) {
  const [title, setTitle] = useState("");
  const [steps, setSteps] = useState("");
  const lines = steps
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <SmallForm path="/runbooks" ready={title.trim() !== "" && lines.length > 0} body={() => ({ key: keyOf(title), title, steps: lines })} done={done}>
      <TextField label={words.runbooks.name} required maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextArea label={words.runbooks.steps} hint={words.runbooks.stepsHint} required value={steps} onChange={(event) => setSteps(event.target.value)} />
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
      row={(runbook) => (
        <ListRow key={runbook.id} title={runbook.title}>
          <ol className="mt-1 list-decimal pl-5 text-sm text-soft">
            {runbook.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </ListRow>
      )}
      form={admin ? (done) => <RunbookForm done={done} /> : undefined}
    />
  );
}
