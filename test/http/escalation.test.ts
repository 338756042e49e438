/** Escalation policies and endpoints over HTTP on PostgreSQL; what is written there is what the engine runs, previews and explains. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineOf } from "../../src/core/engines.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { addressOfContact } from "../../src/shell/access/send.ts";
import { doorOf } from "../../src/shell/dispatch.ts";
import { statesOf } from "../../src/shell/states.ts";
import { viewDirectoryOf } from "../../src/shell/view-directory.ts";
import { viewPartsOf } from "../../src/shell/view-parts.ts";
import { wakeDue } from "../../src/shell/wake.ts";
import { here } from "../../src/shell/world.ts";
import { factStatement, readFact } from "../../src/store/directory/facts.ts";
import { postgresStore, setClock } from "../../src/store/postgres.ts";
import { quietPack } from "../rules/escalating.ts";
import { look } from "../views/looking.ts";
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

const path = "/api/v1/escalations";
const steps = (...people: string[]) => people.map((person, index) => ({ to: [{ person }], after: index === 0 ? "0s" : "5m" }));

/** A policy, an area under it, and its id. */
async function payments() {
  const policy = await admin.post(path, { key: "payments", title: "Payments", steps: steps(ben.person, admin.person) });
  expect(policy, policy.text).toMatchObject({ status: 201 });
  const area = await admin.post("/api/v1/areas", { name: "Payments", escalation: "payments" });
  expect(area, area.text).toMatchObject({ status: 201, body: { escalation: "payments" } });
  return { policy: policy.body as unknown as { id: string; version: number }, area: String(area.body.id) };
}

describe("policies", () => {
  it("are written whole, read by everybody, changed by version, and are the fact the engine reads", async () => {
    const { area } = await payments();
    expect((await ben.get(`${path}/payments`)).body).toMatchObject({
      ...{ id: "payments", title: "Payments", version: 1, repeat: { times: 0, after: "PT5M" }, forgotten: "PT30M", keepTrying: "PT5M" },
      usedBy: { areas: [{ id: area, name: "Payments" }], organisation: false },
    });
    expect((await ben.get(path)).body).toMatchObject({ escalations: [{ id: "payments" }] });
    expect(await admin.patch(`${path}/payments`, { version: 1, keepTrying: null })).toMatchObject({
      status: 200,
      body: { version: 2, keepTrying: null, title: "Payments" },
    });
    expect(await admin.patch(`${path}/payments`, { version: 1, title: "Late" })).toMatchObject({ status: 412 });
    expect(await ben.patch(`${path}/payments`, { version: 2, title: "Mine" })).toMatchObject({ status: 403 });
    const fact = await readFact(server.fresh.pool, "escalation", "payments");
    expect(fact).toEqual({
      ...{ id: "payments", title: "Payments", repeat: { times: 0, after: "PT5M" }, forgotten: "PT30M", keepTrying: null },
      steps: [
        { after: "PT0S", to: [{ person: ben.person }], take: "everybody", answers: "first", when: {} },
        { after: "PT5M", to: [{ person: admin.person }], take: "everybody", answers: "first", when: {} },
      ],
    });
    expect(await readFact(server.fresh.pool, "area", area)).toMatchObject({ escalation: "payments" });
    const { lines } = (await admin.get("/api/v1/audit?subject=escalation%2Fpayments")).body as unknown as { lines: { action: string }[] };
    expect(lines.map(({ action }) => action)).toEqual(["escalation-changed", "escalation-added"]);
  });

  it.each([
    ["a person nobody knows", { steps: steps(here.id()) }, "/steps/0/to/0"],
    ["a schedule that is not there", { steps: [...steps("x").slice(1), { to: [{ schedule: "nights" }] }] }, "/steps/0/to/0"],
    ["an area that is not there", { steps: [{ to: [{ group: "stakeholders" }], when: { areas: [here.id()] } }] }, "/steps/0/when/areas/0"],
  ])("R26 %s is refused with its place, and nothing is kept", async (_title, more, pointer) => {
    expect(await admin.post(path, { key: "wrong", title: "Wrong", ...more })).toMatchObject({ status: 422, body: { pointer } });
    expect((await admin.get(`${path}/wrong`)).status).toBe(404);
  });

  it.each([
    ["no steps", { steps: [] }],
    ["a step of nobody", { steps: [{ to: [] }] }],
    ["no duration", { steps: [{ to: [{ group: "stakeholders" }], after: "soon" }] }],
    ["more rounds than anybody sleeps through", { steps: [{ to: [{ group: "stakeholders" }] }], repeat: { times: 1_000, after: "1m" } }],
    ["an unknown field", { steps: [{ to: [{ group: "stakeholders" }], goto: 0 }] }],
  ])("bad input: %s is refused", async (_title, more) => {
    expect((await admin.post(path, { key: "wrong", title: "Wrong", ...more })).status).toBe(422);
  });

  it("R26 field 19 what a policy calls, and a policy that is used, cannot be removed; the refusal says where", async () => {
    const team = (await admin.post("/api/v1/teams", { name: "Night", members: [ben.person] })).body as unknown as { id: string; version: number };
    await admin.post("/api/v1/schedules", { key: "web", title: "Web", zone: "UTC", people: [ben.person] });
    const calls = [{ to: [{ team: team.id }, { schedule: "web" }, { group: "stakeholders" }] }];
    await admin.post(path, { key: "night", title: "Nights", steps: calls });
    for (const place of [`teams/${team.id}`, "schedules/web", "groups/stakeholders"])
      expect(await admin.del(`/api/v1/${place}?version=1`), place).toMatchObject({ status: 409, body: { detail: expect.stringContaining("Nights") } });
    const { version } = (await admin.get("/api/v1/organisation")).body as unknown as { version: number };
    expect(await admin.patch("/api/v1/organisation", { version, escalation: "night" })).toMatchObject({ status: 200, body: { escalation: "night" } });
    expect(await admin.del(`${path}/night?version=1`)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("organisation") } });
    await admin.patch("/api/v1/organisation", { version: version + 1, escalation: null });
    expect(await admin.del(`${path}/night?version=1`)).toMatchObject({ status: 200 });
    expect((await admin.del("/api/v1/schedules/web?version=1")).status).toBe(200);
  });

  it("R26 a policy that means nobody now says so, step by step", async () => {
    await admin.post("/api/v1/schedules", { key: "web", title: "Web", zone: "UTC", people: [] });
    const made = await admin.post(path, { key: "empty", title: "Empty", steps: [{ to: [{ schedule: "web" }] }] });
    expect(made).toMatchObject({ status: 201 });
    const { warnings } = made.body as unknown as { warnings: { pointer: string; detail: string }[] };
    expect(warnings).toEqual([
      { pointer: "/steps/0/to", detail: "Now it means nobody: nobody is on call in Web." },
      { pointer: "/steps", detail: expect.stringContaining("the last resort is called at once") },
    ]);
  });
});

