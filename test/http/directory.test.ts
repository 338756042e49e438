/** The directory over HTTP: people and how they are reached, lists, sources, the organisation, the audit log. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressOf, addressOfContact } from "../../src/shell/access/send.ts";
import { findByWords } from "../../src/store/directory/search.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller & { readonly person: string };
beforeEach(async () => {
  server = await startServer();
  admin = await server.setUp();
});
afterEach(() => server.stop());

const phone = "+15005550006";
const dump = async () => {
  const { rows } = await server.fresh.pool.query("select table_name as name from information_schema.tables where table_schema = 'public'");
  const all = await Promise.all(rows.map(({ name }) => server.fresh.pool.query(`select * from "${name}"`)));
  return JSON.stringify(all.map((one) => one.rows));
};

describe("X-16 phones and mail addresses", () => {
  it("are for signed-in people only, masked in lists but for oneself and admins; looking at another's is written down", async () => {
    const ben = await server.member(admin, "Demo Ben");
    await admin.post("/api/v1/people/me/methods", { channel: "sms", address: phone, vouched: true });
    for (const path of ["people", "areas", "contacts", `people/${admin.person}/methods`])
      expect((await server.caller().get(`/api/v1/${path}`)).status).toBe(401);
    const seen = await ben.get("/api/v1/people");
    expect(seen.text).not.toContain(phone);
    expect(seen.text).not.toContain("ana@example.test");
    expect(seen.text).toContain(ben.email);
    expect((await admin.get("/api/v1/people")).text).toContain(phone);
    expect((await ben.get(`/api/v1/people/${admin.person}/methods`)).text).toContain(phone);
    expect((await admin.get(`/api/v1/audit?subject=person%2F${admin.person}`)).body.lines).toContainEqual(
      expect.objectContaining({ action: "addresses-shown", actor: `person:${ben.person}`, ip: ben.ip }),
    );
    await admin.post("/api/v1/contacts", { name: "Demo Customer", email: "customer@example.test", kind: "customer" });
    expect((await ben.get("/api/v1/contacts")).text).not.toContain("customer@example.test");
    expect((await admin.get("/api/v1/contacts")).text).toContain("customer@example.test");
  });

  it("leave as a file only for admins, audited, and no cell is a formula", async () => {
    const ben = await server.member(admin, "Demo Ben");
    await admin.post("/api/v1/people", { name: '=HYPERLINK("x")', email: "formula@example.test" });
    expect((await ben.get("/api/v1/people.csv")).status).toBe(403);
    const file = await admin.get("/api/v1/people.csv");
    expect(file.text).toContain(`"'=HYPERLINK(""x"")",formula@example.test,active`);
    expect((await admin.get("/api/v1/audit?limit=1")).body).toMatchObject({ lines: [{ action: "exported", subject: "people.csv" }] });
  });
});

describe("contact methods", () => {
  it("count once proven with the code that was sent to them, and to no other", async () => {
    const made = await admin.post("/api/v1/people/me/methods", { channel: "sms", address: "+1 500 555 0006", label: "mobile" });
    const { method } = made.body as unknown as { method: { id: string } };
    expect(made).toMatchObject({ status: 201, body: { secret: null, method: { address: phone, verifiedAt: null } } });
    expect(await admin.post(`/api/v1/people/me/methods/${method.id}/code`)).toMatchObject({ status: 202, body: { minutes: 10 } });
    expect(server.sent.at(-1)).toMatchObject({ person: admin.person, effect: { template: "method-code", via: ["sms"], params: { method: method.id } } });
    const { code } = server.lastSealed();
    expect(code).toMatch(/^\d{6}$/);
    const wrong = code === "000000" ? "111111" : "000000";
    const verify = (guess: string) => admin.post(`/api/v1/people/me/methods/${method.id}/verify`, { code: guess });
    expect(await verify(wrong)).toMatchObject({ status: 422, body: { pointer: "/code" } });
    expect((await verify(code!)).status).toBe(200);
    expect(await verify(code!)).toMatchObject({ status: 410 });
    expect(await admin.get("/api/v1/me")).toMatchObject({ body: { methods: [{ channel: "email" }, { channel: "sms", verifiedAt: expect.any(String) }] } });
    expect(await addressOf(server.parts, method.id)).toMatchObject({ channel: "sms", address: phone, secrets: [] });
  });

  it("S10 a code ends after five wrong guesses and after ten minutes", async () => {
    const made = await admin.post("/api/v1/people/me/methods", { channel: "sms", address: phone });
    const { method } = made.body as unknown as { method: { id: string } };
    const path = `/api/v1/people/me/methods/${method.id}`;
    await admin.post(`${path}/code`);
    const { code } = server.lastSealed();
    const wrong = code === "000000" ? "111111" : "000000";
    for (let tried = 0; tried < 5; tried += 1) expect((await admin.post(`${path}/verify`, { code: wrong })).status).toBe(422);
    expect((await admin.post(`${path}/verify`, { code })).status).toBe(410);
    await admin.post(`${path}/code`);
    await server.fresh.pool.query("update contact_code set expires_at = now()");
    expect((await admin.post(`${path}/verify`, { code: server.lastSealed().code })).status).toBe(410);
  });

  it("are one's own: others neither add, prove, test nor remove them, and only an admin vouches", async () => {
    const ben = await server.member(admin, "Demo Ben");
    const mail = (await admin.get("/api/v1/me")).body.methods as unknown as { id: string; version: number }[];
    const path = `/api/v1/people/${admin.person}/methods`;
    expect((await ben.post(path, { channel: "sms", address: phone })).status).toBe(403);
    for (const act of ["code", "test"]) expect((await ben.post(`${path}/${mail[0]!.id}/${act}`)).status).toBe(403);
    expect((await ben.del(`${path}/${mail[0]!.id}`)).status).toBe(403);
    expect((await ben.post("/api/v1/people/me/methods", { channel: "sms", address: phone, vouched: true })).status).toBe(403);
    expect(await ben.post("/api/v1/people/me/methods", { channel: "sms", address: "12" })).toMatchObject({ status: 422, body: { pointer: "/address" } });
    expect(await ben.post("/api/v1/people/me/methods", { channel: "pigeon", address: "x" })).toMatchObject({ status: 422, body: { pointer: "/channel" } });
    expect((await admin.del(`${path}/${mail[0]!.id}`)).status).toBe(200);
  });

  it("are put in order, and the next one is asked for a test", async () => {
    const second = await admin.post("/api/v1/people/me/methods", { channel: "sms", address: phone, vouched: true });
    const { method } = second.body as unknown as { method: { id: string; version: number } };
    expect((await admin.patch(`/api/v1/people/me/methods/${method.id}`, { version: 1, position: 0 })).status).toBe(200);
    expect((await admin.patch(`/api/v1/people/me/methods/${method.id}`, { version: 1, position: 1 })).status).toBe(412);
    expect(await admin.get("/api/v1/me")).toMatchObject({ body: { methods: [{ channel: "sms" }, { channel: "email" }] } });
    const tested = await admin.post(`/api/v1/people/me/methods/${method.id}/test`);
    expect(tested).toMatchObject({ status: 202, body: { message: server.sent.at(-1)!.id } });
    expect(server.sent.at(-1)!.effect).toMatchObject({ template: "test-message", params: { method: method.id, channel: "sms" } });
  });

  it("S16 a webhook's signing secret is shown once, and no secret stands in the database as it is", async () => {
    const made = await admin.post("/api/v1/people/me/methods", { channel: "webhook", address: "https://hooks.example.test/x", vouched: true });
    const { method, secret } = made.body as unknown as { method: { id: string }; secret: string };
    expect(secret).toMatch(/^whsec_/);
    await admin.post(`/api/v1/people/me/methods/${method.id}/code`);
    const token = await admin.post("/api/v1/tokens", { name: "x", scopes: ["read"] });
    const source = await admin.post("/api/v1/sources", { kind: "generic", title: "Demo" });
    const stored = await dump();
    for (const one of [secret, secret.slice(6), token.body.token, source.body.key, admin.cookie!.split("=")[1], server.lastSealed().code!]) {
      expect(one).toBeTruthy();
      expect(stored).not.toContain(`"${String(one)}"`);
      expect(server.logged.join("")).not.toContain(String(one));
    }
    expect(await addressOf(server.parts, method.id)).toMatchObject({ channel: "webhook", secrets: [secret] });
    await server.fresh.pool.query(
      "insert into contact_method (id, person, channel, address, secrets) select gen_random_uuid(), person, 'webhook', 'https://other.example.test/', secrets from contact_method where secrets is not null",
    );
    const { rows } = await server.fresh.pool.query("select id from contact_method where address like '%other%'");
    await expect(addressOf(server.parts, rows[0].id)).rejects.toThrow();
  });
});

describe("people", () => {
  it("change their own name and hours; only admins change others, and nobody overwrites unseen", async () => {
    const ben = await server.member(admin, "Demo Ben");
    const mine = { version: 1, zone: "Asia/Tokyo", quiet: ["23:00", "06:30"], working: { 1: ["08:00", "16:00"] } };
    expect(await ben.patch("/api/v1/people/me", mine)).toMatchObject({
      status: 200,
      body: { zone: "Asia/Tokyo", working: { 1: ["08:00", "16:00"] }, version: 2 },
    });
    expect(await ben.patch("/api/v1/people/me", mine)).toMatchObject({ status: 412, body: { code: "version_conflict" } });
    expect((await ben.patch(`/api/v1/people/${admin.person}`, { version: 1, name: "Demo Other" })).status).toBe(403);
    expect((await ben.patch("/api/v1/people/me", { version: 2, admin: true })).status).toBe(403);
    for (const wrong of [
      { zone: "Mars/Base" },
      { zone: "+02:00" },
      { quiet: ["25:00", "06:00"] },
      { working: { 8: ["08:00", "16:00"] } },
      { password: "x" },
      { name: "two\nlines" },
    ]) {
      expect((await ben.patch("/api/v1/people/me", { version: 2, ...wrong })).status).toBe(422);
    }
    expect(await admin.post("/api/v1/people", { name: "Demo Ben", email: ben.email.toUpperCase() })).toMatchObject({ status: 422 });
  });
});

describe("lists", () => {
  it("are read by members, written by admins, and carry versions", async () => {
    const ben = await server.member(admin, "Demo Ben");
    const made = await admin.post("/api/v1/teams", { name: "Core", members: [ben.person] });
    expect(made).toMatchObject({ status: 201, body: { name: "Core", members: [ben.person], version: 1 } });
    const path = `/api/v1/teams/${String(made.body.id)}`;
    expect((await ben.post("/api/v1/teams", { name: "Mine" })).status).toBe(403);
    expect(await admin.patch(path, { version: 1, name: "Kernel" })).toMatchObject({ body: { name: "Kernel", members: [ben.person], version: 2 } });
    expect((await admin.patch(path, { version: 1, name: "Core" })).status).toBe(412);
    expect((await ben.get(path)).body).toMatchObject({ name: "Kernel" });
    const area = await admin.post("/api/v1/areas", { name: "Payments", team: made.body.id, experts: [ben.person], keywords: ["card"] });
    expect((await admin.del(`${path}?version=2`)).status).toBe(422);
    expect((await admin.del(`/api/v1/areas/${String(area.body.id)}?version=1`)).status).toBe(200);
    expect((await admin.del(`${path}?version=2`)).status).toBe(200);
    expect((await admin.get(path)).status).toBe(404);
    expect((await admin.post("/api/v1/teams", { name: "Ghosts", members: ["01a201cb-47f5-7f14-ba7a-dac4f96e0d0c"] })).status).toBe(422);
  });

  it("keyed ones keep the key people chose; the stakeholders and the deployment runbook are there", async () => {
    const contact = await admin.post("/api/v1/contacts", { name: "Demo Holder", email: "holder@example.test", kind: "stakeholder" });
    const id = String(contact.body.id);
    expect(await admin.patch("/api/v1/groups/stakeholders", { version: 1, contacts: [id], people: [admin.person] })).toMatchObject({
      body: { contacts: [id], people: [admin.person] },
    });
    expect(await addressOfContact(server.parts, id)).toMatchObject({ channel: "email", address: "holder@example.test", name: "Demo Holder" });
    await admin.del(`/api/v1/contacts/${id}?version=1`);
    expect((await admin.get("/api/v1/groups/stakeholders")).body).toMatchObject({ contacts: [] });
    expect(
      await admin.patch("/api/v1/runbooks/deployment", {
        version: 1,
        steps: ["Stop", "Roll back"],
        owner: admin.person,
        reviewedAt: "2026-03-01T09:30:00.000Z",
      }),
    ).toMatchObject({
      body: { id: "deployment", steps: ["Stop", "Roll back"], reviewedAt: "2026-03-01T09:30:00.000Z" },
    });
    expect((await admin.post("/api/v1/schedules", { key: "Bad Key", title: "x", zone: "UTC" })).status).toBe(422);
    expect((await admin.post("/api/v1/schedules", { key: "night", title: "Night", zone: "Europe/Paris", people: [admin.person] })).status).toBe(201);
    expect((await admin.get("/api/v1/on-call")).body).toMatchObject({
      onCall: [{ schedule: { id: "commander" } }, { schedule: { id: "night" }, zone: "Europe/Paris" }],
    });
  });

  it("areas are found by plain words, also mistyped", async () => {
    await admin.post("/api/v1/areas", { name: "Payments", says: "Taking money by card", keywords: ["checkout", "card"] });
    await admin.post("/api/v1/areas", { name: "Search", says: "Finding products", keywords: ["query"] });
    const found = async (words: string) =>
      ((await admin.get(`/api/v1/areas?q=${encodeURIComponent(words)}`)).body.areas as unknown as { name: string }[]).map(({ name }) => name);
    expect(await found("")).toEqual(["Payments", "Search"]);
    for (const words of ["payments", "paymets", "Payment", "chekout", "money", "CARD checkout"]) expect(await found(words)).toEqual(["Payments"]);
    expect(await found("kubernetes")).toEqual([]);
    expect(findByWords([{ name: "Réseau", keywords: [], says: "" }], "reseau")).toHaveLength(1);
  });
});

describe("sources", () => {
  it("show their key once; rotated and revoked keys are dead at once; settings are the format's own", async () => {
    const made = await admin.post("/api/v1/sources", { kind: "alertmanager", title: "Prometheus" });
    expect(made.body).toMatchObject({
      kind: "alertmanager",
      perMinute: 600,
      burst: 1200,
      settings: { declare: "report" },
      key: expect.stringMatching(/^qs[0-9a-f]{40}$/),
    });
    const { sourceOfKey } = await import("../../src/shell/access/keys.ts");
    const path = `/api/v1/sources/${String(made.body.id)}`;
    expect(await sourceOfKey(server.parts, String(made.body.key))).toMatchObject({ title: "Prometheus" });
    const rotated = await admin.post(`${path}/rotate`);
    expect(await sourceOfKey(server.parts, String(made.body.key))).toBeNull();
    expect(await sourceOfKey(server.parts, String(rotated.body.key))).toMatchObject({ title: "Prometheus" });
    expect((await admin.get("/api/v1/sources")).text).not.toContain(rotated.body.key);
    expect(await admin.patch(path, { version: 2, settings: { declare: "never" } })).toMatchObject({ status: 422, body: { pointer: "/settings/declare" } });
    expect(await admin.patch(path, { version: 2, settings: { declare: "incident" }, perMinute: 60 })).toMatchObject({
      body: { settings: { declare: "incident" }, perMinute: 60 },
    });
    expect(await admin.post(`${path}/revoke`)).toMatchObject({ body: { revokedAt: expect.any(String) } });
    expect(await sourceOfKey(server.parts, String(rotated.body.key))).toBeNull();
    expect((await admin.post(`${path}/rotate`)).status).toBe(404);
    expect((await admin.get(`${path}/recent`)).body).toEqual({ payloads: [] });
    expect((await admin.post("/api/v1/sources", { kind: "carrier", title: "x" })).status).toBe(422);
  });
});

describe("S17 the audit log", () => {
  it("tells who did what from where, holds no address, and verifies", async () => {
    await admin.patch("/api/v1/organisation", { version: 1, name: "Demo Works Ltd", mailFromAddress: "bridge@example.test" });
    await admin.post("/api/v1/people/me/methods", { channel: "sms", address: phone, vouched: true });
    await admin.post("/api/v1/contacts", { name: "Demo Customer", email: "customer@example.test", kind: "customer" });
    const { text, body } = await admin.get("/api/v1/audit");
    const lines = body.lines as unknown as { action: string; actor: string; ip: string }[];
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["set-up", "organisation-founded", "organisation-changed", "method-added", "contact-added"]),
    );
    expect(lines[0]).toMatchObject({ actor: `person:${admin.person}`, ip: admin.ip, node: "test" });
    for (const address of ["@example.test", phone]) expect(text).not.toContain(address);
    expect((await admin.get("/api/v1/audit/verify")).body).toMatchObject({ ok: true, lines: lines.length, brokenAt: null });
  });
});
