/** Who is in an incident: seats with their holders, and what each person who was called or acts is doing. */
import type { Page } from "../core/incident/pages/called.ts";
import type { PersonView, RoleView } from "./room-shape.ts";
import { nameOf, type Scene } from "./scene.ts";

/** The seats of the process. A required one that is empty is an open seat while the incident is worked on. */
export function rolesOf({ pack, state, names }: Scene): RoleView[] {
  const working = state.lifecycle.phase === "active" || state.lifecycle.phase === "paused";
  return Object.entries(pack.roles).map(([role, { label, kind, says, min, max }]) => {
    const holders = state.roles.held.filter((one) => one.role === role);
    const past = state.roles.past.filter((one) => one.role === role);
    return {
      ...{ role, label, kind, says, min, max },
      holders: holders.map(({ person, since }) => ({ person: nameOf(names, person), since })),
      past: past.map(({ person, from, to }) => ({ person: nameOf(names, person), from, to })),
      openSeat: working && holders.length < min,
    };
  });
}

/** Everybody who was called, sits or acts, in the order they came. */
export function peopleOf({ state, names }: Scene): PersonView[] {
  const called = new Map<string, Page>(Object.values(state.pages.pages).map((page) => [page.person, page]));
  const everybody = [...called.keys(), ...state.roles.held.map(({ person }) => person), ...Object.keys(state.people.lastActAt)];
  return [...new Set(everybody)].flatMap((person) => {
    const page = called.get(person) ?? null;
    const roles = state.roles.held.filter((one) => one.person === person).map(({ role }) => role);
    const engaged = roles.length > 0 || state.people.lastActAt[person] !== undefined;
    const doing = stateOf(page, engaged);
    if (doing === null) return [];
    return [
      { person: nameOf(names, person), roles, state: doing, pagedAt: page?.at ?? null, answeredAt: page?.answeredAt ?? null, reason: page?.reason ?? null },
    ];
  });
}

/** Null for somebody whose page ended unanswered and who did nothing else. */
function stateOf(page: Page | null, engaged: boolean): PersonView["state"] | null {
  switch (page?.state) {
    case "open":
      return page.unreachable ? "unreachable" : "paged";
    case "answered":
      return "answered";
    case "declined":
      return "declined";
    case "withdrawn":
    case undefined:
      return engaged ? "engaged" : null;
  }
}
