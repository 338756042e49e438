/** Coming in: first start, sessions, passwords, tokens. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeLink, useLink } from "../../src/shell/access/links.ts";
import { issueSetupToken } from "../../src/shell/access/setup.ts";
import { password, type Server, startServer } from "./server.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.fresh.pool.query(text, values);
const first = (token: string | null) => ({
  token,
  admin: { name: "Demo Ana", email: "ana@example.test", password },
  organisation: { name: "Demo Works", zone: "Europe/Paris" },
  process: "graceful",
});

describe("S21 the first start", () => {
  it("makes admin, organisation and schedule with the printed token, once, and is gone afterwards", async () => {
    const nobody = server.caller();
    expect(await nobody.get("/api/v1/setup")).toMatchObject({ status: 200, body: { open: true } });
    const token = await issueSetupToken(server.parts);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { rows } = await sql("select hash from setup_token");
    expect(rows[0].hash).not.toBe(token);
    expect(await nobody.post("/api/v1/setup", first("wrong"))).toMatchObject({ status: 403, body: { code: "not_permitted", pointer: "/token" } });
    const made = await nobody.post("/api/v1/setup", first(token));
    expect(made.status).toBe(201);
    expect(await nobody.get("/api/v1/me")).toMatchObject({
      body: { name: "Demo Ana", admin: true, methods: [{ channel: "email", verifiedAt: expect.any(String) }] },
    });
    expect(await nobody.get("/api/v1/on-call")).toMatchObject({ body: { onCall: [{ schedule: { id: "commander" }, people: [{ name: "Demo Ana" }] }] } });
    expect(await nobody.get("/api/v1/organisation")).toMatchObject({ body: { name: "Demo Works", zone: "Europe/Paris", defaultProcess: "graceful" } });
    expect((await server.caller().get("/api/v1/setup")).status).toBe(404);
    expect((await server.caller().post("/api/v1/setup", first(token))).status).toBe(404);
    expect(await issueSetupToken(server.parts)).toBeNull();
  });

  it("refuses a token after 30 minutes and one that was reissued", async () => {
    const old = await issueSetupToken(server.parts);
    const token = await issueSetupToken(server.parts);
    expect((await server.caller().post("/api/v1/setup", first(old))).status).toBe(403);
    await sql("update setup_token set expires_at = now() - interval '1 second'");
    expect(await server.caller().post("/api/v1/setup", first(token))).toMatchObject({ status: 410, body: { code: "link_expired" } });
    expect((await sql("select * from person")).rows).toEqual([]);
  });

  it("of many at once exactly one wins, and the others leave nothing", async () => {
    const token = await issueSetupToken(server.parts);
    const all = await Promise.all(Array.from({ length: 5 }, () => server.caller().post("/api/v1/setup", first(token))));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await sql("select * from person")).rows).toHaveLength(1);
  });
});

describe("S9 sessions", () => {
  it("the cookie is HttpOnly, SameSite=Lax, and __Host- with Secure over https", async () => {
    const admin = await server.setUp();
    const plain = await admin.post("/api/v1/session", { email: "ana@example.test", password });
    expect(plain.headers["set-cookie"]).toMatch(/^quarterdeck=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await startServer({ publicUrl: "https://quarterdeck.example.test" });
    const over = await secure.setUp();
    const signed = await over.post("/api/v1/session", { email: "ana@example.test", password });
    expect(signed.headers["set-cookie"]).toMatch(/^__Host-quarterdeck=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await secure.stop();
  });

  it("signing in gives a new id and ends the old one; signing out ends it at once", async () => {
    const admin = await server.setUp();
    const old = admin.cookie;
    expect((await admin.post("/api/v1/session", { email: "ANA@example.test", password })).status).toBe(200);
    expect(admin.cookie).not.toBe(old);
    const thief = server.caller();
    thief.cookie = old;
    expect((await thief.get("/api/v1/me")).status).toBe(401);
    const stolen = admin.cookie;
    expect((await admin.del("/api/v1/session")).status).toBe(200);
    expect(admin.cookie).toBeNull();
    thief.cookie = stolen;
    expect((await thief.get("/api/v1/me")).status).toBe(401);
  });

  it("end after 12 idle hours and after 7 days; only hashes are stored", async () => {
    const admin = await server.setUp();
    const { rows } = await sql("select hash from session");
    expect(admin.cookie).not.toContain(rows[0].hash);
    await sql("update session set seen_at = now() - interval '11 hours 59 minutes'");
    expect((await admin.get("/api/v1/me")).status).toBe(200);
    expect((await sql("select seen_at > now() - interval '1 minute' as touched from session")).rows[0].touched).toBe(true);
    await sql("update session set seen_at = now() - interval '12 hours'");
    expect((await admin.get("/api/v1/me")).status).toBe(401);
    await sql("update session set seen_at = now(), created_at = now() - interval '7 days'");
    expect((await admin.get("/api/v1/me")).status).toBe(401);
  });

  it("contact methods, tokens and who is admin want the password of the last 15 minutes", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    await sql("update session set password_at = now() - interval '16 minutes'");
    const asked = () => [
      admin.post("/api/v1/tokens", { name: "ci", scopes: ["read"] }),
      admin.post("/api/v1/people/me/methods", { channel: "sms", address: "+15005550006" }),
      admin.patch(`/api/v1/people/${ben.person}`, { version: 1, admin: true }),
      admin.post("/api/v1/people", { name: "Demo Cleo", email: "cleo@example.test", admin: true }),
      admin.post(`/api/v1/people/${ben.person}/join-link`, { kind: "reset" }),
    ];
    for (const said of await Promise.all(asked())) expect(said).toMatchObject({ status: 403, body: { instead: "confirm-password" } });
    expect(await admin.post("/api/v1/session/confirm", { password: "not it" })).toMatchObject({ status: 403 });
    expect((await admin.post("/api/v1/session/confirm", { password })).status).toBe(200);
    for (const said of await Promise.all(asked())) expect(said.status).toBeLessThan(300);
  });

  it("a new password ends every other session", async () => {
    const admin = await server.setUp();
    const phone = server.caller();
    await phone.post("/api/v1/session", { email: "ana@example.test", password });
    expect((await admin.post("/api/v1/me/password", { current: password, next: "another long password" })).status).toBe(200);
    expect((await phone.get("/api/v1/me")).status).toBe(401);
    expect((await admin.get("/api/v1/me")).status).toBe(200);
    expect((await phone.post("/api/v1/session", { email: "ana@example.test", password: "another long password" })).status).toBe(200);
  });

  it("letting somebody go ends sessions, tokens and links at once, and says what they leave behind", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    const made = await ben.post("/api/v1/tokens", { name: "phone", scopes: ["respond"] });
    const program = server.caller();
    program.token = String(made.body.token);
    expect((await program.get("/api/v1/me")).status).toBe(200);
    const link = await makeLink(server.parts, { purpose: "page", person: ben.person, subject: "page/1", seconds: 60 });
    await admin.post("/api/v1/teams", { name: "Core", members: [ben.person] });
    server.roles.push({ incident: "incident-1", role: "commander" });
    const gone = await admin.post(`/api/v1/people/${ben.person}/deactivate`);
    expect(gone.body).toMatchObject({ person: { active: false }, handOver: { roles: [{ role: "commander" }], lists: [{ kind: "team", name: "Core" }] } });
    expect((await ben.get("/api/v1/me")).status).toBe(401);
    expect((await program.get("/api/v1/me")).status).toBe(401);
    expect(await useLink(server.parts, link)).toMatchObject({ code: "link_expired" });
    expect((await server.caller().post("/api/v1/session", { email: ben.email, password })).status).toBe(401);
    await admin.post(`/api/v1/people/${ben.person}/reactivate`);
    expect((await server.caller().post("/api/v1/session", { email: ben.email, password })).status).toBe(200);
    expect((await program.get("/api/v1/me")).status).toBe(401);
  });

  it("the last admin can neither leave nor step down", async () => {
    const admin = await server.setUp();
    expect(await admin.post("/api/v1/people/me/deactivate")).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(await admin.patch("/api/v1/people/me", { version: 1, admin: false })).toMatchObject({ status: 409 });
    expect((await admin.get("/api/v1/me")).body).toMatchObject({ admin: true, active: true });
  });
});

describe("many at once", () => {
  it("two admins who step down together cannot both; nobody waits for ever", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    for (let round = 0; round < 5; round += 1) {
      await sql("update person set admin = true, version = 1");
      const said = await Promise.all([ben, admin].map((one) => one.patch("/api/v1/people/me", { version: 1, admin: false })));
      expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it("joining, changing and listing the same people at once loses nothing and breaks nothing", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    const said = await Promise.all(
      Array.from({ length: 8 }, (_, at) => [
        admin.post("/api/v1/teams", { name: `Team ${at}`, members: [ben.person, admin.person] }),
        ben.post("/api/v1/people/me/methods", { channel: "email", address: `ben${at}@example.test` }),
        admin.post("/api/v1/people", { name: `Demo ${at}`, email: `demo${at}@example.test`, invite: "mail" }),
      ]).flat(),
    );
    expect(said.map(({ status }) => status)).toEqual(Array(24).fill(201));
    expect((await admin.get("/api/v1/audit/verify")).body).toMatchObject({ ok: true });
  });
});

describe("S10 guesses", () => {
  it("are ten for an account in 15 minutes, whether it exists or not, from wherever; a known session goes on", async () => {
    const admin = await server.setUp();
    for (const email of ["ana@example.test", "nobody@example.test"]) {
      const said = [];
      for (let tried = 0; tried < 11; tried += 1) said.push(await server.caller().post("/api/v1/session", { email, password: "wrong" }));
      expect(said.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(401));
      expect(said[10]).toMatchObject({ status: 429, body: { code: "rate_limited" } });
      expect(Number(said[10]!.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await server.caller().post("/api/v1/session", { email: "ana@example.test", password })).status).toBe(429);
    expect((await admin.get("/api/v1/me")).status).toBe(200);
    await sql("update attempt set until = now() - interval '1 second'");
    expect((await server.caller().post("/api/v1/session", { email: "ana@example.test", password })).status).toBe(200);
  });

  it("are a hundred from one address, over every account together", async () => {
    await server.setUp();
    const guesser = server.caller();
    await sql("insert into attempt values ($1, 100, now() + interval '15 minutes')", [`ip:${guesser.ip}`]);
    expect((await guesser.post("/api/v1/session", { email: "somebody.else@example.test", password: "wrong" })).status).toBe(429);
  });

  it("passwords are argon2id with 19 MiB and two passes", async () => {
    await server.setUp();
    const { rows } = await sql("select password_hash from person");
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("S11 nobody learns who is here", () => {
  it("an unknown account, a wrong password, one without password and one who left get the same answer", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    await admin.post("/api/v1/people", { name: "Demo Cleo", email: "cleo@example.test" });
    await admin.post(`/api/v1/people/${ben.person}/deactivate`);
    const said = [];
    for (const email of ["nobody@example.test", "ana@example.test", "cleo@example.test", ben.email]) {
      const { status, body, headers } = await server.caller().post("/api/v1/session", { email, password: "wrong" });
      said.push(JSON.stringify({ status, body: { ...body, request: null }, headers: Object.keys(headers).sort() }));
    }
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain("unauthenticated");
  });
});

describe("S3 tokens", () => {
  it("are worth their scope within what their owner is now, shown once, stored as a hash", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    await admin.patch(`/api/v1/people/${ben.person}`, { version: 1, admin: true });
    const made = await ben.post("/api/v1/tokens", { name: "all", scopes: ["admin"] });
    expect(made.body.token).toMatch(/^qd_[\w-]{43}$/);
    const { rows } = await sql("select * from api_token");
    expect(JSON.stringify(rows)).not.toContain(made.body.token);
    const program = server.caller();
    program.token = String(made.body.token);
    expect((await program.get("/api/v1/audit")).status).toBe(200);
    await admin.patch(`/api/v1/people/${ben.person}`, { version: 2, admin: false });
    expect((await program.get("/api/v1/audit")).status).toBe(403);
    expect((await program.get("/api/v1/people")).status).toBe(200);
    expect((await ben.del(`/api/v1/tokens/${String(made.body.id)}`)).status).toBe(200);
    expect((await program.get("/api/v1/people")).status).toBe(401);
  });

  it("of a plain member cannot be an admin's, and a read token changes nothing", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    expect(await ben.post("/api/v1/tokens", { name: "more", scopes: ["admin"] })).toMatchObject({ status: 403, body: { pointer: "/scopes" } });
    const made = await ben.post("/api/v1/tokens", { name: "reader", scopes: ["read"] });
    const program = server.caller();
    program.token = String(made.body.token);
    expect((await program.patch("/api/v1/people/me", { version: 1, name: "Demo Benno" })).status).toBe(403);
    expect((await program.post("/api/v1/tokens", { name: "child", scopes: ["read"] })).status).toBe(403);
    expect((await program.post("/api/v1/people/me/methods", { channel: "email", address: "x@example.test" })).status).toBe(403);
  });

  it("end when they said they would", async () => {
    const admin = await server.setUp();
    const made = await admin.post("/api/v1/tokens", { name: "short", scopes: ["read"], expiresAt: "2100-01-01T00:00:00Z" });
    const program = server.caller();
    program.token = String(made.body.token);
    expect((await program.get("/api/v1/me")).status).toBe(200);
    await sql("update api_token set expires_at = now()");
    expect((await program.get("/api/v1/me")).status).toBe(401);
  });
});
