/** Identities in chats outside, and the people they belong to. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { type By, type Db, isUuid } from "./tables.ts";

/** An identity; `person` null belongs to nobody yet. */
export type ChatIdentity = {
  readonly user: string;
  readonly person: string | null;
  /** What they call themselves there; empty once they belong to somebody. */
  readonly name: string;
  readonly seenAt: string;
  readonly linkedAt: string | null;
};

/** So many are listed, the newest first. */
const most = 1_000;

type Row = { readonly user_id: string; readonly person: string | null; readonly name: string; readonly seen_at: Date; readonly linked_at: Date | null };

const identityOf = (row: Row): ChatIdentity => ({
  user: row.user_id,
  person: row.person,
  name: row.name,
  seenAt: row.seen_at.toISOString(),
  linkedAt: row.linked_at?.toISOString() ?? null,
});

/** Those that belong to nobody first, then by when they last spoke. */
export async function chatIdentities(db: Db): Promise<ChatIdentity[]> {
  const all = db.selectFrom("chat_identity").selectAll().orderBy(sql`person is not null`).orderBy("seen_at", "desc").orderBy("user_id").limit(most);
  return (await all.execute()).map((row) => identityOf(row as Row));
}

/** Those of one person. */
export async function chatsOf(db: Db, person: string): Promise<ChatIdentity[]> {
  const theirs = db.selectFrom("chat_identity").selectAll().where("person", "=", person).orderBy("seen_at", "desc").orderBy("user_id").limit(most);
  return (await theirs.execute()).map((row) => identityOf(row as Row));
}

/** The person an identity belongs to, who is still here; who is not known yet is noted, so that an administrator can say who it is. */
export async function personOfChat(db: Db, user: string, name: string): Promise<string | null> {
  const { rows } = await sql<{ person: string | null; active: boolean | null; old: boolean }>`
    select c.person, p.active, c.seen_at < now() - interval '1 minute' as old from chat_identity c left join person p on p.id = c.person
    where c.user_id = ${user}`.execute(db);
  const [known] = rows;
  if (!known || known.old)
    await sql`insert into chat_identity (user_id, name) values (${user}, ${name})
      on conflict (user_id) do update set seen_at = now(), name = case when chat_identity.person is null then excluded.name else '' end`.execute(db);
  return known?.active ? known.person : null;
}

/** Says whose it is; null: nobody's. */
export function linkChat(db: Db, by: By, user: string, person: string | null): Promise<ChatIdentity | Refusal> {
  return inTransaction(db, async (tx) => {
    const who =
      person === null ? null : isUuid(person) ? await tx.selectFrom("person").select("active").where("id", "=", person).executeTakeFirst() : undefined;
    if (who === undefined || who?.active === false) undo(refuse("invalid_value", "That person is not known here.", { pointer: "/person" }));
    const linked = { person, name: "", linked_at: person === null ? null : sql<Date>`now()` };
    const row = await tx
      .insertInto("chat_identity")
      .values({ user_id: user, ...linked })
      .onConflict((known) => known.column("user_id").doUpdateSet(linked))
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(tx, by, {
      action: person === null ? "chat-unlinked" : "chat-linked",
      subject: person === null ? "chat" : `person/${person}`,
      details: { user },
    });
    return identityOf(row as Row);
  });
}

/** Forgets an identity; where `of` is given only if it belongs to that person. */
export function forgetChat(db: Db, by: By, user: string, of?: string): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const one = tx.deleteFrom("chat_identity").where("user_id", "=", user);
    const row = await (of === undefined ? one : one.where("person", "=", of)).returning("person").executeTakeFirst();
    if (row === undefined) return undo(stale(false));
    await record(tx, by, { action: "chat-forgotten", subject: row.person === null ? "chat" : `person/${row.person}`, details: { user } });
    return { removed: user };
  });
}
