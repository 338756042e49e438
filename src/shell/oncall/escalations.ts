/** Escalation policies as people edit them: unknown names are refused, gaps are shown. */
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import { type Finding, gapsOf, unknownNames } from "../../core/oncall/policy-check.ts";
import { stale } from "../../store/directory/change.ts";
import {
  addEscalation,
  changeEscalation,
  type Definition,
  type EscalationEntry,
  escalationEntries,
  escalationEntry,
  removeEscalation,
} from "../../store/directory/escalations.ts";
import { byPerson, type From, type Parts } from "../access/parts.ts";
import type { Identity } from "../access/sign-in.ts";
import { withDirectoryFacts } from "./directory-facts.ts";

/** A policy with what should be looked at. */
export type EscalationView = EscalationEntry & { readonly warnings: readonly Finding[] };

/** All policies. */
export async function listEscalations(parts: Parts): Promise<EscalationView[]> {
  return Promise.all((await escalationEntries(parts.db)).map((entry) => viewOf(parts, entry)));
}

/** One policy. */
export async function showEscalation(parts: Parts, key: string): Promise<EscalationView | Refusal> {
  const entry = await escalationEntry(parts.db, key);
  return entry === null ? stale(false) : viewOf(parts, entry);
}

/** Adds a policy. */
export async function createEscalation(
  parts: Parts,
  identity: Identity,
  added: { readonly key: string; readonly title: string; readonly definition: Definition },
  from: From,
): Promise<EscalationView | Refusal> {
  return (await wrongIn(parts, added.definition)) ?? shown(parts, await addEscalation(parts.db, byPerson(parts, identity.person, from), added));
}

/** Changes a policy; what is not given stays. */
export async function patchEscalation(
  parts: Parts,
  identity: Identity,
  change: { readonly key: string; readonly version: number; readonly title?: string | undefined; readonly definition: Partial<Definition> },
  from: From,
): Promise<EscalationView | Refusal> {
  const before = await escalationEntry(parts.db, change.key);
  if (before === null) return stale(false);
  const { steps, repeat, forgotten, keepTrying } = { ...before, ...change.definition };
  const definition = { steps, repeat, forgotten, keepTrying };
  const wrong = change.definition.steps ? await wrongIn(parts, definition) : null;
  if (wrong) return wrong;
  const by = byPerson(parts, identity.person, from);
  return shown(parts, await changeEscalation(parts.db, by, change, { title: change.title ?? before.title, definition }));
}

/** Removes a policy that nothing runs under. */
export function deleteEscalation(
  parts: Parts,
  identity: Identity,
  which: { readonly key: string; readonly version: number },
  from: From,
): Promise<{ readonly removed: string } | Refusal> {
  return removeEscalation(parts.db, byPerson(parts, identity.person, from), which);
}

async function wrongIn(parts: Parts, definition: Definition): Promise<Refusal | null> {
  const [first] = await withDirectoryFacts(parts, (facts) => unknownNames(definition, facts));
  return first ? refuse("invalid_value", first.detail, { pointer: first.pointer }) : null;
}

const shown = async (parts: Parts, entry: EscalationEntry | Refusal) => ("refused" in entry ? entry : viewOf(parts, entry));

async function viewOf(parts: Parts, entry: EscalationEntry): Promise<EscalationView> {
  const now = await parts.now();
  const warnings = await withDirectoryFacts(parts, (facts) => [...unknownNames(entry, facts), ...gapsOf(entry, [], now, facts)]);
  return { ...entry, warnings: warnings.slice(0, 50) };
}
