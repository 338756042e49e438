/** What the rules demand, derived anew only where something that a rule has read is not what it was. */
import type { OwedDuty } from "./duty.ts";
import type { AnyState } from "./engine.ts";
import type { FactKinds, Facts } from "./facts.ts";
import type { InForce } from "./policy.ts";
import type { Policy } from "./rule.ts";

type FactRead = { readonly kind: keyof FactKinds; readonly key: string; readonly value: unknown };

/** What one rule demands, and what it read to say so: topics of the state by name, and facts. */
type Derived = { readonly duties: readonly OwedDuty[]; readonly topics: ReadonlyMap<string, unknown>; readonly facts: readonly FactRead[] };

const none: readonly OwedDuty[] = [];

/** The newest derivation of each rule in force. Demands are pure, states and facts are replaced and never changed: the same parts read mean the same duties. */
const newest = new WeakMap<Policy, Derived>();

/** The duties that one rule demands of a state, whatever its phase. A duty that is demanded still is the same object. */
export function demandsOf({ rule, policy }: InForce[number], state: AnyState, facts: Facts): readonly OwedDuty[] {
  if (!rule.demands) return none;
  const known = newest.get(policy);
  if (known !== undefined && stands(known, state, facts)) return known.duties;
  const topics = new Map<string, unknown>();
  const asked: FactRead[] = [];
  const demanded = rule.demands(policy, watched(state, topics), watchedFacts(facts, asked));
  const derived = { duties: demanded.map((duty) => ({ ...duty, rule: rule.key }) as OwedDuty), topics, facts: asked };
  newest.set(policy, derived);
  return derived.duties;
}

function stands({ topics, facts: asked }: Derived, state: AnyState, facts: Facts): boolean {
  for (const [topic, value] of topics) if (state[topic] !== value) return false;
  return asked.every(({ kind, key, value }) => facts.get(kind, key) === value);
}

/** The same state, which notes what is read of it. */
function watched(state: AnyState, topics: Map<string, unknown>): AnyState {
  return new Proxy(state, {
    get(target, topic: string) {
      const value = target[topic];
      topics.set(topic, value);
      return value;
    },
    ownKeys(target) {
      for (const topic of Object.keys(target)) topics.set(topic, target[topic]);
      return Reflect.ownKeys(target);
    },
  });
}

const watchedFacts = (facts: Facts, asked: FactRead[]): Facts => ({
  get: (kind, key) => {
    const value = facts.get(kind, key);
    asked.push({ kind, key, value });
    return value;
  },
});
