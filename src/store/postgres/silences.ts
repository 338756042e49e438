/** Silences as the router reads them, what they silenced, and the groups whose silence is over. */
import { sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Group } from "../grouping.ts";
import type { Matcher, Silence } from "../silencing.ts";
import { type Access, instant } from "./connection.ts";
import { groupOf } from "./groups.ts";
import type { Db } from "./tables.ts";

/** So many silences in force are looked at; the API keeps people below that. */
const most = 500;

/** The silences in force, the oldest first. */
export async function silencesAt(db: Db, now: Instant): Promise<Silence[]> {
  const query = db
    .selectFrom("silence")
    .selectAll()
    .where("ended_at", "is", null)
    .where("from_at", "<=", sql<never>`${now}`)
    .where("until_at", ">", sql<never>`${now}`);
  const rows = await query.orderBy("created_at").orderBy("id").limit(most).execute();
  return rows.map(({ id, source, matchers, from_at, until_at, ended_at, reason }) => {
    return { id, source, matchers: matchers as Matcher[], from: instant(from_at), until: instant(until_at), endedAt: instant(ended_at), reason };
  });
}

/** Adds to the counts of silences, in one order for everybody. */
export async function countSilenced(db: Db, counts: ReadonlyMap<string, number>): Promise<void> {
  const ids = [...counts.keys()].sort();
  if (ids.length === 0) return;
  await sql`
    with counted as (select * from unnest(${ids}::uuid[], ${ids.map((id) => counts.get(id) ?? 0)}::bigint[]) as c (id, n)),
      locked as materialized (select s.id from silence s join counted c on c.id = s.id order by s.id for update of s)
    update silence set silenced = silenced + c.n from counted c join locked l on l.id = c.id where silence.id = c.id`.execute(db);
}

/** Groups whose silence is over, was ended or is gone; locked, unless somebody holds them right now. */
export async function overSilenced({ db, now }: Access): Promise<Group[]> {
  const inForce = sql<boolean>`exists (select 1 from silence s where s.id::text = signal_group.silenced_by
    and s.ended_at is null and s.from_at <= ${now} and s.until_at > ${now})`;
  const query = db.selectFrom("signal_group").selectAll().where("closed", "is", null).where("silenced_by", "is not", null).where(sql<boolean>`not ${inForce}`);
  return (await query.orderBy("n").limit(most).forUpdate().skipLocked().execute()).map(groupOf);
}

/** Closes a group that was over before its silence: nobody ever needed to know. */
export async function closeUnheard(db: Db, { source, group, generation }: Pick<Group, "source" | "group" | "generation">): Promise<void> {
  const closing = db.updateTable("signal_group").set({ closed: "Over before the silence ended", rejected: true });
  await closing.where("source", "=", source).where("group_key", "=", group).where("generation", "=", generation).execute();
}

/** When the next group leaves its silence: part of when to look again. */
export function silenceEnds(now: Access["now"]) {
  return sql<Date | null>`(select min(case when s.id is null or s.ended_at is not null then ${now} else s.until_at end)
    from signal_group g left join silence s on s.id::text = g.silenced_by where g.closed is null and g.silenced_by is not null)`;
}
