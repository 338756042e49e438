/** Random histories of Graceful Disasters: people do anything at any time, and after every step what was promised holds. */
import { describe, expect, it } from "vitest";
import type { AnyPack } from "../../src/core/kernel/engine.ts";
import { factOf } from "../../src/store/memory/facts.ts";
import { packOf } from "../organisation.ts";
import { gracefulData, gracefulWorld } from "../rules/graceful-world.ts";
import { historyOf } from "./histories/history.ts";
import { type Spoilt, spoil } from "./histories/invariant.ts";
import { invariants } from "./histories/invariants.ts";
import { seeds } from "./histories/seeds.ts";

const count = Number(process.env.HISTORIES ?? 40);
/** An invariant that a spoilt process does not break within so many histories cannot fail. */
const enough = 300;

/** People in three zones, some of them asleep whenever it begins. */
const zones = { ana: "Europe/Berlin", ben: "America/Los_Angeles", cleo: "Asia/Singapore", eve: "America/New_York", pam: "Europe/Berlin" };

function surroundings(spoilt: Spoilt = {}) {
  const { store } = gracefulWorld([], { zones });
  const pack: AnyPack = packOf(spoil(gracefulData(), spoilt));
  return (seed: number) => ({
    pack,
    fact: (kind: string, key: string) => factOf(store.tables, kind as never, key).value,
    start: `2026-03-0${2 + (seed % 6)}T${String((seed * 7) % 24).padStart(2, "0")}:55:00.000Z`,
  });
}

describe("random histories", () => {
  it(`break nothing (${count})`, () => {
    const around = surroundings();
    const first = seeds.map(({ seed }) => seed);
    for (const seed of [...first, ...Array.from({ length: count }, (_, index) => index + 1)]) {
      const { broken, desk } = historyOf(seed, around(seed));
      const said = () =>
        desk.said.map(({ at, who, name, input, refusal }) => `${at} ${who} ${name} ${JSON.stringify(input)} ${refusal?.code ?? ""}`).join("\n");
      expect(broken, `seed ${seed}\n${broken ? said() : ""}`).toBeNull();
    }
  });
  it.each(invariants.flatMap((one) => (one.spoilt ? [[`${one.id} ${one.says}`, one.id, one.spoilt] as const] : [])))(
    "can be broken: %s",
    (_says, id, spoilt) => {
      const around = surroundings(spoilt);
      let seed = 1;
      while (seed <= enough && historyOf(seed, around(seed)).broken?.id !== id) seed++;
      expect(seed, `nothing broke in ${enough} histories`).toBeLessThanOrEqual(enough);
    },
  );
});
