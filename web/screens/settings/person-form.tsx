/** What somebody can do in an incident: what they are, whether they may be asked to manage, and which areas they understand or can mend. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CheckField, SelectField, TextField } from "../../parts/field.tsx";
import { PickField } from "../../parts/pick-field.tsx";
import { listQuery } from "../../queries.ts";
import type { Area, Person } from "../../shapes.ts";
import { t } from "../../text/en.ts";
import { SmallForm } from "./part.tsx";

const words = t.settings.people;
const levels = ["1", "2", "3", "4", "5"] as const;

type Props = { readonly person: Person; readonly done: () => void };

/** The form; only administrators send it. */
export function PersonForm({ person, done }: Props) {
  const areas = useQuery(listQuery<Area>("/areas")).data ?? [];
  const [jobTitle, setJobTitle] = useState(person.jobTitle ?? "");
  const [orgLevel, setOrgLevel] = useState(String(person.orgLevel ?? 0));
  const [canManage, setCanManage] = useState(person.canManage ?? false);
  const [understands, setUnderstands] = useState(person.understands ?? []);
  const [skills, setSkills] = useState(person.skills ?? {});
  const [more, setMore] = useState("");
  const skilled = areas.filter(({ id }) => skills[id] !== undefined);
  const rate = (id: string, level: string) => {
    const { [id]: _old, ...others } = skills;
    setSkills(level === "" ? others : { ...others, [id]: Number(level) });
  };
  return (
    <SmallForm
      path={`/people/${encodeURIComponent(person.id)}`}
      method="PATCH"
      label={t.common.save}
      ready={/^(\d|1\d|20)$/.test(orgLevel)}
      body={() => ({ version: person.version, jobTitle, orgLevel: Number(orgLevel), canManage, understands, skills })}
      renew={[["people"]]}
      done={done}
    >
      <TextField label={words.jobTitle} optional maxLength={100} value={jobTitle} onChange={(event) => setJobTitle(event.target.value)} />
      <TextField label={words.orgLevel} hint={words.orgLevelHint} inputMode="numeric" value={orgLevel} onChange={(event) => setOrgLevel(event.target.value)} />
      <CheckField label={words.canManage} hint={words.canManageHint} checked={canManage} onChange={setCanManage} />
      <PickField label={words.understands} options={areas} value={understands} onChange={setUnderstands} />
      {skilled.map(({ id, name }) => (
        <SelectField
          key={id}
          label={words.skillIn(name)}
          value={String(skills[id])}
          blank={words.noSkill}
          options={levels.map((level) => ({ value: level, label: words.skill(level) }))}
          onChange={(level) => rate(id, level)}
        />
      ))}
      <SelectField
        label={words.moreSkill}
        value={more}
        blank={t.room.forms.choose}
        options={areas.filter(({ id }) => skills[id] === undefined).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => {
          setMore("");
          if (id !== "") rate(id, "3");
        }}
      />
    </SmallForm>
  );
}
