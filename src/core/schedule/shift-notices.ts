/** Rule: people are told before their shift, and when it begins and ends. */
import type { Duty } from "../kernel/duty.ts";
import type { Effect } from "../kernel/effect.ts";
import type { Facts } from "../kernel/facts.ts";
import { after, epochMs, type Instant, instantOf } from "../kernel/time.ts";
import { shadowsBetween } from "../oncall/lanes.ts";
import { onCallAt } from "../oncall/on-call-at.ts";
import type { Schedule } from "../oncall/schedule.ts";
import { nextChange } from "../oncall/shifts.ts";
import { duty, notice } from "./making.ts";
import { shiftsIn } from "./shifts-known.ts";
import type { Watch } from "./slice.ts";
import { rule } from "./slices.ts";

/** The stream looks at itself once a day; what lies a little further is seen before then. */
const day = "PT24H";
const dayAndMore = "PT26H";

/** Minutes of notice where somebody has said nothing. */
const usual = 1_440;

/** The longest notice anybody may choose, in minutes. */
const longest = 40_320;

type Coming = { readonly person: string; readonly from: Instant; readonly until: Instant; readonly beside: string | null };

/** Shifts that begin after the cursor, of those on call and those who go along. */
function coming(schedule: Schedule, { cursor }: Watch): readonly Coming[] {
  const until = instantOf(epochMs(cursor) + longest * 60_000 + 93_600_000);
  const own = shiftsIn(schedule, cursor, until).map((shift) => ({ ...shift, beside: null }));
  const shadows = shadowsBetween(schedule, cursor, until).map(({ person, from, until: end, beside }) => ({ person, from, until: end, beside }));
  return [...own, ...shadows].filter(({ from }) => from > cursor);
}

/** Notices that fall into the coming day; the others are seen when it is over. */
function soon(schedule: Schedule, watch: Watch, facts: Facts): readonly Duty[] {
  const horizon = after(watch.cursor, dayAndMore);
  return coming(schedule, watch).flatMap((shift) => {
    const minutes = facts.get("person", shift.person)?.shiftNotice ?? usual;
    const at = instantOf(epochMs(shift.from) - minutes * 60_000);
    if (minutes === 0 || at <= watch.cursor || at > horizon) return [];
    return [duty(`soon/${shift.person}@${shift.from}`, "Tell somebody of their shift", at, { name: "tell-shift-soon", input: shift })];
  });
}

const sameSet = (some: readonly string[], others: readonly string[]) => some.length === others.length && some.every((one) => others.includes(one));

/** Whoever is on call and does not know it is told at once; else at the next change. */
function begins(schedule: Schedule | null, { cursor, called, acts }: Watch): readonly Duty[] {
  const wish = { name: "tell-shift-begins", input: {} };
  const now = schedule ? onCallAt(schedule, cursor) : [];
  if (!sameSet(now, called)) return [duty(`begin/${acts}`, "Tell who is on call", cursor, wish)];
  const next = schedule && nextChange(schedule, cursor, after(cursor, dayAndMore));
  return next ? [duty(`begin@${next}`, "Tell who is on call", next, wish)] : [];
}

export const shiftNotices = rule("shift_notices", {
  title: "Shift notices",
  says: "Before a shift and when it begins its people are told, by the way they chose for notices; whoever ends is told who took over.",
  demands: (_policy, { watch }, facts) => {
    if (watch.schedule === "") return [];
    const schedule = facts.get("schedule", watch.schedule);
    const look = duty(`look@${after(watch.cursor, day)}`, "Look at the coming days", after(watch.cursor, day), { name: "look", input: {} });
    return [...(schedule ? [look, ...soon(schedule, watch, facts)] : []), ...begins(schedule, watch)];
  },
  triggers: {
    "shift-soon-told": (_policy, { watch }, { data }) => [
      notice(`soon/${data.person}@${data.from}`, data.person, "shift-soon", { schedule: watch.title, from: data.from, until: data.until, beside: data.beside }),
    ],
    "shift-began": (_policy, { watch }, { data, at }) => {
      const says = { schedule: watch.title, people: data.people, until: data.until, next: data.next };
      const each = (people: readonly string[], role: string): Effect[] =>
        people.map((person) => notice(`${role}/${person}@${at}`, person, "shift-begins", { ...says, role }));
      return [...each(data.began, "begins"), ...each(data.ended, "ends")];
    },
  },
  examples: [],
});
