/** What lists and other incidents need to know of one, computed after every command. */
import { type Process, roleOfKind } from "../kernel/process.ts";
import type { Visibility } from "../kernel/viewer.ts";
import { holdersOf } from "./roles/slice.ts";
import { circleOf } from "./secrecy/circle.ts";
import type { State } from "./slices.ts";

const people = (actors: readonly string[]) => actors.filter((actor) => /^(person|sim):/.test(actor)).map((actor) => actor.slice(actor.indexOf(":") + 1));

/** Who may see it, and who is in it. */
function visibilityOf(process: Process, state: State): Visibility {
  const commander = roleOfKind(process, "commander");
  const voice = roleOfKind(process, "comms_external");
  const seated = [...state.roles.held, ...state.roles.past].map((one) => one.person);
  const called = Object.values(state.pages.pages).map((page) => page.person);
  return {
    confidential: state.secrecy.concealed,
    participants: state.secrecy.concealed
      ? circleOf(state)
      : [...new Set([...seated, ...called, ...Object.keys(state.people.lastActAt), ...people([state.lifecycle.reporter])])],
    commander: commander === null ? null : (holdersOf(state.roles, commander)[0] ?? null),
    publicRelations: voice === null ? null : (holdersOf(state.roles, voice)[0] ?? null),
  };
}

/** What it is called: a secret one by its codename. */
export function titleOf({ lifecycle, secrecy }: State): string {
  return secrecy.concealed ? (secrecy.codename ?? lifecycle.title) : lifecycle.title;
}

/** Everything the public may read: messages, and the entry of the log. */
function publishedOf({ public: words }: State) {
  const parts = (["whatHappened", "howHandled"] as const).flatMap((part) => (words.entry[part] ? [{ ...words.entry[part], part }] : []));
  return [...words.published, ...parts];
}

/** The fields of an incident's row. */
export function summaryOf(process: Process, state: State) {
  const { lifecycle } = state;
  return {
    ...visibilityOf(process, state),
    title: titleOf(state),
    phase: lifecycle.phase as string,
    process: lifecycle.process?.key ?? process.key,
    processVersion: lifecycle.process?.version ?? null,
    severity: state.severity.rank,
    area: lifecycle.area,
    drill: lifecycle.drill,
    reportedAt: lifecycle.reportedAt,
    declaredAt: lifecycle.declaredAt,
    resolvedAt: lifecycle.resolvedAt,
    closedAt: lifecycle.closedAt,
    published: lifecycle.drill || state.secrecy.concealed ? [] : publishedOf(state),
    ticket: lifecycle.ticket ? { ...lifecycle.ticket, title: titleOf(state) } : null,
  };
}

/** The part of each who takes part or was called, for the engagement that other incidents respect; drills have none. */
export function engagementOf(state: State) {
  if (state.lifecycle.drill) return [];
  const open = ["active", "paused"].includes(state.lifecycle.phase);
  const called = Object.values(state.pages.pages).map((page) => page.person);
  const { rest } = state.strength;
  const everybody = new Set([...state.roles.held.map((one) => one.person), ...Object.keys(state.people.lastActAt), ...called, ...Object.keys(rest)]);
  return [...everybody].map((person) => ({
    person,
    roles: open ? state.roles.held.filter((one) => one.person === person).map((one) => one.role) : [],
    lastActAt: state.people.lastActAt[person] ?? null,
    restUntil: rest[person]?.until ?? null,
  }));
}
