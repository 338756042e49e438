/** Who is who in a chat outside, and the token that speaks for it (X-17, S3). */
import { afterEach, beforeEach, expect, it } from "vitest";
import { linkByCode } from "../../src/shell/access/chat-codes.ts";
import { personOfChat } from "../../src/store/directory/chat-identities.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer({ plugins: [(app) => void app.get("/test/chat", { config: { needs: "chat" } }, () => ({ ok: true }))] });
});
afterEach(() => server.stop());

const path = "/api/v1/chat/identities";
const put = (who: Caller, user: string, person: string | null) => who.ask({ method: "PUT", url: `${path}/${user}`, payload: { person } });
const token = async (owner: Caller, scopes: string[]) => {
  const said = await owner.post("/api/v1/tokens", { name: "Demo chat", scopes });
  const program = server.caller();
  program.token = String(said.body.token);
  return { said, program };
};

it("X-17 whoever speaks is noted, an administrator says whose it is, and takes it back", async () => {
  const admin = await server.setUp();
  const ben = await server.member(admin, "Demo Ben");
  expect(await personOfChat(server.parts.db, "U123", "Benny")).toBeNull();
  expect((await admin.get(path)).body.identities).toMatchObject([{ user: "U123", person: null, name: "Benny" }]);
  expect((await put(ben, "U123", ben.person)).status).toBe(403);
  expect((await put(admin, "U123", ben.person)).body).toMatchObject({ user: "U123", person: ben.person, name: "" });
  expect(await personOfChat(server.parts.db, "U123", "Benny")).toBe(ben.person);
  expect((await put(admin, "U9", "00000000-0000-7000-8000-000000000000")).body).toMatchObject({ code: "invalid_value", pointer: "/person" });
  expect((await put(admin, "U%20x", null)).status).toBe(422);
  await admin.post(`/api/v1/people/${ben.person}/deactivate`);
  expect(await personOfChat(server.parts.db, "U123", "Benny")).toBeNull();
  expect((await admin.post(`/api/v1/people/${ben.person}/erase`, { dryRun: false })).status).toBeLessThan(300);
  expect((await admin.get(path)).body.identities).toEqual([]);
  expect((await put(admin, "U7", null)).status).toBe(200);
  expect((await admin.del(`${path}/U7`)).body).toEqual({ removed: "U7" });
  expect((await admin.del(`${path}/U7`)).status).toBe(404);
  const { lines } = (await admin.get("/api/v1/audit")).body as unknown as { lines: { action: string }[] };
  expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(["chat-linked", "chat-unlinked", "chat-forgotten"]));
});

/** Types a code in the chat, from where the chat's bot runs. */
const link = (user: string, code: string, ip = "10.0.0.9") => linkByCode(server.parts, { user, code }, { ip });
const codeOf = async (who: Caller) => String((await who.post("/api/v1/me/chats/code")).body.code);
const own = async (who: Caller) => ((await who.get("/api/v1/me/chats")).body.chats as unknown as { user: string }[]).map(({ user }) => user);
const refusal = { code: "invalid_value", detail: "This is not a code that works. Ask for a new one in the settings, under Chats." };

it("X-17 whoever types their code in the chat is that person there from then on, once, and until they say otherwise", async () => {
  const admin = await server.setUp();
  const ben = await server.member(admin, "Demo Ben");
  const code = await codeOf(ben);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(await link("U1", ` ${code.toLowerCase().replaceAll("-", " ")} `)).toEqual({ person: ben.person });
  expect(await personOfChat(server.parts.db, "U1", "Benny")).toBe(ben.person);
  expect(await own(ben)).toEqual(["U1"]);
  expect(await own(admin)).toEqual([]);
  expect(await link("U1", code)).toEqual({ person: ben.person });
  expect(await link("U2", code)).toMatchObject(refusal);
  expect(await link("U1", await codeOf(admin))).toMatchObject({ code: "invalid_state" });
  expect((await admin.del("/api/v1/me/chats/U1")).status).toBe(404);
  expect((await ben.del("/api/v1/me/chats/U1")).body).toEqual({ removed: "U1" });
  expect(await personOfChat(server.parts.db, "U1", "Benny")).toBeNull();
  expect(await link("U1", code)).toMatchObject(refusal);
  const { lines } = (await admin.get("/api/v1/audit")).body as unknown as { lines: { actor: string; action: string; subject: string }[] };
  const ofChats = lines.filter(({ action }) => action.startsWith("chat-")).map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
  expect(ofChats.toReversed()).toEqual([
    ...[`person:${ben.person} chat-code-made person/${ben.person}`, `chat:U1 chat-linked person/${ben.person}`],
    ...["chat:U2 chat-link-refused chat", `person:${admin.person} chat-code-made person/${admin.person}`, "chat:U1 chat-link-refused chat"],
    ...[`person:${ben.person} chat-forgotten person/${ben.person}`, "chat:U1 chat-link-refused chat"],
  ]);
  expect(JSON.stringify(lines)).not.toContain(code);
});

