/** What is new about groups of alerts, for the commands that carry it to their incidents. */
import { sql } from "kysely";
import { carriedBy, changeOf } from "../grouping.ts";
import type { GroupChange, Signals } from "../signals.ts";
import type { Access } from "./connection.ts";
import { groupColumns, groupOf } from "./groups.ts";

/** Groups with a change that no command has carried, one per incident and not within a second of its last one. */
export async function changes({ db, now }: Access, limit: number): Promise<GroupChange[]> {
  const oneEach = db
    .selectFrom("signal_group as g")
    .selectAll()
    .distinctOn("g.incident")
    .where("g.closed", "is", null)
    .whereRef("g.change", ">", "g.carried")
    .where("g.silenced_by", "is", null)
    .where(sql<boolean>`not exists (select 1 from signal_group o where o.incident = g.incident and o.carried_at > ${now} - interval '1 second')`)
    .orderBy("g.incident")
    .orderBy("g.n")
    .as("one");
  const rows = await db.selectFrom(oneEach).selectAll().orderBy("n").limit(limit).execute();
  return rows.flatMap((row) => changeOf(groupOf(row)) ?? []);
}

/** Writes that a command carried the change, and which incident the group belongs to; null closes it with a reason. */
export async function carried({ db, now }: Access, change: GroupChange, { incident, reason }: Parameters<Signals["carried"]>[1]): Promise<void> {
  const row = await db
    .selectFrom("signal_group")
    .selectAll()
    .where("source", "=", change.source)
    .where("group_key", "=", change.group)
    .where("incident", "=", change.incident)
    .orderBy("generation", "desc")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const { incident: belongs, carried, pending } = groupColumns(carriedBy(groupOf(row), change, incident ?? row.incident));
  const rejected = incident === null && row.closed === null;
  const update = db
    .updateTable("signal_group")
    .set({ incident: belongs, carried, pending, carried_at: sql<never>`${now}`, ...(rejected ? { closed: reason, rejected } : {}) });
  await update.where("source", "=", row.source).where("group_key", "=", row.group_key).where("generation", "=", row.generation).execute();
}
