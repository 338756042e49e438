/** Runs a planted bug on its ground until an invariant catches it. */
import { weatherFaults } from "./faults.ts";
import type { Ground, Mutant } from "./mutant.ts";
import { type Plan, play } from "./play.ts";
import { alerting, early, handing, outage, paperwork, type Scenario, silence } from "./scenarios.ts";
import { badProvider, flood, laterWords, ownRules, rulesAfterOutage } from "./scenarios-delivery.ts";
import { nobodyAnswers } from "./scenarios-escalation.ts";
import type { Violation } from "./scene.ts";
import { swarmPlan } from "./swarm.ts";

const grounds: Readonly<Record<Exclude<Ground, "storm">, Scenario>> = {
  silence,
  alerts: alerting,
  paperwork,
  handing,
  outage,
  "early closing": early,
  "own rules": ownRules,
  "own rules after an outage": rulesAfterOutage,
  flood,
  "later words": laterWords,
  "bad provider": badProvider,
  "nobody answers": nobodyAnswers,
};

/** A plan of the swarm in the worst weather. */
function stormPlan(seed: number): Plan {
  return {
    ...swarmPlan(seed),
    nodes: 3,
    faults: (chance, end) => weatherFaults(chance, { crash: 0.008, error: 0.02, pause: 0.01, again: 0.05, most: 60 }, end),
  };
}

/** What the hunt for a bug came to. */
export type Hunt = { readonly runs: number; readonly violation: Violation | null };

/** Plays the ground under one seed after another until something is violated, at most `most` times. */
export async function hunt(mutant: Mutant, most: number): Promise<Hunt> {
  const { from = 1 } = mutant;
  for (let seed = from; seed < from + most; seed++) {
    const plan = mutant.on === "storm" ? stormPlan(seed) : { ...grounds[mutant.on], seed };
    const { violations } = await play({ ...plan, planted: mutant.planted });
    const violation = violations.find(({ id }) => mutant.caughtBy.includes(id)) ?? violations[0];
    if (violation) return { runs: seed - from + 1, violation };
  }
  return { runs: most, violation: null };
}

/** The storm without any bug: what is found here is a bug of the product. */
export async function storm(from: number, count: number): Promise<readonly Violation[]> {
  for (let seed = from; seed < from + count; seed++) {
    const { violations } = await play(stormPlan(seed));
    if (violations.length > 0) return violations.map((violation) => ({ ...violation, text: `storm ${seed}: ${violation.text}` }));
  }
  return [];
}
