/** The fields of one rotation: who takes turns, how long a turn is, at which times, and what changes from a day on. */
import { nowMs } from "../../clock.ts";
import { Button } from "../../parts/button.tsx";
import { CheckField, SelectField, TextField } from "../../parts/field.tsx";
import { PeopleField } from "../../parts/pick-field.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { t } from "../../text/en.ts";
import { localInput } from "../../when.ts";
import type { Rotation } from "./shapes.ts";

const words = t.onCall.editor;

/** Monday of this week at nine, by the server's time. */
function thisMonday(): string {
  const day = new Date(nowMs());
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  return `${localInput(day.getTime()).slice(0, 10)}T09:00`;
}

/** A weekly rotation without anybody, with an id that no other has. */
export function newRotation(zone: string, others: readonly Rotation[]): Rotation {
  let number = others.length + 1;
  while (others.some(({ id }) => id === `rotation-${number}`)) number++;
  const begins = thisMonday();
  return {
    id: `rotation-${number}`,
    name: words.rotation(number),
    zone,
    begins,
    ends: null,
    every: { n: 1, unit: "week" },
    advance: "active",
    restrictions: [],
    rosters: [{ from: begins, slots: [[]], startsWith: 0 }],
    shadows: {},
  };
}

type Props = {
  readonly rotation: Rotation;
  readonly number: number;
  readonly change: (rotation: Rotation) => void;
  readonly remove: (() => void) | undefined;
};

/** The fields. */
export function RotationFields({ rotation, number, change, remove }: Props) {
  const { every, begins, name, zone } = rotation;
  /** The first roster begins with the rotation. */
  const begin = (at: string) => change({ ...rotation, begins: at, rosters: rotation.rosters.map((one, index) => (index === 0 ? { ...one, from: at } : one)) });
  return (
    <fieldset className="space-y-3 rounded-lg border border-line p-3">
      <legend className="px-1 text-sm font-medium">{words.rotation(number)}</legend>
      <div className="grid gap-3 md:grid-cols-2">
        <TextField label={words.rotationName} required maxLength={100} value={name} onChange={(event) => change({ ...rotation, name: event.target.value })} />
        <ZoneField value={zone} onChange={(next) => change({ ...rotation, zone: next })} />
        <TextField label={words.begins} type="datetime-local" required value={begins} onChange={(event) => begin(event.target.value)} />
        <div className="grid grid-cols-[7rem_1fr] items-end gap-2">
          <TextField
            label={words.every}
            type="number"
            min={1}
            max={366}
            required
            value={every.n}
            onChange={(event) => change({ ...rotation, every: { ...every, n: Number(event.target.value) } })}
          />
          <SelectField
            label={words.unit}
            value={every.unit}
            onChange={(unit) => change({ ...rotation, every: { ...every, unit: unit as typeof every.unit } })}
            options={Object.entries(words.units).map(([value, label]) => ({ value, label }))}
          />
        </div>
      </div>
      <Times rotation={rotation} change={change} />
      <Rosters rotation={rotation} change={change} />
      {remove && (
        <Button look="quiet" onClick={remove}>
          {words.removeRotation}
        </Button>
      )}
    </fieldset>
  );
}

type PartProps = Pick<Props, "rotation" | "change">;

/** One window of the week; the API knows more than one. */
function Times({ rotation, change }: PartProps) {
  const [first, ...others] = rotation.restrictions;
  const set = (next: typeof first) => change({ ...rotation, restrictions: next ? [next, ...others] : [] });
  return (
    <div>
      <CheckField
        label={words.limits}
        checked={first !== undefined}
        onChange={(on) => set(on ? { days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "18:00" } : undefined)}
      />
      {first && (
        <div className="flex flex-wrap items-end gap-3 pl-7">
          <div className="flex gap-1">
            {words.days.map((label, at) => (
              <label
                key={label}
                className="control inline-flex min-w-9 items-center justify-center rounded-lg border border-edge/60 px-1 text-xs has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="checkbox"
                  className="sr-only"
                  checked={first.days.includes(at + 1)}
                  onChange={(event) =>
                    set({ ...first, days: event.target.checked ? [...first.days, at + 1].sort() : first.days.filter((day) => day !== at + 1) })
                  }
                />
                {label}
              </label>
            ))}
          </div>
          <TextField label={words.limitFrom} type="time" required value={first.from} onChange={(event) => set({ ...first, from: event.target.value })} />
          <TextField label={words.limitTo} type="time" required value={first.to} onChange={(event) => set({ ...first, to: event.target.value })} />
        </div>
      )}
    </div>
  );
}

/** The people in their order, now and from a later day on. Slots of several or nobody, which only the API writes, are kept as they are. */
function Rosters({ rotation, change }: PartProps) {
  const { rosters } = rotation;
  type Roster = (typeof rosters)[number];
  const set = (at: number, next: Roster | null) => change({ ...rotation, rosters: rosters.flatMap((one, index) => (index === at ? (next ?? []) : one)) });
  const people = ({ slots }: Roster) => slots.flat();
  const slotsOf = (chosen: readonly string[]) => (chosen.length === 0 ? [[]] : chosen.map((person) => [person]));
  const later = () =>
    change({
      ...rotation,
      rosters: [...rosters, { from: rosters.at(-1)?.from ?? rotation.begins, slots: slotsOf(rosters.at(-1) ? people(rosters.at(-1)!) : []), startsWith: 0 }],
    });
  return (
    <div className="space-y-3">
      {rosters.map((roster, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a roster is its place in the list
        <div key={at} className="space-y-2">
          {at > 0 && (
            <div className="flex items-end gap-2">
              <TextField
                label={words.changeFrom}
                type="datetime-local"
                required
                value={roster.from}
                onChange={(event) => set(at, { ...roster, from: event.target.value })}
              />
              <Button look="quiet" onClick={() => set(at, null)}>
                {words.removeChange}
              </Button>
            </div>
          )}
          <PeopleField
            label={at === 0 ? words.people : words.change}
            value={people(roster)}
            onChange={(chosen) => set(at, { ...roster, slots: slotsOf(chosen) })}
          />
        </div>
      ))}
      <Button look="quiet" onClick={later}>
        {words.addChange}
      </Button>
    </div>
  );
}
