/** What people do under every process: take seats and leave them, call each other, write, work, and try what is not theirs. */
import { type Act, act, anybody, as, some, type Who } from "./doing.ts";

/** The seats of a process: the first one, whoever works, all of them; how many severities there are, and the areas. */
export type Cast = {
  readonly first: string;
  readonly worker: string;
  readonly roles: readonly string[];
  readonly severities: number;
  readonly areas: readonly string[];
};

/** How every history begins: a declaration in some area at some hour. */
export const declares =
  (
    { severities, areas }: Cast,
    more: object = {},
  ): ((desk: Parameters<Who>[0], random: Parameters<Who>[1]) => { who: string; name: string; input: object }[]) =>
  (desk, random) => [
    {
      ...{ who: anybody(desk, random), name: "declare" },
      input: { title: "Nobody can pay", area: random.pick(areas), severity: random.between(1, severities + 1), ...more },
    },
  ];

const holding: Who = (desk, random) => some(random, desk.state.roles.held)?.person ?? anybody(desk, random);

function ofSeats({ first, roles }: Cast): Act[] {
  const leader = as(first);
  return [
    act(8, leader, "assign-role", (desk, random) => ({ role: random.pick(roles), person: anybody(desk, random) })),
    act(3, anybody, "assign-role", (_desk, random, who) => ({ role: random.pick([first, ...roles]), person: who })),
    act(2, leader, "assign-role", (desk, random) => ({ role: first, person: anybody(desk, random) })),
    act(2, holding, "leave-role", (desk, _random, who) => ({ role: desk.state.roles.held.find((one) => one.person === who)?.role ?? first })),
    act(2, leader, "hand-over", (desk, random) => ({ role: first, to: anybody(desk, random), brief: "You have it" })),
    act(1, anybody, "hand-over", (desk, random) => ({ role: random.pick(roles), to: anybody(desk, random) })),
    act(3, leader, "page", (desk, random) => ({ person: anybody(desk, random), reason: "You know the database" })),
    act(1, anybody, "page", (desk, random) => ({ person: anybody(desk, random), reason: "Come", immediate: random.chance(0.5) })),
    act(1, leader, "delegate", (desk, random) => ({ capability: random.pick(["brief", "assign", "direct"]), person: anybody(desk, random) })),
  ];
}

const open = ["open", "started"];
const action =
  (states: readonly string[]) =>
  (...[desk, random]: Parameters<Who>) => {
    const found = some(
      random,
      Object.values(desk.state.actions.actions).filter(({ state }) => states.includes(state)),
    );
    return found && { action: found.id };
  };

function ofWork({ first, worker }: Cast): Act[] {
  const [leader, hands] = [as(first), as(worker)];
  const assigned: Who = (desk, random) =>
    some(
      random,
      Object.values(desk.state.actions.actions).filter(({ state }) => open.includes(state)),
    )?.assignee ?? hands(desk, random);
  const task = (...[desk, random]: Parameters<Who>) => ({
    ...{ kind: random.pick(["investigate", "repair"]), text: "The certificate", timeboxMinutes: 20 },
    assignee: random.chance(0.1) ? null : anybody(desk, random),
  });
  return [
    act(4, leader, "add-action", task),
    act(1, anybody, "add-action", task),
    act(4, assigned, "start-action", action(["open"])),
    act(3, assigned, "finish-action", action(["started"])),
    act(1, leader, "drop-action", (desk, random) => ({ ...action(open)(desk, random), reason: "Not needed" })),
    act(2, hands, "note-change", () => ({ kind: "deploy", text: "The certificate", build: "shop 4.4" })),
    act(1, anybody, "note-change", () => ({ kind: "deploy", text: "Another" })),
  ];
}

function ofTalk({ first }: Cast): Act[] {
  const leader = as(first);
  const draft = (...[desk, random]: Parameters<Who>) => {
    const found = some(random, Object.entries(desk.state.public.drafts));
    return found && { message: found[0] };
  };
  return [
    act(4, anybody, "post-message", (_desk, random) => ({ text: random.pick(["I see it too", "TODO look at certificates monthly", "What now?"]) })),
    act(3, leader, "post-update", (_desk, random) => ({ audience: random.pick(["participants", "organisation", "stakeholders"]), text: "We look into it" })),
    act(1, anybody, "post-update", () => ({ audience: "organisation", text: "I look into it" })),
    act(1, leader, "set-status", () => ({ text: "We roll it back" })),
    act(1, anybody, "draft-customer-message", () => ({ text: "We work on it" })),
    act(1, anybody, "publish-customer-message", draft),
    act(1, anybody, "add-follow-up", () => ({ text: "Look at certificates monthly" })),
  ];
}

function ofCourse({ first, severities }: Cast): Act[] {
  const leader = as(first);
  const reason = { because: "other", reason: "I think so" };
  const severity = (...[, random]: Parameters<Who>) => ({ to: random.between(1, severities + 1), ...reason });
  return [
    act(3, leader, "change-severity", severity),
    act(1, anybody, "change-severity", severity),
    act(1, leader, "keep-severity", () => ({ reason: "It is nearly done" })),
    act(1, anybody, "severity-input", (_desk, random) => ({ advises: random.between(1, severities + 1), text: "It hurts" })),
    act(1, anybody, "resolve", () => ({ note: "Enough" })),
    act(0.5, anybody, "close", () => ({})),
    act(0.5, anybody, "reopen", () => ({ reason: "It came back" })),
    act(0.2, anybody, "cancel", () => ({ reason: "It was nothing" })),
  ];
}

/** Everything of it. */
export const common = (cast: Cast): readonly Act[] => [...ofSeats(cast), ...ofWork(cast), ...ofTalk(cast), ...ofCourse(cast)];
