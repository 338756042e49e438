/** Picking a person: who is in the incident first, everybody else by typing. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { peopleQuery } from "../queries.ts";
import { t } from "../text/en.ts";
import { useCommands } from "./commands.tsx";

type Props = { readonly label: string; readonly value: string; readonly onChange: (person: string) => void; readonly optional?: boolean };

/** How many names are shown at once. */
const shown = 7;

/** A filter above a list of radio buttons: works with keys, thumbs and screen readers alike. */
export function PersonPicker({ label, value, onChange, optional = false }: Props) {
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
  const chosen = all.find((one) => one.id === value);
  const list = chosen && !found.slice(0, shown).includes(chosen) ? [chosen, ...found.filter((one) => one !== chosen)] : found;
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
          {list.slice(0, shown).map((one) => (
            <label key={one.id} className="control flex items-center gap-2.5 px-3 text-sm hover:bg-hover has-checked:bg-accent-soft has-checked:font-medium">
              <input type="radio" name={name} className="size-4 accent-(--accent)" checked={value === one.id} onChange={() => onChange(one.id)} />
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
