/** What people may do in a history: each act draws who and with what from the state, and most of the time it is what somebody would really do. */
import { holdersOf } from "../../../src/core/incident/roles/slice.ts";
import { people } from "../../rules/graceful-world.ts";
import type { Random } from "../random.ts";
import type { Desk } from "./desk.ts";

export type Doing = { readonly who: string; readonly name: string; readonly input: object };

/** `often` is its weight among the acts. */
export type Act = { readonly often: number; readonly does: (desk: Desk, random: Random) => Doing | null };

const anybody = (random: Random) => random.pick(people);

/** Whoever holds a role, mostly; now and then anybody, who must be refused. */
function as(role: string) {
  return (desk: Desk, random: Random): string => {
    const holders = holdersOf(desk.state.roles, role);
    return holders.length === 0 || random.chance(0.15) ? anybody(random) : random.pick(holders);
  };
}

const manager = as("manager");
const worker = as("worker");

type Who = (desk: Desk, random: Random) => string;

function act(often: number, who: Who, name: string, input: (desk: Desk, random: Random, who: string) => object | null): Act {
  return {
    often,
    does: (desk, random) => {
      const actor = who(desk, random);
      const made = input(desk, random, actor);
      return made && { who: actor, name, input: made };
    },
  };
}

const roles = ["manager", "worker", "worker", "sme", "observer", "pr_manager"] as const;

/** How every history begins: a declaration, and mostly an expert who takes it up. */
export function opening(desk: Desk, random: Random): readonly Doing[] {
  const severity = random.between(1, 4);
  const area = random.pick(["payments", "payments", "payments", "attic"]);
  const declares = { who: anybody(random), name: "declare", input: { title: "Nobody can pay", area, severity } };
  if (random.chance(0.2) || desk.state.lifecycle.phase !== "new") return [declares];
  const takes = (who: string, role: string) => ({ who, name: "assign-role", input: { role, person: who } });
  return [declares, takes("ana", "sme"), takes("ana", "manager"), { who: "ana", name: "assign-role", input: { role: "worker", person: "ben" } }];
}

/** Everything people do, but for answering pages. */
export const acts: readonly Act[] = [
  act(8, manager, "assign-role", (_desk, random) => ({ role: random.pick(roles), person: anybody(random) })),
  act(
    4,
    (_desk, random) => anybody(random),
    "assign-role",
    (_desk, random, who) => ({ role: random.pick(roles), person: who }),
  ),
  act(
    3,
    (_desk, random) => anybody(random),
    "leave-role",
    (desk, random, who) => {
      const held = desk.state.roles.held.filter((one) => one.person === who);
      return held.length === 0 ? null : { role: random.pick(held).role, why: "I must go" };
    },
  ),
  act(3, manager, "hand-over", (_desk, random) => ({ role: "manager", person: anybody(random), brief: "You have it" })),
  act(5, manager, "change-severity", (_desk, random) => ({
    to: random.between(1, 4),
    because: random.pick(["duration", "partial_fix", "workaround", "bigger_problem"]),
    reason: "",
  })),
  act(4, manager, "page", (_desk, random) => ({ person: anybody(random), reason: "You know the database" })),
  act(3, manager, "post-update", (_desk, random) => ({ audience: random.pick(["participants", "organisation"]), text: "We look into it" })),
  act(4, worker, "add-action", (_desk, random) => ({ title: "Look at the certificate", assignee: random.chance(0.7) ? anybody(random) : null })),
  act(3, worker, "start-action", (desk, random) => {
    const open = Object.values(desk.state.actions.actions);
    return open.length === 0 ? null : { action: random.pick(open).id };
  }),
  act(
    3,
    (_desk, random) => anybody(random),
    "post-message",
    () => ({ text: "I see it too" }),
  ),
  act(3, manager, "resolve", () => ({ note: "The certificate was renewed" })),
  act(1, manager, "reopen", () => ({ reason: "It came back" })),
  act(
    1,
    (_desk, random) => anybody(random),
    "cancel",
    () => ({ reason: "It was nothing" }),
  ),
  act(2, manager, "close", () => ({})),
];
