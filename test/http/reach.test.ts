/** How people are reached, on the database: new kinds of methods, news to the old ones, death and return, codes of pages, answers kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPushKeys } from "../../src/channels/push.ts";
import { reachRoutes } from "../../src/http/reach.ts";
import { directoryPostbox } from "../../src/shell/directory-postbox.ts";
import { directoryDesk } from "../../src/shell/hear/directory-desk.ts";
import { serverKey } from "../../src/store/access/server-keys.ts";
import { forgetOld } from "../../src/store/access/sessions.ts";
import { ntfyToken } from "../fakes/ntfy.ts";
import { fakePushService } from "../fakes/push-service.ts";
import { type Caller, type Server, startServer } from "./server.ts";

let server: Server;
let admin: Caller & { readonly person: string };
let ben: Caller & { readonly person: string };
const offered = [{ name: "sms", title: "SMS", wakes: true, ready: false }];

beforeAll(async () => {
  server = await startServer({ plugins: [reachRoutes(offered, "the-public-key")] });
  admin = await server.setUp();
  ben = await server.member(admin, "Demo Ben");
});
afterAll(() => server.stop());
beforeEach(() => {
  server.sent.length = 0;
});

const methods = (who: { readonly person: string }) => `/api/v1/people/${who.person}/methods`;
const told = () => server.sent.map(({ effect, person }) => ({ template: effect.template, person, method: effect.params.method ?? null }));
type Added = { readonly id: string; readonly address: string };

/** A method of Ben's, proven by the code that was sent to it. */
async function proven(channel: string, address: string, more: object = {}): Promise<Added> {
  const added = await ben.post(methods(ben), { channel, address, ...more });
  expect(added, added.text).toMatchObject({ status: 201 });
  const method = added.body.method as unknown as Added;
  await ben.post(`${methods(ben)}/${method.id}/code`);
  const { code } = server.lastSealed();
  expect(await ben.post(`${methods(ben)}/${method.id}/verify`, { code: code! })).toMatchObject({ status: 200 });
  return method;
}

const one = async (id: string) =>
  ((await ben.get(methods(ben))).body.methods as unknown as { id: string; verifiedAt: string | null; deadReason: string | null }[]).find((m) => m.id === id)!;

describe("new kinds of ways", () => {
  test("field 22 every channel is proven by a code that came over it", async () => {
    const service = await fakePushService(newPushKeys().publicKey);
    await service.close();
    const added = [
      await proven("voice", "+1 500 555 0020"),
      await proven("ntfy", "https://ntfy.example.test/ben", { secret: ntfyToken }),
      await proven("push", JSON.stringify(service.subscription), { label: "Phone" }),
      await proven("webhook", "https://hooks.example.test/ben"),
    ];
    for (const { id } of added) expect(await one(id)).toMatchObject({ verifiedAt: expect.any(String), deadReason: null });
    expect(added[2]!.address).toBe(service.subscription.endpoint);
    expect((await ben.post(methods(ben), { channel: "push", address: JSON.stringify(service.subscription) })).status).toBe(422);
  });

  test("S16 tokens and browsers' keys stand nowhere in the clear, and come back whole only where a message leaves", async () => {
    const { rows } = await server.fresh.pool.query<{ row: string }>("select contact_method::text as row from contact_method");
    const everything = rows.map(({ row }) => row).join();
    expect(everything).not.toContain(ntfyToken);
    expect(everything).toContain("ntfy.example.test/ben");
    expect((await ben.get(methods(ben))).text).not.toContain(ntfyToken);
    const ways = await directoryPostbox(server.parts).waysTo(ben.person);
    expect(ways.find(({ channel }) => channel === "ntfy")?.to.secrets).toEqual([ntfyToken]);
    expect(ways.find(({ channel }) => channel === "push")?.to.secrets).toHaveLength(2);
  });

  test.each([
    ["push", "{}"],
    ["ntfy", "ben"],
    ["voice", "0664 1234567"],
    ["pigeon", "x"],
  ])("%s %s is refused with what is wrong", async (channel, address) => {
    const refused = await ben.post(methods(ben), { channel, address });
    expect(refused).toMatchObject({ status: 422, body: { code: "invalid_value", pointer: expect.any(String) } });
  });
});