describe("R26 the last resort", () => {
  it("is the administrators, or who is named and still here; never nobody", async () => {
    const fact = async () => (await readFact(server.fresh.pool, "organisation", "organisation"))!;
    expect(await fact()).toMatchObject({ lastResort: [admin.person], admins: [admin.person] });
    const { version } = (await admin.get("/api/v1/organisation")).body as unknown as { version: number };
    expect(await admin.patch("/api/v1/organisation", { version, lastResort: [here.id()] })).toMatchObject({ status: 422, body: { pointer: "/lastResort/0" } });
    expect(await admin.patch("/api/v1/organisation", { version, lastResort: [ben.person] })).toMatchObject({ status: 200, body: { lastResort: [ben.person] } });
    expect(await fact()).toMatchObject({ lastResort: [ben.person] });
    await payments();
    const left = await admin.post(`/api/v1/people/${ben.person}/deactivate`, {});
    expect(left.status).toBe(200);
    expect((left.body.handOver as unknown as { lists: object[] }).lists).toEqual([
      { kind: "escalation", id: "payments", name: "Payments" },
      { kind: "last_resort", id: "organisation", name: "Demo Works" },
    ]);
    expect((await admin.get(`${path}/payments`)).body.warnings).toContainEqual({
      ...{ pointer: "/steps/0/to/0", detail: "This person is not here, or has left." },
    });
    expect(await fact()).toMatchObject({ lastResort: [admin.person] });
  });
});

