/** The audit log as it is read and verified: one chain of hashes, computed and checked by the database. */
import { sql } from "kysely";
import { type Db, plain } from "../directory/tables.ts";

/** One line. */
export type AuditRow = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: unknown;
  readonly ip: string | null;
  readonly node: string | null;
  readonly hash: string;
};

/** Lines from the newest back, before a sequence number; about one subject where it is given. */
export async function auditLines(db: Db, filter: { readonly before?: number; readonly subject?: string; readonly limit: number }): Promise<AuditRow[]> {
  let lines = db.selectFrom("audit").select(["seq", "at", "actor", "action", "subject", "details", "ip", "node", "hash"]);
  if (filter.before !== undefined) lines = lines.where("seq", "<", String(filter.before));
  if (filter.subject !== undefined) lines = lines.where("subject", "=", filter.subject);
  const rows = await lines.orderBy("seq", "desc").limit(filter.limit).execute();
  return rows.map((row) => ({ ...plain(row), seq: Number(row.seq) }));
}

/** Recomputes the whole chain: any changed, missing, added or cut-off line is found, and the first one named. */
export async function verifyAudit(db: Db): Promise<{ readonly ok: boolean; readonly lines: number; readonly brokenAt: number | null; readonly head: string }> {
  const { rows } = await sql<{ lines: string; broken: string | null; last: string; seq: string; head: string; newest: string | null }>`
    with chain as (
      select seq, hash, previous, audit_hash(a) as computed, lag(hash, 1, '') over (order by seq) as before, row_number() over (order by seq) as place from audit a
    ), wrong as (select min(seq) as seq from chain where hash <> computed or previous <> before or seq <> place)
    select (select count(*) from chain) as lines, (select seq from wrong) as broken, coalesce((select max(seq) from chain), 0) as last,
      h.seq, h.hash as head, (select hash from chain order by seq desc limit 1) as newest from audit_head h`.execute(db);
  const row = rows[0]!;
  const cutOff = row.last !== row.seq || (row.newest ?? "") !== row.head;
  const brokenAt = row.broken !== null ? Number(row.broken) : cutOff ? Number(row.last) + 1 : null;
  return { ok: brokenAt === null, lines: Number(row.lines), brokenAt, head: row.head };
}
