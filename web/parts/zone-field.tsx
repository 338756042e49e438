/** A time zone, from the names the browser knows. */

import { t } from "../text/en.ts";
import { SelectField } from "./field.tsx";

const zones = Intl.supportedValuesOf("timeZone");

/** The field; a zone the browser has no name for stays selectable. */
export function ZoneField({ value, onChange }: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const known = zones.includes(value) || value === "" ? zones : [value, ...zones];
  const all = known.includes("UTC") ? known : ["UTC", ...known];
  return (
    <SelectField
      label={t.start.setup.zone}
      value={value}
      onChange={onChange}
      options={all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
    />
  );
}
