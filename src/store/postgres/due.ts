/** What is due: streams whose wake has come or whose facts have changed, and when to look again. */
import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Due } from "../log.ts";
import { type Access, askOne, instant } from "./connection.ts";
import { silenceEnds } from "./silences.ts";

/** How long a changed fact is looked at on every call; a command that read an older one ends sooner than this. */
const freshFor = "2 minutes";

/** How often all watches are compared, whenever their facts changed: the auditor behind the quick look. In milliseconds of the database's own time. */
const auditEveryMs = 60_000;

/** Keeps the moment of the last audit; made once per store. */
export type Auditor = { lastMs: number };

type Row = { stream: string | null; wake_at: Date | null; version: string | null; now: Date; clock: Date };

/** Streams to wake, the earliest first. */
export async function due(access: Access, auditor: Auditor, limit: number): Promise<Due[]> {
  const quick = await look(access, limit, false);
  if (quick.clockMs - auditor.lastMs < auditEveryMs) return quick.due;
  auditor.lastMs = quick.clockMs;
  return (await look(access, limit, true)).due;
}

/** One look; `all` compares every watch, not only those of facts that changed lately. */
async function look({ db, now }: Access, limit: number, all: boolean): Promise<{ readonly clockMs: number; readonly due: Due[] }> {
  const { rows } = await sql<Row>`
    with changed as (
      select w.stream, max(f.version) as version from fact_version f join watch w on w.kind = f.kind and w.key = f.key and w.version < f.version
      where ${all} or f.changed_at > clock_timestamp() - ${freshFor}::interval group by w.stream
    ), found as (
      select id as stream from stream where wake_at <= ${now} and quarantined is null
      union select stream from changed
    ), due as (
      select stream.id as stream, stream.wake_at, changed.version
      from found join stream on stream.id = found.stream left join changed on changed.stream = stream.id
      where stream.quarantined is null
      order by least(stream.wake_at, ${now}), stream.id collate "C" limit ${limit}
    )
    select due.*, ${now} as now, clock_timestamp() as clock from (select) as one left join due on true
    order by least(due.wake_at, ${now}), due.stream collate "C"`.execute(db);
  const found = rows.flatMap(({ stream, wake_at, version, now: at }) => {
    if (stream === null) return [];
    return [{ stream, wakeAt: wake_at !== null && wake_at <= at ? instant(wake_at) : instant(at), version: version === null ? null : Number(version) }];
  });
  return { clockMs: Number(rows[0]!.clock), due: found };
}

/** The next instant anything is due; null when nothing is. */
export async function nextDue(access: Access): Promise<Instant | null> {
  return instant(await askOne(access.db, next(access)));
}

/** Milliseconds until then. */
export async function untilDue(access: Access): Promise<number | null> {
  const ms = await askOne(access.db, sql<string | null>`extract(epoch from ${next(access)} - ${access.now}) * 1000`);
  return ms === null ? null : Number(ms);
}

function next({ now }: Pick<Access, "now">): RawBuilder<Date | null> {
  return sql<Date | null>`least(
    (select min(wake_at) from stream where quarantined is null),
    (select ${now} from fact_version f join watch w on w.kind = f.kind and w.key = f.key and w.version < f.version join stream s on s.id = w.stream
      where s.quarantined is null and f.changed_at > clock_timestamp() - ${freshFor}::interval limit 1),
    (select ${now} from signal where routed_at is null limit 1),
    (select min(coalesce(carried_at + interval '1 second', ${now})) from signal_group where closed is null and change > carried and silenced_by is null),
    ${silenceEnds(now)},
    (select min(first.due_at) from (values (0), (1)) as lanes (lane)
      cross join lateral (select due_at from job where job.lane = lanes.lane and due_at is not null order by due_at limit 1) as first
      where not exists (select 1 from setting where key = 'paging' and value = 'held'))
  )`;
}

/** Stops a stream's automation. */
export async function quarantine({ db }: Access, stream: string, reason: string): Promise<void> {
  await db.updateTable("stream").set({ quarantined: reason }).where("id", "=", stream).execute();
}
