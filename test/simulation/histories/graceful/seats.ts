/** Seats: one manager, who does not work, decided by nobody else. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import { type Invariant, without } from "../invariant.ts";

const managers = (state: State) => holdersOf(state.roles, "manager");
const running = (state: State) => state.lifecycle.phase === "active" || state.lifecycle.phase === "paused";
const by = (actor: string) => actor.replace(/^person:/, "");

/** Two roles that nobody holds at once, at some severities. */
function apart(one: string, other: string, ranks: readonly number[]) {
  return (state: State) => {
    const both = holdersOf(state.roles, one).find((person) => holdersOf(state.roles, other).includes(person));
    return both && running(state) && ranks.includes(state.severity.rank ?? 0) && `${both} is ${one} and ${other}`;
  };
}

export const ofSeats: readonly Invariant[] = [
  {
    id: "P1",
    says: "never two managers; from the first one until the end never none",
    spoilt: { "roles/manager/max": 2 },
    watch: () => {
      const lost = (before: State, after: State) => managers(before).length === 1 && managers(after).length === 0 && running(after);
      return ({ before, after, accepted }) => {
        if (managers(after).length > 1) return `managers are ${managers(after).join(" and ")}`;
        return lost(before, after) && !accepted.events.some(({ type }) => type === "reopened") && "nobody manages any more";
      };
    },
  },
  {
    id: "P2",
    says: "the first expert who answers manages, in the same commit",
    spoilt: without("GD-09"),
    watch:
      (desk) =>
      ({ before, after, accepted }) => {
        const answered = accepted.events.find(({ type }) => type === "page-answered");
        const person = (answered?.data as { person?: string } | undefined)?.person;
        const area = before.lifecycle.area === null ? null : desk.facts.get("area", before.lifecycle.area);
        if (person === undefined || before.lifecycle.phase !== "active" || !area?.experts.includes(person) || managers(before).length > 0) return null;
        return !managers(after).includes(person) && `${person} is an expert and answered, and ${managers(after).join() || "nobody"} manages`;
      },
  },
  {
    id: "P3",
    says: "command passes in one commit, from whoever has it to whoever said yes",
    watch:
      () =>
      ({ before, after, accepted, who }) => {
        const passed = accepted.events.find(({ type }) => type === "handed-over");
        if (!passed) return null;
        const { role, from, person } = passed.data as { role: string; from: string; person: string };
        if (who !== person) return `${who} made ${person} take ${role}`;
        const [had, has] = [holdersOf(before.roles, role).includes(from), holdersOf(after.roles, role)];
        return !(had && has.includes(person) && !has.includes(from)) && `${role} did not pass from ${from} to ${person}`;
      },
  },
  {
    id: "P4",
    says: "whoever manages is no worker, at any severity",
    spoilt: without("GD2-13"),
    watch: () => {
      const broken = apart("manager", "worker", [1, 2, 3]);
      return ({ after }) => broken(after);
    },
  },
  {
    id: "P6",
    says: "at 1 and 2 public relations is for somebody who neither manages nor works",
    spoilt: without("GD2-33"),
    watch: () => {
      const [managing, working] = [apart("pr_manager", "manager", [1, 2]), apart("pr_manager", "worker", [1, 2])];
      return ({ after }) => managing(after) || working(after);
    },
  },
  {
    id: "P11",
    says: "only the manager changes the severity",
    spoilt: { "may/decide_severity/holds": ["anyone"] },
    watch:
      () =>
      ({ before, accepted }) => {
        const changed = accepted.events.find(({ type, actor }) => type === "severity-changed" && actor.startsWith("person:"));
        return changed && !managers(before).includes(by(changed.actor)) && `${changed.actor} changed the severity`;
      },
  },
  {
    id: "P26",
    says: "only the manager declares it over",
    spoilt: { "may/command/holds": ["anyone"] },
    watch:
      () =>
      ({ before, accepted }) => {
        const resolved = accepted.events.find(({ type }) => type === "resolved");
        return resolved && !managers(before).includes(by(resolved.actor)) && `${resolved.actor} declared it over`;
      },
  },
];
