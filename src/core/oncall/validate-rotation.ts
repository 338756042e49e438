/** What is wrong with a rotation: zones and dates that are none, lists out of order, restrictions that never apply, shadows in a circle. */
import type { Rotation } from "./schedule.ts";
import { turnsOf } from "./turns.ts";
import { windowsOf } from "./windows.ts";
import { dayMs, isZone, localOf } from "./zone-clock.ts";

type Problem = { readonly at: string; readonly detail: string };

/** The years a rotation may begin, change or end in: what lies outside is a slip of the pen. */
const years = { first: 2000, last: 2099 };

/** The problems of a rotation that stands at a JSON pointer. */
export function rotationProblems(rotation: Rotation, at: string): readonly Problem[] {
  const dates = datesWrong(rotation, at);
  const zone = isZone(rotation.zone) ? [] : [{ at: `${at}/zone`, detail: `There is no time zone "${rotation.zone}". Write one like Europe/Berlin.` }];
  return [
    ...zone,
    ...dates,
    ...rosterProblems(rotation, at),
    // What never applies can be said only where the dates mean something.
    ...(zone.length + dates.length > 0 ? [] : idleRestrictions(rotation, at)),
    ...shadowProblems(rotation, at),
  ];
}

/** Whether a local date and time exists in the calendar, within the years that make sense. */
function isDate(text: string): boolean {
  const local = localOf(text);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(text)) return false;
  const year = Number(text.slice(0, 4));
  return years.first <= year && year <= years.last;
}

function datesWrong({ begins, ends, rosters }: Rotation, at: string): readonly Problem[] {
  const written = [
    { at: `${at}/begins`, text: begins },
    ...(ends === null ? [] : [{ at: `${at}/ends`, text: ends }]),
    ...rosters.map(({ from }, index) => ({ at: `${at}/rosters/${index}/from`, text: from })),
  ];
  const found = written.flatMap((one) =>
    isDate(one.text) ? [] : [{ at: one.at, detail: `"${one.text}" is no date and time between ${years.first} and ${years.last}.` }],
  );
  const backwards = ends !== null && localOf(ends) <= localOf(begins);
  return backwards ? [...found, { at: `${at}/ends`, detail: "It ends before it begins, or as it begins." }] : found;
}

function rosterProblems({ rosters }: Rotation, at: string): readonly Problem[] {
  return rosters.flatMap(({ from, slots, startsWith }, index) => {
    const found: Problem[] = [];
    const before = rosters[index - 1];
    if (before && localOf(from) <= localOf(before.from))
      found.push({ at: `${at}/rosters/${index}/from`, detail: "Lists stand in the order in which they begin, no two at the same time." });
    if (startsWith >= slots.length)
      found.push({ at: `${at}/rosters/${index}/startsWith`, detail: `The list has ${slots.length} ${slots.length === 1 ? "slot" : "slots"}, counted from 0.` });
    for (const [slot, people] of slots.entries())
      if (new Set(people).size < people.length) found.push({ at: `${at}/rosters/${index}/slots/${slot}`, detail: "Somebody stands twice in this slot." });
    return found;
  });
}

/** A restriction opens every week, so one that never applies belongs to a rotation that lives for less. */
function idleRestrictions(rotation: Rotation, at: string): readonly Problem[] {
  const { clock, first, last } = turnsOf(rotation);
  return rotation.restrictions.flatMap((restriction, index) => {
    const life = { from: first, until: Math.min(last, first + 9 * dayMs) };
    if (windowsOf(clock, [restriction]).within(life).length > 0) return [];
    return [{ at: `${at}/restrictions/${index}`, detail: "The rotation ends before this ever applies." }];
  });
}

function shadowProblems({ shadows }: Rotation, at: string): readonly Problem[] {
  return Object.keys(shadows).flatMap((person) => {
    const seen = [person];
    for (let next = shadows[person]; next !== undefined && !seen.slice(1).includes(next); next = shadows[next]) {
      if (next === person)
        return [{ at: `${at}/shadows/${escaped(person)}`, detail: seen.length === 1 ? "Nobody shadows themselves." : "These shadow each other in a circle." }];
      seen.push(next);
    }
    return [];
  });
}

/** A key as it stands in a JSON pointer (RFC 6901). */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
