/** How the systems are, from a database's own rows: alerts that fire for something open, and sources that are not heard (PD-39). */
import { expect, it, onTestFinished } from "vitest";
import { postgresBench } from "./benches.ts";
import { put, start } from "./contract.ts";

it("PD-39 alerts count while what they feed is open and no secret; a silent source is named until it is revoked", async () => {
  const { store, database, close } = await postgresBench();
  onTestFinished(close);
  const { pool } = database;
  const systems = async () => (await store.read.fact("systems", "systems")).value;
  const source = "00000000-0000-7000-8000-000000000001";
  await pool.query("insert into source (id, kind, title, key_hash, key_prefix) values ($1, 'heartbeat', 'Demo backup', 'h', 'p')", [source]);
  await pool.query("insert into heartbeat (source, since, state) values ($1, $2, 'fine')", [source, start]);
  await put(store, "a", { summary: { phase: "reported" } });
  await put(store, "b", { summary: { phase: "rejected" } });
  await put(store, "c", { summary: { phase: "active", confidential: true } });
  const group = (incident: string, key: string, firing: number, closed: string | null = null) =>
    pool.query(
      `insert into signal_group (source, group_key, generation, incident, change, carried, count, firing, title, text, labels, links, first_at, last_at, closed)
       values ($1, $2, 1, $3, 1, 1, 1, $4, 'Disk full', '', '{}', '[]', $5, $5, $6)`,
      [source, key, incident, firing, start, closed],
    );
  await Promise.all([group("a", "disk", 1), group("a", "quiet", 0), group("a", "over", 1, "resolved"), group("a", "heartbeat", 1)]);
  await Promise.all([group("b", "noise", 1), group("c", "secret", 1)]);
  expect(await systems()).toEqual({ incidents: [], firing: 1, silent: [] });
  await pool.query("update heartbeat set state = 'missing'");
  expect(await systems()).toEqual({ incidents: [], firing: 1, silent: ["Demo backup"] });
  await pool.query("update source set revoked_at = now()");
  expect(await systems()).toEqual({ incidents: [], firing: 1, silent: [] });
});
