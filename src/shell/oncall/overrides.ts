/** Overrides: who may put whom in whose place, and what is lost by it. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { after, epochMs, type Instant } from "../../core/kernel/time.ts";
import { temporaryGaps } from "../../core/oncall/lanes.ts";
import type { Override, Schedule, Shift, Temporary } from "../../core/oncall/schedule.ts";
import { gapsBetween } from "../../core/oncall/shifts.ts";
import { validate, type Written } from "../../core/oncall/validate.ts";
import { stale } from "../../store/directory/change.ts";
import {
  addOverrides,
  addTemporary,
  type OverrideRow,
  overridesOf,
  removeOverride,
  removeTemporary,
  type TemporaryRow,
  temporaryOf,
} from "../../store/directory/overrides.ts";
import { scheduleNow } from "../../store/directory/schedules.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { namesIn } from "./names.ts";

/** What is asked for. */
export type OverrideInput = Omit<Override, "id">;

/** The longest that one override or plan may hold. */
const longestDays = 366;

/** Overrides of a schedule that touch a stretch of time. */
export async function listOverrides(parts: Parts, schedule: string, span: { readonly from: Instant; readonly until: Instant }) {
  if ((await scheduleNow(parts.db, schedule)) === null) return stale(false);
  const overrides = await overridesOf(parts.db, schedule, span.from, span.until);
  return { overrides, names: await namesIn(parts, overrides) };
}

/** What is wrong with a stretch of time to come, or null. */
export function wrongSpan(from: Instant, until: Instant, now: Instant): Refusal | null {
  if (epochMs(until) <= epochMs(from)) return refuse("invalid_value", "The end has to be after the beginning.", { pointer: "/until" });
  if (epochMs(until) <= epochMs(now)) return refuse("invalid_value", "This time is over.", { pointer: "/until" });
  if (epochMs(until) - epochMs(from) > longestDays * 86_400_000)
    return refuse("invalid_value", `This is longer than ${longestDays} days: change the rotations instead.`, { pointer: "/until" });
  return null;
}

/** Whether the one who asks may: themselves in, themselves out; an admin everything. */
function mayOverride(identity: Identity, { kind, person, insteadOf }: OverrideInput): boolean {
  if (identity.admin) return true;
  if (kind === "remove") return person === identity.person;
  return person === identity.person || (kind === "replace" && insteadOf === identity.person);
}

/** The first problem of an override or plan by itself, as it is pointed at in the request. */
function wrongIn(written: Written): Refusal | null {
  const problem = validate(written)[0];
  return problem === undefined ? null : refuse("invalid_value", problem.detail, { pointer: problem.at.replace(/^\/(overrides|temporary)\/0/, "") });
}

/** Adds an override; gaps that it opens are a warning, for they may be meant. */
export async function createOverride(
  parts: Parts,
  identity: Identity,
  asked: { readonly schedule: string; readonly override: OverrideInput },
  from: From,
): Promise<{ readonly override: OverrideRow; readonly warnings: readonly { readonly code: string; readonly says: string }[] } | Refusal> {
  const { schedule, override } = asked;
  const now = await parts.now();
  const wrong = wrongSpan(override.from, override.until, now) ?? wrongIn({ overrides: [{ id: "new", ...override }] });
  if (wrong) return wrong;
  const before = await scheduleNow(parts.db, schedule);
  if (before === null) return stale(false);
  if (!mayOverride(identity, override))
    return refuse("not_permitted", "You may take a shift yourself, or give yours away. For others, ask them for cover or ask an admin.", {
      instead: "ask-cover",
    });
  const id = parts.world.id();
  const added = await addOverrides(parts.db, byPerson(parts, identity.person, from), schedule, [{ id, ...override, author: identity.person, request: null }]);
  if ("refused" in added) return added;
  const made = (await overridesOf(parts.db, schedule, override.from, override.until)).find((one) => one.id === id)!;
  return { override: made, warnings: newGaps(before, { ...before, overrides: [...before.overrides, { id, ...override }] }, override) };
}

function newGaps(before: Schedule, after: Schedule, { from, until }: OverrideInput) {
  const there = new Set(gapsBetween(before, from, until).map(({ from: at }) => at));
  const gaps = gapsBetween(after, from, until).filter((gap) => !there.has(gap.from));
  return gaps.slice(0, 20).map((gap) => ({ code: "gap", says: `Nobody is on call from ${gap.from} to ${gap.until}.` }));
}

/** Takes an override away: its author, or an admin. */
export function deleteOverride(
  parts: Parts,
  identity: Identity,
  which: { readonly schedule: string; readonly id: string },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  const mayRemove = (author: string | null) => identity.admin || author === identity.person;
  return removeOverride(parts.db, byPerson(parts, identity.person, from), { ...which, mayRemove });
}

/** Temporary plans that are not over for longer than a year. */
export async function listTemporary(parts: Parts, schedule: string): Promise<{ readonly temporary: readonly TemporaryRow[] } | Refusal> {
  if ((await scheduleNow(parts.db, schedule)) === null) return stale(false);
  return { temporary: await temporaryOf(parts.db, schedule, after(await parts.now(), "-P365D")) };
}

/** A plan as it is given. */
export type TemporaryInput = { readonly from: Instant; readonly until: Instant; readonly shifts: readonly Shift[]; readonly gapsConfirmed: boolean };

/** Adds a temporary plan. One with gaps is refused until somebody says that they are meant. */
export async function createTemporary(
  parts: Parts,
  identity: Identity,
  asked: { readonly schedule: string; readonly plan: TemporaryInput },
  from: From,
): Promise<TemporaryRow | Refusal> {
  const { schedule, plan } = asked;
  const whole = { id: parts.world.id(), ...plan, shifts: [...plan.shifts] };
  const wrong = wrongSpan(plan.from, plan.until, await parts.now()) ?? wrongIn({ temporary: [{ ...whole, gapsConfirmed: true }] }) ?? gapsIn(whole);
  if (wrong) return wrong;
  const added = await addTemporary(parts.db, byPerson(parts, identity.person, from), schedule, { ...whole, author: identity.person });
  if ("refused" in added) return added;
  return (await temporaryOf(parts.db, schedule, plan.from)).find(({ id }) => id === whole.id)!;
}

function gapsIn({ gapsConfirmed, ...plan }: Temporary): Refusal | null {
  const gaps = gapsConfirmed ? [] : temporaryGaps({ ...plan, gapsConfirmed });
  if (gaps.length === 0) return null;
  const detail = "In this plan there are times in which nobody is on call. Fill them, or confirm that they are meant.";
  return refuse("invalid_state", detail, { pointer: "/gapsConfirmed", unmet: gaps.slice(0, 50).map(({ from, until }) => `${from}/${until}`) });
}

/** Takes a temporary plan away. */
export function deleteTemporary(
  parts: Parts,
  identity: Identity,
  which: { readonly schedule: string; readonly id: string },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  return removeTemporary(parts.db, byPerson(parts, identity.person, from), which.schedule, which.id);
}
