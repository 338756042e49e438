/** Whom to ask for a role: the best first, each with what speaks for and against them; anybody else by name. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Dot, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import type { CandidatesView } from "../../src/views/candidates.ts";
import { viewQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { run } from "../text/en-run.ts";
import { Button } from "./button.tsx";
import { useCommands } from "./commands.tsx";
import { Tag } from "./marks.tsx";
import { PersonPicker } from "./person-picker.tsx";
import { Skeleton } from "./states.tsx";

const words = run.candidates;
type Candidate = CandidatesView["items"][number];

/** So many are shown before the rest is asked for. */
const shown = 5;

type Props = {
  readonly role: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (person: string) => void;
  /** Who is no candidate: whoever has the role now. */
  readonly without?: readonly string[];
};

/** The candidates, or the list of everybody where the process ranks nobody. */
export function CandidatePicker({ role, label, value, onChange, without = [] }: Props) {
  const { number } = useCommands();
  const found = useQuery({ ...viewQuery<CandidatesView>(number, "candidates", { role }), enabled: role !== "", retry: false });
  const [everybody, setEverybody] = useState(false);
  const items = (found.data?.items ?? []).filter(({ person }) => !without.includes(person.id));
  if (role !== "" && found.isPending) return <Skeleton lines={3} />;
  if (items.length === 0) return <PersonPicker label={label} value={value} onChange={onChange} />;
  const stranger = value !== "" && !items.some(({ person }) => person.id === value);
  if (everybody || stranger) {
    return (
      <div>
        <PersonPicker label={label} value={value} onChange={onChange} />
        <Button
          look="quiet"
          className="-ml-3"
          onClick={() => {
            if (stranger) onChange("");
            setEverybody(false);
          }}
        >
          {words.back}
        </Button>
      </div>
    );
  }
  return <Ranked items={items} value={value} onChange={onChange} other={() => setEverybody(true)} />;
}

type RankedProps = Pick<Props, "value" | "onChange"> & { readonly items: readonly Candidate[]; readonly other: () => void };

function Ranked({ items, value, onChange, other }: RankedProps) {
  const name = useId();
  const [all, setAll] = useState(false);
  const fit = items.filter(({ eligible }) => eligible);
  const rather = items.filter(({ eligible }) => !eligible);
  const visible = all ? items : [...fit, ...rather].filter((one, at) => at < shown || one.person.id === value);
  const row = (one: Candidate) => (
    <Row key={one.person.id} of={one} name={name} best={one === fit[0]} checked={value === one.person.id} choose={() => onChange(one.person.id)} />
  );
  const hidden = items.length - visible.length;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.choose}</legend>
      <div className="card divide-y divide-line overflow-hidden">
        {visible.filter(({ eligible }) => eligible).map(row)}
        {visible.some(({ eligible }) => !eligible) && (
          <p className="bg-sunken px-3.5 py-1.5 text-xs text-soft">
            <span className="font-semibold text-ink">{words.rather}.</span> {words.ratherSays}
          </p>
        )}
        {visible.filter(({ eligible }) => !eligible).map(row)}
      </div>
      <div className="-ml-3 flex flex-wrap">
        {hidden > 0 && (
          <Button look="quiet" onClick={() => setAll(true)}>
            {words.more(hidden)}
          </Button>
        )}
        <Button look="quiet" onClick={other}>
          {words.others}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = { readonly of: Candidate; readonly name: string; readonly best: boolean; readonly checked: boolean; readonly choose: () => void };

function Row({ of: one, name, best, checked, choose }: RowProps) {
  const { room } = useCommands();
  const called = one.called === null ? "" : (words.called[one.called] ?? "");
  const known = [one.holds.join(", "), called].filter(Boolean).join(" · ");
  return (
    <label className="control flex cursor-pointer items-start gap-3 px-3.5 py-2 transition-colors duration-100 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <input type="radio" name={name} className="mt-1 size-4 shrink-0 accent-(--accent)" checked={checked} onChange={choose} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{one.person.name}</span>
          {one.person.id === room.me.person && <span className="text-xs text-soft">({t.common.you})</span>}
          {best && <Tag>{words.best}</Tag>}
          {known !== "" && <span className="text-xs text-soft">{known}</span>}
        </span>
        {one.reasons.length > 0 && (
          <span className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-soft">
            {one.reasons.map((reason) => (
              <Reason key={reason.says} of={reason} />
            ))}
          </span>
        )}
      </span>
    </label>
  );
}

/** A shape beside the words, as a colour would say nothing. */
function Reason({ of: { says, good, warns, cites } }: { readonly of: Candidate["reasons"][number] }) {
  const against = good === false;
  const Shape = good ? CircleCheck : against ? TriangleAlert : Dot;
  return (
    <span
      className={`inline-flex items-center gap-1 ${against && warns ? "font-medium text-ink" : ""}`}
      title={cites.map((cite) => `${cite.id} ${cite.says}`).join("\n")}
    >
      <Shape size={13} aria-hidden="true" />
      {says}
    </span>
  );
}
