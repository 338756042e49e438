/** Every schedule has a stream that tells its people: opened when it is made, and by a census that finds those that have none. */
import { sql } from "kysely";
import { isRefusal } from "../../core/kernel/refusal.ts";
import { program } from "../../core/kernel/viewer.ts";
import { streamOf } from "../../core/schedule/engine.ts";
import { expireCover } from "../../store/directory/cover.ts";
import type { Db } from "../../store/directory/tables.ts";
import type { Dispatch } from "../dispatch.ts";
import { refreshStale } from "./external.ts";
import { type ReadingOwn, refreshOwnCalendars } from "./own-calendars.ts";

/** So many at a time; the others a minute later. */
const mostAtOnce = 50;

/** How often what nobody asks for is looked after. */
const everyMs = 60_000;

/** Opens the stream of a schedule; one that is open stays as it is. */
export async function openStream(dispatch: Dispatch, schedule: string): Promise<void> {
  const answer = await dispatch({ stream: null, newStream: streamOf(schedule), name: "open", input: { schedule }, actor: "system", viewer: program });
  if (isRefusal(answer) && answer.code !== "invalid_state" && answer.code !== "not_found") throw new Error(`a schedule could not be watched: ${answer.detail}`);
}

/** Opens the streams of schedules that have none; resolves with how many. */
export async function census(db: Db, dispatch: Dispatch): Promise<number> {
  const { rows } = await sql<{ key: string }>`select key from schedule s where not exists (select from stream where id = 'schedule/' || s.key)
    order by key limit ${mostAtOnce}`.execute(db);
  for (const { key } of rows) await openStream(dispatch, key);
  return rows.length;
}

/** What looking after schedules needs. */
export type Upkeep = ReadingOwn & { readonly dispatch: Dispatch };

/** The chores of schedules, each once a minute: streams for all, calendars elsewhere and people's own, requests that nobody answered in time. */
export function scheduleChores(parts: Upkeep): readonly { readonly name: string; readonly step: () => Promise<number> }[] {
  const { db, dispatch, node, world } = parts;
  const each = (name: string, work: () => Promise<number>) => ({ name, step: seldom(world.monotonicMs, work) });
  return [
    each("schedules", () => census(db, dispatch)),
    each("external calendars", () => refreshStale(parts)),
    each("people's calendars", () => refreshOwnCalendars(parts)),
    each("cover requests", async () => expireCover(db, { actor: "system", ip: null, node }, await parts.now())),
  ];
}

/** A step that does its work at once and then once a minute; in between it finds nothing to do. */
function seldom(monotonicMs: () => number, work: () => Promise<number>): () => Promise<number> {
  let doneAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (monotonicMs() - doneAt < everyMs) return 0;
    doneAt = monotonicMs();
    await work();
    return 0;
  };
}
