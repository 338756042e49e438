/** S5: no user-given address reaches anything that is not public; a canary on loopback counts the connections. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageExample } from "../../src/channels/examples.ts";
import { webhook } from "../../src/channels/webhook.ts";
import { ExchangeFailed } from "../../src/channels/wire.ts";
import { checkedAddresses, checkedUrl, isPublicAddress } from "../../src/shell/address-guard.ts";
import type { OutsideOptions } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { loopbackServer } from "../fakes/http-server.ts";
import { hosts, urls } from "./targets.ts";

let canary: Awaited<ReturnType<typeof loopbackServer>>;
beforeAll(async () => {
  canary = await loopbackServer((_request, response) => response.end("reached"));
});
afterAll(() => canary.close());

async function attempt(url: string, options: OutsideOptions = {}) {
  const wire = realWire({ connectMs: 1_000, ...options });
  try {
    return await wire.http({ method: "POST", url, headers: {}, body: "{}", deadlineMs: 1_500, trust: "guarded" });
  } catch (error) {
    return error as Error;
  } finally {
    await wire.close();
  }
}

async function expectRefused(url: string, options: OutsideOptions = {}) {
  const outcome = await attempt(url, options);
  expect(outcome).toBeInstanceOf(ExchangeFailed);
  expect(outcome).toMatchObject({ sent: "no", message: expect.stringMatching(/^refused: /) });
  expect(canary.state.connections).toBe(0);
}

describe("S5 targets that must not be dialled", () => {
  test.each(hosts)("http://%s", async (host) => {
    await expectRefused(`http://${host}:${canary.port}/`, { resolve: async () => ["127.0.0.1"] });
  });

  test.each(urls)("%j", async (url) => {
    await expectRefused(url.replaceAll("PORT", String(canary.port)), { resolve: async () => ["127.0.0.1"] });
  });
});

describe("S5 names", () => {
  test.each([
    ["loopback", ["127.0.0.1"]],
    ["IPv6 loopback", ["::1"]],
    ["mapped", ["::ffff:127.0.0.1"]],
    ["link-local with a zone", ["fe80::1%lo"]],
    ["a public and a private one", ["93.184.215.14", "127.0.0.1"]],
    ["A public, AAAA private", ["93.184.215.14", "fd00::1"]],
    ["metadata", ["169.254.169.254"]],
    ["nothing", []],
    ["nonsense", ["not an address"]],
  ])("a name that leads to %s is refused", async (_what, addresses) => {
    await expectRefused(`http://hooks.example.test:${canary.port}/`, { resolve: async () => addresses });
  });

  test("a resolver that fails is a refusal", async () => {
    await expectRefused(`http://hooks.example.test:${canary.port}/`, { resolve: () => Promise.reject(new Error("SERVFAIL")) });
  });

  test("an answer that flips: what was checked is what is dialled, and each connection asks once", async () => {
    let asked = 0;
    const flips = async () => [["8.8.8.8", "127.0.0.1"][asked++ % 2]!];
    const rules = { allow: [], ownPorts: [], resolve: flips };
    expect(await checkedAddresses("hooks.example.test", 80, rules)).toEqual(["8.8.8.8"]);
    await expect(checkedAddresses("hooks.example.test", 80, rules)).rejects.toThrow("not public");
    asked = 1;
    await expectRefused(`http://hooks.example.test:${canary.port}/`, { resolve: flips });
    expect(asked).toBe(2);
  });

  test("the checked address is dialled although the system knows another or none for the name", async () => {
    const server = await loopbackServer((_request, response) => response.end("ok"));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ["127.0.0.1"] : ["127.0.0.2"];
    };
    const reply = await attempt(`http://hooks.example.test:${server.port}/`, { resolve, allow: ["127.0.0.1"] });
    expect(reply).toMatchObject({ status: 200, body: "ok" });
    expect(asked).toBe(1);
    await server.close();
  });
});

describe("S5 redirects and ports", () => {
  test.each([301, 302, 303, 307, 308])("a %i to the canary is not followed", async (status) => {
    const server = await loopbackServer((_request, response) => response.writeHead(status, { location: `${canary.url}/` }).end());
    const url = `http://hooks.example.test:${server.port}/`;
    const options = { resolve: async () => ["127.0.0.1"], allow: [`hooks.example.test:${server.port}`] };
    expect(await attempt(url, options)).toMatchObject({ status });
    const wire = realWire(options);
    const outcome = await webhook.send(wire, {}, { address: url, secrets: [`whsec_${Buffer.alloc(24, 1).toString("base64")}`] }, pageExample);
    expect(outcome).toMatchObject({ outcome: "failed", reason: expect.stringContaining("redirects are not followed") });
    await wire.close();
    await server.close();
    expect(canary.state.connections).toBe(0);
  });

  test("a name allowed on one port is not allowed on another", async () => {
    await expectRefused(`http://hooks.example.test:${canary.port}/`, { resolve: async () => ["127.0.0.1"], allow: ["hooks.example.test:9"] });
  });

  test("our own ports are never a target, even where the address is allowed", async () => {
    await expectRefused(canary.url, { ownPorts: [canary.port], allow: ["127.0.0.1", `127.0.0.1:${canary.port}`] });
    await expectRefused("http://8.8.8.8/", { ownPorts: [80] });
    await expectRefused("https://8.8.8.8/", { ownPorts: [443] });
  });

  test("the answer's body is never shown to users", async () => {
    const server = await loopbackServer((_request, response) => response.writeHead(500).end("inner-secret"));
    const wire = realWire({ allow: ["127.0.0.0/8"] });
    const outcome = await webhook.send(wire, {}, { address: server.url, secrets: [`whsec_${Buffer.alloc(24, 1).toString("base64")}`] }, pageExample);
    expect(JSON.stringify(outcome)).not.toContain("inner-secret");
    await wire.close();
    await server.close();
  });
});

describe("S5 refused by its text alone, wherever it leads", () => {
  const rules = { allow: [], ownPorts: [], resolve: async () => ["8.8.8.8"] };
  test.each([
    "http://localhost/",
    "http://api.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router.home.arpa/",
    "http://hooks.example.test./",
    "http://user@8.8.8.8/",
    "http://user@hooks.example.test/",
    "http://:pass@hooks.example.test/",
    "http://:pass@8.8.8.8/",
    "http://010.8.8.8/",
    "ftp://8.8.8.8/",
  ])("%s", (url) => expect(() => checkedUrl(url, rules)).toThrow(/^refused: /));
  test.each(["http://8.8.8.8/", "https://hooks.example.test:8443/a?b", "https://[2606:4700:4700::1111]/"])("but not %s", (url) =>
    expect(checkedUrl(url, rules).href).toBe(url),
  );
});

describe("S5 what is public", () => {
  test.each(["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])("%s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  test.each(["", "x", "8.8.8", "::ffff:8.8.8.8", "fe80::1%eth0", "2002:808:808::"])("not %j", (address) => expect(isPublicAddress(address)).toBe(false));
});

test("S5 the canary lives: an organisation may allow it", async () => {
  const server = await loopbackServer((_request, response) => response.end("reached"));
  for (const allow of [["127.0.0.1"], ["127.0.0.0/8"], [`127.0.0.1:${server.port}`]]) {
    const rules = { allow };
    expect(await attempt(server.url, rules), allow[0]).toMatchObject({ status: 200, body: "reached" });
  }
  await server.close();
});
