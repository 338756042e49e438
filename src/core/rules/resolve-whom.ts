/** Turns what a pack says of people (`response_team`, a role, a group) into the people it means now. */
import { holdersOf } from "../incident/roles/slice.ts";
import type { State } from "../incident/slices.ts";
import type { Facts } from "../kernel/facts.ts";
import { type Process, roleOfKind } from "../kernel/process.ts";
import type { Whom } from "./rule.ts";

/** Everybody who holds a role, was called and did not decline, or reported it. */
export function participantsOf(state: State): string[] {
  const called = Object.values(state.pages.pages).filter((page) => page.state === "answered" || page.state === "open");
  const reporter = state.lifecycle.reporter.startsWith("person:") ? [state.lifecycle.reporter.slice("person:".length)] : [];
  return [...new Set([...state.roles.held.map((one) => one.person), ...called.map((page) => page.person), ...reporter])];
}

/** The area's team; without an area, or with an area that has no team, all staff: nobody is forgotten. */
function responseTeam(state: State, facts: Facts): string[] {
  const area = state.lifecycle.area === null ? null : facts.get("area", state.lifecycle.area);
  const team = area?.team ? facts.get("team", area.team) : null;
  if (team && team.members.length > 0) return [...new Set([...(area?.experts ?? []), ...team.members])];
  return [...(facts.get("organisation", "organisation")?.staff ?? [])];
}

/** The people a pack means. */
export function peopleOf(whom: Whom, process: Process, state: State, facts: Facts): string[] {
  if (typeof whom === "object") return "role" in whom ? holdersOf(state.roles, whom.role) : [...(facts.get("group", whom.group)?.people ?? [])];
  switch (whom) {
    case "nobody":
      return [];
    case "participants":
      return participantsOf(state);
    case "commander": {
      const role = roleOfKind(process, "commander");
      return role === null ? [] : holdersOf(state.roles, role);
    }
    case "response_team":
      return responseTeam(state, facts);
    case "staff":
      return [...(facts.get("organisation", "organisation")?.staff ?? [])];
  }
}
