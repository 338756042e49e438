/** Hands each rule its own part of the pack. */
import { citesAt, valueAt } from "./cites.ts";
import type { AnyPack, Engine } from "./engine.ts";
import type { Pointer } from "./refusal.ts";
import type { AnyRule, Policy } from "./rule.ts";

/** The pack as one rule sees it at a severity. */
export function policyFor(pack: AnyPack, rule: AnyRule, rank: number | null): Policy {
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

/** The rules that apply at a severity: those whose key the pack fills there or at the top, and those that need no value. */
export function rulesInForce(engine: Engine, pack: AnyPack, rank: number | null): { rule: AnyRule; policy: Policy }[] {
  return engine.rules
    .map((rule) => ({ rule, policy: policyFor(pack, rule, rank) }))
    .filter(({ rule, policy }) => (!rule.schema && !rule.level) || policy.own !== undefined || policy.level !== undefined);
}
