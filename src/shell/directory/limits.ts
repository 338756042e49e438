/** The limits as administrators see and set them. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { changeLimits, storedLimits } from "../../store/directory/limits.ts";
import type { Limits } from "../../store/limits.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { defaultLimits, type LimitOverrides, limitOverrides, limitsInForce } from "../limits.ts";

/** What holds now, what the program would do by itself, and what was set otherwise. */
export type LimitsView = { readonly version: number; readonly limits: Limits; readonly defaults: Limits; readonly overrides: LimitOverrides };

/** The limits in force. */
export async function showLimits(parts: Pick<Parts, "db">): Promise<LimitsView | Refusal> {
  const stored = await storedLimits(parts.db);
  return stored === null ? refuse("not_found", "There is no organisation yet.") : viewOf(stored.version, stored.overrides);
}

/** Replaces what was set; what is left out is the default again. */
export async function putLimits(
  parts: Parts,
  identity: Identity,
  change: { readonly version: number; readonly overrides: LimitOverrides },
  from: From,
): Promise<LimitsView | Refusal> {
  const changed = await changeLimits(parts.db, byPerson(parts, identity.person, from), change);
  return "refused" in changed ? changed : viewOf(changed.version, changed.overrides);
}

function viewOf(version: number, stored: unknown): LimitsView {
  const read = limitOverrides.safeParse(stored);
  return { version, limits: limitsInForce(stored), defaults: defaultLimits, overrides: read.success ? read.data : {} };
}
