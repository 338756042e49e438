/** Everything one command writes, in the transaction that holds the stream's lock: rows as the function `write_command` takes them. */
import { sql } from "kysely";
import type { DutyChange } from "../../core/kernel/duty.ts";
import { type Chained, chained } from "../chain.ts";
import { alertOf } from "../grouping.ts";
import type { NewJob, Taken, Write } from "../log.ts";
import { json, jsonb } from "./connection.ts";
import { asTaken } from "./journal.ts";
import type { Place } from "./place.ts";
import { entryColumns, summaryColumns } from "./rows.ts";

type Written = { readonly taken: string | null; readonly holder: string | null; readonly number: number | null };

/** Writes it all, or says which claim is taken and has written nothing. */
export async function write(place: Place, wanted: Write): Promise<Taken | { readonly number: number | null; readonly hash: string }> {
  const { db, stream, row, now } = place;
  if (place.committed) throw new Error(`${stream} was committed already in this transaction`);
  const head = row ?? { seq: 0, hash: "" };
  const events = chained(stream, head, wanted.events);
  const hash = events.at(-1)?.hash ?? head.hash;
  const rows = jsonb({
    stream: { ...summaryColumns(wanted.summary), seq: head.seq + events.length, hash, wake_at: wanted.wakeAt, last_at: events.at(-1)?.at ?? null },
    journal: wanted.journal.map(entryColumns),
    watches: onePer(wanted.watches, ({ kind, key }) => `${kind}/${key}`),
    ...lists(wanted, events),
    ...(wanted.snapshot ? { snapshot: { ...wanted.snapshot, state: json(wanted.snapshot.state) } } : {}),
  });
  const { rows: answers } = await sql<Written>`select * from write_command(${stream}, ${now}, ${rows}::jsonb)`.execute(db).catch(asTaken);
  const { taken, holder, number } = answers[0]!;
  if (taken !== null) return { taken, holder: holder ?? "" };
  place.committed = true;
  return { number, hash };
}

/** What most commands have little of: only what there is. */
function lists(wanted: Write, events: readonly Chained[]) {
  const { take, free } = wanted.claims;
  const all = {
    events: events.map(eventRow),
    replan: wanted.replan.map(({ id, notBefore, heldBecause }) => ({ id, not_before: notBefore, reason: heldBecause })),
    supersede: wanted.supersede,
    queue: wanted.queue.map(messageRow),
    acknowledged: wanted.acknowledged ?? [],
    duties: onePer(wanted.duties, ({ key }) => key).map(dutyRow),
    engagement: onePer(wanted.engagement, ({ person }) => person).map(({ person, roles, lastActAt, restUntil }) => {
      return { person, roles, last_act_at: lastActAt, rest_until: restUntil };
    }),
  };
  const claims = take.length + free.length > 0 ? { claims: { take, free: free.map(freedRow) } } : {};
  return { ...claims, ...Object.fromEntries(Object.entries(all).filter(([, rows]) => rows.length > 0)) };
}

/** The last one of each. */
function onePer<T>(items: readonly T[], path: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [path(item), item])).values()];
}

function eventRow(event: Chained, place: number) {
  const { seq, type, v, at, actor, onBehalfOf = null, hash } = event;
  return { place, seq, type, v, at, actor, on_behalf_of: onBehalfOf, data: json(event.data), seen_by: event.seenBy, payload_hash: event.payloadHash, hash };
}

function messageRow({ id, effect, person, contact, notBefore, heldBecause }: NewJob) {
  return {
    ...{ id, person, contact, not_before: notBefore, reason: heldBecause },
    effect_key: effect.key,
    effect: json(effect),
    lane: effect.urgency === "page" ? 0 : 1,
    page: effect.page ?? null,
    state: heldBecause === null ? "queued" : "held",
  };
}

function dutyRow({ key, to, duty }: DutyChange) {
  const { rule, what, who, due, by, cites } = duty;
  return { key, rule, what, who: json(who), due, state: to, by: by === undefined ? null : json(by), cites };
}

/** A freed claim, with the group of alerts that it held. */
function freedRow(key: string) {
  const alert = alertOf(key);
  return { key, source: alert?.source ?? null, group_key: alert?.group ?? null };
}
