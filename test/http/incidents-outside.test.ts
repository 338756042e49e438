/** Pages without signing in, and what comes back from outside: answer links and the public list. */
import fastify from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildPublic } from "../../src/http/incidents/public.ts";
import { payloads } from "../channels/payloads.ts";
import { partsOf } from "../views/looking.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer();
});
afterEach(() => server.stop());

/** A page for Ben with a link that answers it. */
async function paged(title = "Checkout is down", reason = "You know the database") {
  const story = await server.world.open("dan", "declare", { title, severity: 3 });
  await story.does("dan", "page", { person: "ben", reason });
  const page = Object.values((await story.state()).pages.pages)[0]!;
  server.links.made.set("token-1", { purpose: "page", person: "ben", subject: `${story.stream} ${page.id}`, used: false, over: false });
  return { story, page, state: async () => (await story.state()).pages.pages[page.id]! };
}

const form = (fields: Record<string, string>) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

describe("the answer page", () => {
  test("shows who needs you, for what and since when; looking changes nothing", async () => {
    const { state, story } = await paged();
    const before = (await story.events()).length;
    for (const method of ["GET", "HEAD"] as const) expect((await server.ask(null, method, "/p/token-1")).status).toBe(200);
    const { text, headers } = await server.ask(null, "GET", "/p/token-1");
    for (const words of ["Checkout is down", "Demo Dan needs you: You know the database", "2 Mar 2026", "(UTC)", "I&#39;m on it", "I can"])
      expect(text.replaceAll("'", "&#39;")).toContain(words);
    expect(text).not.toContain("<script");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect((await state()).state).toBe("open");
    expect((await story.events()).length).toBe(before);
  });

  test("one press answers, as the person the link was made for, and the link is used up", async () => {
    const { state, story } = await paged();
    const answer = await server.ask(null, "POST", "/p/token-1", form({ answer: "yes" }));
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("You are on it") });
    expect(answer.text).toContain('href="/incidents/1"');
    expect(await state()).toMatchObject({ state: "answered" });
    expect((await story.events()).find(({ type }) => type === "page-answered")).toMatchObject({ actor: "person:ben", data: { how: "link" } });
    const used = await server.ask(null, "GET", "/p/token-1");
    expect(used).toMatchObject({ status: 410, text: expect.stringContaining("used already") });
    expect((await server.ask(null, "POST", "/p/token-1", form({ answer: "no", reason: "Too late" }))).status).toBe(410);
    expect((await state()).state).toBe("answered");
  });

  test("declining wants a reason; without one the link still works", async () => {
    const { state } = await paged();
    const asked = await server.ask(null, "POST", "/p/token-1", form({ answer: "no", reason: "  " }));
    expect(asked).toMatchObject({ status: 422, text: expect.stringContaining("Please say why") });
    expect((await state()).state).toBe("open");
    const declined = await server.ask(null, "POST", "/p/token-1", form({ answer: "no", reason: "On a plane" }));
    expect(declined).toMatchObject({ status: 200, text: expect.stringContaining("see why you cannot come") });
    expect(await state()).toMatchObject({ state: "declined", reason: "On a plane" });
  });

  test("a link that is over says so, one that never was is not found, and a page that needs no answer says that", async () => {
    const { story } = await paged();
    server.links.made.get("token-1")!.over = true;
    expect((await server.ask(null, "GET", "/p/token-1")).status).toBe(410);
    server.links.made.get("token-1")!.over = false;
    expect((await server.ask(null, "GET", "/p/no-such-token")).status).toBe(404);
    await story.does("dan", "cancel", { reason: "False alarm" });
    expect((await server.ask(null, "POST", "/p/token-1", form({ answer: "yes" }))).text).toContain("needs no answer any more");
  });

  test("S10 guessing links ends soon, and a right one is not held up by it", async () => {
    await paged();
    const tries = await Promise.all(Array.from({ length: 101 }, (_, at) => server.ask(null, "GET", `/p/guess-${at}`)));
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await server.ask(null, "GET", "/p/token-1")).status).toBe(200);
  });

  test("practice says so at the top", async () => {
    const story = await server.world.open("dan", "declare", { title: "A drill", severity: 3, drill: true });
    await story.does("dan", "page", { person: "ben", reason: "To practise" });
    const page = Object.values((await story.state()).pages.pages)[0]!;
    server.links.made.set("token-2", { purpose: "page", person: "ben", subject: `${story.stream} ${page.id}`, used: false, over: false });
    expect((await server.ask(null, "GET", "/p/token-2")).text).toContain("DRILL");
  });

  test("S4 no text of an incident becomes markup", async () => {
    for (const payload of payloads) {
      await paged(`About ${payload}`.slice(0, 240), `Why: ${payload}`.slice(0, 300));
      expectHarmless((await server.ask(null, "GET", "/p/token-1")).text);
    }
  });
});

