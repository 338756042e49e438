/** The live feed over a real socket: what comes, for whom, from where it resumes, and when it ends. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
let origin = "";
beforeAll(async () => {
  server = await incidentServer();
  origin = await server.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => server.stop());

type News = { readonly id: string; readonly event: string; readonly data: { readonly id?: string; readonly number?: number; readonly type?: string } };

/** Opens a feed and collects what comes. */
async function follow(who: string, lastEventId?: string) {
  const stop = new AbortController();
  const response = await fetch(`${origin}/api/v1/feed`, {
    headers: { authorization: `Bearer ${who}`, ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }) },
    signal: stop.signal,
  });
  const news: News[] = [];
  const state = { ended: false, text: "" };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      state.text += decoder.decode(chunk as Uint8Array);
      news.length = 0;
      for (const block of state.text.split("\n\n")) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
        if (field("event") !== undefined) news.push({ id: field("id") ?? "", event: field("event")!, data: JSON.parse(field("data") ?? "{}") as News["data"] });
      }
    }
  };
  void read()
    .catch(() => undefined)
    .then(() => {
      state.ended = true;
    });
  return { response, news, state, stop: () => stop.abort() };
}

const happened = (feed: { readonly news: readonly News[] }, type: string) => feed.news.some(({ data }) => data.type === type);

describe("the feed", () => {
  test("says what happens as it happens, and where to resume", async () => {
    const feed = await follow("ana");
    expect(feed.response.headers.get("content-type")).toContain("text/event-stream");
    await until("a greeting", () => feed.news.some(({ event }) => event === "hello"));
    const { number, id } = (await server.post("dan", "/incidents/report", { title: "Search is slow" })).body as unknown as { number: number; id: string };
    await until("the report", () => happened(feed, "reported"));
    expect(feed.state.text).toContain("retry: ");
    expect(feed.news.find(({ data }) => data.type === "reported")).toMatchObject({ event: "incident", data: { id, number, seq: 1 } });
    feed.stop();
  });

  test("resumes after the last event it had: nothing twice, nothing missing", async () => {
    const first = await follow("ana");
    await until("the first feed's greeting", () => first.news.length > 0);
    const { id } = (await server.post("dan", "/incidents/report", { title: "To be resumed" })).body as unknown as { id: string };
    await until("the report on the first feed", () => first.news.some(({ data }) => data.id === id));
    const last = first.news.at(-1)!.id;
    first.stop();
    await server.post("ben", `/incidents/${id}/post-message`, { text: "While nobody listened" });
    await server.post("ben", `/incidents/${id}/post-message`, { text: "And again" });
    const second = await follow("ana", last);
    await until("what was missed", () => second.news.length >= 2);
    await server.post("ben", `/incidents/${id}/post-message`, { text: "Live again" });
    await until("what came live", () => second.news.length >= 3);
    expect(second.news.map(({ data }) => [data.id, data.type])).toEqual(Array(3).fill([id, "message-posted"]));
    expect(new Set(second.news.map(({ id: position }) => position)).size).toBe(3);
    second.stop();
  });

  test("tells whoever resumes from beyond the log to ask for everything anew", async () => {
    const feed = await follow("ana", "999999999");
    await until("the reset", () => feed.news.length > 0);
    expect(feed.news[0]?.event).toBe("reset");
    feed.stop();
  });

  test("S1 hides what is confidential from outsiders, judged at the moment it is sent", async () => {
    const { id } = (await server.post("dan", "/incidents/report", { title: "A secret" })).body as unknown as { id: string };
    const outsider = await follow("eve");
    const insider = await follow("dan");
    await until("both greetings", () => outsider.news.length > 0 && insider.news.length > 0);
    const row = server.world.store.tables.streams.get(id)!;
    const secret = { confidential: true };
    row.summary = { ...row.summary, ...secret };
    row.head = { ...row.head, visibility: { ...row.head.visibility, ...secret } };
    await server.post("dan", "/incidents/report", { title: "For everybody" });
    const event = { ...row.events.at(-1)!, stream: id };
    server.world.store.tables.log.push(event);
    await server.post("dan", "/incidents/report", { title: "For everybody too" });
    await until("two reports for the outsider", () => outsider.news.filter(({ data }) => data.type === "reported").length >= 2);
    await until("the secret for the insider", () => insider.news.some(({ data }) => data.id === id));
    expect(outsider.state.text).not.toContain(id);
    outsider.stop();
    insider.stop();
  });

  test("one person may hold twenty; the next is asked to close one", async () => {
    const feeds = await Promise.all(Array.from({ length: 20 }, () => follow("cleo")));
    const refused = await follow("cleo");
    expect(refused.response.status).toBe(429);
    expect(refused.response.headers.get("retry-after")).not.toBeNull();
    for (const feed of feeds) feed.stop();
    await until("a free place", async () => {
      const again = await follow("cleo");
      again.stop();
      return again.response.status === 200;
    });
  });

  test("S3 ends when whoever opened it may not read any more", async () => {
    const feed = await follow("ben");
    await until("the greeting", () => feed.news.length > 0);
    server.still.delete("ben");
    await until("the end of the feed", () => feed.state.ended, 15_000);
    server.still.add("ben");
  });

  test("nobody gets none", async () => {
    expect((await fetch(`${origin}/api/v1/feed`)).status).toBe(401);
  });

  test("a server that stops says goodbye", async () => {
    const other = await incidentServer();
    const address = await other.app.listen({ host: "127.0.0.1", port: 0 });
    const response = await fetch(`${address}/api/v1/feed`, { headers: { authorization: "Bearer ana" } });
    const text = response.text();
    await other.stop();
    expect((await text).match(/retry: 1000/g)).toHaveLength(2);
  });
});
