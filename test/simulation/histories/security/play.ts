/** Histories of Security: an attack that nobody outside hears of, its steps side by side, and words outside only once the facts allow them. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import { people, securityData, securityWorld } from "../../../rules/security-world.ts";
import { type Act, act, anybody, as, some } from "../doing.ts";
import { type Cast, common, declares } from "../everyday.ts";
import { type Play, surroundingsOf } from "../play.ts";
import { towardsEnd } from "../towards.ts";
import { invariants } from "./invariants.ts";
import { seeds } from "./seeds.ts";

const seats = ["deputy", "scribe", "security_team", "service_representative", "director", "marketing", "legal", "executive"] as const;
const cast: Cast = { first: "ic", worker: "security_team", roles: seats, severities: 2, areas: ["web"] };
const [ic, team, director, marketing] = [as("ic"), as("security_team"), as("director"), as("marketing")];

const steps = ["stop_attack", "cut_vector", "forensics", "internal_communication", "law_enforcement", "external_communication"] as const;
const draft = (desk: Parameters<typeof anybody>[0]) => {
  const [message] = Object.entries(desk.state.public.drafts).findLast(([, one]) => !one.published) ?? [];
  return message === undefined ? null : { message };
};

const own: readonly Act[] = [
  act(3, ic, "let-in", (desk, random) => ({ person: anybody(desk, random), why: "Knows the firewall" })),
  act(3, ic, "shut-out", (desk, random) => ({ person: anybody(desk, random), why: "Not needed" })),
  act(1, anybody, "let-in", (desk, random) => ({ person: anybody(desk, random) })),
  act(0.5, ic, "disclose", () => ({ reason: "The notice is out" })),
  act(0.5, anybody, "disclose", () => ({ reason: "I think so" })),
  act(3, team, "give-verdict", (_desk, random) => ({ question: "inside", answer: random.pick(["no", "yes", "unknown"]), why: "The logs say so" })),
  act(3, team, "give-verdict", (_desk, random) => ({ question: "verified", answer: random.pick(["yes", "no"]), why: "Two of us looked" })),
  act(4, ic, "assign-step", (desk, random) => ({ step: random.pick(steps), person: some(random, desk.state.roles.held)?.person ?? anybody(desk, random) })),
  act(
    4,
    (desk, random) => some(random, Object.values(desk.state.steps.given)) ?? anybody(desk, random),
    "finish-step",
    (desk, random, who) => ({ step: Object.entries(desk.state.steps.given).find(([, person]) => person === who)?.[0] ?? random.pick(steps) }),
  ),
  act(2, team, "add-evidence", () => ({ kind: "ip_address", what: "198.51.100.7 signed in at 03:12" })),
  act(2, director, "post-update", () => ({ audience: "organisation", text: "Somebody was inside, and is not any more" })),
  act(2, marketing, "draft-customer-message", () => ({ text: "Somebody read data that is not theirs" })),
  act(3, marketing, "publish-customer-message", draft),
];

const towards = towardsEnd({
  ...{ role: "ic", input: { note: "They are out" }, patience: 0.7 },
  first: ({ state }) => {
    const [commander] = holdersOf(state.roles, "ic");
    if (commander === undefined) return { who: "ana", name: "assign-role", input: { role: "ic", person: "ana" } };
    const wanted = Object.entries({ security_team: "sol", service_representative: "ben", director: "dora", marketing: "mark" });
    const [role, person] = wanted.find(([one]) => holdersOf(state.roles, one).length === 0) ?? [];
    return role === undefined ? null : { who: commander, name: "assign-role", input: { role, person } };
  },
  meets: [],
});

/** What is played. */
export const security: Play = {
  process: "Security",
  surroundings: surroundingsOf({ people, data: securityData, world: () => securityWorld([], { zones: { ana: "America/New_York" } }) }),
  opening: declares(cast),
  acts: [{ often: 30, does: towards }, ...own, ...common(cast)],
  ...{ invariants, seeds },
};
