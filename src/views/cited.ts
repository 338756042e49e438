/** The sentences of the process behind something, ready to show. */
import { citesAt, valueAt } from "../core/kernel/cites.ts";
import type { Warning } from "../core/kernel/enforce.ts";
import { enforcementOf, type Process } from "../core/kernel/process.ts";
import type { Refusal } from "../core/kernel/refusal.ts";
import type { Cited, Refused } from "./view.ts";

/** Catalog IDs with their words and how they are held. An ID the pack does not know stays without words. */
export function citedOf(process: Process, ids: readonly string[]): Cited[] {
  return [...new Set(ids)].map((id) => ({ id, says: process.sentences[id]?.says ?? "", enforced: enforcementOf(process, [id]) }));
}

/** The sentences a rule of the pack serves at a severity. */
export function citesOfRule(process: Process, rule: string, rank: number | null): readonly string[] {
  const level = `/severities/${rank}/${rule}`;
  return citesAt(process, rank !== null && valueAt(process, level) !== undefined ? level : `/${rule}`);
}

/** A refusal as views carry it. */
export function refusedOf(refusal: Refusal): Refused {
  const { code, detail, rule, policy, unmet, override, instead } = refusal;
  return {
    ...{ code, detail, rule },
    ...(policy === undefined ? {} : { policy }),
    ...(unmet === undefined ? {} : { unmet }),
    ...(override === undefined ? {} : { override }),
    ...(instead === undefined ? {} : { instead }),
  };
}

/** A warning as views carry it. */
export function warnedOf({ code, detail, rule, policy }: Warning): Refused {
  return { code, detail, rule, policy };
}
