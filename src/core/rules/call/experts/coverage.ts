/** Whether every area has an expert, where the process asks for that (GD-11). */
import { citesAt } from "../../../kernel/cites.ts";
import { enforcementOf, type Process } from "../../../kernel/process.ts";
import { type Refusal, refuse } from "../../../kernel/refusal.ts";
import type { ExpertsPolicy } from "./value.ts";

/** An area with those of its experts who are here. */
export type CoveredArea = { readonly name: string; readonly experts: readonly string[] };

/** Why a process may not be in force over these areas, naming each that has no expert; null where nothing is missing or the process does not ask. */
export function coverageGaps(pack: Process, areas: readonly CoveredArea[]): Refusal | null {
  const asks = (pack as Process & { readonly experts?: ExpertsPolicy["own"] }).experts?.coverage?.everyArea === true;
  const missing = areas.filter(({ experts }) => experts.length === 0).map(({ name }) => name);
  const at = "/experts/coverage";
  const rule = citesAt(pack, at);
  if (!asks || missing.length === 0 || enforcementOf(pack, rule) !== "block") return null;
  const shown = missing.slice(0, 10).join(", ");
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : "";
  return refuse("sme_coverage_incomplete", `${pack.name} needs an expert for every area. Nobody is named for: ${shown}${more}.`, {
    rule,
    policy: at,
    unmet: missing,
  });
}
