/** Where the histories of Graceful Disasters happen: its people in three zones, some of them asleep whenever it begins. */
import type { AnyPack } from "../../../src/core/kernel/engine.ts";
import { factOf } from "../../../src/store/memory/facts.ts";
import { packOf } from "../../organisation.ts";
import { gracefulData, gracefulWorld } from "../../rules/graceful-world.ts";
import type { Surroundings } from "./desk.ts";
import { type Spoilt, spoil } from "./invariant.ts";

const zones = { ana: "Europe/Berlin", ben: "America/Los_Angeles", cleo: "Asia/Singapore", eve: "America/New_York", pam: "Europe/Berlin" };

/** The surroundings of a seed's history, where the process is spoilt or not. */
export function gracefulSurroundings(spoilt: Spoilt = {}): (seed: number) => Surroundings {
  const { store } = gracefulWorld([], { zones });
  const pack: AnyPack = packOf(spoil(gracefulData(), spoilt));
  return (seed) => ({
    pack,
    fact: (kind, key) => factOf(store.tables, kind as never, key).value,
    start: `2026-03-0${2 + (seed % 6)}T${String((seed * 7) % 24).padStart(2, "0")}:55:00.000Z`,
  });
}
