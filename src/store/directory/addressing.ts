/** What one message needs of the directory, each in one look: the ways to its reader, and the names and clock for its words. */
import { sql } from "kysely";
import { type Db, isUuid } from "./tables.ts";

/** A way to reach somebody, whole, for delivery only; `secrets` are sealed. */
export type AddressedMethod = { readonly id: string; readonly channel: string; readonly address: string; readonly secrets: string | null };

/** The living, proven methods of a person in their order; `named` in any case: a code proves it, or brings a dead one back. */
export async function addressedMethods(db: Db, person: string, named: string | undefined): Promise<readonly AddressedMethod[]> {
  if (!isUuid(person)) return [];
  const { rows } = await sql<AddressedMethod>`
    select id, channel, address, secrets from contact_method
    where person = ${person} and ((dead_reason is null and verified_at is not null) or id::text = ${named ?? null}) order by position, id`.execute(db);
  return rows;
}

/** Whom words mention, and whose clock their times are by: the reader's, else the organisation's. */
export type Mentioned = { readonly names: Readonly<Record<string, string>>; readonly organisation: string; readonly timeZone: string };

/** Names by id, of those who are people here; the organisation, before it is founded, as the program's own name. */
export async function mentioned(db: Db, ids: readonly string[], reader: string | null): Promise<Mentioned> {
  const { rows } = await sql<{ names: Mentioned["names"] | null; organisation: string | null; reader_zone: string | null; zone: string | null }>`
    select (select json_object_agg(p.id, p.name) from person p where p.id = any (${[...new Set(ids)].filter(isUuid)}::uuid[])) as names,
      (select p.zone from person p where p.id = ${reader !== null && isUuid(reader) ? reader : null}::uuid) as reader_zone, o.name as organisation, o.zone
    from (select) as one left join organisation o on true`.execute(db);
  const row = rows[0]!;
  return { names: row.names ?? {}, organisation: row.organisation ?? "Quarterdeck", timeZone: row.reader_zone ?? row.zone ?? "UTC" };
}
