/** What must hold under every process: one in the first seat, decisions by whoever may, an end that is quiet, a version that stays. */
import { holdersOf } from "../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../src/core/incident/slices.ts";
import type { Desk } from "./desk.ts";
import type { Invariant, Spoilt } from "./invariant.ts";

export const isRunning = ({ lifecycle }: State) => lifecycle.phase === "active" || lifecycle.phase === "paused";
const ended = ["closed", "cancelled", "duplicate", "rejected"];

/** Two roles that somebody holds at once, while it runs. */
export function bothIn(state: State, one: string, other: string): string | null {
  const both = holdersOf(state.roles, one).find((person) => holdersOf(state.roles, other).includes(person));
  return both !== undefined && isRunning(state) ? `${both} is ${one} and ${other}` : null;
}

/** Never two in a seat; where it must be kept, from the first one until the end never none. */
export function singleIn(role: string, kept: boolean): Invariant {
  const holders = (state: State) => holdersOf(state.roles, role);
  return {
    id: "P1",
    says: kept ? `never two in the seat of the ${role}; from the first one until the end never none` : `never two in the seat of the ${role}`,
    spoilt: { [`roles/${role}/max`]: 2 },
    watch:
      () =>
      ({ before, after, accepted }) => {
        if (holders(after).length > 1) return `${holders(after).join(" and ")} are ${role}`;
        const lost = holders(before).length === 1 && holders(after).length === 0 && isRunning(after);
        return kept && lost && !accepted.events.some(({ type }) => type === "reopened") && `nobody is ${role} any more`;
      },
  };
}

/** What only some people bring about, as they were before: it breaks where anybody may. */
export function onlyBy(
  id: string,
  says: string,
  one: { readonly event: string; readonly by: (state: State, desk: Desk) => readonly string[]; readonly spoilt: Spoilt },
): Invariant {
  return {
    ...{ id, says, spoilt: one.spoilt },
    watch:
      (desk) =>
      ({ before, accepted }) => {
        const brought = accepted.events.find(({ type, actor }) => type === one.event && actor.startsWith("person:"));
        return brought && !one.by(before, desk).includes(brought.actor.slice("person:".length)) && `${brought.actor}: ${one.event}`;
      },
  };
}

/** Roles pass in one commit; of roles that are accepted, to whoever said yes. */
export function passes(accepted: readonly string[]): Invariant {
  return {
    id: "P3",
    says: `a role passes in one commit, from whoever has it${accepted.length > 0 ? " to whoever said yes" : ""}`,
    watch:
      () =>
      ({ before, after, accepted: { events }, who }) => {
        const passed = events.find(({ type }) => type === "handed-over");
        if (!passed) return null;
        const { role, from, person } = passed.data as { role: string; from: string; person: string };
        if (accepted.includes(role) && who !== person) return `${who} made ${person} take ${role}`;
        const [had, has] = [holdersOf(before.roles, role).includes(from), holdersOf(after.roles, role)];
        return !(had && has.includes(person) && !has.includes(from)) && `${role} did not pass from ${from} to ${person}`;
      },
  };
}

/** It is quiet after the end, but for duties whose keys begin like one of these. */
export function quietAfter(stays: readonly string[]): Invariant {
  return {
    id: "P28",
    says: "what has ended owes nothing but what was learned from it, and pages nobody",
    watch: (desk) => () => {
      const { phase } = desk.state.lifecycle;
      if (!ended.includes(phase)) return null;
      const loud = desk.letters.find(({ state, queued }) => state === "waiting" && queued.effect.urgency === "page");
      if (loud) return `${phase}, and ${loud.queued.effect.key} waits`;
      const owed = desk.duties.map(({ key }) => key).filter((key) => !stays.some((one) => key.startsWith(one)));
      return owed.length > 0 && `${phase}, and it owes ${owed.join()}`;
    },
  };
}

const versionOf = (state: State) => state.lifecycle.process?.version;

/** Held by the engine, whatever a process says. */
export const everywhere: readonly Invariant[] = [
  {
    id: "P13",
    says: "becoming less severe takes nobody's seat",
    watch:
      () =>
      ({ before, after, accepted }) => {
        const changed = accepted.events.find(({ type }) => type === "severity-changed");
        const { from, to } = (changed?.data ?? { from: null, to: 0 }) as { from: number | null; to: number };
        if (from === null || to < from) return null;
        const gone = before.roles.held.find(
          ({ role, person }) => role !== "observer" && !after.roles.held.some((one) => one.role === role && one.person === person),
        );
        return gone && `${gone.person} is ${gone.role} no more`;
      },
  },
  {
    id: "P30",
    says: "it keeps the version of the process under which it was declared",
    watch:
      () =>
      ({ before, after }) => {
        const [was, is] = [versionOf(before), versionOf(after)];
        return was != null && was !== is && `version ${was} became ${is}`;
      },
  },
];
