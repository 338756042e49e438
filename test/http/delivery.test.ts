/** How people are reached, over HTTP: their own rules, and the limits. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFact } from "../../src/store/directory/facts.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller & { readonly person: string };
beforeEach(async () => {
  server = await startServer();
  admin = await server.setUp();
});
afterEach(() => server.stop());

const path = "/api/v1/people/me/rules";
const put = (who: Caller, url: string, payload: object) => who.ask({ method: "PUT", url, payload });

async function methodsOf(who: Caller): Promise<{ readonly mail: string; readonly phone: string }> {
  await admin.post(`/api/v1/people/${(await who.get("/api/v1/me")).body.id as unknown as string}/methods`, {
    channel: "sms",
    address: "+15005550006",
    vouched: true,
  });
  const { methods } = (await who.get("/api/v1/me")).body as unknown as { methods: { id: string; channel: string }[] };
  return { mail: methods.find(({ channel }) => channel === "email")!.id, phone: methods.find(({ channel }) => channel === "sms")!.id };
}
const fact = async (person: string) => (await readFact(server.fresh.pool, "person", person))?.rules;

describe("own rules", () => {
  it("are written as one list per urgency, soonest first, and are what pages go by", async () => {
    const { mail, phone } = await methodsOf(admin);
    expect((await admin.get(path)).body).toEqual({ version: 1, page: [], notice: [], warnings: [] });
    const rules = {
      page: [
        { method: phone, afterSeconds: 120 },
        { method: mail, afterSeconds: 0 },
      ],
      notice: [{ method: mail }],
    };
    const said = await put(admin, path, { version: 1, ...rules });
    expect(said).toMatchObject({
      status: 200,
      body: {
        version: 2,
        page: [
          { method: mail, afterSeconds: 0 },
          { method: phone, afterSeconds: 120 },
        ],
        warnings: [],
      },
    });
    expect(await fact(admin.person)).toEqual({
      page: [
        { method: mail, after: "PT0S" },
        { method: phone, after: "PT120S" },
      ],
      notice: [{ method: mail, after: "PT0S" }],
    });
    expect((await put(admin, path, { version: 1, page: [], notice: [] })).status).toBe(412);
    const { lines } = (await admin.get(`/api/v1/audit?subject=person%2F${admin.person}`)).body as unknown as { lines: { action: string }[] };
    expect(lines.map(({ action }) => action)).toContain("rules-changed");
  });

  it("name what leaves somebody asleep", async () => {
    const { mail, phone } = await methodsOf(admin);
    const codes = async (page: object[]) => {
      const { version } = (await admin.get(path)).body as unknown as { version: number };
      const { body } = await put(admin, path, { version, page, notice: [] });
      return (body as unknown as { warnings: { code: string }[] }).warnings.map(({ code }) => code);
    };
    expect(await codes([{ method: mail, afterSeconds: 0 }])).toEqual(["no_rule_wakes"]);
    expect(await codes([{ method: phone, afterSeconds: 1_800 }])).toEqual(["late", "wakes_late"]);
    expect(await codes([{ method: phone, afterSeconds: 60 }])).toEqual([]);
  });

  it("refuse what is not the person's, not proven, or twice there, each with its place", async () => {
    const { phone } = await methodsOf(admin);
    const made = await admin.post("/api/v1/people/me/methods", { channel: "sms", address: "+15005550009" });
    const unproven = (made.body as unknown as { method: { id: string } }).method.id;
    const stranger = "0192f0c1-0000-7000-8000-000000000042";
    const wrong = (page: object[]) => put(admin, path, { version: 1, page, notice: [] });
    expect(await wrong([{ method: phone }, { method: stranger }])).toMatchObject({ status: 422, body: { pointer: "/page/1/method" } });
    expect(await wrong([{ method: unproven }])).toMatchObject({ status: 422, body: { pointer: "/page/0/method" } });
    expect(await wrong([{ method: phone }, { method: phone }])).toMatchObject({ status: 422, body: { pointer: "/page/1" } });
    expect((await wrong([{ method: phone, afterSeconds: 86_401 }])).status).toBe(422);
    expect((await put(admin, path, { version: 1, page: [], notice: [{ method: phone, afterSeconds: 60 }] })).status).toBe(422);
    expect((await admin.get(path)).body).toMatchObject({ version: 1, page: [] });
  });

  it("are one's own and the administrators'; a method that is removed takes its rule along", async () => {
    const ben = await server.member(admin, "Demo Ben");
    const { phone } = await methodsOf(ben);
    expect((await ben.get(`/api/v1/people/${admin.person}/rules`)).status).toBe(403);
    expect((await put(ben, `/api/v1/people/${admin.person}/rules`, { version: 1, page: [], notice: [] })).status).toBe(403);
    expect((await put(admin, `/api/v1/people/${ben.person}/rules`, { version: 1, page: [{ method: phone }], notice: [] })).status).toBe(200);
    await server.fresh.pool.query("update contact_method set dead_reason = 'gone' where id = $1", [phone]);
    expect(await fact(ben.person)).toEqual({ page: [], notice: [] });
    expect((await ben.get(path)).body).toMatchObject({ warnings: [{ code: "dead_method" }, { code: "no_rule_wakes" }, { code: "late" }] });
    await admin.del(`/api/v1/people/${ben.person}/methods/${phone}`);
    expect((await ben.get(path)).body).toMatchObject({ page: [], warnings: [] });
  });
});

describe("limits", () => {
  it("everybody sees them, administrators set them, and what is left out is the default again", async () => {
    const ben = await server.member(admin, "Demo Ben");
    const seen = await ben.get("/api/v1/limits");
    expect(seen).toMatchObject({ status: 200, body: { overrides: {}, limits: { person: { most: 10, perSeconds: 900 }, day: { most: 200 } } } });
    const { version } = seen.body as unknown as { version: number };
    const overrides = { person: { most: 3, perSeconds: 300 }, addresses: { sms: [{ most: 2, perSeconds: 60 }] } };
    expect((await put(ben, "/api/v1/limits", { version, overrides })).status).toBe(403);
    const set = await put(admin, "/api/v1/limits", { version, overrides });
    expect(set).toMatchObject({ status: 200, body: { version: version + 1, overrides, limits: { person: { most: 3 }, day: { most: 200 } } } });
    expect((await put(admin, "/api/v1/limits", { version, overrides: {} })).status).toBe(412);
    for (const wrong of [{ person: { most: 0, perSeconds: 60 } }, { addresses: { pigeon: [] } }, { day: { most: 1.5 } }])
      expect((await put(admin, "/api/v1/limits", { version: version + 1, overrides: wrong })).status).toBe(422);
    expect(await put(admin, "/api/v1/limits", { version: version + 1, overrides: {} })).toMatchObject({
      body: { overrides: {}, limits: { person: { most: 10 } } },
    });
  });
});
