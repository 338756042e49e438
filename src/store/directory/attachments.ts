/** Files that people attach to an incident: bytes in the database, so that one backup holds everything. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, undo } from "./change.ts";
import { type By, type Db, isUuid } from "./tables.ts";

/** A file without its bytes. */
export type Attachment = { readonly id: string; readonly incident: string; readonly name: string; readonly mediaType: string; readonly sizeBytes: number };

/** The largest file, and the most of one incident together, in bytes. */
const attachmentLimits = { file: 25 * 1024 * 1024, incident: 1024 * 1024 * 1024 };

/** Stores a file. Whether the uploader may see the incident is asked before. */
export function putAttachment(db: Db, by: By, file: Omit<Attachment, "sizeBytes"> & { readonly bytes: Buffer }): Promise<Attachment | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, incident, name, mediaType, bytes } = file;
    if (bytes.length > attachmentLimits.file) undo(refuse("too_large", "A file may have 25 MB."));
    // Two uploads at once count each other.
    await sql`select pg_advisory_xact_lock(hashtext(${incident}))`.execute(tx);
    const { rows } = await sql<{ total: string }>`select coalesce(sum(size_bytes), 0) as total from attachment where incident = ${incident}`.execute(tx);
    if (Number(rows[0]!.total) + bytes.length > attachmentLimits.incident) undo(refuse("too_large", "The files of one incident may have 1 GB together."));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await tx.insertInto("attachment").values({ id, incident, name, media_type: mediaType, size_bytes: bytes.length, sha256, bytes }).execute();
    const details = { name, mediaType, sizeBytes: bytes.length, sha256 };
    // Of a secret the organisation's log says nothing; its own has the event.
    const { rows: secrets } = await sql`select from stream where id = ${incident} and confidential`.execute(tx);
    if (secrets.length > 0) await sql`select bump_fact('attachment', ${id})`.execute(tx);
    else await record(tx, by, { action: "attachment-added", subject: `attachment/${id}`, details, facts: [["attachment", id]] });
    return { id, incident, name, mediaType, sizeBytes: bytes.length };
  });
}

/** A file with its bytes; null where there is none. Visibility follows its incident and is the caller's question. */
export async function getAttachment(db: Db, id: string): Promise<(Attachment & { readonly bytes: Buffer }) | null> {
  if (!isUuid(id)) return null;
  const columns = ["id", "incident", "name", "media_type as mediaType", "size_bytes as sizeBytes", "bytes"] as const;
  return (await db.selectFrom("attachment").select(columns).where("id", "=", id).executeTakeFirst()) ?? null;
}
