/** S1: for whoever is outside, the server asks its store the same questions, as many and as deep, whether there is a secret or not: nothing to measure. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../src/store/log.ts";
import { crewed, securityWorld } from "../rules/security-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

type Operations = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Operation = { readonly method: "GET" | "POST"; readonly path: string };

let server: IncidentServer;
let operations: readonly Operation[];
let asked: string[] = [];

/** What goes on beside every request: the live feed is followed, and messages are taken up. */
const beside: ReadonlySet<string> = new Set(["read.feed", "jobs.claim"]);

type Asked = (...given: never[]) => unknown;

/** The same, and its name is written down. */
const recording =
  (inner: Asked, name: string): Asked =>
  (...given) => {
    if (!beside.has(name)) asked.push(name);
    return inner(...given);
  };

function count(part: object, called: string): void {
  const parts = part as Record<string, unknown>;
  for (const [name, inner] of Object.entries(parts)) if (typeof inner === "function") parts[name] = recording(inner as Asked, `${called}${name}`);
}

/** Writes down by its name whatever the store is asked from now on. */
function listen({ store }: IncidentServer["world"]): void {
  count(store.read, "read.");
  count(store.jobs, "jobs.");
  count(store.signals, "signals.");
  const { locked } = store;
  const entered: Store["locked"] = (stream, work, expected) => {
    asked.push("locked");
    return locked(
      stream,
      (transaction) => {
        const seen = { ...transaction };
        count(seen, "locked.");
        return work(seen);
      },
      expected,
    );
  };
  Object.assign(store, { locked: entered });
}

beforeEach(async () => {
  server = await incidentServer({ world: securityWorld() });
  const { body } = await server.ask("eve", "GET", "/openapi.json");
  operations = Object.entries(body.paths as unknown as Operations).flatMap(([path, methods]) =>
    (["GET", "POST"] as const).filter((method) => method.toLowerCase() in methods && path.startsWith("/api/v1/")).map((method) => ({ method, path })),
  );
});
afterEach(() => server.stop());

const queries: Readonly<Record<string, string>> = { "/api/v1/incidents/{id}/candidates": "?role=worker" };

/** What one operation asked of the store, and what it answered. */
async function trace(who: string | null, { method, path }: Operation, id: string) {
  asked = [];
  const address = `${path.replace("{id}", id).replaceAll(/\{\w+\}/g, "none")}${queries[path] ?? ""}`;
  const said = await server.ask(who, method, address, method === "POST" ? { payload: { reason: "Somebody might be in there" } } : {});
  const answered = said.text.replaceAll(/"request":"[^"]+"/g, "").replaceAll(id, "{id}");
  return { who, method, path, asked: asked.join(" "), status: said.status, answered };
}

/** Outsiders: a member, and nobody at all. Administrators have one operation more, which is loud: it has tests of its own (K6). */
const outsiders = ["eve", null] as const;

it("S1 under the id of a secret every operation asks what it asks under one that never was", async () => {
  const { stream } = await crewed(server.world);
  const unknown = stream.replaceAll(/[0-9a-f]/g, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));
  const of = operations.filter(({ path }) => path.startsWith("/api/v1/incidents/{id}") && !path.endsWith("/break-glass"));
  expect(of.length).toBeGreaterThan(100);
  await server.get("eve", "/board");
  listen(server.world);
  let questions = 0;
  for (const who of outsiders)
    for (const operation of of) {
      const never = await trace(who, operation, unknown);
      expect(await trace(who, operation, stream)).toEqual(never);
      questions += never.asked === "" ? 0 : 1;
    }
  expect(questions).toBeGreaterThan(100);
  // Whoever is inside is told more, so that the same question is a finding and not the measure's blindness.
  const room = of.find(({ path }) => path.endsWith("/room"))!;
  expect((await trace("ben", room, stream)).asked.length).toBeGreaterThan((await trace("eve", room, stream)).asked.length);
});

it("S1 lists, searches and the board ask as much with a secret as without", async () => {
  const open = await server.world.open("dan", "declare", { title: "Checkout is down", severity: 1 });
  const of = operations.filter(({ method, path }) => method === "GET" && !path.includes("{") && path !== "/api/v1/feed");
  expect(of.length).toBeGreaterThan(10);
  listen(server.world);
  const all = async () => {
    const seen = [];
    for (const who of outsiders) for (const operation of of) seen.push(await trace(who, operation, open.stream));
    return seen;
  };
  await all();
  const without = await all();
  const { stream } = await crewed(server.world);
  expect(await all()).toEqual(without);
  expect((await server.get("ben", "/board")).text).toContain(stream);
});
