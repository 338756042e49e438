/** Working hours by weekday and quiet hours: each day with its own beginning and end, or as the organisation says. */
import { useId } from "react";
import { CheckField, TextField } from "../../parts/field.tsx";
import type { Week } from "../../shapes.ts";
import { t } from "../../text/en.ts";

const words = t.reach.hours;
const usual: readonly [string, string] = ["09:00", "18:00"];

/** The usual week, for whoever begins. */
const usualWeek: Week = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, usual]));

function Time({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return <input type="time" className="field w-34" aria-label={label} required value={value} onChange={(event) => onChange(event.target.value)} />;
}

/** Seven days. */
function WeekField({ value, onChange }: { readonly value: Week; readonly onChange: (week: Week) => void }) {
  const id = useId();
  const without = (day: string) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== day));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{words.working}</legend>
      <div className="mt-1 divide-y divide-line rounded-lg border border-line">
        {Object.entries(t.reach.days).map(([day, name]) => {
          const [from, to] = value[day] ?? [];
          const set = (hours: readonly string[]) => onChange({ ...without(day), [day]: hours });
          return (
            <div key={day} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
              <input
                id={`${id}-${day}`}
                type="checkbox"
                className="size-5 shrink-0 accent-(--accent) md:size-4"
                checked={from !== undefined}
                onChange={(event) => onChange(event.target.checked ? { ...value, [day]: usual } : without(day))}
              />
              <label htmlFor={`${id}-${day}`} className="control flex min-w-24 flex-1 items-center text-sm">
                {name}
              </label>
              {from !== undefined && to !== undefined && (
                <span className="flex items-center gap-2">
                  <Time label={words.from(name)} value={from} onChange={(time) => set([time, to])} />
                  <span aria-hidden="true">–</span>
                  <Time label={words.to(name)} value={to} onChange={(time) => set([from, time])} />
                </span>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function QuietField({ value, onChange }: { readonly value: readonly string[]; readonly onChange: (quiet: readonly string[]) => void }) {
  const [from = "22:00", to = "07:00"] = value;
  return (
    <div className="space-y-1">
      <div className="grid grid-cols-2 gap-3">
        <TextField label={words.from(words.quiet)} type="time" required value={from} onChange={(event) => onChange([event.target.value, to])} />
        <TextField label={words.to(words.quiet)} type="time" required value={to} onChange={(event) => onChange([from, event.target.value])} />
      </div>
      <p className="text-xs text-soft">{words.quietHint}</p>
    </div>
  );
}

/** Both, as everybody has them unless they say otherwise. */
export type Hours = { readonly working: Week; readonly quiet: readonly string[] };

/** The organisation's. */
export function HoursFields({ value, onChange }: { readonly value: Hours; readonly onChange: (hours: Hours) => void }) {
  return (
    <>
      <WeekField value={value.working} onChange={(working) => onChange({ ...value, working })} />
      <QuietField value={value.quiet} onChange={(quiet) => onChange({ ...value, quiet })} />
    </>
  );
}

/** A person's; null: the organisation's count. */
export type OwnHours = { readonly working: Week | null; readonly quiet: readonly string[] | null };

/** A person's own hours, each of the two only where they differ from the organisation's. */
export function OwnHoursFields({ value, onChange }: { readonly value: OwnHours; readonly onChange: (hours: OwnHours) => void }) {
  const { working, quiet } = value;
  return (
    <div className="space-y-3">
      <CheckField
        label={words.own}
        {...(working === null ? { hint: words.inherited } : {})}
        checked={working !== null}
        onChange={(own) => onChange({ ...value, working: own ? usualWeek : null })}
      />
      {working !== null && <WeekField value={working} onChange={(week) => onChange({ ...value, working: week })} />}
      <CheckField
        label={words.quietOwn}
        {...(quiet === null ? { hint: words.inherited } : {})}
        checked={quiet !== null}
        onChange={(own) => onChange({ ...value, quiet: own ? ["22:00", "07:00"] : null })}
      />
      {quiet !== null && <QuietField value={quiet} onChange={(hours) => onChange({ ...value, quiet: hours })} />}
    </div>
  );
}
