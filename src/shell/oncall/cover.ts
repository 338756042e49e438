/** Cover and swaps: asking, and answering exactly once. An accepted request is an override in the same transaction. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { epochMs, type Instant } from "../../core/kernel/time.ts";
import { askedOf } from "../../core/oncall/asked.ts";
import type { Schedule } from "../../core/oncall/schedule.ts";
import { shiftsBetween } from "../../core/oncall/shifts.ts";
import { stale } from "../../store/directory/change.ts";
import { addCover, answerCover, type CoverAnswer, type CoverRow, coverRequests } from "../../store/directory/cover.ts";
import type { NewOverride } from "../../store/directory/overrides.ts";
import { personById } from "../../store/directory/people.ts";
import { scheduleNow, schedulesNow } from "../../store/directory/schedules.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { namesIn } from "./names.ts";
import { wrongSpan } from "./overrides.ts";

/** A request for whoever looks. */
export type CoverView = Omit<CoverRow, "schedule"> & {
  readonly schedule: { readonly id: string; readonly name: string };
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
};

/** What is asked for. */
export type CoverInput = Pick<CoverRow, "from" | "until" | "rotation" | "asked" | "exchange" | "reason">;

function viewOf(row: CoverRow, identity: Identity, schedule: Schedule): CoverView {
  const open = row.state === "open";
  const mayAnswer = open && isAsked(row, identity.person, schedule);
  return { ...row, schedule: { id: schedule.id, name: schedule.title }, mayAnswer, mayWithdraw: open && (row.person === identity.person || identity.admin) };
}

function isAsked(row: CoverRow, who: string, schedule: Schedule): boolean {
  return askedOf(schedule, row).includes(who);
}

/** Requests, the soonest first. */
export async function listCover(parts: Parts, identity: Identity, filter: { readonly state?: string | undefined; readonly schedule?: string | undefined }) {
  const [rows, schedules] = await Promise.all([coverRequests(parts.db, filter), schedulesNow(parts.db)]);
  const known = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const requests = rows.flatMap((row) => {
    const schedule = known.get(row.schedule);
    return schedule ? [viewOf(row, identity, schedule)] : [];
  });
  return { requests, names: await namesIn(parts, requests) };
}

/** Whether somebody is on call in the whole of a stretch. */
function onCallThrough(schedule: Schedule, person: string, from: Instant, until: Instant): boolean {
  return shiftsBetween(schedule, from, until).every(({ people }) => people.includes(person));
}

/** Asks for cover of one's own shift, or a part of it. */
export async function askCover(
  parts: Parts,
  identity: Identity,
  asked: { readonly schedule: string; readonly input: CoverInput },
  from: From,
): Promise<CoverView | Refusal> {
  const { input } = asked;
  const schedule = await scheduleNow(parts.db, asked.schedule);
  if (schedule === null) return stale(false);
  const wrong = (await wrongCover(parts, identity.person, schedule, input)) ?? null;
  if (wrong) return wrong;
  const added = await addCover(parts.db, byPerson(parts, identity.person, from), {
    id: parts.world.id(),
    schedule: schedule.id,
    person: identity.person,
    ...input,
  });
  return "refused" in added ? added : viewOf(added, identity, schedule);
}

async function wrongCover(parts: Parts, person: string, schedule: Schedule, { from, until, rotation, asked, exchange }: CoverInput): Promise<Refusal | null> {
  const now = await parts.now();
  const wrong = wrongSpan(from, until, now);
  if (wrong) return wrong;
  if (epochMs(from) <= epochMs(now))
    return refuse("invalid_value", "This shift has begun already: take it over or give it away at once instead.", { pointer: "/from" });
  if (rotation !== null && !schedule.rotations.some(({ id }) => id === rotation))
    return refuse("invalid_value", "The schedule has no such rotation.", { pointer: "/rotation" });
  if (!onCallThrough(schedule, person, from, until)) return refuse("invalid_value", "You are not on call in all of this time.", { pointer: "/from" });
  if (asked === person) return refuse("invalid_value", "Ask somebody else.", { pointer: "/asked" });
  if (asked !== null && (await personById(parts.db, asked))?.active !== true)
    return refuse("invalid_value", "This person is not here, or has left.", { pointer: "/asked" });
  if (exchange === null) return null;
  if (asked === null) return refuse("invalid_value", "An exchange is asked of one person.", { pointer: "/asked" });
  const wrongExchange = wrongSpan(exchange.from, exchange.until, now);
  if (wrongExchange) return { ...wrongExchange, pointer: `/exchange${wrongExchange.pointer ?? ""}` };
  if (!onCallThrough(schedule, asked, exchange.from, exchange.until))
    return refuse("invalid_value", "They are not on call in all of this time.", { pointer: "/exchange/from" });
  return null;
}

/** What somebody does with an open request. */
export type CoverAct = "accept" | "decline" | "withdraw";

/** Accepts, declines or withdraws. Of two who accept at once one does; the other hears that it is taken. */
export async function actOnCover(
  parts: Parts,
  identity: Identity,
  asked: { readonly id: string; readonly act: CoverAct },
  from: From,
): Promise<CoverView | Refusal> {
  const by = byPerson(parts, identity.person, from);
  const which = { id: asked.id, person: identity.person, now: await parts.now() };
  const row = await answerCover(parts.db, by, which, async (tx, open) => {
    const schedule = await scheduleNow(tx, open.schedule);
    if (schedule === null) return stale(false);
    if (asked.act === "withdraw")
      return open.person === identity.person || identity.admin ? { state: "withdrawn" } : refuse("not_permitted", "Only whoever asked withdraws a request.");
    if (!isAsked(open, identity.person, schedule)) return refuse("not_permitted", "This request is not for you.");
    return asked.act === "accept" ? accepted(parts, identity.person, schedule, open) : declined(identity.person, open);
  });
  if ("refused" in row) return row;
  const schedule = await scheduleNow(parts.db, row.schedule);
  return schedule === null ? stale(false) : viewOf(row, identity, schedule);
}

/** One who was asked alone closes it by saying no; of everybody each says it for themselves. */
function declined(person: string, open: CoverRow): CoverAnswer {
  return { state: open.asked === null ? "open" : "declined", declined: [...open.declined, person] };
}

function accepted(parts: Parts, person: string, schedule: Schedule, open: CoverRow): CoverAnswer | Refusal {
  const { from, until, exchange, rotation } = open;
  if (!onCallThrough(schedule, open.person, from, until)) return refuse("invalid_state", "They are no longer on call in this time: the schedule has changed.");
  if (exchange && !onCallThrough(schedule, person, exchange.from, exchange.until))
    return refuse("invalid_state", "You are no longer on call in the time they would take: the schedule has changed.");
  const made = { kind: "replace" as const, rotation, reason: open.reason, author: person, request: open.id };
  const overrides: NewOverride[] = [{ ...made, id: parts.world.id(), from, until, person, insteadOf: open.person }];
  if (exchange) overrides.push({ ...made, id: parts.world.id(), ...exchange, rotation: null, person: open.person, insteadOf: person });
  return { state: "accepted", overrides };
}
