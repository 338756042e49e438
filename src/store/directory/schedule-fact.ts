/** A schedule as the core reads it: its rows put together, without the people who have left. */
import type { Rotation, Schedule } from "../../core/oncall/schedule.ts";

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What is over for a month no longer concerns the engine. */
const recent = (row: string) => `${row}.ends_at > coalesce((select now from rehearsal_clock), now()) - interval '1 month'`;

const overrideJson = (row: string) => `json_build_object('id', ${row}.id, 'from', ${instant(`${row}.starts_at`)}, 'until', ${instant(`${row}.ends_at`)},
  'kind', ${row}.kind, 'person', ${row}.person, 'insteadOf', ${row}.instead_of, 'rotation', ${row}.rotation, 'reason', ${row}.reason)`;

const temporaryJson = (row: string) => `json_build_object('id', ${row}.id, 'from', ${instant(`${row}.starts_at`)}, 'until', ${instant(`${row}.ends_at`)},
  'shifts', ${row}.shifts, 'gapsConfirmed', ${row}.gaps_confirmed)`;

/** A schedule with its overrides and temporary plans for which `counts` holds, and who among the people it may name has left. */
function scheduleSql(counts: (row: string) => string): string {
  return `select s.key as id, s.title, s.zone, s.definition -> 'rotations' as rotations,
    coalesce((select json_agg(${overrideJson("v")} order by v.seq) from schedule_override v where v.schedule = s.key and ${counts("v")}), '[]'::json) as overrides,
    coalesce((select json_agg(${temporaryJson("t")} order by t.starts_at, t.id) from schedule_temporary t where t.schedule = s.key and ${counts("t")}), '[]'::json)
      as temporary,
    (select c.shifts from external_calendar c where c.schedule = s.key) as external,
    coalesce((select json_agg(p.id) from person p where not p.active), '[]'::json) as gone from schedule s`;
}

/** One row for a key, or none. */
export const scheduleFactSql = `${scheduleSql(recent)} where s.key = $1`;

/** Every schedule by title. */
export const allSchedulesSql = `${scheduleSql(recent)} order by lower(s.title), s.key limit 2000`;

/** The past included: everything that ends after $2. For reports. */
export const scheduleSinceSql = `${scheduleSql((row) => `${row}.ends_at > $2::timestamptz`)} where s.key = $1`;

/** The fact `cover`: requests that are open, or were answered within a week. */
export const coverFactSql = `select s.key as schedule, coalesce((select json_agg(json_build_object('id', r.id, 'person', r.person,
    'from', ${instant("r.starts_at")}, 'until', ${instant("r.ends_at")}, 'rotation', r.rotation, 'asked', r.asked,
    'exchange', case when r.exchange_starts_at is null then null
      else json_build_object('from', ${instant("r.exchange_starts_at")}, 'until', ${instant("r.exchange_ends_at")}) end,
    'state', r.state, 'declined', r.declined, 'answeredBy', r.answered_by, 'answeredAt', ${instant("r.answered_at")}, 'createdAt', ${instant("r.created_at")}
  ) order by r.created_at, r.id) from cover_request r where r.schedule = s.key
    and (r.state = 'open' or r.answered_at > coalesce((select now from rehearsal_clock), now()) - interval '7 days')), '[]'::json) as requests
  from schedule s where s.key = $1`;

/** A row of the statements above. */
export type ScheduleRow = Schedule & { readonly gone: readonly string[] };

/** The schedule as it counts now: who has left is nowhere in it, and a turn of theirs alone is nobody's. */
export function withoutGone({ gone, ...schedule }: ScheduleRow): Schedule {
  if (gone.length === 0) return schedule;
  const left = new Set(gone);
  const here = (person: string | null) => person === null || !left.has(person);
  const shifts = <T extends { readonly people: readonly string[] }>(list: readonly T[]) => list.map((one) => ({ ...one, people: one.people.filter(here) }));
  return {
    ...schedule,
    rotations: schedule.rotations.map((rotation) => rotationWithout(rotation, here)),
    overrides: schedule.overrides.filter(({ person, kind }) => kind === "remove" || here(person)),
    temporary: schedule.temporary.map((plan) => ({ ...plan, shifts: shifts(plan.shifts) })),
    external: schedule.external === null ? null : shifts(schedule.external),
  };
}

function rotationWithout(rotation: Rotation, here: (person: string) => boolean): Rotation {
  const shadows = Object.entries(rotation.shadows).filter(([leader, follower]) => here(leader) && here(follower));
  return {
    ...rotation,
    rosters: rotation.rosters.map((roster) => ({ ...roster, slots: roster.slots.map((slot) => slot.filter(here)) })),
    shadows: Object.fromEntries(shadows),
  };
}

/** Everybody whom rotations name, each once, in their order. */
export function peopleOf(rotations: readonly Rotation[]): string[] {
  return [...new Set(rotations.flatMap(({ rosters }) => rosters.flatMap(({ slots }) => slots.flat())))];
}
