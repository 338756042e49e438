/** What callbacks need to be kept for: the short codes of pages, and what was answered to whom. */
import { sql } from "kysely";
import type { Db } from "./tables.ts";

/** A page by its incident and its id. */
export type PageRef = { readonly stream: string; readonly page: string };

/** Two digits while they last, then three: the smallest that this person had none of within a day, going round so that none comes back soon. */
function nextCode(used: ReadonlySet<number>, last: number): number {
  const all = [...range(10, 99), ...range(100, 999)];
  const two = all.filter((code) => code < 100 && !used.has(code));
  const free = two.length > 0 ? two : all.filter((code) => !used.has(code));
  return free.find((code) => code > last) ?? free[0] ?? last;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The code by which this person answers this page by SMS for a day from now; the same page keeps its code. */
export function codeOfPage(db: Db, person: string, { stream, page }: PageRef): Promise<string> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`page_code ${person}`}, 9))`.execute(tx);
    await sql`delete from page_code where person = ${person} and made_at <= now() - interval '1 day'`.execute(tx);
    const mine = tx.selectFrom("page_code").select(["code", "stream", "page"]).where("person", "=", person);
    const codes = await mine.orderBy("made_at", "desc").orderBy("code", "desc").execute();
    const known = codes.find((one) => one.stream === stream && one.page === page);
    const used = new Set(codes.map(({ code }) => Number(code)));
    const code = known?.code ?? String(nextCode(used, Number(codes[0]?.code ?? "9")));
    await sql`insert into page_code (person, code, stream, page) values (${person}, ${code}, ${stream}, ${page})
      on conflict (person, code) do update set stream = excluded.stream, page = excluded.page, made_at = now()`.execute(tx);
    return code;
  });
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

/** Forgets answers that nobody can ask for again: replays of a signed callback are worthless after so long. At most 1,000. */
export async function forgetHeard(db: Db): Promise<void> {
  await sql`delete from callback_heard where (channel, id) in (select channel, id from callback_heard where at < now() - interval '400 days' limit 1000)`.execute(
    db,
  );
}
