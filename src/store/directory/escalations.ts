/** Escalation policies as rows: one definition with a version, and where policies are named. */
import { sql } from "kysely";
import { type Refusal, refuse } from "../../core/kernel/refusal.ts";
import type { Policy, Target } from "../../core/oncall/policy.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import type { By, Db } from "./tables.ts";

/** What people write of a policy. */
export type Definition = Omit<Policy, "id" | "title">;

/** A policy as it is edited, with what runs under it. */
export type EscalationEntry = Policy & {
  readonly version: number;
  readonly usedBy: { readonly areas: readonly { readonly id: string; readonly name: string }[]; readonly organisation: boolean };
};

const shown = sql`e.definition || jsonb_build_object('id', e.key, 'title', e.title, 'version', e.version, 'usedBy', jsonb_build_object(
  'areas', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by lower(a.name)) from area a where a.escalation = e.key), '[]'::jsonb),
  'organisation', exists (select from organisation o where o.escalation = e.key))) as entry`;

/** All policies by title, at most 1,000. */
export async function escalationEntries(db: Db): Promise<EscalationEntry[]> {
  const { rows } = await sql<{ entry: EscalationEntry }>`select ${shown} from escalation_policy e order by lower(e.title), e.key limit 1000`.execute(db);
  return rows.map(({ entry }) => entry);
}

/** One policy, or null. */
export async function escalationEntry(db: Db, key: string): Promise<EscalationEntry | null> {
  const { rows } = await sql<{ entry: EscalationEntry }>`select ${shown} from escalation_policy e where e.key = ${key}`.execute(db);
  return rows[0]?.entry ?? null;
}

/** Adds a policy; a taken key is refused. */
export function addEscalation(
  db: Db,
  by: By,
  added: { readonly key: string; readonly title: string; readonly definition: Definition },
): Promise<EscalationEntry | Refusal> {
  return inTransaction(db, async (tx) => {
    const { key, title, definition } = added;
    await tx
      .insertInto("escalation_policy")
      .values({ key, title, definition: JSON.stringify(definition) })
      .execute();
    await record(tx, by, { action: "escalation-added", subject: `escalation/${key}`, details: { title, definition }, facts: [["escalation", key]] });
    return (await escalationEntry(tx, key))!;
  });
}

/** Changes a policy, where it still has that version. Incidents under way keep theirs (E18). */
export function changeEscalation(
  db: Db,
  by: By,
  which: { readonly key: string; readonly version: number },
  fields: { readonly title: string; readonly definition: Definition },
): Promise<EscalationEntry | Refusal> {
  return inTransaction(db, async (tx) => {
    const { key, version } = which;
    const before = (await escalationEntry(tx, key)) ?? undo(stale(false));
    const set = { title: fields.title, definition: JSON.stringify(fields.definition), version: version + 1 };
    const changed = await tx.updateTable("escalation_policy").set(set).where("key", "=", key).where("version", "=", version).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    const { usedBy: _used, ...was } = before;
    await record(tx, by, { action: "escalation-changed", subject: `escalation/${key}`, details: { before: was, after: fields }, facts: [["escalation", key]] });
    return (await escalationEntry(tx, key))!;
  });
}

/** Removes a policy that nothing runs under. */
export function removeEscalation(db: Db, by: By, which: { readonly key: string; readonly version: number }): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { key, version } = which;
    const before = (await escalationEntry(tx, key)) ?? undo(stale(false));
    if (before.version !== version) undo(stale(true));
    const users = [...before.usedBy.areas.map(({ name }) => name), ...(before.usedBy.organisation ? ["the organisation"] : [])];
    if (users.length > 0) undo(refuse("invalid_state", `${users.join(", ")} would have nobody to call: give them another policy first.`));
    await tx.deleteFrom("escalation_policy").where("key", "=", key).execute();
    const { usedBy: _used, ...was } = before;
    await record(tx, by, { action: "escalation-removed", subject: `escalation/${key}`, details: { before: was }, facts: [["escalation", key]] });
    return { removed: key };
  });
}

/** The policies with a step that names this target. */
export async function policiesNaming(db: Db, target: Target): Promise<{ readonly id: string; readonly title: string }[]> {
  const step = JSON.stringify({ steps: [{ to: [target] }] });
  const { rows } = await sql<{ id: string; title: string }>`
    select key as id, title from escalation_policy where definition @> ${step}::jsonb order by lower(title), key`.execute(db);
  return rows;
}

/** Refuses, inside a transaction, to remove what a policy calls: its step would mean nobody (R26). */
export async function keepPoliciesWhole(db: Db, target: Target): Promise<void> {
  const policies = await policiesNaming(db, target);
  if (policies.length === 0) return;
  undo(refuse("invalid_state", `It is called by the escalation policy ${policies.map(({ title }) => title).join(", ")}. Change that first.`));
}
