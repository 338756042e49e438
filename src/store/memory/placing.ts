/** Silences and storms in memory: what holds a group back, and which incident it is given. */
import { epochMs, instantOf } from "../../core/kernel/time.ts";
import { type Group, noneJoined, released, summedUp } from "../grouping.ts";
import type { StormLimit } from "../signals.ts";
import { isActive, type Silence, silenceOf } from "../silencing.ts";
import { type Placed, placed, type Storm, stormMinutes } from "../storming.ts";
import type { GroupRow, Tables } from "./tables.ts";

/** Puts the silence in the place of the one with its id, or beside the others. */
export function putSilence(tables: Tables, silence: Silence): void {
  const index = tables.silences.findIndex(({ id }) => id === silence.id);
  if (index < 0) tables.silences.push(silence);
  else tables.silences[index] = silence;
}

/** How many incidents each known source may open: asked before anything is done, so that what is done is one step. */
export async function limitsOf(tables: Tables, limit: StormLimit): Promise<ReadonlyMap<string, number>> {
  const sources = new Set([...tables.groups.map(({ group }) => group.source), ...tables.signals.map(({ source }) => source)]);
  return new Map(await Promise.all([...sources].map(async (source) => [source, await limit(source)] as const)));
}

/** Each source as it stands. */
export function stormsOf(tables: Tables, limits: ReadonlyMap<string, number>): Map<string, Storm> {
  const since = instantOf(epochMs(tables.now()) - stormMinutes * 60_000);
  const storms = new Map<string, Storm>();
  for (const [source, limit] of limits) {
    const own = tables.groups.filter(({ group }) => group.source === source && group.storm !== "joined");
    const opened = own.filter(({ group }) => group.openedAt !== null && group.openedAt > since).length;
    const head = own.findLast(({ group, closed }) => closed === null && group.storm === "head");
    storms.set(source, { left: limit - opened, head: head?.group.incident ?? null });
  }
  return storms;
}

/** Gives a group of the source its incident. */
export function placing(storms: ReadonlyMap<string, Storm>, source: string): (own: string) => Placed {
  const storm = storms.get(source);
  return (own) => (storm ? placed(storm, own) : { incident: own, storm: null });
}

/** Groups whose silence is over get their incident, another silence, or an end. Returns how many were looked at. */
export function release(tables: Tables, storms: ReadonlyMap<string, Storm>): number {
  const now = tables.now();
  const over = tables.groups.filter(({ group, closed }) => closed === null && group.silencedBy !== null && !inForce(tables, group.silencedBy));
  for (const row of over) {
    const next = released(row.group, silenceOf(tables.silences, row.group, now)?.id ?? null, { now, place: placing(storms, row.group.source) });
    if (next) row.group = next;
    else Object.assign(row, { closed: "Over before the silence ended", rejected: true });
  }
  return over.length;
}

function inForce(tables: Tables, id: string): boolean {
  const silence = tables.silences.find((one) => one.id === id);
  return silence !== undefined && isActive(silence, tables.now());
}

/** When a group next leaves its silence: the silence's end, or now where it is over or gone. */
export function silenceEnds(tables: Tables, { group, closed }: GroupRow): string | null {
  if (closed !== null || group.silencedBy === null) return null;
  const silence = tables.silences.find(({ id }) => id === group.silencedBy);
  return silence && silence.endedAt === null ? silence.until : tables.now();
}

/** Sums up what joined each storm's head. */
export function sumUp(tables: Tables): void {
  for (const row of tables.groups) {
    if (row.closed !== null || row.group.storm !== "head") continue;
    const joined = tables.groups.filter(({ group }) => group.storm === "joined" && group.incident === row.group.incident).map(({ group }) => group);
    row.group = summedUp(row.group, joined.reduce(plus, noneJoined));
  }
}

function plus({ groups, count, firing }: Group["joined"], group: Group): Group["joined"] {
  return { groups: groups + 1, count: count + group.count, firing: firing + group.firing };
}

/** What joined a storm goes where its head goes, and ends with it. */
export function followHead(tables: Tables, head: GroupRow, before: string): void {
  if (head.group.storm !== "head") return;
  for (const row of tables.groups) {
    if (row.group.storm !== "joined" || row.group.incident !== before || row.closed !== null) continue;
    row.group = { ...row.group, incident: head.group.incident };
    Object.assign(row, { closed: head.closed, rejected: head.rejected });
  }
}
