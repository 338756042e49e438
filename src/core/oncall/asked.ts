/** Whom a request for cover asks. */
import type { Schedule } from "./schedule.ts";

/** The part of a request that says whom it asks. */
export type Asking = { readonly person: string; readonly asked: string | null; readonly declined: readonly string[]; readonly rotation?: string | null };

/** Everybody whom a schedule's rotations or external calendar name, each once. */
export function namedIn(schedule: Schedule, rotation: string | null = null): readonly string[] {
  const meant = schedule.rotations.filter(({ id }) => rotation === null || id === rotation);
  const rostered = meant.flatMap(({ rosters }) => rosters.flatMap(({ slots }) => slots.flat()));
  const external = rotation === null ? (schedule.external ?? []).flatMap(({ people }) => people) : [];
  return [...new Set([...rostered, ...external])];
}

/** The one who was asked, or everybody of the schedule (of the rotation where it is one's); never the asker, nor who said no already. */
export function askedOf(schedule: Schedule, { person, asked, declined, rotation = null }: Asking): readonly string[] {
  return (asked === null ? namedIn(schedule, rotation) : [asked]).filter((one) => one !== person && !declined.includes(one));
}