/** The page's own tags and nothing else: no element, handler or address that came from a text. */
function expectHarmless(text: string): void {
  const tags = [...text.matchAll(/<([a-z!/][^\s>]*)/gi)].map(([, name]) => name!.toLowerCase().replace("/", ""));
  const known = new Set([
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "link",
    "body",
    "main",
    "h1",
    "h2",
    "h3",
    "p",
    "span",
    "time",
    "form",
    "button",
    "label",
    "textarea",
    "div",
    "strong",
    "article",
    "section",
    "a",
  ]);
  expect(tags.filter((name) => !known.has(name))).toEqual([]);
  expect(text).not.toMatch(/<[^>]*\son[a-z]+\s*=/i);
  expect(text).not.toMatch(/(?:href|src|action)="(?!\/)/i);
}

describe("the public list", () => {
  const listener = () =>
    buildPublic(
      { views: partsOf(server.world), organisation: async () => ({ name: "Demo Shop", zone: "Europe/Paris" }) },
      { log: fastify().log, ready: async () => ({ app: true, ingest: true, why: [] }) },
    );

  async function publish(text: string, more: object = {}) {
    const story = await server.world.open("dan", "declare", { title: "An inner title", severity: 3, ...more });
    await story.does("eve", "assign-role", { role: "comms", person: "eve" });
    await story.does("eve", "draft-customer-message", { text });
    await story.does("eve", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0]! });
    return story;
  }

  test("X-13 shows only what a person released, without scripts, and says when it is over", async () => {
    const app = listener();
    expect((await app.inject("/public")).payload).toContain("Everything works as far as we know");
    const story = await publish("Orders may fail. We are on it.");
    await publish("Only a drill", { drill: true });
    const { payload, headers } = await app.inject("/public");
    expect(payload).toContain("Orders may fail. We are on it.");
    expect(payload).toContain("11:00 (Europe/Paris)");
    for (const hidden of ["An inner title", "Only a drill", "<script", "Demo Dan"]) expect(payload).not.toContain(hidden);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await app.inject("/public/incidents")).json()).toMatchObject({
      items: [{ state: "open", messages: [{ text: "Orders may fail. We are on it." }] }],
    });
    await story.does("dan", "assign-role", { role: "incident_commander", person: "dan" });
    await story.does("dan", "resolve");
    expect((await app.inject("/public/incidents")).json()).toMatchObject({ items: [{ state: "over", overAt: server.world.clock.now }] });
    expect((await app.inject("/")).headers.location).toBe("/public");
    expect((await app.inject("/healthz")).statusCode).toBe(200);
    expect((await app.inject("/api/v1/incidents")).statusCode).toBe(404);
    await app.close();
  });

  test("S4 released words are words", async () => {
    const app = listener();
    for (const payload of payloads) if (payload.trim() !== "") await publish(payload.slice(0, 4_000));
    expectHarmless((await app.inject("/public")).payload);
    await app.close();
  });
});
