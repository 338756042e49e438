/** Messages as people see them. */
import { sql } from "kysely";
import type { Effect } from "../../core/kernel/effect.ts";
import type { Viewer } from "../../core/kernel/viewer.ts";
import type { Jobs, OutboxRow } from "../jobs.ts";
import { attemptsOf } from "./attempts.ts";
import { instant } from "./connection.ts";
import type { Db } from "./tables.ts";
import { visible } from "./visible.ts";

/** The newest first. Messages of an incident are seen by who sees it, others by their reader; a text only by its reader and the commander. */
export async function outbox(db: Db, viewer: Viewer, filter: Parameters<Jobs["outbox"]>[1]): Promise<OutboxRow[]> {
  const own = sql<boolean>`(${viewer.all} or job.person is not distinct from ${viewer.person} and ${viewer.person}::text is not null)`;
  const channel = sql<
    string | null
  >`coalesce((select a.channel from job_attempt a where a.job = job.id order by a.id desc limit 1), job.effect -> 'via' ->> 0)`;
  let query = db
    .selectFrom("job")
    .leftJoin("stream", "stream.id", "job.stream")
    .selectAll("job")
    .select(["stream.drill", channel.as("channel"), sql<boolean>`(${own} or stream.commander = ${viewer.person})`.as("reads")])
    .select(sql<string[]>`array(select m.id from job m where m.bundle = job.id order by m.n)`.as("bundles"))
    .where(sql<boolean>`case when stream.id is null then ${own} else ${visible(viewer)} end`);
  if (filter.stream !== undefined) query = query.where("job.stream", "=", filter.stream);
  if (filter.person !== undefined) query = query.where("job.person", "=", filter.person);
  if (filter.id !== undefined) query = query.where("job.id", "=", filter.id);
  if (filter.channel !== undefined) query = query.where(sql<boolean>`${channel} = ${filter.channel}`);
  const rows = await query.orderBy(sql`job.queued_at desc, job.id collate "C"`).limit(filter.limit).execute();
  const tried = await attemptsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const { id, stream, person, contact, state, reason, page, bundle, bundles } = row;
    const { template, urgency, cites } = row.effect as Effect;
    return {
      ...{ id, stream, person, contact, state, reason, page, template, urgency, cites, bundle, bundles },
      channel: row.channel,
      queuedAt: instant(row.queued_at),
      releaseAt: instant(row.not_before),
      body: row.reads ? row.body : null,
      acknowledgedAt: instant(row.acknowledged_at),
      attempts: tried.get(id) ?? [],
      drill: row.drill ?? false,
    };
  });
}
