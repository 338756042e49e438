/** What a command changes for people: the duties they owe, and their part in the incident. */
import { sql } from "kysely";
import type { DutyChange } from "../../core/kernel/duty.ts";
import type { EngagementRow } from "../../core/kernel/summary.ts";
import type { Write } from "../log.ts";
import { json } from "./connection.ts";
import { bumpFacts } from "./facts.ts";
import type { Place } from "./place.ts";

/** Writes the duty rows that changed. They are a projection for views; the core never reads them. */
export async function writeDuties({ db, stream, now }: Place, changes: readonly DutyChange[]): Promise<void> {
  const latest = [...new Map(changes.map((change) => [change.key, change])).values()];
  if (latest.length === 0) return;
  const rows = latest.map(({ key, to, duty }) => ({
    ...{ stream, key, rule: duty.rule, what: duty.what, who: json(duty.who), due: duty.due, state: to, cites: duty.cites },
    by: duty.by === undefined ? null : json(duty.by),
    opened_at: now,
    ended_at: to === "open" ? null : now,
  }));
  await db
    .insertInto("duty")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["stream", "key"]).doUpdateSet((row) => ({
        rule: row.ref("excluded.rule"),
        what: row.ref("excluded.what"),
        who: sql<never>`excluded.who`,
        due: row.ref("excluded.due"),
        state: row.ref("excluded.state"),
        by: sql<never>`excluded.by`,
        cites: row.ref("excluded.cites"),
        opened_at: sql<never>`case when duty.ended_at is null or excluded.state <> 'open' then duty.opened_at else excluded.opened_at end`,
        ended_at: row.ref("excluded.ended_at"),
      })),
    )
    .execute();
}

/** Writes who takes part; a changed role or rest is a new version of the person's engagement, a mere act is not. Drills and confidential incidents keep no rows. */
export async function writeEngagement({ db, stream }: Place, { engagement, summary }: Write): Promise<void> {
  if (summary.drill || summary.confidential) {
    const gone = await db.deleteFrom("engagement").where("stream", "=", stream).returning("person").execute();
    await bumpFacts(
      db,
      "engagement",
      gone.map(({ person }) => person),
    );
    return;
  }
  const latest = [...new Map(engagement.map((row) => [row.person, row])).values()];
  if (latest.length === 0) return;
  const before = await db.selectFrom("engagement").selectAll().where("stream", "=", stream).execute();
  const old = new Map(before.map((row) => [row.person, { roles: row.roles, restUntil: row.rest_until?.toISOString() ?? null }]));
  const rows = latest.map(({ person, roles, lastActAt, restUntil }) => ({ person, stream, roles, last_act_at: lastActAt, rest_until: restUntil }));
  await db
    .insertInto("engagement")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["person", "stream"]).doUpdateSet((row) => ({
        roles: row.ref("excluded.roles"),
        last_act_at: row.ref("excluded.last_act_at"),
        rest_until: row.ref("excluded.rest_until"),
      })),
    )
    .execute();
  const changed = latest.filter((row) => differs(old.get(row.person), row)).map(({ person }) => person);
  await bumpFacts(db, "engagement", changed);
}

function differs(old: { readonly roles: readonly string[]; readonly restUntil: string | null } | undefined, row: EngagementRow): boolean {
  return (old?.roles ?? []).join("\n") !== row.roles.join("\n") || (old?.restUntil ?? null) !== row.restUntil;
}
