/** Forgetting somebody who has left, asked for by an administrator. */
import type { Refusal } from "../../core/kernel/refusal.ts";
import { type Erasure, erasePerson } from "../../store/directory/erase.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";

/** Erases, or says what that would change. */
export function forgetPerson(
  parts: Parts,
  identity: Identity,
  which: { readonly id: string; readonly dryRun: boolean },
  from: From,
): Promise<Erasure | Refusal> {
  return erasePerson(parts.slowDb, byPerson(parts, identity.person, from), which.id, which.dryRun);
}
