/** Histories of Graceful Disasters: its people in three zones, some of them asleep whenever it begins. */
import { gracefulData, gracefulWorld, people } from "../../../rules/graceful-world.ts";
import { type Play, surroundingsOf } from "../play.ts";
import { acts, opening } from "./acts.ts";
import { invariants } from "./invariants.ts";
import { seeds } from "./seeds.ts";

const zones = { ana: "Europe/Berlin", ben: "America/Los_Angeles", cleo: "Asia/Singapore", eve: "America/New_York", pam: "Europe/Berlin" };

/** What is played. */
export const graceful: Play = {
  process: "Graceful Disasters",
  surroundings: surroundingsOf({ people, data: gracefulData, world: () => gracefulWorld([], { zones }) }),
  ...{ opening, acts, invariants, seeds },
};
