/** Picking several people in an order: chosen ones first, everybody else by typing. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleQuery } from "../../queries.ts";
import { t } from "../../text/en.ts";

type Props = { readonly label: string; readonly value: readonly string[]; readonly onChange: (people: readonly string[]) => void };

const shown = 6;

/** A filter above a list of check boxes; the order is the order of choosing. */
export function PeopleField({ label, value, onChange }: Props) {
  const people = useQuery(peopleQuery);
  const [typed, setTyped] = useState("");
  const all = (people.data ?? []).filter((one) => one.active);
  const chosen = value.flatMap((id) => all.filter((one) => one.id === id));
  const found = all.filter((one) => !value.includes(one.id) && one.name.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{label}</legend>
      <div className="mt-1 overflow-hidden rounded-lg border border-edge bg-raised">
        <input
          className="h-11 w-full border-b border-line bg-transparent px-3 -outline-offset-2 md:h-9"
          aria-label={t.settings.people.filter}
          placeholder={t.settings.people.filter}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {[...chosen, ...found.slice(0, shown)].map((one) => (
          <label key={one.id} className="control flex items-center gap-2.5 px-3 text-sm hover:bg-hover has-checked:font-medium">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={value.includes(one.id)}
              onChange={(event) => onChange(event.target.checked ? [...value, one.id] : value.filter((id) => id !== one.id))}
            />
            {one.name}
            {value.includes(one.id) && <span className="ml-auto text-xs text-faint">{value.indexOf(one.id) + 1}</span>}
          </label>
        ))}
        {all.length === 0 && <p className="px-3 py-2 text-sm text-soft">{t.room.forms.noPerson}</p>}
      </div>
    </fieldset>
  );
}
