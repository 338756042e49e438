/** The token of the first start: one, for half an hour, and only while nobody is there yet (S21). */
import { sql } from "kysely";
import type { Db, Tx } from "../directory/tables.ts";

/** Whether the first admin is still to come. */
export async function isOpen(db: Db): Promise<boolean> {
  const row = await db.selectFrom("organisation").select("only_one").executeTakeFirst();
  return row === undefined;
}

/** Puts a new token in the place of the last; false once setup is done. */
export async function storeSetupToken(db: Db, hash: string): Promise<boolean> {
  if (!(await isOpen(db))) return false;
  await sql`insert into setup_token (hash, expires_at) values (${hash}, now() + interval '30 minutes')
    on conflict (only_one) do update set hash = excluded.hash, expires_at = excluded.expires_at`.execute(db);
  return true;
}

/** Takes the token, once: `used` when it was right and is gone now. Locks it until the transaction ends, so that two setups cannot both win. */
export async function takeSetupToken(tx: Tx, hash: string): Promise<"used" | "wrong" | "expired" | "closed"> {
  const row = await tx
    .selectFrom("setup_token")
    .select(["hash", sql<boolean>`expires_at <= now()`.as("over")])
    .forUpdate()
    .executeTakeFirst();
  if (!(await isOpen(tx))) return "closed";
  if (row === undefined || row.hash !== hash) return "wrong";
  if (row.over) return "expired";
  await tx.deleteFrom("setup_token").execute();
  return "used";
}