describe("threat 4: nobody is taken over, or becomes unreachable, in silence", () => {
  test("adding and removing tells every other way that works", async () => {
    const before = await directoryPostbox(server.parts).waysTo(ben.person);
    const added = await ben.post(methods(ben), { channel: "sms", address: "+1 500 555 0021" });
    const { id } = added.body.method as unknown as Added;
    expect(told()).toEqual(before.map((way) => ({ template: "methods-changed", person: ben.person, method: way.id })));
    expect(server.sent[0]!.effect.params).toMatchObject({ what: "added", channel: "sms", by: ben.person });
    server.sent.length = 0;
    expect((await ben.del(`${methods(ben)}/${id}`)).status).toBe(200);
    expect(server.sent.map(({ effect }) => effect.params.what)).toEqual(before.map(() => "removed"));
  });

  test("R7 a proven way that dies tells its owner and the administrators, once; a wrong number that was never proven dies quietly", async () => {
    const { id } = await proven("sms", "+1 500 555 0022");
    const unproven = (await ben.post(methods(ben), { channel: "sms", address: "+1 500 555 0023" })).body.method as unknown as Added;
    server.sent.length = 0;
    const postbox = directoryPostbox(server.parts);
    await postbox.markDead(unproven.id, "This is not a working phone number.");
    expect(server.sent).toEqual([]);
    await postbox.markDead(id, "This phone number does not exist any more.");
    await postbox.markDead(id, "Something else.");
    expect(
      told()
        .map(({ template, person }) => [template, person])
        .sort(),
    ).toEqual([ben.person, admin.person].map((person) => ["method-died", person]).sort());
    expect(await one(id)).toMatchObject({ deadReason: "This phone number does not exist any more." });
    expect((await postbox.waysTo(ben.person)).map((way) => way.id)).not.toContain(id);
  });

  test("a dead way comes back by proving it again: only the code goes to it meanwhile", async () => {
    const { id } = await proven("sms", "+1 500 555 0024");
    const postbox = directoryPostbox(server.parts);
    await postbox.markDead(id, "This number blocks our SMS.");
    expect((await postbox.waysTo(ben.person, id)).map((way) => way.id)).toContain(id);
    await ben.post(`${methods(ben)}/${id}/code`);
    const { code } = server.lastSealed();
    expect(await ben.post(`${methods(ben)}/${id}/verify`, { code: code! })).toMatchObject({ status: 200 });
    expect(await one(id)).toMatchObject({ deadReason: null });
  });
});

