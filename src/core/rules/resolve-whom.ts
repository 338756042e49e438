/** Turns what a pack says of people (`response_team`, a role, a group) into the people it means now. */
import { policyKeyOf } from "../incident/escalation/start-escalation.ts";
import { aboutOf } from "../incident/escalation/steps.ts";
import { holdersOf } from "../incident/roles/slice.ts";
import type { State } from "../incident/slices.ts";
import type { Ctx } from "../kernel/command.ts";
import type { Facts } from "../kernel/facts.ts";
import { commandingRole, type Process } from "../kernel/process.ts";
import { meantBy, whyNot } from "../oncall/escalation.ts";
import { onCallAt } from "../oncall/on-call-at.ts";
import type { Answering, Whom } from "./rule.ts";

/** Everybody who holds a role, was called and did not decline, or reported it. */
export function participantsOf(state: State): string[] {
  const called = Object.values(state.pages.pages).filter(
    (page) => (page.state === "answered" || page.state === "open") && state.strength.released[page.person] === undefined,
  );
  const reporter = state.lifecycle.reporter.startsWith("person:") ? [state.lifecycle.reporter.slice("person:".length)] : [];
  return [...new Set([...state.roles.held.map((one) => one.person), ...called.map((page) => page.person), ...reporter])];
}

/** The area's team; without an area, or with an area that has no team, all staff: nobody is forgotten. */
export function teamOf(state: State, facts: Facts): string[] {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  const team = area?.team ? facts.get("team", area.team) : null;
  if (team && team.members.length > 0) return [...new Set([...(area?.experts ?? []), ...team.members])];
  return [...(facts.get("organisation", "organisation")?.staff ?? [])];
}

/** What an area calls them. */
const fields = { engineering_manager: "engineeringManager", product_owner: "productOwner", team_lead: "teamLead" } as const;

/** Who is named to answer for the incident's area; null where nobody is. */
export function namedFor(as: Answering, state: State, facts: Facts): string | null {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  return area?.[fields[as]] ?? null;
}

/** Whether somebody answers for the incident's area. */
export const answersFor = (person: string, as: Answering, state: State, facts: Facts): boolean => namedFor(as, state, facts) === person;

/** Whoever answers for the incident's area; where nobody does, its engineering manager, else those who are called when nobody else can be. */
function answeringFor(as: Answering, state: State, facts: Facts): string[] {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  const named = [area?.[fields[as]], area?.engineeringManager].find((person) => person && facts.get("person", person)?.active);
  return named ? [named] : [...(facts.get("organisation", "organisation")?.lastResort ?? [])];
}

/** Where a question about people is asked: under which process, in which state of the incident, at which instant. */
export type Asking = { readonly process: Process; readonly state: State; readonly ctx: Pick<Ctx, "facts" | "now"> };

/** Whom the first step of the area's escalation policy that applies means now; nobody where no policy is set. */
function onCall({ state, ctx: { facts, now } }: Asking): readonly string[] {
  const key = policyKeyOf(state, facts);
  const policy = key === null ? null : facts.get("escalation", key);
  if (!policy) return [];
  const first = policy.steps.filter((step) => whyNot(step, aboutOf(state), now, facts) === null).map((step) => meantBy(step, now, facts).people);
  return first.find((people) => people.length > 0) ?? [];
}

/** The people a pack means. */
export function peopleOf(whom: Whom, asking: Asking): string[] {
  const { process, state, ctx } = asking;
  const { facts, now } = ctx;
  if (typeof whom === "object") {
    if ("role" in whom) return holdersOf(state.roles, whom.role);
    if ("area" in whom) return answeringFor(whom.area, state, facts);
    if ("group" in whom) return [...(facts.get("group", whom.group)?.people ?? [])];
    const schedule = facts.get("schedule", whom.schedule);
    return schedule ? onCallAt(schedule, now).filter((person) => facts.get("person", person)?.active) : [];
  }
  switch (whom) {
    case "nobody":
      return [];
    case "participants":
      return participantsOf(state);
    case "on_call":
      return [...onCall(asking)];
    case "commander": {
      const role = commandingRole(process);
      return role === null ? [] : holdersOf(state.roles, role);
    }
    case "response_team":
      return teamOf(state, facts);
    case "staff":
      return [...(facts.get("organisation", "organisation")?.staff ?? [])];
  }
}
