/** Webhooks against a receiver that verifies: signature, repeats, rotation, and what each answer comes to. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pageExample } from "../../src/channels/examples.ts";
import { webhook } from "../../src/channels/webhook.ts";
import type { Wire } from "../../src/channels/wire.ts";
import type { RealWire } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeWebhookReceiver } from "../fakes/webhook-receiver.ts";

const secretOf = (bytes: number) => `whsec_${randomBytes(bytes).toString("base64")}`;
const [secret, nextSecret, foreign] = [secretOf(24), secretOf(32), secretOf(24)];
let receiver: Awaited<ReturnType<typeof fakeWebhookReceiver>>;
let real: RealWire;
let clockMs: number;
let wire: Wire;
const to = (secrets: readonly string[] = [secret]) => ({ address: receiver.url, secrets });

beforeAll(async () => {
  receiver = await fakeWebhookReceiver(secret, nextSecret);
  real = realWire({ allow: ["127.0.0.1"], connectMs: 500 });
});
afterAll(async () => {
  await real.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.deliveries.length = 0;
  receiver.state.behaviour = 204;
  receiver.state.forged = 0;
  clockMs = Date.now();
  wire = { ...real, nowMs: () => clockMs, http: (request) => real.http({ ...request, deadlineMs: 700 }) };
});

describe("the request", () => {
  test("S7 is signed after Standard Webhooks and says the message in parts", async () => {
    expect(await webhook.send(wire, {}, to(), pageExample)).toEqual({ outcome: "ok", providerId: null, delivered: true });
    const [delivery] = receiver.deliveries;
    expect(delivery).toMatchObject({
      id: "page-0001",
      timestamp: String(Math.floor(clockMs / 1000)),
      signature: expect.stringMatching(/^v1,[A-Za-z0-9+/=]+$/),
    });
    expect(delivery?.body).toMatchObject({
      type: "message.page",
      timestamp: new Date(clockMs).toISOString(),
      data: { headline: pageExample.headline, urgency: "page", drill: false, incident: { number: 42, severity: "Severity 1", title: "Checkout is down" } },
    });
  });

  test("S7 another attempt keeps the id and takes a new timestamp and signature", async () => {
    await webhook.send(wire, {}, to(), pageExample);
    clockMs += 61_000;
    await webhook.send(wire, {}, to(), pageExample);
    const [first, second] = receiver.deliveries;
    expect(second?.id).toBe(first?.id);
    expect(Number(second?.timestamp) - Number(first?.timestamp)).toBe(61);
    expect(second?.signature).not.toBe(first?.signature);
  });

  test("S7 during a rotation both secrets sign", async () => {
    await webhook.send(wire, {}, to([foreign, secret]), pageExample);
    expect(receiver.deliveries[0]?.signature.split(" ")).toHaveLength(2);
    await webhook.send(wire, {}, to([nextSecret, foreign]), pageExample);
    expect(receiver.deliveries).toHaveLength(2);
  });

  test("S7 a receiver with another secret refuses it", async () => {
    expect(await webhook.send(wire, {}, to([foreign]), pageExample)).toMatchObject({ outcome: "failed" });
    expect(receiver.state.forged).toBe(1);
  });

  test("S7 without a secret nothing leaves", async () => {
    expect(await webhook.send(wire, {}, to([]), pageExample)).toMatchObject({ outcome: "failed" });
    expect(receiver.state.forged + receiver.deliveries.length).toBe(0);
  });

  test("S7 secrets below 192 bits are refused", () => {
    expect(webhook.addressSecret?.safeParse(secretOf(24)).success).toBe(true);
    for (const weak of [secretOf(23), secretOf(65), "whsec_", "secret", randomBytes(32).toString("base64")]) {
      expect(webhook.addressSecret?.safeParse(weak).success).toBe(false);
    }
  });
});

describe("what each answer comes to", () => {
  test.each([
    [200, { outcome: "ok", delivered: true }],
    [410, { outcome: "failed", permanent: true }],
    [400, { outcome: "failed", permanent: false }],
    [404, { outcome: "failed", permanent: false }],
    [500, { outcome: "failed", permanent: false }],
    [503, { outcome: "failed", permanent: false }],
  ])("status %i", async (status, outcome) => {
    receiver.state.behaviour = status;
    expect(await webhook.send(wire, {}, to(), pageExample)).toMatchObject(outcome);
  });

  test("R9 429 waits as asked, in seconds or until a date", async () => {
    receiver.state.behaviour = { status: 429, headers: { "retry-after": "30" } };
    expect(await webhook.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "failed", retryAfterMs: 30_000 });
    clockMs = Math.floor(clockMs / 1000) * 1000;
    receiver.state.behaviour = { status: 429, headers: { "retry-after": new Date(clockMs + 90_000).toUTCString() } };
    expect(await webhook.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "failed", retryAfterMs: 90_000 });
    receiver.state.behaviour = { status: 429, headers: { "retry-after": "soon" } };
    expect(await webhook.send(wire, {}, to(), pageExample)).not.toHaveProperty("retryAfterMs");
  });

  test("R6 R10 a receiver that hangs is unknown", async () => {
    receiver.state.behaviour = "hang";
    expect(await webhook.send(wire, {}, to(), pageExample)).toMatchObject({ outcome: "unknown" });
  });

  test("R7 a receiver that is not there is failed", async () => {
    const gone = await fakeWebhookReceiver(secret);
    await gone.close();
    expect(await webhook.send(wire, {}, { address: gone.url, secrets: [secret] }, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });
});

describe("addresses", () => {
  test("are whole URLs", () => expect(webhook.address.parse(" https://hooks.example.test/a?b=c ")).toBe("https://hooks.example.test/a?b=c"));
  test.each([
    "",
    "hooks.example.test",
    "ftp://hooks.example.test",
    "file:///etc/passwd",
    "https://a:b@hooks.example.test",
    "https://hooks.example.test/#x",
    "https://hooks\r\nX: y",
    "javascript:alert(1)",
  ])("%j is refused", (given) => expect(webhook.address.safeParse(given).success).toBe(false));
  test("are shown masked", () => expect(webhook.mask("https://hooks.example.test/secret/path?token=1")).toBe("https://hooks.example.test/•••"));
});
