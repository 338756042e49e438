/** Who is who in a chat outside, and the token that speaks for it (X-17, S3). */
import { afterEach, beforeEach, expect, it } from "vitest";
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
