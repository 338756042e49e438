/** What the manager owes the people at work: help for the tired, leave for whoever has nothing to do, and sleep after a night (GD2-19, GD2-22, GD2-23). */
import { isOpenAction } from "../../../incident/actions/slice.ts";
import type { Wish } from "../../../incident/index.ts";
import { activeAfter, begunAnewAt } from "../../../incident/lifecycle/pauses.ts";
import type { State } from "../../../incident/slices.ts";
import type { Duty } from "../../../kernel/duty.ts";
import type { Facts } from "../../../kernel/facts.ts";
import { type Process, roleOfKind } from "../../../kernel/process.ts";
import { after, epochMs, type Instant, instantOf, later, lengthMs } from "../../../kernel/time.ts";
import { beside, quietMsIn, together } from "../../../oncall/night-work.ts";
import type { StrengthPolicy } from "./value.ts";

/** A seat at work: who, in which role, since when without a rest. */
type Seat = { readonly person: string; readonly role: string; readonly since: Instant };

/** Everybody at work, each once. */
export function seatsAtWork(process: Process, { roles, lifecycle }: Pick<State, "roles" | "lifecycle">): Seat[] {
  const anew = begunAnewAt(lifecycle) ?? "";
  const held = roles.held.filter(({ role }) => process.roles[role]?.kind === "responder");
  const first = held.filter(({ person }, index) => held.findIndex((one) => one.person === person) === index);
  return first.map(({ person, role, since }) => ({ person, role, since: later(since, anew) }));
}

/** Since when somebody at work has had nothing to do; null while they have. */
export function idleSince(state: Pick<State, "actions" | "strength">, { person, since }: Seat): Instant | null {
  const theirs = Object.values(state.actions.actions).filter(({ assignee }) => assignee === person);
  if (theirs.some(isOpenAction)) return null;
  const left = [...theirs.map(({ leftAt }) => leftAt), state.strength.relievedAt[person]].filter((at) => at !== undefined);
  return left.reduce(later, since);
}

const during = ["active"];

type Owed = Pick<Duty<Wish, State>, "key" | "what" | "metBy" | "by"> & { readonly at: Instant; readonly below: string };

function ofManager(policy: StrengthPolicy, { at, below, ...owed }: Owed): Duty<Wish, State>[] {
  const role = roleOfKind(policy.process, "commander");
  if (role === null) return [];
  return [{ ...owed, who: { role }, during, due: at, steps: [{ at, does: "due" }], cites: policy.cites(policy.at("top", below)) }];
}

const leaves = (person: string) => (event: { readonly type: string; readonly data: unknown }) => {
  const data = event.data as { readonly person?: string; readonly from?: string };
  return (event.type === "handed-over" && data.from === person) || (["role-left", "released"].includes(event.type) && data.person === person);
};

function handingOn(policy: StrengthPolicy, state: State, { person, role, since }: Seat): Duty<Wish, State>[] {
  const { fatigue } = policy.own ?? {};
  if (fatigue === undefined) return [];
  const said = state.strength.tired[person];
  const tired = said !== undefined && said >= since;
  return ofManager(policy, {
    key: `fatigue/${person}/${since}${tired ? "/said" : ""}`,
    what: tired ? "Help somebody who is tired to hand on" : "Help somebody who has worked for long to hand on",
    at: tired ? said : activeAfter(state.lifecycle, since, fatigue.after),
    below: "fatigue",
    metBy: leaves(person),
    by: { name: "offer-handover", input: { role, from: person } },
  });
}

const gets = (person: string) => (event: { readonly type: string; readonly data: unknown }) => {
  const data = event.data as { readonly person?: string; readonly assignee?: string };
  if (event.type === "action-added") return data.assignee === person;
  return ["action-started", "action-redirected"].includes(event.type) && data.person === person;
};

/** When it became less severe, as long as that is its last change; null otherwise. */
function loweredAt({ severity }: Pick<State, "severity">): Instant | null {
  const last = severity.changes.at(-1);
  return last && last.from !== null && last.to > last.from ? last.at : null;
}

/** From when somebody may go who has had nothing to do since an instant, and by which part of the value; null where the process does not say. */
function mayGoAt({ own }: StrengthPolicy, state: State, since: Instant): { readonly from: Instant; readonly at: Instant; readonly below: string } | null {
  const lowered = own?.lowered ? loweredAt(state) : null;
  if (lowered !== null && since <= lowered) return { from: lowered, at: lowered, below: "lowered" };
  return own?.idle ? { from: since, at: activeAfter(state.lifecycle, since, own.idle.after), below: "idle" } : null;
}

function lettingGo(policy: StrengthPolicy, state: State, seat: Seat): Duty<Wish, State>[] {
  const since = idleSince(state, seat);
  const may = since === null ? null : mayGoAt(policy, state, since);
  if (may === null) return [];
  const [gone, given] = [leaves(seat.person), gets(seat.person)];
  return ofManager(policy, {
    key: `release/${seat.person}/${may.from}`,
    what: "Let somebody go who has nothing to do, or find them something",
    ...{ at: may.at, below: may.below },
    metBy: (event) => gone(event) || given(event),
    by: { name: "release", input: { person: seat.person } },
  });
}

/** The duties towards everybody at work. */
export function strengthDuties(policy: StrengthPolicy, state: State): Duty<Wish, State>[] {
  return seatsAtWork(policy.process, state).flatMap((seat) => [...handingOn(policy, state, seat), ...lettingGo(policy, state, seat)]);
}

/** Whom a duty towards somebody is about; null for any other key. */
export const concernedBy = (key: string): string | null => /^(?:fatigue|release)\/([^/]+)\//.exec(key)?.[1] ?? null;

/** Everybody who has a seat, but for those who only watch. */
export function workedHere({ process }: Pick<StrengthPolicy, "process">, { roles }: Pick<State, "roles">): string[] {
  return [...new Set(roles.held.filter(({ role }) => process.roles[role]?.kind !== "observer").map(({ person }) => person))];
}

/** How far back work at night counts. */
const latelyMs = 86_400_000;

/** Until when somebody who is let go now sleeps in; null where they had their night. */
export function sleepsUntil(
  policy: StrengthPolicy,
  state: State,
  { person, at }: { readonly person: string; readonly at: Instant },
  facts: Facts,
): Instant | null {
  const { rest } = policy.own ?? {};
  const hours = facts.get("person", person)?.hours;
  if (rest === undefined || !hours) return null;
  const { past, held } = state.roles;
  const seats = [...past, ...held.map(({ since, ...one }) => ({ ...one, from: since, to: at }))];
  const worked = seats.filter((one) => one.person === person && policy.process.roles[one.role]?.kind !== "observer");
  const lately = instantOf(epochMs(at) - latelyMs);
  const stretches = together(worked.map(({ from, to }) => ({ from: later(from, lately), to })));
  const night = stretches.flatMap((one) => beside(one, state.lifecycle.pauses)).reduce((sum, one) => sum + quietMsIn(hours, one), 0);
  return night >= lengthMs(rest.after) ? after(at, rest.for) : null;
}
