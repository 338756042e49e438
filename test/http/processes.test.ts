/** Versions of a process over HTTP: written as drafts, planned for an instant, put in force, taken back; never half done (X-09, PE-05). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processRoutes } from "../../src/http/processes/processes.ts";
import { shelfOf, shipPacks } from "../../src/shell/shelf.ts";
import { type Caller, type Server, startServer } from "./server.ts";

const path = "/api/v1/processes";
let server: Server;
let admin: Caller;
beforeAll(async () => {
  server = await startServer({ plugins: [processRoutes] });
  admin = await server.setUp();
  await shipPacks(server.parts.db, { actor: "system", ip: null, node: "test" }, new URL("../../packs/", import.meta.url).pathname, await server.parts.now());
});
afterAll(() => server.stop());

type Version = { readonly version: number; readonly status: string; readonly revision: string; readonly text: string };
const versions = async (key: string) =>
  ((await admin.get(`${path}/${key}/versions`)).body.items as unknown as Version[]).map(({ version, status }) => `${version} ${status}`);
const read = async (key: string, version: number) =>
  (await admin.ask({ method: "GET", url: `${path}/${key}/${version}`, headers: { accept: "application/json" } })).body as unknown as Version;
const put = (key: string, version: number, body: object) => admin.ask({ method: "PUT", url: `${path}/${key}/${version}`, payload: body });
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

describe("X-09 a process is written as a draft and put in force", () => {
  it("PE-05 a copy is one's own: it keeps its origin, and what is changed in it leaves the original as it was", async () => {
    const before = await read("sitrep", 1);
    expect(await admin.post(`${path}/sitrep/1/fork`, { key: "ours", name: "Our own" })).toMatchObject({
      status: 201,
      body: { status: "draft", origin: "own" },
    });
    const copy = await read("ours", 1);
    const changed = copy.text.replace("nudgeAfter: 10m", "nudgeAfter: 25m");
    expect(changed).not.toBe(copy.text);
    await admin.post(`${path}/ours/agreement`, { version: 1 });
    const agreed = async () => (await admin.get(`${path}/ours/agreement?version=1`)).body.agreed as unknown as readonly string[];
    expect(await agreed()).toHaveLength(1);
    expect(await put("ours", 1, { text: changed, was: copy.revision })).toMatchObject({ status: 200, body: { version: 1, status: "draft" } });
    expect((await read("ours", 1)).text).toBe(changed);
    expect(await agreed()).toHaveLength(0);
    expect(changed).toContain("https://github.com/officeluv/incident-response-protocol");
    expect(changed).toContain("A copy of sitrep, version 1.");
    expect(await read("sitrep", 1)).toEqual(before);
  });

  it("the next version says the same but for its number, byte for byte", async () => {
    const { text } = await read("graceful", 1);
    expect(await admin.post(`${path}/graceful/1/next`)).toMatchObject({ status: 201, body: { version: 2, status: "draft" } });
    expect((await read("graceful", 2)).text).toBe(text.replace("version: 1", "version: 2"));
    expect(await versions("graceful")).toEqual(["2 draft", "1 active"]);
    expect(await admin.ask({ method: "DELETE", url: `${path}/graceful/2` })).toMatchObject({ status: 200, body: { gone: true } });
    expect(await versions("graceful")).toEqual(["1 active"]);
  });

  it("an invalid text, another key, another number and a text that somebody else has changed leave the draft as it was", async () => {
    await admin.post(`${path}/sitrep/1/next`);
    const { text, revision } = await read("sitrep", 2);
    const bad = (body: object) => put("sitrep", 2, { text, was: revision, ...body });
    expect(await bad({ text: `${text}\ntelepathy: true\n` })).toMatchObject({ status: 422, body: { code: "pack_invalid", pointer: "/telepathy" } });
    expect(await bad({ text: text.replace("key: sitrep", "key: other") })).toMatchObject({ status: 422, body: { pointer: "/key" } });
    expect(await bad({ text: text.replace("version: 2", "version: 7") })).toMatchObject({ status: 422, body: { pointer: "/version" } });
    const stale = await bad({ text: `${text}# a remark\n`, was: "another" });
    expect(stale).toMatchObject({ status: 412, body: { code: "version_conflict", versions: { theirs: text } } });
    expect((await read("sitrep", 2)).text).toBe(text);
  });

  it("what came with the program, and what has been in force, keeps its text", async () => {
    const { text, revision } = await read("sitrep", 1);
    expect(await put("sitrep", 1, { text: `${text}# a remark\n`, was: revision })).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(await admin.ask({ method: "DELETE", url: `${path}/sitrep/1` })).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(await admin.ask({ method: "DELETE", url: `${path}/sitrep/9` })).toMatchObject({ status: 404 });
  });
});

describe("X-09 a process is read over", () => {
  it("what it leaves open is listed with lines, for a version and for a text that is not kept", async () => {
    const kept = await admin.get(`${path}/graceful/1/lint`);
    expect(kept).toMatchObject({ status: 200, body: { problems: [], warnings: [] } });
    const open = kept.body.open as unknown as { readonly question: number; readonly at: string; readonly line: number }[];
    expect(open.map(({ question }) => question)).toEqual([1, 13, 15, 17, 18]);
    const { text } = await read("graceful", 1);
    expect(text.split("\n")[open.find(({ question }) => question === 18)!.line - 1]).toContain("refinements:");
    const answered = text.replace("refinements: { within: 7d,", "refinements: { within: 7d, ownProposals: allowed,");
    const checked = await admin.post(`${path}/check`, { text: answered });
    expect((checked.body.open as unknown as typeof open).map(({ question }) => question)).toEqual([1, 13, 15, 17]);
    expect(await admin.post(`${path}/check`, { text: `${text}\ntelepathy: true\n` })).toMatchObject({ body: { problems: [{ at: "/telepathy" }], open: [] } });
  });
});

describe("X-09 a version is put in force at an instant", () => {
  it("a planned one comes into force by itself when its instant has come, and not before", async () => {
    const { db } = server.parts;
    const shelf = shelfOf(db, "sitrep");
    const now = new Date().toISOString();
    await server.fresh.pool.query("insert into rehearsal_clock (now) values ($1)", [now]);
    expect(await admin.post(`${path}/sitrep/2/activate`, { from: hours(2) })).toMatchObject({ status: 200, body: { status: "planned" } });
    expect(await versions("sitrep")).toEqual(["2 planned", "1 active"]);
    expect((await shelf.active("sitrep"))?.version).toBe(1);
    await server.fresh.pool.query("update rehearsal_clock set now = $1", [hours(3)]);
    expect(await versions("sitrep")).toEqual(["2 active", "1 retired"]);
    expect((await shelf.active("sitrep"))?.version).toBe(2);
    // The first one again, at once: it does not give way to the plan that has had its time.
    expect(await admin.post(`${path}/sitrep/1/activate`, {})).toMatchObject({ status: 200, body: { status: "active" } });
    expect(await versions("sitrep")).toEqual(["2 retired", "1 active"]);
    await server.fresh.pool.query("delete from rehearsal_clock");
  });

  it("a plan can be taken back; the version in force cannot be planned, and no past is made", async () => {
    await admin.post(`${path}/sitrep/1/next`);
    expect(await admin.post(`${path}/sitrep/3/activate`, { from: hours(24) })).toMatchObject({ body: { status: "planned" } });
    expect(await put("sitrep", 3, { text: "x", was: "y" })).toMatchObject({ status: 422 });
    expect(await admin.ask({ method: "DELETE", url: `${path}/sitrep/3/plan` })).toMatchObject({ status: 200, body: { status: "draft", effectiveFrom: null } });
    expect(await admin.ask({ method: "DELETE", url: `${path}/sitrep/3/plan` })).toMatchObject({ status: 409 });
    expect(await admin.post(`${path}/sitrep/1/activate`, { from: hours(24) })).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    const past = await admin.post(`${path}/sitrep/3/activate`, { from: hours(-24) });
    expect(String(past.body.effectiveFrom) > hours(-1)).toBe(true);
    expect(await versions("sitrep")).toEqual(["3 active", "2 retired", "1 retired"]);
  });
});

describe("R-PD-S09 a process is looked after", () => {
  type Item = { readonly key: string; readonly ready: boolean; readonly detail: string };
  const care = `${path}/sitrep/care`;
  const item = (body: unknown, key: string) => (body as { items: readonly Item[] }).items.find((one) => one.key === key)!;

  it("says who keeps it, when it was read over and tried, and what is missing before the next incident", async () => {
    const before = await admin.get(care);
    expect(before).toMatchObject({ status: 200, body: { owner: null, reviewedAt: null, testedAt: null, version: 0 } });
    for (const key of ["owner", "reviewed", "tested", "experts", "runbooks"]) expect(item(before.body, key), key).toMatchObject({ ready: false });
    expect(item(before.body, "runbooks").detail).toBe("Deployment: no steps yet.");
    expect(await admin.post(`${care}/reviewed`)).toMatchObject({ status: 200, body: { reviewedAt: expect.any(String), testedAt: null, version: 1 } });
    const tried = await admin.post(`${care}/tested`);
    for (const key of ["reviewed", "tested"]) expect(item(tried.body, key)).toMatchObject({ ready: true });
    const { body } = await admin.get("/api/v1/me");
    expect(await admin.patch(care, { owner: body.id as unknown as string, version: 1 })).toMatchObject({ status: 412, body: { code: "version_conflict" } });
    const named = await admin.patch(care, { owner: body.id as unknown as string, version: 2 });
    expect(named).toMatchObject({ status: 200, body: { owner: body.id, version: 3 } });
    expect(item(named.body, "owner").ready).toBe(true);
  });

  it("what is long ago is due again; a process that is not in force has no care", async () => {
    await server.fresh.pool.query("update process_care set reviewed_at = now() - interval '13 months', tested_at = now() - interval '7 months'");
    const late = await admin.get(care);
    for (const key of ["reviewed", "tested"]) expect(item(late.body, key)).toMatchObject({ ready: false, detail: expect.stringContaining("due again by") });
    expect(await admin.get(`${path}/nothing/care`)).toMatchObject({ status: 404 });
    expect(await admin.post(`${path}/nothing/care/reviewed`)).toMatchObject({ status: 404 });
    const person = await server.member(admin, "Demo Kai");
    expect(await person.get(care)).toMatchObject({ status: 200 });
    expect(await person.post(`${care}/tested`)).toMatchObject({ status: 403 });
  });
});

describe("PE-03 a process is put in force by its owner", () => {
  it("whoever looks after it writes it and puts it in force without being an administrator; others hear the sentence, and it is written down", async () => {
    const radar = await read("radar", 1);
    expect(await admin.post(`${path}/radar/1/next`)).toMatchObject({ status: 201 });
    const [owner, other] = [await server.member(admin, "Demo Lou"), await server.member(admin, "Demo Mo")];
    const own = { text: radar.text.replace("version: 1", "version: 2").replace("coverage: 1,", "coverage: 0.5,"), was: (await read("radar", 2)).revision };
    // One after the other: what is in force is not written any more.
    const wishes = [
      (caller: Caller) => caller.ask({ method: "PUT", url: `${path}/radar/2`, payload: own }),
      (caller: Caller) => caller.post(`${path}/radar/2/activate`, {}),
      (caller: Caller) => caller.post(`${path}/radar/care/reviewed`),
      (caller: Caller) =>
        caller.post(`${path}/radar/trainings`, { kind: "workshop", title: "The wrong prices", heldOn: "2026-03-02", attendees: [other.person] }),
    ];
    const sentence = { code: "not_permitted", rule: ["PE-03"], policy: "/activation/required" };
    for (const wish of wishes) expect(await wish(owner)).toMatchObject({ status: 403, body: sentence });
    expect((await read("radar", 2)).text).not.toBe(own.text);
    await admin.patch(`${path}/radar/care`, { owner: owner.person, version: 0 });
    for (const wish of wishes) expect(await wish(other)).toMatchObject({ status: 403, body: sentence });
    expect(await other.get(`${path}/radar/versions`)).toMatchObject({ body: { mayChange: false } });
    expect(await owner.get(`${path}/radar/versions`)).toMatchObject({ body: { mayChange: true } });
    const denied = await admin.get(`/api/v1/audit?subject=${encodeURIComponent(`POST ${path}/:key/:version/activate`)}`);
    expect((denied.body.lines as unknown as object[])[0]).toMatchObject({ action: "denied", actor: `person:${other.person}` });
    for (const wish of wishes) expect((await wish(owner)).status).toBeLessThan(300);
    expect((await versions("radar"))[0]).toBe("2 active");
    const done = (await admin.get("/api/v1/audit?subject=pack%2Fradar")).body.lines as unknown as { action: string; actor: string }[];
    for (const action of ["pack-rewritten", "pack-activated", "process-reviewed", "process-training-recorded"])
      expect(done).toContainEqual(expect.objectContaining({ action, actor: `person:${owner.person}` }));
  });

  it("an owner brings in versions of their own process only, makes no other, and loses it all with the care", async () => {
    const owner = await server.member(admin, "Demo Noa");
    const { text } = await read("graceful", 1);
    const { version } = (await admin.get(`${path}/graceful/care`)).body as unknown as { version: number };
    await admin.patch(`${path}/graceful/care`, { owner: owner.person, version });
    expect(await owner.post(path, { text: text.replace("version: 1", "version: 30") })).toMatchObject({ status: 201 });
    expect(await owner.post(path, { text: text.replace("key: graceful", "key: mine") })).toMatchObject({ status: 403 });
    expect(await owner.post(`${path}/graceful/1/fork`, { key: "mine", name: "Mine" })).toMatchObject({ status: 403 });
    expect(await owner.patch(`${path}/graceful/care`, { owner: null, version: version + 1 })).toMatchObject({ status: 403 });
    await admin.patch(`${path}/graceful/care`, { owner: null, version: version + 1 });
    expect(await owner.ask({ method: "DELETE", url: `${path}/graceful/30` })).toMatchObject({ status: 403 });
    expect(await admin.ask({ method: "DELETE", url: `${path}/graceful/30` })).toMatchObject({ status: 200 });
  });
});
