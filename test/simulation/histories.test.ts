/** Random histories of Graceful Disasters: people do anything at any time, and after every step what was promised holds. */
import { describe, expect, it } from "vitest";
import { gracefulSurroundings } from "./histories/graceful.ts";
import { historyOf } from "./histories/history.ts";
import { invariants } from "./histories/invariants.ts";
import { seeds } from "./histories/seeds.ts";

const count = Number(process.env.HISTORIES ?? 40);
/** An invariant that a spoilt process does not break within so many histories cannot fail. */
const enough = 300;

describe("random histories", () => {
  it(`break nothing (${count})`, () => {
    const around = gracefulSurroundings();
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
      const around = gracefulSurroundings(spoilt);
      let seed = 1;
      while (seed <= enough && historyOf(seed, around(seed)).broken?.id !== id) seed++;
      expect(seed, `nothing broke in ${enough} histories`).toBeLessThanOrEqual(enough);
    },
  );
});
