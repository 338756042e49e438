/** Where a command writes: one stream, locked, inside one database transaction. */
import type { Selectable } from "kysely";
import type { Instant } from "../../core/kernel/time.ts";
import type { Access } from "./connection.ts";
import type { Db, StreamTable } from "./tables.ts";

/** A transaction on one stream. */
export type Place = {
  readonly access: Access;
  readonly db: Db;
  readonly stream: string;
  readonly row: Selectable<StreamTable> | null;
  readonly now: Instant;
  over: boolean;
  committed: boolean;
};
