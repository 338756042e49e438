/** Who could really be reached now, schedule by schedule and for each severity: a plan on paper wakes nobody. */
import { CompiledQuery } from "kysely";
import type { FactKind, Facts } from "../../core/kernel/facts.ts";
import { after, type Instant } from "../../core/kernel/time.ts";
import { onCallAt } from "../../core/oncall/on-call-at.ts";
import { spansByPerson } from "../../core/oncall/own-shifts.ts";
import { type Plan, planOf } from "../../core/oncall/plan.ts";
import type { Schedule } from "../../core/oncall/schedule.ts";
import { gapsBetween } from "../../core/oncall/shifts.ts";
import { spanOf } from "../../core/oncall/spans.ts";
import { factStatement } from "../../store/directory/facts.ts";
import { methodsOf } from "../../store/directory/methods.ts";
import { allPeople } from "../../store/directory/people.ts";
import { schedulesNow } from "../../store/directory/schedules.ts";
import type { Parts } from "../access/parts.ts";
import { decideWithFacts } from "../facts-at-hand.ts";
import type { PackShelf } from "../processes/packs.ts";
import { calendarOf } from "./holidays.ts";

/** One person: the channels that are proven and alive, and whether any of them wakes. */
export type Reachable = { readonly person: string; readonly name: string; readonly methods: readonly string[]; readonly wakes: boolean; readonly says: string };

/** A level of severity as the process names it. */
export type Level = { readonly rank: number; readonly name: string };

/** The levels of the process in force, the most severe first. */
export async function levelsOf(packs: Pick<PackShelf, "active" | "defaultKey">): Promise<readonly Level[]> {
  const pack = await packs.active(await packs.defaultKey());
  return Object.entries(pack?.severities ?? {}).map(([rank, { name }]) => ({ rank: Number(rank), name }));
}

/** How far ahead is looked. */
const ahead = { people: "P7D", gaps: "P14D" };

/** Readiness of every schedule, and of the organisation's policy for each severity. */
export async function onCallReadiness(parts: Parts, levels: readonly Level[]) {
  const [now, schedules, people] = await Promise.all([parts.now(), schedulesNow(parts.db), allPeople(parts.db)]);
  const active = people.filter((person) => person.active);
  const living = (
    await methodsOf(
      parts.db,
      active.map(({ id }) => id),
    )
  ).filter(({ verifiedAt, deadReason }) => verifiedAt !== null && deadReason === null);
  const wakes = new Set(parts.channels.filter((channel) => channel.wakes).map(({ name }) => name));
  const known = new Map(
    active.map(({ id, name }) => {
      const methods = living.filter(({ person }) => person === id).map(({ channel }) => channel);
      return [id, reachOf({ person: id, name, methods, wakes: methods.some((channel) => wakes.has(channel)) })];
    }),
  );
  const reach = (id: string) => known.get(id) ?? reachOf({ person: id, name: "", methods: [], wakes: false });
  const severities = await Promise.all(levels.map((level) => severityOf(parts, { level, now, reach })));
  return { now, schedules: schedules.map((schedule) => scheduleOf(schedule, now, reach)), severities };
}

function reachOf(who: Omit<Reachable, "says">): Reachable {
  const says =
    who.methods.length === 0
      ? "Cannot be reached: no way of reaching them is proven."
      : who.wakes
        ? "Can be woken."
        : "Can be told, but nothing would wake them.";
  return { ...who, methods: [...new Set(who.methods)], says };
}

function scheduleOf(schedule: Schedule, now: Instant, reach: (id: string) => Reachable) {
  const week = [...spansByPerson(schedule, spanOf({ from: now, until: after(now, ahead.people) })).keys()].map(reach);
  const called = onCallAt(schedule, now).map(reach);
  const gaps = gapsBetween(schedule, now, after(now, ahead.gaps));
  const asleep = week.filter((one) => !one.wakes);
  const problems = [
    ...(called.length === 0
      ? ["Nobody is on call now."]
      : called.every((one) => one.methods.length === 0)
        ? ["Nobody who is on call now can be reached."]
        : []),
    ...(gaps.length > 0 ? [`Nobody is on call at ${gaps.length} ${gaps.length === 1 ? "time" : "times"} in the next 14 days.`] : []),
    ...asleep.map(({ name, says }) => `${name}: ${says}`),
  ];
  return { schedule: { id: schedule.id, name: schedule.title }, now: called, week, gaps: gaps.slice(0, 100), problems };
}

type Asked = { readonly level: Level; readonly now: Instant; readonly reach: (id: string) => Reachable };

/** The organisation's policy for a severity, laid out from now on: whom it calls, and who of them would wake. */
async function severityOf(parts: Parts, { level, now, reach }: Asked) {
  const { result } = await decideWithFacts(
    (facts) => planned(facts, level.rank, now),
    async (kind, key) => ({ value: await factOf(parts, kind, key, now), version: 0 }),
  );
  const called = result.plan?.steps.flatMap(({ people }) => people) ?? [];
  const all = [...new Set([...called, ...(result.plan === null || result.plan.lastResort !== null ? result.lastResort : [])])].map(reach);
  const waking = all.filter((one) => one.wakes);
  const says =
    waking.length > 0
      ? `${waking.length} of ${all.length} can be woken.`
      : all.some((one) => one.methods.length > 0)
        ? "Somebody is told, but nothing wakes them."
        : "Nobody can be reached.";
  return { rank: level.rank, name: level.name, policy: result.policy, people: all, reachable: waking.length > 0, says };
}

function planned(
  facts: Facts,
  severity: number,
  now: Instant,
): { readonly policy: string | null; readonly plan: Plan | null; readonly lastResort: readonly string[] } {
  const organisation = facts.get("organisation", "organisation");
  const policy = organisation?.escalation ? facts.get("escalation", organisation.escalation) : null;
  const lastResort = organisation?.lastResort ?? [];
  return { policy: policy?.title ?? null, plan: policy ? planOf(policy, { severity, area: null }, { start: now, facts }) : null, lastResort };
}

async function factOf(parts: Parts, kind: FactKind, key: string, now: Instant): Promise<unknown> {
  if (kind === "calendar") return calendarOf(key, Number(now.slice(0, 4)));
  const statement = factStatement(kind);
  if (!statement?.takes(key)) return null;
  const [row] = (await parts.db.executeQuery(CompiledQuery.raw(statement.sql, [key]))).rows;
  return row === undefined ? null : statement.read(row);
}