it("S10 a code lives ten minutes, the newest only, not beyond its person; ten guesses of an identity are enough, a hundred from one place", async () => {
  const admin = await server.setUp();
  const ben = await server.member(admin, "Demo Ben");
  const [old, code] = [await codeOf(ben), await codeOf(ben)];
  expect(await link("U1", old)).toMatchObject(refusal);
  const { rows } = await server.fresh.pool.query("select round(extract(epoch from expires_at - now()) / 60) as minutes, hash from chat_code");
  expect(rows).toMatchObject([{ minutes: "10" }]);
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll("-", ""));
  await server.fresh.pool.query("update chat_code set expires_at = now()");
  expect(await link("U1", code)).toMatchObject(refusal);
  const late = await codeOf(ben);
  await admin.post(`/api/v1/people/${ben.person}/deactivate`);
  expect(await link("U1", late)).toMatchObject(refusal);
  const right = await codeOf(admin);
  for (let guess = 0; guess < 10; guess += 1) await link("U7", `ZZZZ-${guess}`);
  expect(await link("U7", right)).toMatchObject({ code: "rate_limited" });
  expect(await personOfChat(server.parts.db, "U7", "")).toBeNull();
  for (let guess = 0; guess < 100; guess += 1) await link(`V${guess}`, "ZZZZ", "10.0.0.10");
  expect(await link("V100", right, "10.0.0.10")).toMatchObject({ code: "rate_limited" });
  expect(await link("V101", right, "10.0.0.11")).toEqual({ person: admin.person });
});

it("S10 two who type one code at the same instant: one is linked", async () => {
  const admin = await server.setUp();
  const code = await codeOf(admin);
  const both = await Promise.all(["U1", "U2", "U3", "U4"].map((user) => link(user, code)));
  expect(both.filter((one) => "person" in one)).toHaveLength(1);
  expect(await own(admin)).toHaveLength(1);
});

it("S9 a code needs a browser and a recent password", async () => {
  const admin = await server.setUp();
  const { program } = await token(admin, ["respond"]);
  expect((await program.post("/api/v1/me/chats/code")).status).toBe(403);
  await server.fresh.pool.query("update session set password_at = now() - interval '16 minutes'");
  expect((await admin.post("/api/v1/me/chats/code")).body).toMatchObject({ code: "not_permitted", instead: "confirm-password" });
});

it("S3 only an administrator gives a chat its token; it speaks and does nothing else, and is worth nothing when they are administrator no more", async () => {
  const admin = await server.setUp();
  const ben = await server.member(admin, "Demo Ben");
  expect((await token(ben, ["chat"])).said).toMatchObject({ status: 403, body: { pointer: "/scopes" } });
  const { program } = await token(admin, ["chat"]);
  expect((await program.get("/test/chat")).status).toBe(200);
  for (const url of ["/api/v1/me", "/api/v1/people", "/api/v1/tokens", path, "/api/v1/session"])
    expect([url, (await program.get(url)).status]).toEqual([url, 403]);
  const { program: reads } = await token(admin, ["admin"]);
  expect((await reads.get("/test/chat")).status).toBe(403);
  const people = (await admin.get("/api/v1/people")).body.people as unknown as { id: string; version: number }[];
  const versionOf = (id: string) => people.find((one) => one.id === id)!.version;
  await admin.patch(`/api/v1/people/${ben.person}`, { version: versionOf(ben.person), admin: true });
  expect((await ben.patch(`/api/v1/people/${admin.person}`, { version: versionOf(admin.person), admin: false })).status).toBe(200);
  expect((await program.get("/test/chat")).status).toBe(403);
});
