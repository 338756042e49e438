/** Picking a person, or several: who is in the incident first, everybody else by typing. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { peopleQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { useCommands } from "./commands.tsx";

type Labelled = { readonly label: string; readonly optional?: boolean };
type One = Labelled & { readonly value: string; readonly onChange: (person: string) => void };
type Several = Labelled & { readonly value: readonly string[]; readonly onChange: (people: readonly string[]) => void };
type Props = Labelled & { readonly several: boolean; readonly value: readonly string[]; readonly onPick: (person: string) => void };

/** How many names are shown at once. */
const shown = 7;

/** One of them. */
export function PersonPicker({ value, onChange, ...rest }: One) {
  return <Picker {...rest} several={false} value={value === "" ? [] : [value]} onPick={onChange} />;
}

/** Any number of them; picking somebody again takes them out. */
export function PeoplePicker({ value, onChange, ...rest }: Several) {
  const toggle = (person: string) => onChange(value.includes(person) ? value.filter((one) => one !== person) : [...value, person]);
  return <Picker {...rest} several value={value} onPick={toggle} />;
}

/** A filter above a list of radio buttons or boxes to tick: works with keys, thumbs and screen readers alike. */
function Picker({ label, several, value, onPick, optional = false }: Props) {
  const { room } = useCommands();
  const everybody = useQuery(peopleQuery);
  const [typed, setTyped] = useState("");
  const name = useId();
  const here = room.people.map((one) => ({ id: one.person.id, name: one.person.name, here: true }));
  const known = new Set(here.map((one) => one.id));
  const others = (everybody.data ?? []).filter((one) => !known.has(one.id) && one.active).map((one) => ({ id: one.id, name: one.name, here: false }));
  const all = [...here, ...others];
  const words = typed.trim().toLowerCase();
  const found = all.filter((one) => one.name.toLowerCase().includes(words));
  // Whoever is chosen stays in sight, whatever is typed.
  const hidden = all.filter((one) => value.includes(one.id) && !found.slice(0, shown).includes(one));
  const list = [...hidden, ...found.filter((one) => !hidden.includes(one))];
  return (
    <fieldset>
      <legend className="text-sm font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">{t.common.optional}</span>}
      </legend>
      <div className="mt-1 overflow-hidden rounded-lg border border-edge bg-raised">
        <input
          className="h-11 w-full border-b border-line bg-transparent px-3 text-base -outline-offset-2 md:h-9"
          aria-label={t.room.forms.findPerson}
          placeholder={t.room.forms.findPerson}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="max-h-56 relative overflow-y-auto">
          {list.slice(0, Math.max(shown, hidden.length + 1)).map((one) => (
            <label key={one.id} className="control flex items-center gap-2.5 px-3 text-sm hover:bg-hover has-checked:bg-accent-soft has-checked:font-medium">
              <input
                type={several ? "checkbox" : "radio"}
                name={name}
                className="size-4 accent-(--accent)"
                checked={value.includes(one.id)}
                onChange={() => onPick(one.id)}
              />
              {one.name}
              {one.id === room.me.person && <span className="text-xs text-soft">({t.common.you})</span>}
              {one.here && <span className="ml-auto text-xs text-faint">{t.room.forms.here}</span>}
            </label>
          ))}
          {list.length === 0 && <p className="px-3 py-2 text-sm text-soft">{t.room.forms.noPerson}</p>}
        </div>
      </div>
    </fieldset>
  );
}
