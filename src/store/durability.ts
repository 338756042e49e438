/** Refuses a database that could lose what it has acknowledged, or that is too old for the program. */
import type { ClientBase } from "pg";
import { StoreRefused } from "./refused.ts";

const OLDEST_VERSION = 14;

/** Throws StoreRefused("unsafe-setting") for fsync, full_page_writes or synchronous_commit off, and for servers before version 14. */
export async function checkDurability(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')",
  );
  for (const { name, setting } of rows) {
    if (name === "server_version_num" && Number(setting) < OLDEST_VERSION * 10_000) {
      throw new StoreRefused("unsafe-setting", `The database server has version number ${setting}; version ${OLDEST_VERSION} or newer is needed.`);
    }
    if (setting === "off") throw new StoreRefused("unsafe-setting", `The database runs with ${name}=off; it must be on, or acknowledged alerts can be lost.`);
  }
}
