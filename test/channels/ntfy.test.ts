/** ntfy against a server that speaks its API. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeExample, drillExample, pageExample } from "../../src/channels/examples.ts";
import { ntfy } from "../../src/channels/ntfy.ts";
import type { Wire } from "../../src/channels/wire.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeNtfy, ntfyToken } from "../fakes/ntfy.ts";

let server: Awaited<ReturnType<typeof fakeNtfy>>;
let real: ReturnType<typeof realWire>;
let wire: Wire;
const to = (topic = "open", secrets: string[] = []) => ({ address: ntfy.address.parse(`${server.url}/${topic}`), secrets });

beforeAll(async () => {
  server = await fakeNtfy();
  real = realWire({ connectMs: 500, allow: ["127.0.0.1"] });
  wire = { ...real, http: (request) => real.http({ ...request, deadlineMs: 700 }) };
});
afterAll(async () => {
  await real.close();
  await server.close();
});
beforeEach(() => {
  server.published.length = 0;
  server.state.behaviour = "ok";
});

describe("field 22 phone notifications without any vendor's account", () => {
  test("SR-19 a page has the highest priority, severity and topic, and a button that opens the answer page", async () => {
    expect(await ntfy.send(wire, {}, to(), pageExample)).toEqual({ outcome: "ok", providerId: "ntfy1", delivered: false });
    expect(server.published[0]!.body).toMatchObject({
      topic: "open",
      title: "Severity 1, #42: Checkout is down",
      priority: 5,
      click: "https://quarterdeck.example.test/p/abc123",
      actions: [{ action: "view", label: "Answer", url: "https://quarterdeck.example.test/p/abc123", clear: true }],
    });
  });

  test("SR-40 a drill says so; a code wakes nobody", async () => {
    await ntfy.send(wire, {}, to(), drillExample);
    await ntfy.send(wire, {}, to(), codeExample);
    expect(server.published[0]!.body.title).toMatch(/^DRILL /);
    expect(server.published[1]!.body).toMatchObject({ priority: 3, title: "123456 is your Quarterdeck code" });
    expect(server.published[1]!.body.actions).toBeUndefined();
  });

  test("a protected topic takes its token, and no other", async () => {
    expect(await ntfy.send(wire, {}, to("private", [ntfyToken]), pageExample)).toMatchObject({ outcome: "ok" });
    for (const secrets of [[], ["tk_wrong"]]) {
      const outcome = await ntfy.send(wire, {}, to("private", secrets), pageExample);
      expect(outcome).toMatchObject({ outcome: "failed", permanent: true });
      expect(JSON.stringify(outcome)).not.toContain("tk_");
    }
  });
});

describe("what each answer comes to", () => {
  test("R9 429 waits as long as the server asks; 500 is tried again; 404 is for good", async () => {
    server.state.behaviour = "429";
    expect(await ntfy.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: false, retryAfterMs: 11_000 });
    server.state.behaviour = 500;
    expect(await ntfy.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: false });
    server.state.behaviour = 404;
    expect(await ntfy.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: true });
  });

  test("R6 R10 no answer is unknown, no server is failed", async () => {
    server.state.behaviour = "hang";
    expect(await ntfy.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "unknown" });
    const gone = await fakeNtfy();
    await gone.close();
    expect(await ntfy.send(wire, {}, { address: `${gone.url}/open`, secrets: [] }, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test("S5 a server that is not public is not dialled, unless the operator allows its network", async () => {
    const guarded = realWire({ connectMs: 500 });
    expect(await ntfy.send(guarded, {}, to(), pageExample)).toMatchObject({ outcome: "failed", reason: expect.stringContaining("Not sent") });
    await guarded.close();
    expect(server.published).toEqual([]);
  });
});

describe("addresses", () => {
  test.each(["https://ntfy.example.test/my-topic", "http://10.0.0.5:8080/ops_1", "https://example.test/ntfy/topic"])("%s is a topic", (given) =>
    expect(ntfy.address.safeParse(given).success).toBe(true),
  );

  test.each([
    "",
    "my-topic",
    "https://ntfy.example.test/",
    "https://ntfy.example.test/a b",
    "https://u:p@ntfy.example.test/t",
    "ftp://x/t",
    "https://ntfy.example.test/t?auth=x",
  ])("%j is none", (given) => expect(ntfy.address.safeParse(given).success).toBe(false));

  test("the token is a secret of its own; one with a line break is refused", () => {
    expect(ntfy.take!({ address: "x", secret: ntfyToken })).toEqual({ address: "x", secrets: [ntfyToken] });
    expect(ntfy.take!({ address: "x", secret: null })).toEqual({ address: "x", secrets: [] });
    expect(ntfy.take!({ address: "x", secret: "tk_a\r\nX-Evil: 1" })).toHaveProperty("problem");
  });
});
