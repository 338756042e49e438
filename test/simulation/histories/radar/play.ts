/** Histories of Radar: a small team in two zones, one who keeps everybody informed, and an area that nobody answers for. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import { people, radarData, radarWorld } from "../../../rules/radar-world.ts";
import { type Act, act, anybody, as } from "../doing.ts";
import { type Cast, common, declares } from "../everyday.ts";
import { type Play, surroundingsOf } from "../play.ts";
import { towardsEnd, written } from "../towards.ts";
import { invariants } from "./invariants.ts";
import { seeds } from "./seeds.ts";

const cast: Cast = {
  first: "comms_lead",
  worker: "responder",
  roles: ["responder", "responder", "comms_lead"],
  severities: 4,
  areas: ["shop", "shop", "attic"],
};
const [lead, responder] = [as("comms_lead"), as("responder")];

const own: readonly Act[] = [
  act(4, lead, "tell-situation", (_desk, random) => ({ [random.pick(["detected", "investigating", "found", "actions"])]: "A wrong price list" })),
  act(3, lead, "tell-holding", () => ({})),
  act(1, anybody, "tell-holding", () => ({})),
  act(1, responder, "ask-approval", () => ({ what: "take_down", why: "Prices are wrong" })),
  act(1, as("engineering_manager"), "give-approval", () => ({ what: "take_down" })),
  act(
    1,
    () => "eve",
    "give-approval",
    () => ({ what: "take_down" }),
  ),
  act(2, responder, "take-down", () => ({ text: "The shop" })),
  act(1, responder, "mark-fix-ready", () => ({ text: "The old price list" })),
  act(
    1,
    () => "pam",
    "prioritise",
    () => ({ priority: 3 }),
  ),
  act(1, anybody, "give-feedback", (_desk, random) => ({ went: random.between(1, 6) })),
  act(1, anybody, "propose-refinement", () => ({ change: "Look at prices every morning" })),
];

const towards = towardsEnd({
  ...{ role: "comms_lead", input: { note: "Prices are right" }, patience: 0.7 },
  first: ({ state }, random) => {
    const [informs, repairs] = ["comms_lead", "responder"].map((role) => holdersOf(state.roles, role)[0]);
    if (informs !== undefined && repairs !== undefined) return null;
    const role = informs === undefined ? "comms_lead" : "responder";
    const who = random.pick(["ana", "ben", "cleo"]);
    return { who, name: "assign-role", input: { role, person: who } };
  },
  meets: [
    ["internal_update", (_desk, who) => ({ who, name: "tell-situation", input: { found: "A wrong price list" } })],
    [
      "deployed",
      ({ state }, who) => ({ who: holdersOf(state.roles, "responder")[0] ?? who, name: "note-change", input: { kind: "deploy", text: "The old list" } }),
    ],
    ["prioritised", () => ({ who: "pam", name: "prioritise", input: { priority: 3 } })],
    ["postmortem", (desk, who) => written(desk, "postmortem", who)],
  ],
});

/** What is played. */
export const radar: Play = {
  process: "Radar",
  surroundings: surroundingsOf({ people, data: radarData, world: () => radarWorld([], { zones: { ben: "America/New_York", eve: "Europe/Berlin" } }) }),
  opening: declares(cast),
  acts: [{ often: 30, does: towards }, ...own, ...common(cast)],
  ...{ invariants, seeds },
};
