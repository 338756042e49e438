/** Rooms and webhooks of the organisation that escalation steps may call: addresses that are no person's. */
import { sql } from "kysely";
import type { Refusal } from "../../core/kernel/refusal.ts";
import { inTransaction, record, stale, undo } from "./change.ts";
import { keepPoliciesWhole } from "./escalations.ts";
import { type By, type Db, isUuid } from "./tables.ts";

/** What an endpoint is. */
export type EndpointKind = "room" | "webhook";

/** A row with its whole address, which goes no further than the shell. */
export type EndpointRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: EndpointKind;
  readonly channel: string;
  readonly address: string;
  readonly hasSecret: boolean;
  readonly version: number;
};

const rows = (db: Db) =>
  db.selectFrom("endpoint").select(["id", "name", "kind", "channel", "address", "version", sql<boolean>`secrets is not null`.as("hasSecret")]);

/** All endpoints by name, at most 1,000. */
export function allEndpoints(db: Db): Promise<EndpointRow[]> {
  return rows(db).orderBy(sql`lower(name)`).limit(1_000).execute();
}

/** One endpoint, or null. */
export async function endpointById(db: Db, id: string): Promise<EndpointRow | null> {
  return isUuid(id) ? ((await rows(db).where("id", "=", id).executeTakeFirst()) ?? null) : null;
}

/** Where a message to an endpoint goes, for delivery only; `secrets` are sealed. */
export async function endpointAddress(
  db: Db,
  id: string,
): Promise<{ readonly name: string; readonly channel: string; readonly address: string; readonly secrets: string | null } | null> {
  if (!isUuid(id)) return null;
  return (await db.selectFrom("endpoint").select(["name", "channel", "address", "secrets"]).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Adds an endpoint; a taken name or address is refused. */
export function addEndpoint(
  db: Db,
  by: By,
  added: Omit<EndpointRow, "hasSecret" | "version"> & { readonly secrets: string | null },
): Promise<EndpointRow | Refusal> {
  return inTransaction(db, async (tx) => {
    await tx.insertInto("endpoint").values(added).execute();
    const { id, name, kind, channel } = added;
    await record(tx, by, { action: "endpoint-added", subject: `endpoint/${id}`, details: { name, kind, channel }, facts: [["endpoint", id]] });
    return (await endpointById(tx, id))!;
  });
}

/** Changes name, address or secrets, where it still has that version. */
export function changeEndpoint(
  db: Db,
  by: By,
  which: { readonly id: string; readonly version: number },
  fields: { readonly name?: string; readonly address?: string; readonly secrets?: string },
): Promise<EndpointRow | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, version } = which;
    const before = (await endpointById(tx, id)) ?? undo(stale(false));
    const changed = await tx
      .updateTable("endpoint")
      .set({ ...fields, version: version + 1 })
      .where("id", "=", id)
      .where("version", "=", version)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) undo(stale(true));
    const details = { name: [before.name, fields.name ?? before.name], address: fields.address !== undefined, secret: fields.secrets !== undefined };
    await record(tx, by, { action: "endpoint-changed", subject: `endpoint/${id}`, details, facts: [["endpoint", id]] });
    return (await endpointById(tx, id))!;
  });
}

/** Removes an endpoint that no policy calls. */
export function removeEndpoint(db: Db, by: By, which: { readonly id: string; readonly version: number }): Promise<{ readonly removed: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const { id, version } = which;
    const before = (await endpointById(tx, id)) ?? undo(stale(false));
    if (before.version !== version) undo(stale(true));
    await keepPoliciesWhole(tx, { endpoint: id });
    await tx.deleteFrom("endpoint").where("id", "=", id).execute();
    const { name, kind, channel } = before;
    await record(tx, by, { action: "endpoint-removed", subject: `endpoint/${id}`, details: { name, kind, channel }, facts: [["endpoint", id]] });
    return { removed: id };
  });
}
