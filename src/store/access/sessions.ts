/** Sessions: an opaque cookie whose hash is here; every check asks the database, so that an end is an end on every node at once (S9). */
import { sql } from "kysely";
import type { Db } from "../directory/tables.ts";

/** Who a session or token speaks for, checked at this very request. */
export type Held = { readonly person: string; readonly name: string; readonly admin: boolean };

/** A living session. */
export type Session = Held & {
  /** Whether the password was given within the last 15 minutes. */
  readonly fresh: boolean;
};

/** What a new session remembers of where it began. */
export type NewSession = { readonly hash: string; readonly person: string; readonly ip: string | null; readonly agent: string | null };

const idle = sql`interval '12 hours'`;
const absolute = sql`interval '7 days'`;
const recent = sql`interval '15 minutes'`;

/** Opens a session; the one it replaces (rotation at sign-in) is dead at once. */
export async function openSession(db: Db, session: NewSession, replaces: string | null): Promise<void> {
  if (replaces !== null) await closeSession(db, replaces);
  await db
    .insertInto("session")
    .values({ ...session, agent: session.agent?.slice(0, 200) ?? null })
    .execute();
}

/** The session with that hash, unless it is idle for 12 hours, 7 days old, or its person has left. Noting that it was seen is done once a minute. */
export async function sessionOf(db: Db, hash: string): Promise<Session | null> {
  const { rows } = await sql<Session & { stale: boolean }>`
    select s.person, p.name, p.admin, s.password_at > now() - ${recent} as fresh, s.seen_at < now() - interval '1 minute' as stale
    from session s join person p on p.id = s.person and p.active
    where s.hash = ${hash} and s.seen_at > now() - ${idle} and s.created_at > now() - ${absolute}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  if (row.stale) await sql`update session set seen_at = now() where hash = ${hash}`.execute(db);
  const { person, name, admin, fresh } = row;
  return { person, name, admin, fresh };
}

/** The password was given again. */
export async function refreshSession(db: Db, hash: string): Promise<void> {
  await sql`update session set password_at = now() where hash = ${hash}`.execute(db);
}

/** Ends one session. */
export async function closeSession(db: Db, hash: string): Promise<void> {
  await db.deleteFrom("session").where("hash", "=", hash).execute();
}

/** Ends every session of a person, but for one where it is given. */
export async function closeSessions(db: Db, person: string, except: string | null): Promise<void> {
  const all = db.deleteFrom("session").where("person", "=", person);
  await (except === null ? all : all.where("hash", "!=", except)).execute();
}

/** Removes what is over: sessions, links, codes and counters that mean nothing any more. At most 1,000 of each. */
export async function forgetOld(db: Db): Promise<void> {
  const over = [
    sql`delete from session where hash in (select hash from session where seen_at < now() - ${idle} or created_at < now() - ${absolute} limit 1000)`,
    sql`delete from attempt where bucket in (select bucket from attempt where until < now() limit 1000)`,
    sql`delete from contact_code where method in (select method from contact_code where expires_at < now() limit 1000)`,
    sql`delete from chat_code where person in (select person from chat_code where expires_at < now() limit 1000)`,
    sql`delete from invitation where hash in (select hash from invitation where expires_at < now() - interval '30 days' limit 1000)`,
    sql`delete from answer_link where hash in (select hash from answer_link where expires_at < now() - interval '30 days' limit 1000)`,
    sql`delete from page_code where (person, code) in (select person, code from page_code where made_at < now() - interval '1 day' limit 1000)`,
    // As long as what was sent is kept: until then the same callback again must find what it was answered with.
    sql`delete from callback_heard where (channel, id) in (select channel, id from callback_heard where at < now() - interval '400 days' limit 1000)`,
  ];
  for (const statement of over) await statement.execute(db);
}
