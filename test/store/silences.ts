/** Silences behind the store's back, as the directory writes them: in either store. */
import type { MemoryStore } from "../../src/store/memory.ts";
import type { Silence } from "../../src/store/silencing.ts";
import type { FreshDatabase } from "../postgres.ts";
import { type Bench, plus } from "./contract.ts";

type Either = Bench & { readonly database?: FreshDatabase };

/** A silence of ten minutes about host db1 of every source, unless the test says otherwise. */
export function silence(more: Partial<Silence> = {}): Silence {
  const matchers = [{ label: "host", is: "equal" as const, value: "db1" }];
  return {
    ...{ id: "00000000-0000-4000-8000-000000000001", source: null, matchers, from: plus(0), until: plus(600_000), endedAt: null, reason: "New disks" },
    ...more,
  };
}

/** Writes a silence, or another version of it. */
export async function setSilence(bench: Either, { id, source, matchers, from, until, endedAt, reason }: Silence): Promise<void> {
  if (!bench.database) return (bench.store as MemoryStore).setSilence({ id, source, matchers, from, until, endedAt, reason });
  await bench.database.pool.query(
    `insert into silence (id, source, matchers, from_at, until_at, ended_at, reason, author) values ($1, $2, $3, $4, $5, $6, $7, 'ana')
    on conflict (id) do update set until_at = excluded.until_at, ended_at = excluded.ended_at`,
    [id, source, JSON.stringify(matchers), from, until, endedAt, reason],
  );
}

/** How many signals a silence was about. */
export async function silencedCount(bench: Either, id: string): Promise<number> {
  if (!bench.database) return (bench.store as MemoryStore).tables.silenced.get(id) ?? 0;
  const { rows } = await bench.database.pool.query<{ silenced: string }>("select silenced from silence where id = $1", [id]);
  return Number(rows[0]?.silenced ?? 0);
}
