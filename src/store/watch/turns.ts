/** Work that one node does per turn, so that each gets its share: whoever claims a turn first has it. */
import { sql } from "kysely";
import type { Db } from "../directory/tables.ts";

/** A turn to be claimed. Turns are numbered and only grow; `evenIfLast`: also where this node had the one before. */
export type Turn = { readonly what: string; readonly number: number; readonly node: string; readonly evenIfLast: boolean };

/** Claims a turn; false when it is another node's. */
export async function claimTurn(db: Db, { what, number, node, evenIfLast }: Turn): Promise<boolean> {
  const result = await sql`
    insert into watch_turn as t (what, turn, node) values (${what}, ${number}, ${node})
    on conflict (what) do update set turn = excluded.turn, node = excluded.node
      where t.turn < excluded.turn and (t.node <> excluded.node or ${evenIfLast})`.execute(db);
  return result.numAffectedRows === 1n;
}
