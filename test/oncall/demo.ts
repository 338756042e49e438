/** Schedules for tests, short to write: what is not said is the usual. */
import type { Override, Rotation, Schedule, Temporary } from "../../src/core/oncall/schedule.ts";

type Given = Partial<Omit<Rotation, "rosters">> & { readonly slots?: string[][]; readonly rosters?: Rotation["rosters"] };

/** A rotation: weekly from Monday 2026-03-02 at nine in Berlin, one person after the other. */
export function rotation({ slots = [["ana"], ["ben"], ["cleo"]], ...given }: Given = {}): Rotation {
  const begins = given.begins ?? "2026-03-02T09:00";
  return {
    id: "main",
    name: "Main",
    zone: "Europe/Berlin",
    begins,
    ends: null,
    every: { n: 1, unit: "week" },
    advance: "active",
    restrictions: [],
    rosters: [{ from: begins, slots, startsWith: 0 }],
    shadows: {},
    ...given,
  };
}

/** A schedule of rotations, and of whatever else is given. */
export function schedule(rotations: readonly Rotation[] = [rotation()], given: Partial<Schedule> = {}): Schedule {
  return { id: "web-primary", title: "Web, primary", zone: "Europe/Berlin", rotations: [...rotations], overrides: [], temporary: [], external: null, ...given };
}

/** An override of the whole schedule. */
export function override(given: Partial<Override> & Pick<Override, "from" | "until" | "kind" | "person">): Override {
  return { id: `${given.kind}-${given.from}`, insteadOf: null, rotation: null, reason: "", ...given };
}

/** A temporary plan. */
export function plan(from: string, until: string, shifts: Temporary["shifts"], gapsConfirmed = false): Temporary {
  return { id: `plan-${from}`, from, until, shifts, gapsConfirmed };
}

/** Monday to Friday, nine to five. */
export const officeHours: Rotation["restrictions"] = [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }];

/** An instant with milliseconds, as the program writes it. */
export function iso(at: number | string): string {
  return new Date(at).toISOString();
}
