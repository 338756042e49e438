/** Silences and maintenance windows over HTTP: who may, how long, and what is seen of them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgresStore } from "../../src/store/postgres.ts";
import { arrived, signal } from "../store/contract.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller & { readonly person: string };
let ben: Caller & { readonly person: string };
beforeEach(async () => {
  server = await startServer();
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
});
afterEach(() => server.stop());

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const disk = { matchers: [{ label: "host", value: "db1" }], reason: "New disks" };

type Silence = { id: string; version: number; state: string; silenced: number; waiting: number; until: string; author: { name: string } };
const made = async (caller: Caller, body: object) => (await caller.post("/api/v1/silences", body)).body as unknown as Silence;
const listed = async (caller: Caller, state = "") => (await caller.get(`/api/v1/silences${state}`)).body.silences as unknown as Silence[];

describe("E14 silences", () => {
  it("anybody who may respond makes one for a day at most, administrators for longer; nobody makes one for everything", async () => {
    const now = new Date().toISOString();
    expect(await ben.post("/api/v1/silences", { ...disk, from: now, until: hours(23) })).toMatchObject({ status: 201, body: { state: "active", silenced: 0 } });
    expect(await ben.post("/api/v1/silences", { ...disk, until: hours(25) })).toMatchObject({
      status: 403,
      body: { code: "not_permitted", pointer: "/until" },
    });
    expect(await admin.post("/api/v1/silences", { ...disk, from: hours(24), until: hours(72) })).toMatchObject({ status: 201, body: { state: "upcoming" } });
    expect(await admin.post("/api/v1/silences", { until: hours(1), reason: "Quiet" })).toMatchObject({ status: 422, body: { pointer: "/matchers" } });
    expect(await admin.post("/api/v1/silences", { ...disk, until: hours(-1) })).toMatchObject({ status: 422, body: { pointer: "/until" } });
    expect(await admin.post("/api/v1/silences", { ...disk, source: crypto.randomUUID(), until: hours(1) })).toMatchObject({ status: 422 });
    expect((await server.caller().get("/api/v1/silences")).status).toBe(401);
    expect((await listed(ben)).map(({ state }) => state).sort()).toEqual(["active", "upcoming"]);
    expect(await listed(ben, "?state=upcoming")).toHaveLength(1);
    expect((await listed(ben, "?state=active"))[0]).toMatchObject({ author: { name: "Demo Ben" } });
  });

  it("no pattern can be made to take long: stars are few, and nothing is a regular expression", async () => {
    for (const value of ["*a*b*c*d*e*f", "x".repeat(201)])
      expect((await ben.post("/api/v1/silences", { matchers: [{ label: "host", is: "glob", value }], until: hours(1), reason: "x" })).status).toBe(422);
    expect((await ben.post("/api/v1/silences", { matchers: [{ label: "host", is: "regex", value: "(a+)+" }], until: hours(1), reason: "x" })).status).toBe(422);
  });

  it("whoever made one changes it, anybody ends it, and each change is written down", async () => {
    const cleo = await server.member(admin, "Demo Cleo");
    const { id, version } = await made(ben, { ...disk, until: hours(2) });
    expect(await cleo.patch(`/api/v1/silences/${id}`, { version, until: hours(3) })).toMatchObject({ status: 403 });
    expect(await ben.patch(`/api/v1/silences/${id}`, { version, until: hours(48) })).toMatchObject({ status: 403 });
    expect(await ben.patch(`/api/v1/silences/${id}`, { version, until: hours(3), reason: "Newer disks" })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await admin.patch(`/api/v1/silences/${id}`, { version: 1, until: hours(48) })).toMatchObject({ status: 412 });
    expect(await admin.patch(`/api/v1/silences/${id}`, { version: 2, until: hours(48) })).toMatchObject({ status: 200, body: { reason: "Newer disks" } });
    expect(await cleo.del(`/api/v1/silences/${id}?version=3`)).toMatchObject({ status: 200, body: { state: "over" } });
    expect(await cleo.del(`/api/v1/silences/${id}?version=3`)).toMatchObject({ status: 200, body: { state: "over" } });
    expect(await ben.patch(`/api/v1/silences/${id}`, { version: 4, until: hours(4) })).toMatchObject({ status: 409 });
    const { lines } = (await admin.get(`/api/v1/audit?subject=silence%2F${id}`)).body as unknown as { lines: { action: string }[] };
    expect(lines.map(({ action }) => action)).toEqual(["silence-ended", "silence-changed", "silence-changed", "silence-added"]);
  });

  it("shows what it silenced, and ending it early lets what still fires through at once", async () => {
    const store = postgresStore({
      pool: server.fresh.pool,
      clock: "database",
      id: () => crypto.randomUUID(),
      facts: () => null,
      sleep: async () => undefined,
      trouble: () => undefined,
    });
    const { id, version } = await made(ben, { ...disk, until: hours(1) });
    await store.signals.accept([arrived("r1", [signal({}), signal({ fingerprint: "f2" }), signal({ group: "cpu", labels: { host: "db2" } })])]);
    await store.signals.route(100);
    expect((await listed(admin)).map(({ silenced, waiting }) => [silenced, waiting])).toEqual([[2, 1]]);
    expect((await store.signals.changes(10)).map(({ group }) => group)).toEqual(["cpu"]);
    await ben.del(`/api/v1/silences/${id}?version=${version}`);
    await store.signals.route(100);
    expect((await store.signals.changes(10)).map(({ group }) => group).sort()).toEqual(["cpu", "disk"]);
    expect((await listed(admin)).map(({ silenced, waiting }) => [silenced, waiting])).toEqual([[2, 0]]);
  });
});

describe("E15 monitors", () => {
  it("one that was never heard of is visible as such", async () => {
    const source = (await admin.post("/api/v1/sources", { kind: "heartbeat", title: "Nightly backup", settings: { every: "1d", grace: "2h" } }))
      .body as unknown as {
      id: string;
    };
    await admin.post("/api/v1/sources", { kind: "generic", title: "Not watched" });
    expect((await ben.get("/api/v1/heartbeats")).body.monitors).toEqual([
      expect.objectContaining({ source: source.id, title: "Nightly backup", state: "new", every: "P1D", grace: "PT2H", beatAt: null, dueAt: null, beats: 0 }),
    ]);
    expect((await admin.post("/api/v1/sources", { kind: "heartbeat", title: "x", settings: { every: "0s" } })).status).toBe(422);
    expect((await ben.get("/api/v1/watch")).body).toMatchObject({ syntheticPage: null, syntheticPageAgeSeconds: null, heartbeats: [] });
  });
});
