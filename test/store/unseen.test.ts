/** S1: PostgreSQL runs the same statements for whoever is outside, whether there is a secret or not; only whoever is inside costs more. */
import type { Pool } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Viewer } from "../../src/core/kernel/viewer.ts";
import type { Store } from "../../src/store/log.ts";
import { postgresBench } from "./benches.ts";
import { all, as, entry, message, nobody, put } from "./contract.ts";

let bench: Awaited<ReturnType<typeof postgresBench>>;
let said: string[] = [];

/** Writes down every statement that goes to the database, without its values; the hints that other nodes get are no part of an answer. */
function listen(pool: Pool): void {
  const heard = new WeakSet<object>();
  pool.on("acquire", (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [first] = given as [string | { readonly text: string }];
      const text = (typeof first === "string" ? first : first.text).replaceAll(/\s+/g, " ");
      if (!text.includes("pg_notify")) said.push(text);
      return query(...given);
    }) as never;
  });
}

beforeEach(async () => {
  bench = await postgresBench();
  await put(bench.store, "open", { summary: { participants: ["ana"], commander: "ana", title: "Checkout is down" } });
  listen(bench.database.pool);
});
afterEach(() => bench.close());

/** A secret with something of everything. */
async function keepSecret(): Promise<void> {
  const summary = { confidential: true, participants: ["ana"], commander: "ana", title: "Quiet Harbour 27" };
  await put(bench.store, "secret", { summary, journal: [entry("secret", "k")], queue: [message("m", { job: { person: "ana" } })] });
}

/** Every read that there is of one incident, and those of all. */
const reads = (id: string): Readonly<Record<string, (store: Store, viewer: Viewer) => Promise<unknown>>> => ({
  find: ({ read }, viewer) => read.find(viewer, id),
  events: ({ read }, viewer) => read.events(viewer, id, 0, 10),
  state: ({ read }, viewer) => read.state(viewer, id, "s"),
  duties: ({ read }, viewer) => read.duties(viewer, { stream: id, limit: 10 }),
  journal: ({ read }, viewer) => read.journal(viewer, id),
  verify: ({ read }, viewer) => read.verify(viewer, id),
  outbox: ({ jobs }, viewer) => jobs.outbox(viewer, { stream: id, limit: 10 }),
  list: ({ read }, viewer) => read.incidents(viewer, { limit: 10 }),
  search: ({ read }, viewer) => read.incidents(viewer, { text: "harbour", limit: 10 }),
  allDuties: ({ read }, viewer) => read.duties(viewer, { limit: 10 }),
  feed: ({ read }, viewer) => read.feed(viewer, 0, 10),
});

async function trace(viewer: Viewer, id: string) {
  const traced: Record<string, readonly string[]> = {};
  for (const [name, read] of Object.entries(reads(id))) {
    said = [];
    await read(bench.store, viewer);
    traced[name] = [...said];
  }
  return traced;
}

it("S1 every read runs the same statements under the id of a secret as under one that never was, and with a secret as without", async () => {
  const outsiders = [as("eve"), nobody];
  const before = [];
  for (const viewer of outsiders) before.push(await trace(viewer, "never"));
  await keepSecret();
  const [never, secret] = [[], []] as [unknown[], unknown[]];
  for (const viewer of outsiders) {
    never.push(await trace(viewer, "never"));
    secret.push(await trace(viewer, "secret"));
  }
  expect(never).toEqual(before);
  expect(secret).toEqual(before);
  for (const statements of Object.values(before[0]!)) expect(statements.length).toBeGreaterThan(0);
  // Whoever is inside is asked for more: its chain is there to be followed.
  expect((await trace(as("ana"), "secret")).verify!.length).toBeGreaterThan(before[0]!.verify!.length);
});

it("S1 the door is entered with the same statements, whether what one may not see is there or not", async () => {
  await keepSecret();
  const entered = async (id: string) => {
    said = [];
    await bench.store.locked(id, async () => null, { journal: { actor: "person:eve", key: "k" }, stamp: "s", known: null });
    return [...said];
  };
  const never = await entered("never");
  expect(never.length).toBeGreaterThan(1);
  expect(await entered("secret")).toEqual(never);
  expect((await bench.store.read.find(all, "secret"))?.title).toBe("Quiet Harbour 27");
});
