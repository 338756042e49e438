/** Picking several in an order: chosen ones first, everything else by typing. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Named } from "../../src/views/view.ts";
import { peopleQuery } from "../queries.ts";
import { t } from "../text/en.ts";

/** `anyOrder`: the order of choosing means nothing and is not shown. */
type Props = {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly anyOrder?: boolean;
};

/** How many that are not chosen are shown at once. */
const shown = 6;

/** A filter above a list of check boxes; the order is the order of choosing. */
export function PickField({
  label,
  options,
  value,
  onChange,
  anyOrder = false,
  find = t.settings.filter,
}: Props & { readonly options: readonly Named[]; readonly find?: string }) {
  const [typed, setTyped] = useState("");
  const chosen = value.flatMap((id) => options.find((one) => one.id === id) ?? []);
  const found = options.filter((one) => !value.includes(one.id) && one.name.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{label}</legend>
      <div className="mt-1 overflow-hidden rounded-lg border border-edge bg-raised">
        <input
          className="h-11 w-full border-b border-line bg-transparent px-3 -outline-offset-2 md:h-9"
          aria-label={`${find}: ${label}`}
          placeholder={find}
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
            {!anyOrder && value.includes(one.id) && <span className="ml-auto text-xs text-faint">{value.indexOf(one.id) + 1}</span>}
          </label>
        ))}
        {options.length === 0 && <p className="px-3 py-2 text-sm text-soft">{t.room.forms.noPerson}</p>}
      </div>
    </fieldset>
  );
}

/** The same, among the people of the organisation. */
export function PeopleField(props: Props) {
  const people = useQuery(peopleQuery);
  return <PickField {...props} find={t.settings.people.filter} options={(people.data ?? []).filter((one) => one.active)} />;
}
