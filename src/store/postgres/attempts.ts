/** The tries behind messages. */
import type { Attempt } from "../jobs.ts";
import { attemptOf } from "./rows.ts";
import type { Db } from "./tables.ts";

/** The tries of messages, in the order they were written. */
export async function attemptsOf(db: Db, jobs: readonly string[]): Promise<Map<string, Attempt[]>> {
  const found = new Map<string, Attempt[]>();
  if (jobs.length === 0) return found;
  const rows = await db.selectFrom("job_attempt").selectAll().where("job", "in", jobs).orderBy("id").execute();
  for (const row of rows) found.set(row.job, [...(found.get(row.job) ?? []), attemptOf(row)]);
  return found;
}