describe("endpoints", () => {
  it("are masked, show their secret once, are tried by a button, and stay while a policy calls them", async () => {
    const url = "https://hooks.example.test/rooms/web";
    const made = await admin.post("/api/v1/endpoints", { name: "Web room", kind: "room", channel: "webhook", address: url });
    expect(made, made.text).toMatchObject({ status: 201, body: { hasSecret: true, secret: expect.stringMatching(/^whsec_/), usedBy: [] } });
    const id = String(made.body.id);
    const listed = await admin.get("/api/v1/endpoints");
    expect(listed.body).toMatchObject({ endpoints: [{ id, name: "Web room", kind: "room", channel: "webhook" }] });
    for (const said of [listed.text, (await admin.get("/api/v1/audit")).text]) expect(said).not.toContain(String(made.body.secret));
    expect(listed.text).not.toContain(url);
    expect((await ben.get("/api/v1/endpoints")).status).toBe(403);
    expect(await addressOfContact(server.parts, id)).toMatchObject({ channel: "webhook", address: url, secrets: [made.body.secret], name: "Web room" });
    expect(await readFact(server.fresh.pool, "endpoint", id)).toEqual({ id, name: "Web room", kind: "room" });
    expect((await admin.post(`/api/v1/endpoints/${id}/test`, {})).status).toBe(200);
    expect(server.sent.at(-1)?.effect).toMatchObject({ to: { contact: id }, template: "test-message" });
    await admin.post(path, { key: "rooms", title: "Rooms", steps: [{ to: [{ endpoint: id }] }] });
    expect(await admin.del(`/api/v1/endpoints/${id}?version=1`)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("Rooms") } });
    const renewed = await admin.patch(`/api/v1/endpoints/${id}`, { version: 1, newSecret: true });
    expect(renewed).toMatchObject({ status: 200, body: { version: 2, secret: expect.not.stringMatching(String(made.body.secret)) } });
    expect(await admin.post("/api/v1/endpoints", { name: "Bad", kind: "room", channel: "webhook", address: "not an address" })).toMatchObject({
      ...{ status: 422, body: { pointer: "/address" } },
    });
  });
});

/** The engine over the same database, with a clock that only the test moves. */
async function engineHere() {
  const { pool } = server.fresh;
  const start = "2026-03-02T10:00:00.000Z";
  await setClock(pool, start);
  const store = postgresStore({ pool, clock: "manual", id: here.id, facts: factStatement, sleep: here.sleep, trouble: () => undefined });
  const pack = quietPack();
  const packs = { active: async () => pack, version: async () => pack, defaultKey: async () => pack.key };
  const parts = { store, engineOf, packs: packs as never, states: statesOf(engineOf, store, "test"), id: here.id };
  const dispatch = doorOf(parts);
  const waker = { parts, dispatch, alarm: () => undefined, failures: new Map() };
  const to = async (instant: string) => {
    await setClock(pool, instant);
    while ((await wakeDue(waker)) > 0);
  };
  return { store, dispatch, to, views: viewPartsOf(parts, viewDirectoryOf(server.parts.db)) };
}

describe("on PostgreSQL", () => {
  it("E9 R26 a policy runs step by step to the last resort; the preview said so before, the explanation says why after", async () => {
    const { area } = await payments();
    const { store, dispatch, to, views } = await engineHere();
    type Preview = { steps: { minutes: number; people: { id: string; name: string }[] }[]; lastResort: { minutes: number; people: { id: string }[] } };
    const preview = await look<Preview>(views, admin.person, "escalation-preview", { id: "payments", query: { severity: "1", area } });
    expect(preview?.steps.map(({ minutes, people }) => [minutes, people.map(({ name }) => name)])).toEqual([
      [0, ["Demo Ben"]],
      [5, ["Demo Ana"]],
    ]);
    expect(preview?.lastResort).toMatchObject({ minutes: 10, people: [{ id: admin.person }] });
    const opened = await dispatch({ stream: null, name: "report", input: { title: "Cards fail", area }, actor: "source:probe", viewer: program });
    if (!("stream" in opened)) throw new Error(JSON.stringify(opened));
    const { stream } = opened;
    const called = async () =>
      (await store.read.events(program, stream, 0, 100)).filter(({ type }) => type === "paged").map(({ data }) => (data as { person: string }).person);
    expect(await called()).toEqual([ben.person]);
    await dispatch({
      stream,
      name: "note-delivery",
      input: { page: await pageOf(store, stream), result: "delivered", channel: "sms" },
      actor: "system",
      viewer: program,
    });
    await to("2026-03-02T10:05:00.000Z");
    expect(await called()).toEqual([ben.person, admin.person]);
    type Explanation = {
      state: string;
      ran: { what: string }[];
      next: { what: string }[];
      people: { id: string; says: string; messages: { template: string }[] }[];
    };
    const explained = await look<Explanation>(views, admin.person, "explain", { id: stream });
    expect(explained?.ran.map(({ what }) => what)).toEqual(expect.arrayContaining(["Step 1: Demo Ben", "Step 2: Demo Ana"]));
    expect(explained?.next.map(({ what }) => what)).toContain("Call the last resort");
    expect(explained?.people.find(({ id }) => id === ben.person)).toMatchObject({
      says: expect.stringContaining("Called"),
      messages: expect.arrayContaining([expect.objectContaining({ template: "page" })]),
    });
  });
});

async function pageOf(store: Awaited<ReturnType<typeof engineHere>>["store"], stream: string): Promise<string> {
  const events = await store.read.events(program, stream, 0, 100);
  return (events.find(({ type }) => type === "paged")!.data as { page: string }).page;
}
