/** The way out over HTTP: one deadline, cut bodies, and the truth about whether something may have been sent. */

import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { afterAll, afterEach, expect, test } from "vitest";
import type { HttpRequest } from "../../src/channels/wire.ts";
import { ExchangeFailed } from "../../src/channels/wire.ts";
import { realWire, realWorld } from "../../src/shell/outside.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import { until } from "../until.ts";

const wire = realWire({ connectMs: 500 });
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});
afterAll(() => wire.close());

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "POST",
  url,
  headers: {},
  body: "hello",
  deadlineMs: 400,
  trust: "provider",
  ...more,
});

async function server(...args: Parameters<typeof loopbackServer>) {
  const started = await loopbackServer(...args);
  ending.push(started.close);
  return started;
}

/** A listener that speaks no HTTP of its own. */
async function rawServer(onSocket: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const listener = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => socket.destroy());
    onSocket(socket);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  ending.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => listener.close(resolve));
  });
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
}

test("an answer comes with status, headers in small letters and body", async () => {
  const { url } = await server((got, response) => response.writeHead(418, { "X-Demo": "tea" }).end(got.method + got.path + got.body));
  expect(await wire.http(request(`${url}/a?b=1`))).toMatchObject({ status: 418, headers: { "x-demo": "tea" }, body: "POST/a?b=1hello" });
  expect((await wire.http(request(`${url}/`, { method: "GET", body: undefined }))).body).toBe("GET/");
});

test("a body is cut at 64 KiB, also one that never ends", async () => {
  const { url } = await server((_got, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(16_384)));
    };
    response.on("drain", more);
    more();
  });
  expect((await wire.http(request(url, { deadlineMs: 120_000 }))).body).toHaveLength(65_536);
});

test("connections are used again", async () => {
  const got = await server((_got, response) => response.end("ok"));
  for (let round = 1; round <= 10; round += 1) expect((await wire.http(request(got.url))).body).toBe("ok");
  expect(got.state.connections).toBeLessThanOrEqual(2);
});

test.each([301, 302, 303, 307, 308])("S5 a %i is an answer, never followed", async (status) => {
  const canary = await server((_got, response) => response.end());
  const { url } = await server((_got, response) => response.writeHead(status, { location: canary.url }).end());
  expect(await wire.http(request(url))).toMatchObject({ status, headers: { location: canary.url } });
  expect(canary.state.connections).toBe(0);
});

test("R10 silence after the request is unknown", async () => {
  const url = await rawServer(() => undefined);
  await expect(wire.http(request(url))).rejects.toMatchObject({ sent: "unknown" });
});

test("R10 headers that drip are cut by the same deadline", async () => {
  const url = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x-a: b\r\n"), 20);
    socket.on("close", () => clearInterval(timer));
  });
  await expect(wire.http(request(url))).rejects.toMatchObject({ sent: "unknown" });
});

test("R6 a connection cut after the request is unknown", async () => {
  const url = await rawServer((socket) => socket.once("data", () => socket.destroy()));
  await expect(wire.http(request(url))).rejects.toMatchObject({ sent: "unknown" });
});

test.each(["garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"])("an answer that is no HTTP is unknown: %j", async (text) => {
  const url = await rawServer((socket) => socket.once("data", () => socket.end(text)));
  await expect(wire.http(request(url))).rejects.toMatchObject({ sent: "unknown" });
});

test("R7 nobody there, no such name, no URL: certainly not sent", async () => {
  const gone = await loopbackServer((_got, response) => response.end());
  await gone.close();
  for (const url of [gone.url, "http://provider.invalid/", "nonsense", "http://127.0.0.1:1/"]) {
    await expect(wire.http(request(url)), url).rejects.toMatchObject({ sent: "no" });
  }
});

test("a resolver that never answers is cut by the deadline, and nothing is sent later", async () => {
  let requests = 0;
  const count = (_got: unknown, response: { end(): void }) => {
    requests += 1;
    response.end();
  };
  const canary = await server(count);
  let answer: (addresses: string[]) => void = () => undefined;
  let asked = false;
  const slow = realWire({
    allow: ["127.0.0.1"],
    resolve: () => {
      asked = true;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  ending.push(slow.close);
  await expect(slow.http(request(`http://slow.example.test:${canary.port}/`, { trust: "guarded" }))).rejects.toMatchObject({ sent: "no" });
  expect(asked).toBe(true);
  const late = await server(count);
  answer(["127.0.0.1"]);
  expect((await slow.http(request(`${late.url}/`, { trust: "guarded", deadlineMs: 2_000 }))).status).toBe(200);
  await until("the late dial has come and gone", () => canary.state.connections === 1);
  expect(requests).toBe(1);
});

test("S12 failures are in our words: neither body nor headers nor secrets in the message", async () => {
  const url = await rawServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 secret-from-server\r\n\r\n")));
  const failure = await wire.http(request(url, { headers: { authorization: "Basic secret-of-ours" } })).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(ExchangeFailed);
  expect((failure as Error).message).not.toMatch(/secret/);
});

test("header values with line breaks are refused, not sent", async () => {
  const got = await server((_got, response) => response.end());
  await expect(wire.http(request(got.url, { headers: { "x-demo": "a\r\nx-evil: b" } }))).rejects.toMatchObject({ sent: "no" });
});

test("the real world has clock, chance and ids too", async () => {
  const world = realWorld();
  ending.push(world.close);
  expect(world.id()).not.toBe(world.id());
  expect(world.random(16)).toHaveLength(16);
  expect(world.nowMs()).toBeGreaterThan(1_600_000_000_000);
});
