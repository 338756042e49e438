/** Overrides, temporary plans, cover and exchange over HTTP on a real database: who may, what is lost, and races. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onCallAt } from "../../src/core/oncall/on-call-at.ts";
import { expireCover } from "../../src/store/directory/cover.ts";
import { scheduleNow } from "../../src/store/directory/schedules.ts";
import { type Caller, type Server, startServer } from "./server.ts";

type Who = Caller & { readonly person: string };
let server: Server;
let admin: Who;
let ben: Who;
let cleo: Who;
const day = 86_400_000;
/** Midnight so many days from today, in UTC. */
const at = (days: number, hours = 0) => new Date(Math.floor(Date.now() / day) * day + days * day + hours * 3_600_000).toISOString();

beforeAll(async () => {
  server = await startServer();
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
  cleo = await server.member(admin, "Demo Cleo");
});
afterAll(() => server.stop());

let made = 0;
/** Daily turns from midnight today: ben, cleo, ben, … */
async function daily(): Promise<string> {
  made += 1;
  const key = `d${made}`;
  const begins = at(0).slice(0, 16);
  const rotation = {
    id: "main",
    name: "Main",
    zone: "UTC",
    begins,
    every: { n: 1, unit: "day" },
    rosters: [{ from: begins, slots: [[ben.person], [cleo.person]] }],
  };
  const reply = await admin.post("/api/v1/schedules", { key, title: `Daily ${made}`, zone: "UTC", rotations: [rotation] });
  expect(reply.status, reply.text).toBe(201);
  return key;
}
const called = async (key: string, when: string) => onCallAt((await scheduleNow(server.parts.db, key))!, when);
const replace = (from: string, until: string, person: string, insteadOf: string | null = null) => ({ from, until, kind: "replace", person, insteadOf });

describe("overrides", () => {
  it("field 16 anybody takes one shift or one layer themselves; what stood before comes back when it is removed", async () => {
    const key = await daily();
    const path = `/api/v1/schedules/${key}/overrides`;
    const made = await cleo.post(path, { ...replace(at(2), at(3), cleo.person, ben.person), rotation: "main", reason: "Ben flies" });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ override: { author: cleo.person, reason: "Ben flies", request: null }, warnings: [] });
    expect(await called(key, at(2, 12))).toEqual([cleo.person]);
    const { id } = made.body.override as unknown as { id: string };
    expect((await ben.del(`${path}/${id}`)).status).toBe(403);
    expect((await cleo.del(`${path}/${id}`)).body).toEqual({ removed: id });
    expect(await called(key, at(2, 12))).toEqual([ben.person]);
    expect((await cleo.del(`${path}/${id}`)).status).toBe(404);
    const audit = await admin.get(`/api/v1/audit?subject=schedule/${key}`);
    expect((audit.body.lines as unknown as { action: string }[]).map(({ action }) => action)).toEqual(["override-removed", "override-added", "schedule-added"]);
  });

  it("somebody gives their own shift away, or drops it with a warning; another's only an admin", async () => {
    const key = await daily();
    const path = `/api/v1/schedules/${key}/overrides`;
    expect((await ben.post(path, replace(at(2), at(3), admin.person, ben.person))).status).toBe(201);
    expect(await cleo.post(path, replace(at(4), at(5), admin.person, ben.person))).toMatchObject({ status: 403, body: { instead: "ask-cover" } });
    expect((await cleo.post(path, { from: at(4), until: at(5), kind: "remove", person: ben.person })).status).toBe(403);
    expect((await admin.post(path, replace(at(4), at(5), cleo.person, ben.person))).status).toBe(201);
    const dropped = await ben.post(path, { from: at(6), until: at(7), kind: "remove", person: ben.person });
    expect(dropped.body).toMatchObject({ warnings: [{ code: "gap" }] });
    expect(await called(key, at(6, 1))).toEqual([]);
  });

  const wrong: readonly [string, () => object, string][] = [
    ["an end before the beginning", () => replace(at(3), at(2), ben.person), "/until"],
    ["a time that is over", () => replace(at(-3), at(-2), ben.person), "/until"],
    ["years", () => replace(at(1), at(800), ben.person), "/until"],
    ["nobody put in", () => ({ from: at(1), until: at(2), kind: "add" }), "/person"],
    ["somebody instead of themselves", () => replace(at(1), at(2), ben.person, ben.person), "/insteadOf"],
    ["a rotation it has not", () => ({ ...replace(at(1), at(2), ben.person), rotation: "other" }), "/rotation"],
    ["somebody who is not here", () => replace(at(1), at(2), "0192f0c1-0000-7000-8000-000000000001"), "/person"],
    ["no instant", () => replace("tomorrow", at(2), ben.person), "/from"],
    ["a kind nobody knows", () => ({ ...replace(at(1), at(2), ben.person), kind: "swap" }), "/kind"],
  ];
  it.each(wrong)("refuses %s", async (_what, body, pointer) => {
    const key = await daily();
    const refused = await admin.post(`/api/v1/schedules/${key}/overrides`, body());
    expect(refused, refused.text).toMatchObject({ status: 422, body: { pointer } });
    expect((await admin.get(`/api/v1/schedules/${key}/overrides?from=${at(-5)}&until=${at(900)}`)).body.overrides).toEqual([]);
  });
});

