/** Hands each rule its own part of the pack. */
import { citesAt, valueAt } from "./cites.ts";
import type { AnyPack, Engine } from "./engine.ts";
import type { Pointer } from "./refusal.ts";
import type { AnyRule, Policy } from "./rule.ts";

/** The pack as one rule sees it at a severity. */
function policyFor(pack: AnyPack, rule: AnyRule, rank: number | null): Policy {
  const levelAt = (at: number) => valueAt(pack, `/severities/${at}/${rule.key}`);
  const at = (where: "top" | "level", below = ""): Pointer => `${where === "top" ? "" : `/severities/${rank}`}/${rule.key}${below ? `/${below}` : ""}`;
  return {
    process: pack,
    own: pack[rule.key],
    level: rank === null ? undefined : levelAt(rank),
    rank,
    levelAt,
    at,
    cites: (pointer) => citesAt(pack, pointer),
    objection: (pointer, code, detail, unmet) => ({ code, at: pointer, cites: citesAt(pack, pointer), detail, ...(unmet ? { unmet } : {}) }),
  };
}

/** The rules in force: those whose key the pack fills anywhere, and those that need no value. */
export function rulesInForce(engine: Pick<Engine, "rules">, pack: AnyPack, rank: number | null): { rule: AnyRule; policy: Policy }[] {
  return engine.rules
    .filter((rule) => (!rule.schema && !rule.level) || isFilled(pack, rule.key))
    .map((rule) => ({ rule, policy: policyFor(pack, rule, rank) }));
}

function isFilled(pack: AnyPack, key: string): boolean {
  return pack[key] !== undefined || Object.values(pack.severities).some((level) => (level as Record<string, unknown>)[key] !== undefined);
}
