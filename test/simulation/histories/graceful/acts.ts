/** What people may do in a history: each act draws who and with what from the state, and most of the time it is what somebody would really do. */
import type { Random } from "../../random.ts";
import type { Desk } from "../desk.ts";
import { type Act, act, anybody, as, type Doing, some } from "../doing.ts";
import { ofTalk } from "./acts-talk.ts";
import { towards } from "./towards.ts";

const manager = as("manager");
const worker = as("worker");
const roles = ["worker", "worker", "sme", "observer", "pr_manager"] as const;
const reasons = { lower: ["partial_fix", "workaround"], raise: ["duration", "bigger_problem"] } as const;

/** How every history begins: a declaration in some area at some hour. */
export function opening(desk: Desk, random: Random): readonly Doing[] {
  const input = { title: "Nobody can pay", area: random.pick(["payments", "payments", "payments", "attic"]), severity: random.between(1, 4) };
  return [{ who: anybody(desk, random), name: "declare", input }];
}

const seats: readonly Act[] = [
  act(8, manager, "assign-role", (desk, random) => ({ role: random.pick(roles), person: anybody(desk, random) })),
  act(2, anybody, "assign-role", (_desk, random, who) => ({ role: random.pick(["manager", ...roles]), person: who })),
  act(2, anybody, "leave-role", (desk, random, who) => {
    const held = some(
      random,
      desk.state.roles.held.filter((one) => one.person === who),
    );
    return held && { role: held.role };
  }),
  act(4, manager, "offer-handover", (desk, random) => ({ role: "manager", to: anybody(desk, random), brief: "You have it" })),
  act(
    4,
    (desk, random) => some(random, offered(desk))?.to ?? anybody(desk, random),
    "accept-handover",
    () => ({}),
  ),
  act(
    1,
    (desk, random) => some(random, offered(desk))?.to ?? anybody(desk, random),
    "decline-handover",
    () => ({ reason: "I am on a train" }),
  ),
  act(1, manager, "withdraw-handover", () => ({})),
  act(3, manager, "page", (desk, random) => ({ person: anybody(desk, random), reason: "You know the database" })),
  act(2, manager, "record-expert-unreachable", () => ({})),
  act(3, manager, "release", (desk, random) => ({ person: some(random, desk.state.roles.held)?.person ?? anybody(desk, random) })),
  act(2, worker, "report-fatigue", () => ({})),
];

const offered = ({ state }: Desk) => Object.values(state.handover.offers).filter((one) => one.state === "open");

const course: readonly Act[] = [
  act(4, manager, "change-severity", (desk, random) => {
    const to = random.between(1, 4);
    return { to, because: random.pick(to > (desk.state.severity.rank ?? 2) ? reasons.lower : reasons.raise) };
  }),
  act(2, anybody, "change-severity", (_desk, random) => ({ to: random.between(1, 4), because: "other", reason: "I think so" })),
  act(2, as("observer"), "severity-input", (_desk, random) => ({ advises: random.between(1, 4), text: "It hurts" })),
  act(1, manager, "keep-severity", () => ({ reason: "It is nearly done" })),
  act(3, manager, "stand-down", () => ({ reason: "Sleep" })),
  act(3, manager, "resume", () => ({})),
  act(1, manager, "go-on", () => ({ reason: "Ten more minutes" })),
  act(2, manager, "resolve", () => ({})),
  act(1, manager, "close", () => ({})),
  act(1, manager, "reopen", () => ({ reason: "It came back" })),
  act(0.3, anybody, "cancel", () => ({ reason: "It was nothing" })),
];

const work: readonly Act[] = [
  act(5, manager, "add-action", (desk, random) => ({
    kind: random.pick(["investigate", "repair"]),
    text: "The certificate",
    assignee: anybody(desk, random),
    timeboxMinutes: 30,
  })),
  act(4, worker, "start-action", (desk, random) => one(desk, random, "open")),
  act(4, worker, "finish-action", (desk, random) => one(desk, random, "started")),
  act(1, worker, "add-finding", () => ({ text: "It began at ten" })),
  act(1, worker, "file-need", () => ({ kind: "supplies", text: "Coffee" })),
  act(1, worker, "propose-option", () => ({ title: "Renew it" })),
  act(1, manager, "decide-option", (desk, random) => {
    const option = some(random, Object.values(desk.state.work.options));
    return option && { option: option.id, choice: random.pick(["chosen", "rejected"]), reason: "It is quicker" };
  }),
  act(1, worker, "note-change", () => ({ kind: "deploy", text: "The certificate", build: "shop 4.4" })),
  act(2, manager, "set-test-plan", () => ({
    cases: [{ key: "pay", title: "A card is charged once", area: "payments", kind: "fix", mutatesCustomerData: false }],
    expert: "eve",
  })),
  act(1, manager, "defer-tests", () => ({ reason: "They take too long" })),
];

function one(desk: Desk, random: Random, state: string) {
  const action = some(
    random,
    Object.values(desk.state.actions.actions).filter((is) => is.state === state),
  );
  return action && { action: action.id };
}

/** Everything people do, but for answering pages. */
export const acts: readonly Act[] = [{ often: 90, does: towards }, ...seats, ...course, ...work, ...ofTalk];
