/** Schedules as people edit them: saved whole and valid, or not at all. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Rotation } from "../../core/oncall/schedule.ts";
import { validate, type Written } from "../../core/oncall/validate.ts";
import { stale } from "../../store/directory/change.ts";
import { peopleOf } from "../../store/directory/schedule-fact.ts";
import {
  addSchedule,
  changeSchedule,
  everybody,
  removeSchedule,
  type ScheduleEntry,
  type ScheduleFields,
  scheduleEntries,
  scheduleEntry,
} from "../../store/directory/schedules.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** A schedule as the API shows it; `people` is everybody of its rotations, each once. */
export type ScheduleView = ScheduleEntry & { readonly people: readonly string[] };

/** What may be given: rotations, or `people` for a schedule in which everybody is on call at once. */
export type ScheduleInput = ScheduleFields & { readonly people?: readonly string[] };

const viewOf = (entry: ScheduleEntry): ScheduleView => ({ ...entry, people: peopleOf(entry.rotations) });
const shown = (entry: ScheduleEntry | Refusal) => ("refused" in entry ? entry : viewOf(entry));

/** All schedules by title. */
export async function listSchedules(parts: Parts): Promise<ScheduleView[]> {
  return (await scheduleEntries(parts.db)).map(viewOf);
}

/** One schedule. */
export async function showSchedule(parts: Parts, key: string): Promise<ScheduleView | Refusal> {
  const entry = await scheduleEntry(parts.db, key);
  return entry === null ? stale(false) : viewOf(entry);
}

/** Adds a schedule. */
export async function createSchedule(
  parts: Parts,
  identity: Identity,
  added: { readonly key: string; readonly title: string; readonly zone: string; readonly people?: readonly string[]; readonly rotations?: readonly Rotation[] },
  from: From,
): Promise<ScheduleView | Refusal> {
  const { people, rotations = everybody(people ?? [], added.zone), ...rest } = added;
  const wrong = wrongIn({ rotations: [...rotations], zone: added.zone });
  if (wrong) return wrong;
  const entry = await addSchedule(parts.db, byPerson(parts, identity.person, from), { ...rest, rotations });
  if (!("refused" in entry)) await parts.watchSchedule?.(entry.id);
  return shown(entry);
}

/** Changes a schedule; `people` only where it is nothing but a list of people. */
export async function patchSchedule(
  parts: Parts,
  identity: Identity,
  change: { readonly key: string; readonly version: number; readonly fields: ScheduleInput },
  from: From,
): Promise<ScheduleView | Refusal> {
  const { people, ...fields } = change.fields;
  const before = await scheduleEntry(parts.db, change.key);
  if (before === null) return stale(false);
  if (people !== undefined && fields.rotations === undefined && !isList(before.rotations))
    return refuse("invalid_value", "This schedule has rotations: change those.", { pointer: "/people" });
  const rotations = fields.rotations ?? (people === undefined ? undefined : everybody(people, fields.zone ?? before.zone));
  const wrong = wrongIn({ ...(rotations ? { rotations: [...rotations] } : {}), ...(fields.zone === undefined ? {} : { zone: fields.zone }) });
  if (wrong) return wrong;
  const by = byPerson(parts, identity.person, from);
  return shown(await changeSchedule(parts.db, by, change, { ...fields, ...(rotations ? { rotations } : {}) }));
}

/** The first problem of what is to be saved; the others are counted. */
export function wrongIn(written: Written): Refusal | null {
  const [problem, ...more] = validate(written);
  if (problem === undefined) return null;
  return refuse("invalid_value", problem.detail, {
    pointer: problem.at,
    ...(more.length === 0 ? {} : { unmet: more.map(({ at, detail }) => `${at}: ${detail}`) }),
  });
}

/** Whether rotations are no more than everybody at once. */
function isList(rotations: readonly Rotation[]): boolean {
  if (rotations.length === 0) return true;
  const [{ rosters, restrictions, shadows, ends }, ...others] = rotations as readonly [Rotation, ...Rotation[]];
  const alone = others.length === 0 && rosters.length === 1 && rosters[0]!.slots.length === 1;
  return alone && restrictions.length === 0 && ends === null && Object.keys(shadows).length === 0;
}

/** Removes a schedule. */
export function deleteSchedule(
  parts: Parts,
  identity: Identity,
  which: { readonly key: string; readonly version: number },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  return removeSchedule(parts.db, byPerson(parts, identity.person, from), which);
}
