/** Where people meet during an incident, for a process that only has examples of it. */
import type { ContactField } from "../../src/core/rules/tell/contact-summary/value.ts";
import { t } from "../text/en.ts";
import { TextField } from "./field.tsx";

const words = t.start.setup;

/** What was typed, by place. */
export type Places = { readonly [P in ContactField]?: string };

/** What was said of the places that are asked for; nothing where nothing was. */
export function placesSaid(asks: readonly ContactField[], typed: Places): Places | undefined {
  const said = asks.flatMap((place) => (typed[place]?.trim() ? [[place, typed[place].trim()] as const] : []));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

type Props = { readonly asks: readonly ContactField[]; readonly value: Places; readonly onChange: (value: Places) => void };

/** A field for each place, and none that has to be filled in. */
export function PlacesToMeet({ asks, value, onChange }: Props) {
  return (
    <fieldset>
      <legend className="text-base font-semibold">{words.places}</legend>
      <p className="mb-3 max-w-prose text-soft">{words.placesSays}</p>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {asks.map((place) => (
          <TextField
            key={place}
            label={words.place[place]}
            hint={words.placeHint[place]}
            optional
            type={place === "callUrl" ? "url" : place === "phone" ? "tel" : "text"}
            maxLength={place === "callUrl" ? 500 : 120}
            value={value[place] ?? ""}
            onChange={(event) => onChange({ ...value, [place]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
