/** Histories of Command: one who commands on the call, two who are called for it, experts who propose, and a public that is told once that was decided. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import { everybody as everyone } from "../../../../src/store/directory/schedules.ts";
import { commandData, commandWorld, people } from "../../../rules/command-world.ts";
import type { Desk } from "../desk.ts";
import { type Act, act, anybody, as, type Doing, some, type Who } from "../doing.ts";
import { type Cast, common, declares } from "../everyday.ts";
import { type Play, surroundingsOf } from "../play.ts";
import { towardsEnd, written } from "../towards.ts";
import { invariants } from "./invariants.ts";
import { seeds } from "./seeds.ts";

const seats = ["sme", "sme", "deputy", "scribe", "customer_liaison", "internal_liaison", "observer"] as const;
const cast: Cast = { first: "ic", worker: "sme", roles: seats, severities: 4, areas: ["payments", "payments", "database"] };
const [ic, deputy, scribe, sme, liaison] = [as("ic"), as("deputy"), as("scribe"), as("sme"), as("customer_liaison")];
const offered = ({ state }: Desk) => Object.values(state.handover.offers).filter((one) => one.state === "open");

/** The newest draft that is still to be approved, or published. */
const draft =
  (approved: boolean) =>
  ({ state }: Desk) => {
    const [message] = Object.entries(state.public.drafts).findLast(([id, one]) => !one.published && state.announcing.approved.includes(id) === approved) ?? [];
    return message === undefined ? null : { message };
  };
const proposed = (desk: Desk, random: Parameters<Who>[1]) => {
  const open = some(
    random,
    Object.entries(desk.state.proposals.proposals).filter(([, { state }]) => state === "open"),
  );
  return open && { proposal: open[0] };
};
const told: Who = (desk, random) =>
  some(
    random,
    Object.values(desk.state.actions.actions).filter(({ state }) => state === "open"),
  )?.assignee ?? sme(desk, random);
const mine = (desk: Desk, _random: unknown, who: string) => {
  const action = Object.values(desk.state.actions.actions).find(({ state, assignee }) => state === "open" && assignee === who);
  return action ? { action: action.id } : null;
};

const ofCommand: readonly Act[] = [
  act(3, anybody, "page-commander", () => ({ reason: "It is getting worse" })),
  act(3, ic, "offer-handover", (desk, random) => ({ role: "ic", to: anybody(desk, random), brief: "You have it" })),
  act(
    4,
    (desk, random) => some(random, offered(desk))?.to ?? anybody(desk, random),
    "accept-handover",
    () => ({}),
  ),
  act(1, ic, "withdraw-handover", () => ({})),
  act(1, deputy, "prompt-severity", (_desk, random) => ({ proposes: random.between(1, 5), text: "Half of them are back" })),
  act(1, scribe, "tell-roles", () => ({})),
  act(2, scribe, "take-note", (_desk, random) => ({ kind: random.pick(["note", "decision"]), text: "TODO look at certificates monthly" })),
  act(3, deputy, "tell-executives", () => ({ state: "Nobody can pay", actions: "roll back" })),
  act(1, anybody, "tell-executives", () => ({ state: "It is bad" })),
  act(0.3, deputy, "stalk-status", () => ({})),
  act(3, deputy, "unstalk-status", () => ({})),
  act(1, anybody, "set-presence", (_desk, random) => ({ call: random.chance(0.5), participate: random.chance(0.5) })),
];

const ofExperts: readonly Act[] = [
  act(4, sme, "propose-action", () => ({ text: "Roll back to yesterday" })),
  act(2, anybody, "weigh-proposal", (desk, random) => {
    const one = proposed(desk, random);
    return one && { ...one, stance: random.pick(["for", "against"]), because: "It loses orders" };
  }),
  act(4, ic, "decide-proposal", proposed),
  act(1, anybody, "decide-proposal", proposed),
  act(2, anybody, "start-action", (desk, random) => {
    const one = some(random, Object.keys(desk.state.proposals.proposals));
    return one === null ? null : { action: one };
  }),
  act(4, told, "acknowledge-action", mine),
  act(1, told, "report-unable", (desk, random, who) => {
    const task = mine(desk, random, who);
    return task && { ...task, reason: "I have no access" };
  }),
  act(2, sme, "add-finding", () => ({ text: "It began at ten" })),
  act(1, anybody, "set-cause", (_desk, random) => ({ status: random.pick(["suspected", "confirmed"]), text: "The deploy at two" })),
];

