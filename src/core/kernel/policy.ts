/** Hands each rule its own part of the pack. */
import { citesAt, valueAt } from "./cites.ts";
import type { AnyPack, Engine } from "./engine.ts";
import { once } from "./once.ts";
import type { Pointer } from "./refusal.ts";
import type { AnyRule, Policy } from "./rule.ts";

/** The pack as one rule sees it at a severity. */
function policyFor(pack: AnyPack, rule: AnyRule, rank: number | null): Policy {
  const levelAt = once((at: number) => valueAt(pack, `/severities/${at}/${rule.key}`));
  const cites = once((pointer: Pointer) => citesAt(pack, pointer));
  const at = (where: "top" | "level", below = ""): Pointer => `${where === "top" ? "" : `/severities/${rank}`}/${rule.key}${below ? `/${below}` : ""}`;
  return {
    process: pack,
    own: pack[rule.key],
    level: rank === null ? undefined : levelAt(rank),
    rank,
    levelAt,
    at,
    cites,
    objection: (pointer, code, detail, unmet) => ({ code, at: pointer, cites: cites(pointer), detail, ...(unmet ? { unmet } : {}) }),
  };
}

/** Rules with what each of them sees of the pack. */
export type InForce = readonly { readonly rule: AnyRule; readonly policy: Policy }[];
type Known = WeakMap<AnyPack, (rank: number | null) => InForce>;

/** Packs do not change once they are read, so what each rule sees of them is made once per severity. */
const seen = new WeakMap<Engine["rules"], Known>();

/** The rules in force: those whose key the pack fills anywhere, and those that need no value. */
export function rulesInForce({ rules }: Pick<Engine, "rules">, pack: AnyPack, rank: number | null): InForce {
  const known: Known = seen.get(rules) ?? new WeakMap();
  seen.set(rules, known);
  const at = known.get(pack) ?? once((rank) => ruling(rules, pack, rank));
  known.set(pack, at);
  return at(rank);
}

/** What the rules in force say after one kind of event: each with its policy, messages and wishes. */
export type Said = {
  readonly by: `rule:${string}`;
  readonly policy: Policy;
  readonly triggers: readonly NonNullable<NonNullable<AnyRule["triggers"]>[string]>[];
  readonly follows: readonly NonNullable<NonNullable<AnyRule["follows"]>[string]>[];
};
type Objecting = { readonly policy: Policy; readonly face: NonNullable<NonNullable<AnyRule["forbids"]>[string]> };
type Faces = { readonly after: (event: string) => readonly Said[]; readonly against: (command: string) => readonly Objecting[] };

const faces = new WeakMap<InForce, Faces>();

/** The faces of the rules in force, looked up once per kind of event and per command. */
export function facesOf(inForce: InForce): Faces {
  const known = faces.get(inForce) ?? {
    after: once((event: string) => inForce.flatMap((one) => saidAfter(one, event))),
    against: once((command: string) =>
      inForce.flatMap(({ rule, policy }) => {
        const face = rule.forbids?.[command];
        return face ? [{ policy, face }] : [];
      }),
    ),
  };
  faces.set(inForce, known);
  return known;
}

function saidAfter({ rule, policy }: InForce[number], event: string): Said[] {
  const there = <T>(of: { readonly [event: string]: T | undefined } | undefined) => [of?.[event], of?.["*"]].filter((face) => face !== undefined);
  const [triggers, follows] = [there(rule.triggers), there(rule.follows)];
  return triggers.length + follows.length === 0 ? [] : [{ by: `rule:${rule.key}`, policy, triggers, follows }];
}

function ruling(rules: Engine["rules"], pack: AnyPack, rank: number | null): InForce {
  return rules.filter((rule) => (!rule.schema && !rule.level) || isFilled(pack, rule.key)).map((rule) => ({ rule, policy: policyFor(pack, rule, rank) }));
}

/** Whether a process says anything under a rule's key, at the top or at a severity. */
export function isFilled(pack: AnyPack, key: string): boolean {
  return pack[key] !== undefined || Object.values(pack.severities).some((level) => (level as Record<string, unknown>)[key] !== undefined);
}
