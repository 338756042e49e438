/** Public holidays by region: the fact `calendar`, from a library that is loaded when somebody first asks. */
import type { FactKinds } from "../../core/kernel/facts.ts";
import type { FactStatement } from "../../store/directory/facts.ts";
import type { World } from "../world.ts";

type Calendar = FactKinds["calendar"];

/** A region as `DE`, `DE-BY` or `US-CA-LA`. */
const shape = /^[A-Z]{2}(-[A-Z0-9]{1,3}){0,2}$/;

const dayMs = 86_400_000;

/** More regions than an organisation has people in; a limit, so that nothing grows for ever. */
const mostKept = 500;

const kept = new Map<string, Promise<Calendar | null>>();

/** Public holidays a year back and three ahead of `year`; null for what is no region. */
export function calendarOf(region: string, year: number): Promise<Calendar | null> {
  if (!shape.test(region)) return Promise.resolve(null);
  const key = `${region} ${year}`;
  const found = kept.get(key);
  if (found) return found;
  if (kept.size >= mostKept) kept.clear();
  const made = computed(region, year);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

/** The kind `calendar` as a statement whose row is only the key: holidays are computed, not stored. */
export function calendarStatement(world: Pick<World, "nowMs">): FactStatement {
  const read = (row: unknown) => calendarOf((row as { readonly region: string }).region, new Date(world.nowMs()).getUTCFullYear());
  return { sql: "select $1::text as region", takes: (key) => shape.test(key), read };
}

async function computed(region: string, year: number): Promise<Calendar | null> {
  const { default: Holidays } = await import("date-holidays");
  const [country = "", state, part] = region.split("-");
  const known = new Holidays();
  if (known.getCountries()[country] === undefined) return null;
  if (state !== undefined && known.getStates(country)?.[state] === undefined) return null;
  if (part !== undefined && known.getRegions(country, state ?? "")?.[part] === undefined) return null;
  const calendar = part !== undefined ? new Holidays(country, state!, part) : state !== undefined ? new Holidays(country, state) : new Holidays(country);
  const holidays: Record<string, string> = {};
  for (let one = year - 1; one <= year + 3; one += 1) {
    for (const { date, start, end, name, type } of calendar.getHolidays(one, "en")) {
      if (type === "public") for (const day of daysOf(date, end.getTime() - start.getTime())) holidays[day] ??= name;
    }
  }
  return { region, holidays };
}

/** The local dates a holiday covers: it begins on its date and lasts whole days. */
function daysOf(date: string, lengthMs: number): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const days = Math.max(1, Math.round(lengthMs / dayMs));
  return Array.from({ length: Math.min(days, 14) }, (_, day) => new Date(first + day * dayMs).toISOString().slice(0, 10));
}
