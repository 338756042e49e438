/** What callbacks need to be kept for: the short codes of pages, and what was answered to whom. */
import { sql } from "kysely";
import type { Db } from "./tables.ts";

/** A page by its incident and its id. */
export type PageRef = { readonly stream: string; readonly page: string };

/** The code by which this person answers this page by SMS for a day from now; the same page keeps its code. Null: too many pages in one day. */
export async function codeOfPage(db: Db, person: string, { stream, page }: PageRef): Promise<string | null> {
  const { rows } = await sql<{ code: string | null }>`select code_of_page(${person}, ${stream}, ${page}) as code`.execute(db);
  return rows[0]?.code ?? null;
}

/** The page that a code of this person means; null when it never did, or not within a day. */
export async function pageOfCode(db: Db, person: string, code: string): Promise<PageRef | null> {
  const row = db.selectFrom("page_code").select(["stream", "page"]).where("person", "=", person).where("code", "=", code);
  return (await row.where(sql<boolean>`made_at > now() - interval '1 day'`).executeTakeFirst()) ?? null;
}

/** What this very callback was answered with before; null: it is new. */
export async function heardBefore(db: Db, channel: string, id: string): Promise<unknown> {
  const row = await db.selectFrom("callback_heard").select("said").where("channel", "=", channel).where("id", "=", id).executeTakeFirst();
  return row?.said ?? null;
}

/** Keeps what a callback was answered with; the first answer stays. */
export async function hear(db: Db, channel: string, id: string, said: unknown): Promise<void> {
  await sql`insert into callback_heard (channel, id, said) values (${channel}, ${id}, ${JSON.stringify(said)}::jsonb) on conflict do nothing`.execute(db);
}

/** The customer with that address, and the newest incident that is not closed about which a message was queued for them; drills have none. */
export async function customerWrittenTo(db: Db, address: string): Promise<{ readonly customer: string; readonly stream: string } | null> {
  const { rows } = await sql<{ customer: string; stream: string }>`
    select c.id as customer, s.id as stream from contact c
      join stream s on s.phase in ('active', 'paused', 'resolved') and not s.drill
      join job j on j.stream = s.id and j.contact = c.id::text
    where c.kind = 'customer' and lower(c.email) = lower(${address}) order by j.queued_at desc, j.n desc limit 1`.execute(db);
  return rows[0] ?? null;
}
