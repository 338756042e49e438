/** Seats: one manager, who does not work, decided by nobody else. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import type { State } from "../../../../src/core/incident/slices.ts";
import { bothIn, onlyBy, passes, singleIn } from "../everywhere.ts";
import { type Invariant, without } from "../invariant.ts";

const managers = (state: State) => holdersOf(state.roles, "manager");
/** Two roles that nobody holds at once, at some severities. */
const apart = (one: string, other: string, ranks: readonly number[]) => (state: State) => ranks.includes(state.severity.rank ?? 0) && bothIn(state, one, other);

export const ofSeats: readonly Invariant[] = [
  singleIn("manager", true),
  passes(["manager"]),
  onlyBy("P11", "only the manager changes the severity", { event: "severity-changed", by: managers, spoilt: { "may/decide_severity/holds": ["anyone"] } }),
  onlyBy("P26", "only the manager declares it over", { event: "resolved", by: managers, spoilt: { "may/command/holds": ["anyone"] } }),
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
];
