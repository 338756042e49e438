/** Guesses, counted over all nodes together: the database is the counter (S10). */
import { sql } from "kysely";
import type { Db } from "../directory/tables.ts";

/** A counter and how much it allows in its window. */
export type Bucket = { readonly bucket: string; readonly most: number; readonly minutes: number };

/** Counts one try in each bucket; the seconds to wait where one of them is over its limit, else null. */
export async function countAttempt(db: Db, buckets: readonly Bucket[]): Promise<number | null> {
  let wait: number | null = null;
  for (const { bucket, most, minutes } of buckets) {
    const { rows } = await sql<{ tries: number; seconds: number }>`
      insert into attempt (bucket, tries, until) values (${bucket}, 1, now() + make_interval(mins => ${minutes}))
      on conflict (bucket) do update set
        tries = case when attempt.until <= now() then 1 else attempt.tries + 1 end,
        until = case when attempt.until <= now() then excluded.until else attempt.until end
      returning tries, ceil(extract(epoch from until - now()))::int as seconds`.execute(db);
    if (rows[0]!.tries > most) wait = Math.max(wait ?? 1, rows[0]!.seconds);
  }
  return wait;
}

/** Forgets a counter: the right password was given. */
export async function forgetAttempts(db: Db, bucket: string): Promise<void> {
  await db.deleteFrom("attempt").where("bucket", "=", bucket).execute();
}
