/** What is owed is derived anew only where something has changed: it is always what deriving all of it from nothing says. */
import { describe, expect, it } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import type { AnyPack, AnyState } from "../../src/core/kernel/engine.ts";
import type { Recorded } from "../../src/core/kernel/event.ts";
import type { Facts } from "../../src/core/kernel/facts.ts";
import { rulesInForce } from "../../src/core/kernel/policy.ts";
import { command } from "../simulation/histories/command/play.ts";
import { graceful } from "../simulation/histories/graceful/play.ts";
import { historyOf } from "../simulation/histories/history.ts";
import { radar } from "../simulation/histories/radar/play.ts";
import { security } from "../simulation/histories/security/play.ts";

const plays = [graceful, radar, command, security].flatMap((play) => [1, 2, 3, 31].map((seed) => ({ play, seed, process: play.process })));

/** Everything every rule demands of a state, derived from nothing: by key. */
function fresh(pack: AnyPack, state: AnyState, facts: Facts): readonly string[] {
  return rulesInForce(incidents, pack, incidents.rankOf(state))
    .flatMap(({ rule, policy }) => [...(rule.demands?.(policy, state, facts) ?? [])].map((duty) => JSON.stringify({ ...duty, rule: rule.key })))
    .filter((duty) => (JSON.parse(duty) as { during: string[] }).during.includes(incidents.phaseOf(state)))
    .filter((duty) => !state.ledger.waived.includes((JSON.parse(duty) as { key: string }).key));
}

describe("demands", () => {
  it.each(plays)("E3 after every step of history $seed of $process, what is owed is what a derivation from nothing says", ({ play, seed }) => {
    const surroundings = play.surroundings()(seed);
    const { steps } = historyOf(seed, play, surroundings, ({ after, accepted }, desk) =>
      expect(accepted.duties.map((duty) => JSON.stringify(duty))).toEqual(fresh(surroundings.pack, after, desk.facts)),
    );
    expect(steps).toBeGreaterThan(5);
  });

  it.each(plays)(
    "whether a duty is met is read from the event and the state before it, never from what it was derived of: history $seed of $process",
    ({ play, seed }) => {
      const surroundings = play.surroundings()(seed);
      const seen: Recorded[] = [];
      let asked = 0;
      historyOf(seed, play, surroundings, ({ before, after, accepted }, desk) => {
        seen.push(...accepted.events);
        for (const { rule, policy } of rulesInForce(incidents, surroundings.pack, incidents.rankOf(after))) {
          const [state, facts] = [Proxy.revocable(after, {}), Proxy.revocable(desk.facts, {})];
          const duties = [...(rule.demands?.(policy, state.proxy, facts.proxy) ?? [])];
          state.revoke();
          facts.revoke();
          for (const duty of duties) for (const event of seen.slice(-20)) if (typeof duty.metBy(event, before) === "boolean") asked++;
        }
      });
      expect(asked).toBeGreaterThan(100);
    },
  );
});
