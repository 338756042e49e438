/** Requests for cover: somebody asks others to take a time of theirs, or to exchange it. Answered once, under a lock, together with the overrides that follow. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Instant } from "../../core/kernel/time.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { addOverrides, lockSchedule, type NewOverride } from "./overrides.ts";
import { type By, type Db, isUuid, type Tx } from "./tables.ts";

/** A request as it stands. `asked` null is everybody of the schedule; `exchange` is what the asker takes in return. */
export type CoverRow = {
  readonly id: string;
  readonly schedule: string;
  readonly person: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly rotation: string | null;
  readonly asked: string | null;
  readonly exchange: { readonly from: Instant; readonly until: Instant } | null;
  readonly reason: string;
  readonly state: "open" | "accepted" | "declined" | "withdrawn" | "expired";
  readonly declined: readonly string[];
  readonly answeredBy: string | null;
  readonly answeredAt: Instant | null;
  readonly createdAt: Instant;
};

/** What is asked for. */
export type NewCover = Pick<CoverRow, "id" | "schedule" | "person" | "from" | "until" | "rotation" | "asked" | "exchange" | "reason">;

/** Open requests of one person in one schedule. */
const mostOpen = 50;

const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const columns = sql`r.id, r.schedule, r.person, ${instant("r.starts_at")} as "from", ${instant("r.ends_at")} as "until", r.rotation, r.asked,
  case when r.exchange_starts_at is null then null
    else json_build_object('from', ${instant("r.exchange_starts_at")}, 'until', ${instant("r.exchange_ends_at")}) end as exchange,
  r.reason, r.state, r.declined, r.answered_by as "answeredBy", ${instant("r.answered_at")} as "answeredAt", ${instant("r.created_at")} as "createdAt"`;

/** Requests by beginning, the soonest first; at most 500. */
export async function coverRequests(
  db: Db,
  filter: { readonly state?: string | undefined; readonly schedule?: string | undefined; readonly id?: string },
): Promise<CoverRow[]> {
  const { state = null, schedule = null, id = null } = filter;
  if (id !== null && !isUuid(id)) return [];
  const where = sql`(${state}::text is null or r.state = ${state}) and (${schedule}::text is null or r.schedule = ${schedule}) and (${id}::uuid is null or r.id = ${id}::uuid)`;
  return (await sql<CoverRow>`select ${columns} from cover_request r where ${where} order by r.starts_at, r.id limit 500`.execute(db)).rows;
}

/** Asks. The same time of the same person is asked for once. */
export function addCover(db: Db, by: By, asked: NewCover): Promise<CoverRow | Refusal> {
  return inTransaction(db, async (tx) => {
    await lockSchedule(tx, asked.schedule);
    const open = (await coverRequests(tx, { state: "open", schedule: asked.schedule })).filter(({ person }) => person === asked.person);
    if (open.length >= mostOpen) undo(refuse("invalid_value", `You have ${mostOpen} open requests in this schedule: withdraw some first.`));
    if (open.some((one) => one.from < asked.until && asked.from < one.until))
      undo(refuse("invalid_state", "You have asked for cover in this time already.", { pointer: "/from" }));
    const { from, until, exchange, ...rest } = asked;
    await tx
      .insertInto("cover_request")
      .values({ ...rest, starts_at: from, ends_at: until, exchange_starts_at: exchange?.from ?? null, exchange_ends_at: exchange?.until ?? null })
      .execute();
    const subject = `schedule/${asked.schedule}`;
    await record(tx, by, { action: "cover-asked", subject, details: asked, facts: [["cover", asked.schedule]] });
    return (await coverRequests(tx, { id: asked.id }))[0]!;
  });
}

/** What becomes of an open request, decided while it is locked: its new row, and the overrides that follow in the same transaction. */
export type CoverAnswer = {
  readonly state: CoverRow["state"];
  readonly declined?: readonly string[];
  readonly overrides?: readonly NewOverride[];
};

/** Answers a request. Two who answer at once wait for each other; the second finds it answered. `decide` may refuse. */
export function answerCover(
  db: Db,
  by: By,
  which: { readonly id: string; readonly person: string; readonly now: Instant },
  decide: (tx: Tx, row: CoverRow) => Promise<CoverAnswer | Refusal>,
): Promise<CoverRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const seen = (await coverRequests(tx, { id: which.id }))[0] ?? undo(stale(false));
    await lockSchedule(tx, seen.schedule);
    const row = (await coverRequests(tx, { id: which.id }))[0] ?? undo(stale(false));
    if (row.state !== "open") undo(refuse("invalid_state", closedAs(row)));
    if (row.from <= which.now) undo(refuse("invalid_state", "This shift has begun: the request is over."));
    const answer = await decide(tx, row);
    if ("refused" in answer) return undo(answer);
    const closes = answer.state !== "open";
    await tx
      .updateTable("cover_request")
      .set({ state: answer.state, declined: [...(answer.declined ?? row.declined)], ...(closes ? { answered_by: which.person, answered_at: which.now } : {}) })
      .where("id", "=", row.id)
      .execute();
    if (answer.overrides) {
      const added = await addOverrides(tx, by, row.schedule, answer.overrides);
      if ("refused" in added) return undo(added);
    }
    const action = closes ? `cover-${answer.state}` : "cover-declined-by-one";
    await record(tx, by, { action, subject: `schedule/${row.schedule}`, details: { request: row.id }, facts: [["cover", row.schedule]] });
    return (await coverRequests(tx, { id: row.id }))[0]!;
  });
}

function closedAs({ state }: CoverRow): string {
  if (state === "accepted") return "Somebody has taken this already.";
  if (state === "expired") return "This shift has begun: the request is over.";
  return state === "withdrawn" ? "The request was withdrawn." : "The request was declined.";
}

/** Closes what began before anybody answered; resolves with how many. */
export async function expireCover(db: Db, by: By, now: Instant): Promise<number> {
  const done = await inTransaction(db, async (tx) => {
    const rows = await tx
      .updateTable("cover_request")
      .set({ state: "expired", answered_at: now })
      .where("state", "=", "open")
      .where("starts_at", "<=", new Date(now))
      .returning(["id", "schedule"])
      .execute();
    for (const { id, schedule } of rows)
      await record(tx, by, { action: "cover-expired", subject: `schedule/${schedule}`, details: { request: id }, facts: [["cover", schedule]] });
    return { count: rows.length };
  });
  if ("refused" in done) throw new Error(done.detail);
  return done.count;
}
