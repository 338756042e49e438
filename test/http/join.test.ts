/** Links that work once: to join, to choose a new password, to answer. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeLink, readLink, useLink } from "../../src/shell/access/links.ts";
import { password, publicUrl, type Server, startServer } from "./server.ts";

let server: Server;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const sql = (text: string) => server.fresh.pool.query(text);

describe("joining", () => {
  it("a mailed link proves the mailbox, works once, and is sealed while it waits", async () => {
    const admin = await server.setUp();
    const made = await admin.post("/api/v1/people", { name: "Demo Ben", email: "ben@example.test", invite: "mail" });
    expect(made.body.invitation).toEqual({ link: null, mailed: true, hours: 72 });
    const { answerUrl } = server.lastSealed();
    expect(answerUrl).toMatch(new RegExp(`^${publicUrl}/join#[\\w-]{43}$`));
    expect(JSON.stringify(server.sent)).not.toContain(answerUrl!.split("#")[1]);
    const token = answerUrl!.split("#")[1];
    const ben = server.caller();
    expect(await ben.post("/api/v1/join/look", { token })).toMatchObject({ body: { name: "Demo Ben", kind: "invitation" } });
    expect((await ben.post("/api/v1/join/accept", { token, password: "short" })).status).toBe(422);
    expect((await ben.post("/api/v1/join/accept", { token, password })).status).toBe(200);
    expect((await ben.get("/api/v1/me")).body).toMatchObject({ methods: [{ channel: "email", verifiedAt: expect.any(String) }] });
    expect(await ben.post("/api/v1/join/accept", { token, password })).toMatchObject({ status: 410, body: { code: "link_used" } });
  });

  it("a link that was handed over proves no mailbox; it ends after 72 hours, or when a newer one is made", async () => {
    const admin = await server.setUp();
    const ben = await server.member(admin, "Demo Ben");
    expect((await ben.get("/api/v1/me")).body).toMatchObject({ methods: [{ verifiedAt: null }] });
    const token = async () => String((await admin.post(`/api/v1/people/${ben.person}/join-link`, { kind: "reset" })).body.link).split("#")[1];
    const older = await token();
    const newer = await token();
    expect(await server.caller().post("/api/v1/join/accept", { token: older, password })).toMatchObject({ status: 410, body: { code: "link_expired" } });
    expect((await server.caller().post("/api/v1/join/accept", { token: newer, password: "a brand new password" })).status).toBe(200);
    expect((await ben.get("/api/v1/me")).status).toBe(401);
    const last = await token();
    await sql("update invitation set expires_at = now() where used_at is null");
    expect((await server.caller().post("/api/v1/join/accept", { token: last, password })).status).toBe(410);
    expect((await server.caller().post("/api/v1/join/accept", { token: "x".repeat(43), password })).status).toBe(404);
  });
});

describe("answer links", () => {
  it("reading uses nothing; of twenty uses at once one succeeds; afterwards 410", async () => {
    const admin = await server.setUp();
    const token = await makeLink(server.parts, { purpose: "page", person: admin.person, subject: "incident/1/page/2", seconds: 3_600 });
    expect(Buffer.from(token, "base64url")).toHaveLength(24);
    expect(await readLink(server.parts, token)).toMatchObject({ purpose: "page", person: admin.person, subject: "incident/1/page/2" });
    const used = await Promise.all(Array.from({ length: 20 }, () => useLink(server.parts, token)));
    expect(used.filter((one) => !("refused" in one))).toHaveLength(1);
    expect(await readLink(server.parts, token)).toMatchObject({ code: "link_used" });
    const late = await makeLink(server.parts, { purpose: "page", person: admin.person, subject: "x", seconds: -1 });
    expect(await useLink(server.parts, late)).toMatchObject({ code: "link_expired" });
    expect(await readLink(server.parts, "no such link")).toMatchObject({ code: "not_found" });
  });
});