describe("the desk", () => {
  test("S22 STOP and START on the directory; a number of somebody who left is nobody's", async () => {
    const desk = directoryDesk(server.parts);
    const { id } = await proven("sms", "+1 500 555 0025");
    expect(await desk.holders("sms", "+15005550025")).toEqual([{ id, person: ben.person, deadReason: null }]);
    await desk.markDead(id, "This number has sent STOP and gets no more SMS from us.");
    expect((await desk.holders("sms", "+15005550025"))[0]?.deadReason).toContain("STOP");
    await desk.revive(id);
    expect((await desk.holders("sms", "+15005550025"))[0]?.deadReason).toBeNull();
    const unproven = (await ben.post(methods(ben), { channel: "sms", address: "+1 500 555 0026" })).body.method as unknown as Added;
    await desk.revive(unproven.id);
    expect(await desk.holders("sms", "+15005550026")).toEqual([]);
    const eve = await server.member(admin, "Demo Eve");
    await eve.post(methods(eve), { channel: "sms", address: "+1 500 555 0027" });
    await server.fresh.pool.query("update contact_method set verified_at = now() where address = '+15005550027'");
    expect(await desk.holders("sms", "+15005550027")).toHaveLength(1);
    await admin.post(`/api/v1/people/${eve.person}/deactivate`);
    expect(await desk.holders("sms", "+15005550027")).toEqual([]);
  });

  test("field 4.6 codes are short, each page's own, unique for a person within a day, and not given again soon", async () => {
    const postbox = directoryPostbox(server.parts);
    const desk = directoryDesk(server.parts);
    const way = { id: "x", channel: "sms", to: { address: "", secrets: [] } };
    const codeOf = (page: string) => postbox.answerHandle(way, { person: ben.person, stream: "incident-1", page });
    const codes = await Promise.all(Array.from({ length: 100 }, (_, at) => codeOf(`page-${at}`)));
    expect(new Set(codes).size).toBe(100);
    expect(codes.every((code) => /^\d{2,3}$/.test(code))).toBe(true);
    expect(codes.filter((code) => code.length === 2)).toHaveLength(90);
    expect(await codeOf("page-7")).toBe(codes[7]);
    expect(await desk.pageOfCode(ben.person, codes[7]!)).toEqual({ stream: "incident-1", page: "page-7" });
    expect(await desk.pageOfCode(admin.person, codes[7]!)).toBeNull();
    await server.fresh.pool.query("update page_code set made_at = now() - interval '25 hours'");
    expect(await desk.pageOfCode(ben.person, codes[7]!)).toBeNull();
    const first = await codeOf("page-new");
    const second = await codeOf("page-newer");
    expect(Number(second)).toBe(Number(first) + 1);
  });

  test("a reply's token is the page's for a day, and no answer link", async () => {
    const postbox = directoryPostbox(server.parts);
    const desk = directoryDesk(server.parts);
    const way = { id: "x", channel: "email", to: { address: "", secrets: [] } };
    const token = await postbox.answerHandle(way, { person: ben.person, stream: "incident-1", page: "page-1" });
    expect(token).toMatch(/^[0-9a-f]{40}$/);
    expect(await desk.replyToken(token)).toEqual({ person: ben.person, stream: "incident-1", page: "page-1" });
    expect(await desk.replyToken(await postbox.answerLink(ben.person, "incident-1", "page-1"))).toBeNull();
    await server.fresh.pool.query("update answer_link set expires_at = now() where purpose = 'reply'");
    expect(await desk.replyToken(token)).toBeNull();
  });

  test("S6 what was answered is kept, the first answer stays; five answers in a quarter of an hour", async () => {
    const desk = directoryDesk(server.parts);
    expect(await desk.heard("sms", "SM1")).toBeNull();
    await desk.hear("sms", "SM1", { lines: ["one"], keys: [] });
    await desk.hear("sms", "SM1", { lines: ["two"], keys: [] });
    expect(await desk.heard("sms", "SM1")).toEqual({ lines: ["one"], keys: [] });
    expect(await desk.heard("voice", "SM1")).toBeNull();
    const may: boolean[] = [];
    for (let at = 0; at < 6; at++) may.push(await desk.mayAnswer("sms", "+15005550025"));
    expect(may).toEqual([true, true, true, true, true, false]);
    const { rows } = await server.fresh.pool.query<{ bucket: string }>("select bucket from attempt where bucket like 'answers:%'");
    expect(rows.map(({ bucket }) => bucket).join()).not.toContain("5005550025");
  });
});

test("what nobody can ask for again is forgotten: codes after a day, answers after four hundred", async () => {
  const { pool } = server.fresh;
  await pool.query(
    "insert into callback_heard (channel, id, said, at) values ('sms', 'old', '{}', now() - interval '401 days'), ('sms', 'young', '{}', now() - interval '399 days')",
  );
  await pool.query("update page_code set made_at = now() - interval '25 hours'");
  await forgetOld(server.parts.db);
  expect((await pool.query("select id from callback_heard where id in ('old', 'young')")).rows).toEqual([{ id: "young" }]);
  expect((await pool.query("select code from page_code")).rows).toEqual([]);
});

describe("the server's own key for push", () => {
  test("is made once, whoever starts first, and sealed", async () => {
    const { db, keys } = server.parts;
    const made = await Promise.all([1, 2, 3].map(() => serverKey(db, keys, "push", newPushKeys)));
    expect(new Set(made.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(await serverKey(db, keys, "push", newPushKeys)).toEqual(made[0]);
    const { rows } = await server.fresh.pool.query<{ row: string }>("select server_key::text as row from server_key");
    expect(rows[0]!.row).not.toContain(made[0]!.privateKey);
  });

  test("its public half and the channels are for whoever is signed in", async () => {
    expect((await ben.get("/api/v1/push/key")).body).toEqual({ publicKey: "the-public-key" });
    expect((await ben.get("/api/v1/contact-channels")).body).toEqual({ channels: offered });
    expect((await server.caller().get("/api/v1/push/key")).status).toBe(401);
  });
});
