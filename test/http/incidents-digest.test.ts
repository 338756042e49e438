/** What links lead to beside one page: a digest's list, and a test page; and the outbox with what is behind a message. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Page } from "../../src/core/incident/pages/called.ts";
import type { Limits } from "../../src/store/limits.ts";
import { storyWorld } from "../world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

const limits: Limits = { addresses: {}, each: [{ most: 1, perSeconds: 60 }], person: { most: 1_000, perSeconds: 60 }, day: { most: 1_000 } };
let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer({ world: storyWorld({ limits }) });
});
afterEach(() => server.stop());

const form = (fields: Record<string, string>) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

/** Four pages to Eve within a minute: two leave, two are said by a digest, whose link is `digest`. */
async function digested() {
  const { world } = server;
  const stories: Awaited<ReturnType<typeof world.open>>[] = [];
  for (let index = 1; index <= 4; index++) {
    const story = await world.open("dan", "declare", { title: `Incident number ${index}`, area: "web", severity: 2, because: "" });
    await story.does("dan", "page", { person: "eve", reason: `Reason ${index}` });
    stories.push(story);
  }
  await world.pass("PT1M");
  const held = (await stories[2]!.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
  server.links.made.set("digest", { purpose: "page", person: "eve", subject: `digest ${held.bundle}`, used: false, over: false });
  const page = async (index: number): Promise<Page> => Object.values((await stories[index]!.state()).pages.pages).find(({ person }) => person === "eve")!;
  return { stories, page, digest: held.bundle!, held };
}

describe("E12 the link of a digest", () => {
  it("leads to the list of every page it said; looking changes nothing", async () => {
    await digested();
    const { status, text } = await server.ask(null, "GET", "/p/digest");
    expect(status).toBe(200);
    expect(text).toContain("2 pages wait for you");
    for (const words of ["3: Incident number 3", "Reason 3", "4: Incident number 4", "Reason 4"]) expect(text).toContain(words);
    expect(text).not.toContain("Incident number 1");
    expect(text).not.toContain("<script");
  });

  it("answers one after the other as its person, and stays open for the rest", async () => {
    const { stories, page } = await digested();
    const [third, fourth] = [await page(2), await page(3)];
    const yes = await server.ask(null, "POST", "/p/digest", form({ page: `${stories[2]!.stream} ${third.id}`, answer: "yes" }));
    expect(yes).toMatchObject({ status: 200, text: expect.stringContaining("You are on it: Incident number 3.") });
    expect(yes.text).toContain("1 page waits for you");
    expect(await page(2)).toMatchObject({ state: "answered" });
    const unsaid = await server.ask(null, "POST", "/p/digest", form({ page: `${stories[3]!.stream} ${fourth.id}`, answer: "no", reason: " " }));
    expect(unsaid).toMatchObject({ status: 422, text: expect.stringContaining("Please say why") });
    await server.ask(null, "POST", "/p/digest", form({ page: `${stories[3]!.stream} ${fourth.id}`, answer: "no", reason: "On a plane" }));
    expect(await page(3)).toMatchObject({ state: "declined", reason: "On a plane" });
    expect((await server.ask(null, "GET", "/p/digest")).text).toContain("Nothing waits for your answer");
  });

  it("S22 answers nothing that it did not say, nor for somebody else", async () => {
    const { stories, page, digest } = await digested();
    const first = await page(0);
    expect((await server.ask(null, "POST", "/p/digest", form({ page: `${stories[0]!.stream} ${first.id}`, answer: "yes" }))).status).toBe(422);
    expect(await page(0)).toMatchObject({ state: "open" });
    server.links.made.set("other", { purpose: "page", person: "ben", subject: `digest ${digest}`, used: false, over: false });
    expect((await server.ask(null, "GET", "/p/other")).text).not.toContain("Incident number 3");
  });

  it("R9 the outbox shows what a limit did, how late a try was, and what the provider said later", async () => {
    const { digest, held, stories } = await digested();
    const { items } = (await server.get("dan", "/notifications?to=eve")).body as unknown as { items: Record<string, unknown>[] };
    const byId = (id: string) => items.find((item) => item.id === id)!;
    expect(byId(held.id)).toMatchObject({
      state: "bundled",
      bundle: digest,
      reason: expect.stringContaining("The limit of pages to one address: 1 in a minute"),
    });
    expect(byId(digest)).toBeUndefined();
    const own = (await server.get("eve", "/notifications?to=eve")).body as unknown as { items: Record<string, unknown>[] };
    expect(own.items.find(({ id }) => id === digest)).toMatchObject({ template: "digest", bundles: expect.arrayContaining([held.id]), lateMs: 0 });
    const second = (await stories[1]!.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    await server.world.store.jobs.receipt("sms", { providerId: second.attempts[0]!.providerId!, key: null, state: "delivered", permanent: false, reason: "" });
    const shown = (await server.get("dan", `/notifications?incident=2&to=eve`)).body as unknown as { items: { attempts: object[] }[] };
    expect(shown.items[0]).toMatchObject({
      state: "delivered",
      attempts: [{ channel: "sms", reason: expect.stringContaining("it went by sms"), receipt: { state: "delivered" } }],
    });
  });
});

describe("R23 the test page over HTTP", () => {
  it("is set, shown with its next moment, sent by the button and confirmed by its link, by oneself", async () => {
    const path = "/api/v1/people/me/test-page";
    expect((await server.get("eve", "/people/me/test-page")).body).toEqual({ weekly: null, next: null, last: null });
    const set = await server.ask("eve", "PUT", path, { payload: { weekly: { weekday: 3, at: "10:00" } } });
    expect(set).toMatchObject({ status: 200, body: { weekly: { weekday: 3, at: "10:00" }, next: "2026-03-04T10:00:00.000Z", last: null } });
    expect(await server.ask("eve", "POST", path)).toMatchObject({ status: 202, body: { last: { state: "open", by: "button" } } });
    expect((await server.ask("eve", "POST", path)).status).toBe(409);
    const { last } = (await server.get("eve", "/people/me/test-page")).body as unknown as { last: { page: string } };
    server.links.made.set("test", { purpose: "page", person: "eve", subject: `person/eve ${last.page}`, used: false, over: false });
    expect((await server.ask(null, "GET", "/p/test")).text).toContain("This is a test");
    expect((await server.get("eve", "/people/me/test-page")).body).toMatchObject({ last: { state: "open", deliveredAt: expect.any(String) } });
    expect((await server.ask(null, "POST", "/p/test", form({ answer: "yes" }))).text).toContain("Pages reach you");
    expect((await server.get("eve", "/people/me/test-page")).body).toMatchObject({ last: { state: "answered" } });
    expect((await server.get("dan", "/people/eve/test-page")).status).toBe(403);
    expect((await server.ask("eve", "PUT", path, { payload: { weekly: { weekday: 8, at: "10:00" } } })).status).toBe(422);
  });
});
