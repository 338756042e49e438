/** Codes by which somebody says in a chat outside who they are: ten minutes, once, the newest only (X-17, S10). */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, undo } from "../directory/change.ts";
import { linkChat } from "../directory/chat-identities.ts";
import type { By, Db, Tx } from "../directory/tables.ts";

/** Stores the code of a person; the one before stops working. */
export function storeChatCode(db: Db, by: By, person: string, hash: string): Promise<{ readonly stored: true } | Refusal> {
  return inTransaction(db, async (tx) => {
    await sql`insert into chat_code (person, hash, expires_at) values (${person}, ${hash}, now() + interval '10 minutes')
      on conflict (person) do update set hash = excluded.hash, expires_at = excluded.expires_at, used_by = null`.execute(tx);
    await record(tx, by, { action: "chat-code-made", subject: `person/${person}` });
    return { stored: true };
  });
}

/** The same words whether there never was such a code, it was used, or it is too old. */
const wrong = () => refuse("invalid_value", "This is not a code that works. Ask for a new one in the settings, under Chats.");

/** Makes an identity its person's by a code. Of any number who try at once one succeeds; the same message delivered twice is one. */
export function takeChatCode(db: Db, by: By, user: string, hash: string): Promise<{ readonly person: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    await sql`insert into chat_identity (user_id) values (${user}) on conflict do nothing`.execute(tx);
    const owner = await tx.selectFrom("chat_identity").select("person").where("user_id", "=", user).forUpdate().executeTakeFirst();
    const known = owner?.person ?? null;
    const person = await taken(tx, user, hash);
    if (person === null) return known !== null && (await wasUsed(tx, user, hash)) === known ? { person: known } : undo(wrong());
    if (known !== null && known !== person) return undo(refuse("invalid_state", "This chat identity belongs to somebody else. An administrator can free it."));
    const linked = await linkChat(tx, by, user, person);
    return "refused" in linked ? undo(linked) : { person };
  });
}

async function taken(tx: Tx, user: string, hash: string): Promise<string | null> {
  const { rows } = await sql<{ person: string }>`
    update chat_code c set used_by = ${user} from person p
    where c.hash = ${hash} and c.used_by is null and c.expires_at > now() and p.id = c.person and p.active returning c.person`.execute(tx);
  return rows[0]?.person ?? null;
}

async function wasUsed(tx: Tx, user: string, hash: string): Promise<string | null> {
  const row = await tx.selectFrom("chat_code").select("person").where("hash", "=", hash).where("used_by", "=", user).executeTakeFirst();
  return row?.person ?? null;
}
