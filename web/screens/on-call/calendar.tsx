/** A schedule as lanes over two weeks: who is on call in the end, and the rotations, plans and overrides that lead there. */

import { t } from "../../text/en.ts";
import { clockOrDay, dayAndMonth, dayAndTime, dayOfMonth, list, weekday } from "../../when.ts";
import type { Calendar, Shift } from "./shapes.ts";

const words = t.onCall.calendar;

type Stretch = { readonly from: number; readonly until: number };

/** Where a stretch stands in the shown one, in percent of its width. */
function place(of: Stretch, shown: Stretch): { left: string; width: string } {
  const [from, until] = [Math.max(of.from, shown.from), Math.min(of.until, shown.until)];
  const whole = shown.until - shown.from;
  return { left: `${((from - shown.from) / whole) * 100}%`, width: `${(Math.max(0, until - from) / whole) * 100}%` };
}

const msOf = ({ from, until }: { readonly from: string; readonly until: string }): Stretch => ({ from: Date.parse(from), until: Date.parse(until) });

/** The lanes on a wide screen, a list of shifts on a narrow one. `pick` opens a shift of the final lane. */
export function Lanes({ calendar, now, pick }: { readonly calendar: Calendar; readonly now: number; readonly pick: (shift: Shift) => void }) {
  const { lanes, names } = calendar;
  const shown = msOf(calendar);
  const say = (people: readonly string[]) => (people.length === 0 ? t.bridge.nobody : list(people.map((id) => names[id] ?? id)));
  const beside: readonly (readonly [name: string, shifts: readonly Shift[]])[] = [
    ...lanes.rotations.map(({ name, shifts }) => [name, shifts] as const),
    ...lanes.temporary.map(({ shifts }) => [words.temporary, shifts] as const),
    ...(lanes.external.length > 0 ? [[words.external, lanes.external] as const] : []),
    ...(calendar.overrides.length > 0
      ? [[words.overrides, calendar.overrides.map((one) => ({ from: one.from, until: one.until, people: one.person ? [one.person] : [] }))] as const]
      : []),
  ];
  const props = { shown, say };
  return (
    <>
      <div className="hidden p-4 md:block">
        <Days shown={shown} holidays={calendar.holidays} />
        <div className="relative">
          <Now now={now} shown={shown} />
          <Lane name={words.final} shifts={calendar.final} pick={pick} strong {...props} />
          {beside.map(([name, shifts], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lanes may have one name, and their order is theirs
            <Lane key={`${name} ${at}`} name={name} shifts={shifts} {...props} />
          ))}
        </div>
      </div>
      <Agenda shifts={calendar.final} say={say} now={now} pick={pick} />
    </>
  );
}

function Days({ shown, holidays }: { readonly shown: Stretch; readonly holidays: Calendar["holidays"] }) {
  const days = Math.round((shown.until - shown.from) / 86_400_000);
  return (
    <div className="ml-28 flex border-b border-line text-2xs text-faint" aria-hidden="true">
      {Array.from({ length: days }, (_, at) => {
        const day = shown.from + at * 86_400_000 + 43_200_000;
        const free = holidays.find(({ date }) => date === new Date(day).toISOString().slice(0, 10));
        return (
          <span key={day} className={`min-w-0 flex-1 truncate border-l border-line px-1 pb-1 ${free ? "font-semibold text-ink" : ""}`} title={free?.name}>
            {at === 0 || dayOfMonth(day) === "1" ? dayAndMonth(day) : `${weekday(day)} ${dayOfMonth(day)}`}
            {free ? " ●" : ""}
          </span>
        );
      })}
    </div>
  );
}

/** The moment in which we are, through all lanes. */
function Now({ now, shown }: { readonly now: number; readonly shown: Stretch }) {
  if (now < shown.from || now > shown.until) return null;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 left-28 z-10">
      <div className="absolute inset-y-0 w-px bg-accent" style={{ left: `${((now - shown.from) / (shown.until - shown.from)) * 100}%` }} />
    </div>
  );
}

type LaneProps = {
  readonly name: string;
  readonly shifts: readonly Shift[];
  readonly shown: Stretch;
  readonly say: (people: readonly string[]) => string;
  readonly pick?: (shift: Shift) => void;
  readonly strong?: boolean;
};

function Lane({ name, shifts, shown, say, pick, strong = false }: LaneProps) {
  const inside = shifts.filter((shift) => msOf(shift).until > shown.from && msOf(shift).from < shown.until);
  return (
    <div className="flex items-center border-b border-line/60 last:border-b-0">
      <span className={`w-28 shrink-0 truncate pr-2 text-xs ${strong ? "font-semibold" : "text-soft"}`} title={name}>
        {name}
      </span>
      <ol aria-label={name} className={`relative min-w-0 flex-1 ${strong ? "h-11" : "h-8"}`}>
        {inside.map((shift) => (
          <li key={`${shift.from} ${shift.people.join(" ")}`} className="absolute inset-y-1 px-px" style={place(msOf(shift), shown)}>
            <Bar shift={shift} label={say(shift.people)} narrow={isNarrow(shift, shown)} pick={pick} strong={strong} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A bar this short, as a part of what is shown, has room for initials only. */
const isNarrow = (shift: Shift, shown: Stretch) => (msOf(shift).until - msOf(shift).from) / (shown.until - shown.from) < 0.07;

/** `DA` of `Demo Ana`. */
const initials = (label: string) =>
  label
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join("")
    .slice(0, 3);

type BarProps = {
  readonly shift: Shift;
  readonly label: string;
  readonly narrow: boolean;
  readonly pick: ((shift: Shift) => void) | undefined;
  readonly strong: boolean;
};

function Bar({ shift, label, narrow, pick, strong }: BarProps) {
  const short = narrow ? initials(label) : label;
  const title = `${label}: ${dayAndTime(shift.from)} – ${dayAndTime(shift.until)}`;
  const empty = shift.people.length === 0;
  const look = empty
    ? "border-dashed border-ink bg-transparent font-medium text-ink"
    : strong
      ? "border-accent/40 bg-accent-soft text-ink"
      : "border-line bg-sunken text-soft";
  const shape = `block h-full w-full min-w-0 overflow-hidden rounded border px-1 text-left text-xs whitespace-nowrap ${look}`;
  return pick ? (
    <button type="button" title={title} aria-label={title} className={`${shape} hover:border-edge`} onClick={() => pick(shift)}>
      {short}
    </button>
  ) : (
    <span title={title} className={`${shape} leading-6`}>
      {short}
    </span>
  );
}

/** The final lane as a list: what a phone shows. */
function Agenda({ shifts, say, now, pick }: Pick<LaneProps, "shifts" | "say"> & { readonly now: number; readonly pick: (shift: Shift) => void }) {
  return (
    <ol aria-label={words.final} className="divide-y divide-line md:hidden">
      {shifts.slice(0, 30).map((shift) => (
        <li key={shift.from}>
          <button type="button" className="control flex w-full items-baseline gap-3 px-4 py-2.5 text-left hover:bg-hover" onClick={() => pick(shift)}>
            <span className={`min-w-0 flex-1 ${shift.people.length === 0 ? "font-semibold" : ""}`}>{say(shift.people)}</span>
            <span data-figures className="text-xs text-soft">
              {clockOrDay(shift.from, now)} – {clockOrDay(shift.until, now)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