describe("temporary plans", () => {
  it("refuse gaps until they are confirmed, stand in place of the rotations, and end", async () => {
    const key = await daily();
    const path = `/api/v1/schedules/${key}/temporary`;
    const plan = { from: at(10), until: at(12), shifts: [{ from: at(10), until: at(11), people: [admin.person] }] };
    const refused = await admin.post(path, plan);
    expect(refused, refused.text).toMatchObject({ status: 409, body: { code: "invalid_state", pointer: "/gapsConfirmed", unmet: [`${at(11)}/${at(12)}`] } });
    expect((await admin.get(path)).body).toEqual({ temporary: [] });
    expect((await ben.post(path, { ...plan, gapsConfirmed: true })).status).toBe(403);
    const made = await admin.post(path, { ...plan, gapsConfirmed: true });
    expect(made.status, made.text).toBe(201);
    expect(await called(key, at(10, 5))).toEqual([admin.person]);
    expect(await called(key, at(11, 5))).toEqual([]);
    expect(await called(key, at(12, 5))).toEqual([ben.person]);
    expect(await admin.post(path, { ...plan, gapsConfirmed: true })).toMatchObject({ status: 422, body: { pointer: "/from" } });
    expect((await admin.del(`${path}/${made.body.id}`)).body).toEqual({ removed: made.body.id });
    expect(await called(key, at(11, 5))).toEqual([cleo.person]);
  });

  it("refuse shifts that reach out of them, and people who are not here", async () => {
    const path = `/api/v1/schedules/${await daily()}/temporary`;
    const shift = (from: string, until: string, person: string) => ({
      from: at(10),
      until: at(12),
      gapsConfirmed: true,
      shifts: [{ from, until, people: [person] }],
    });
    expect(await admin.post(path, shift(at(9), at(12), ben.person))).toMatchObject({ status: 422, body: { pointer: "/shifts/0" } });
    expect(await admin.post(path, shift(at(10), at(12), "0192f0c1-0000-7000-8000-000000000001"))).toMatchObject({
      status: 422,
      body: { pointer: "/shifts/0/people/0" },
    });
  });
});