/** The next stroke at what the public is told: decided, written, approved, out. */
function telling(desk: Desk): Doing | null {
  const [[commander], [speaker]] = ["ic", "customer_liaison"].map((role) => holdersOf(desk.state.roles, role)) as [string[], string[]];
  if (commander === undefined || speaker === undefined) return null;
  const [waits, ready] = [draft(false)(desk), draft(true)(desk)];
  if (desk.state.announcing.decision?.tell !== true) return { who: commander, name: "decide-public", input: { decision: "announce" } };
  if (ready) return { who: speaker, name: "publish-customer-message", input: ready };
  return waits
    ? { who: commander, name: "approve-customer-message", input: waits }
    : { who: speaker, name: "draft-customer-message", input: { text: "We work on it" } };
}

const ofPublic: readonly Act[] = [
  { often: 10, does: telling },
  act(1, ic, "resolve", () => ({ note: "It is over" })),
  act(2, ic, "decide-public", (_desk, random) => ({ decision: random.pick(["announce", "unsure", "not"]), words: "Payments fail" })),
  act(1, anybody, "decide-public", () => ({ decision: "announce" })),
  act(3, liaison, "draft-customer-message", () => ({ text: "Payments may fail" })),
  act(3, ic, "approve-customer-message", draft(false)),
  act(1, anybody, "approve-customer-message", draft(false)),
  act(3, liaison, "publish-customer-message", draft(true)),
  act(1, liaison, "publish-customer-message", draft(false)),
];

const towards = towardsEnd({
  ...{ role: "ic", input: { note: "Rolled back", condition: "recovered", nothingLeft: true }, patience: 0.7 },
  first: ({ state }, random) => {
    const [commander] = holdersOf(state.roles, "ic");
    if (commander === undefined) return { who: "ana", name: "assign-role", input: { role: "ic", person: "ana" } };
    const vacant = (["customer_liaison", "deputy", "sme"] as const).find((role) => holdersOf(state.roles, role).length === 0);
    const person = random.pick(["ben", "cleo", "eve", "pam", "ivo"]);
    return vacant === undefined || random.chance(0.3) ? null : { who: commander, name: "assign-role", input: { role: vacant, person } };
  },
  meets: [
    ["postmortem.owner", (_desk, who) => ({ who, name: "assign-document", input: { kind: "postmortem", person: who } })],
    ["postmortem", (desk, who) => written(desk, "postmortem", who)],
    ["internal_email", (desk, who) => written(desk, "internal-email", who) ?? { who, name: "send-document", input: { kind: "internal-email" } }],
    ["public_wrapup", (desk, who) => telling(desk) ?? { who, name: "close", input: {} }],
  ],
});

const schedule = (id: string, person: string) => ({
  ...{ id, title: id, zone: "UTC", overrides: [], temporary: [], external: null },
  rotations: everyone([person], "UTC"),
});

function world() {
  const made = commandWorld([], { zones: { ben: "America/New_York", cleo: "Asia/Singapore" } });
  made.store.setFact("schedule", "ic-primary", schedule("ic-primary", "ana"));
  made.store.setFact("schedule", "ic-backup", schedule("ic-backup", "ben"));
  return made;
}

/** What is played. */
export const command: Play = {
  process: "Command",
  surroundings: surroundingsOf({ people, data: commandData, world }),
  opening: declares(cast),
  acts: [{ often: 60, does: towards }, ...ofCommand, ...ofExperts, ...ofPublic, ...common(cast)],
  ...{ invariants, seeds },
};
