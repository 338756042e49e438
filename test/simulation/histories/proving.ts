/** How histories prove a process: none of them breaks what must hold, and each invariant is broken by a process that was spoilt for it. */
import { describe, expect, it } from "vitest";
import { historyOf } from "./history.ts";
import type { Play } from "./play.ts";

const count = Number(process.env.HISTORIES ?? 40);
/** They take seconds; beside everything else that runs, minutes. */
const patience = 180_000;
/** An invariant that a spoilt process does not break within so many histories cannot fail. */
const enough = 300;

/** The tests of what is played. */
export function proveHistories(play: Play): void {
  describe(`random histories of ${play.process}`, () => {
    it(
      `break nothing (${count})`,
      () => {
        const around = play.surroundings();
        const first = play.seeds.map(({ seed }) => seed);
        for (const seed of [...first, ...Array.from({ length: count }, (_, index) => index + 1)]) {
          const { broken, desk } = historyOf(seed, play, around(seed));
          const said = () =>
            desk.said.map(({ at, who, name, input, refusal }) => `${at} ${who} ${name} ${JSON.stringify(input)} ${refusal?.code ?? ""}`).join("\n");
          expect(broken, `seed ${seed}\n${broken ? said() : ""}`).toBeNull();
        }
      },
      patience,
    );
    it.each(play.invariants.flatMap((one) => (one.spoilt ? [[`${one.id} ${one.says}`, one.id, one.spoilt] as const] : [])))(
      "can be broken: %s",
      (_says, id, spoilt) => {
        const around = play.surroundings(spoilt);
        let seed = 1;
        while (seed <= enough && historyOf(seed, play, around(seed)).broken?.id !== id) seed++;
        expect(seed, `nothing broke in ${enough} histories`).toBeLessThanOrEqual(enough);
      },
      patience,
    );
  });
}