describe("field 15 cover", () => {
  const ask = (key: string, who: Who, more: object = {}) => who.post(`/api/v1/schedules/${key}/cover-requests`, { from: at(2), until: at(3), ...more });

  it("asks everybody of the rotation; the first yes has the shift, in the same transaction", async () => {
    const key = await daily();
    const asked = await ask(key, ben, { reason: "A wedding" });
    expect(asked.status, asked.text).toBe(201);
    expect(asked.body).toMatchObject({ state: "open", mayAnswer: false, mayWithdraw: true, schedule: { id: key } });
    const seen = (await cleo.get(`/api/v1/cover-requests?state=open&schedule=${key}`)).body.requests as unknown as object[];
    expect(seen).toMatchObject([{ id: asked.body.id, mayAnswer: true, mayWithdraw: false, reason: "A wedding" }]);
    expect((await admin.post(`/api/v1/cover-requests/${asked.body.id}/accept`)).status).toBe(403);
    const taken = await cleo.post(`/api/v1/cover-requests/${asked.body.id}/accept`);
    expect(taken.body).toMatchObject({ state: "accepted", answeredBy: cleo.person });
    expect(await called(key, at(2, 12))).toEqual([cleo.person]);
    const list = (await cleo.get(`/api/v1/schedules/${key}/overrides?from=${at(0)}&until=${at(9)}`)).body.overrides;
    expect(list).toMatchObject([{ request: asked.body.id, person: cleo.person, insteadOf: ben.person }]);
    expect(await cleo.post(`/api/v1/cover-requests/${asked.body.id}/accept`)).toMatchObject({ status: 409, body: { code: "invalid_state" } });
  });

  it("is taken exactly once when many say yes, decline or withdraw at the same instant", async () => {
    for (let round = 0; round < 5; round++) {
      const key = await daily();
      const others = await Promise.all([0, 1].map((one) => server.member(admin, `Demo Racer ${round} ${one}`)));
      const begins = at(0).slice(0, 16);
      const slots = [[ben.person], [cleo.person], ...others.map(({ person }) => [person])];
      const rotation = { id: "main", name: "Main", zone: "UTC", begins, every: { n: 1, unit: "day" }, rosters: [{ from: begins, slots }] };
      expect((await admin.patch(`/api/v1/schedules/${key}`, { version: 1, rotations: [rotation] })).status).toBe(200);
      const asked = await ask(key, ben, { from: at(4), until: at(5) });
      expect(asked.status, asked.text).toBe(201);
      const act = (who: Who, what: string) => who.post(`/api/v1/cover-requests/${asked.body.id}/${what}`);
      const replies = await Promise.all([act(cleo, "accept"), act(others[0]!, "accept"), act(others[1]!, "accept"), act(ben, "withdraw")]);
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.filter(({ status }) => status === 409)).toHaveLength(3);
      const withdrawn = replies[3]!.status === 200;
      const { rows } = await server.fresh.pool.query("select 1 from schedule_override where schedule = $1", [key]);
      expect(rows).toHaveLength(withdrawn ? 0 : 1);
    }
  });

  it("one who is asked alone closes it by saying no; of everybody each says it for themselves", async () => {
    const key = await daily();
    const one = await ask(key, ben, { asked: cleo.person });
    expect((await cleo.post(`/api/v1/cover-requests/${one.body.id}/decline`)).body).toMatchObject({ state: "declined" });
    const all = await ask(key, ben);
    expect((await cleo.post(`/api/v1/cover-requests/${all.body.id}/decline`)).body).toMatchObject({ state: "open", declined: [cleo.person], mayAnswer: false });
    expect((await cleo.post(`/api/v1/cover-requests/${all.body.id}/accept`)).status).toBe(403);
    expect((await cleo.post(`/api/v1/cover-requests/${all.body.id}/withdraw`)).status).toBe(403);
    expect((await ben.post(`/api/v1/cover-requests/${all.body.id}/withdraw`)).body).toMatchObject({ state: "withdrawn" });
  });

  it("exchanges one shift for another, both or neither", async () => {
    const key = await daily();
    const asked = await ask(key, ben, { asked: cleo.person, exchange: { from: at(5), until: at(6) } });
    expect(asked.status, asked.text).toBe(201);
    expect((await cleo.post(`/api/v1/cover-requests/${asked.body.id}/accept`)).status).toBe(200);
    expect(await called(key, at(2, 12))).toEqual([cleo.person]);
    expect(await called(key, at(5, 12))).toEqual([ben.person]);
    const second = await ask(key, ben, { from: at(4), until: at(5), asked: cleo.person, exchange: { from: at(7), until: at(8) } });
    await admin.post(`/api/v1/schedules/${key}/overrides`, replace(at(7), at(8), admin.person, cleo.person));
    expect(await cleo.post(`/api/v1/cover-requests/${second.body.id}/accept`)).toMatchObject({ status: 409 });
    expect(await called(key, at(4, 12))).toEqual([ben.person]);
  });

  it("is for one's own shifts to come, once, and ends when they begin", async () => {
    const key = await daily();
    expect(await ask(key, cleo)).toMatchObject({ status: 422, body: { pointer: "/from" } });
    expect(await ask(key, ben, { from: at(0), until: at(1) })).toMatchObject({ status: 422, body: { pointer: "/from" } });
    expect(await ask(key, ben, { asked: ben.person })).toMatchObject({ status: 422, body: { pointer: "/asked" } });
    expect(await ask(key, ben, { exchange: { from: at(5), until: at(6) } })).toMatchObject({ status: 422, body: { pointer: "/asked" } });
    expect(await ask(key, ben, { asked: cleo.person, exchange: { from: at(4), until: at(5) } })).toMatchObject({
      status: 422,
      body: { pointer: "/exchange/from" },
    });
    const asked = await ask(key, ben);
    expect(await ask(key, ben)).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(await expireCover(server.parts.db, { actor: "system", ip: null, node: "test" }, at(2))).toBeGreaterThan(0);
    expect(await cleo.post(`/api/v1/cover-requests/${asked.body.id}/accept`)).toMatchObject({ status: 409 });
    const list = (await cleo.get(`/api/v1/cover-requests?schedule=${key}&state=expired`)).body.requests;
    expect(list).toMatchObject([{ id: asked.body.id, state: "expired" }]);
  });
});
