/** Web push against a push service that checks the sender and decrypts by itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeExample, drillExample, pageExample } from "../../src/channels/examples.ts";
import { newPushKeys, push } from "../../src/channels/push.ts";
import type { Wire } from "../../src/channels/wire.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakePushService } from "../fakes/push-service.ts";

const keys = newPushKeys();
const settings = push.settings.parse({ ...keys, subject: "mailto:operator@example.test" });
let service: Awaited<ReturnType<typeof fakePushService>>;
let real: ReturnType<typeof realWire>;
let wire: Wire;
const to = () => {
  const taken = push.take!({ address: JSON.stringify(service.subscription), secret: null });
  if ("problem" in taken) throw new Error(taken.problem);
  return { ...taken, address: push.address.parse(taken.address) };
};

beforeAll(async () => {
  service = await fakePushService(keys.publicKey, "https://push.example.test");
  real = realWire({ connectMs: 500, allow: ["127.0.0.1"] });
  // The service's public name leads here; everything else of the way out is the real one.
  wire = { ...real, http: (request) => real.http({ ...request, url: request.url.replace(service.publicOrigin, service.local), deadlineMs: 700 }) };
});
afterAll(async () => {
  await real.close();
  await service.close();
});
beforeEach(() => {
  service.received.length = 0;
  service.problems.length = 0;
  Object.assign(service.state, { status: 201, hang: false });
});

describe("field 22 push without any vendor's account", () => {
  test("a page arrives: signed, decrypted by the browser's own keys, urgent, replacing itself", async () => {
    expect(await push.send(wire, settings, to(), pageExample)).toEqual({ outcome: "ok", providerId: null, delivered: false });
    await push.send(wire, settings, to(), pageExample);
    const [first, second] = service.received;
    expect(service.problems).toEqual([]);
    expect(first).toMatchObject({ ttl: 1_800, urgency: "high" });
    expect(first!.topic).toMatch(/^[\w-]{1,32}$/);
    expect(second!.topic).toBe(first!.topic);
    expect(first!.payload).toMatchObject({
      title: "Severity 1, #42: Checkout is down",
      url: "https://quarterdeck.example.test/p/abc123",
      answer: true,
      urgent: true,
    });
  });

  test("SR-40 a drill says so; a code is shown and asks for no answer", async () => {
    await push.send(wire, settings, to(), drillExample);
    await push.send(wire, settings, to(), codeExample);
    expect(service.received[0]!.payload.title).toMatch(/^DRILL /);
    expect(service.received[1]).toMatchObject({ urgency: "normal", payload: { title: "123456 is your Quarterdeck code", answer: false, url: null } });
  });

  test("an endless message still fits what push services take", async () => {
    const long = "決済が停止しました 🔥 ".repeat(500);
    await push.send(wire, settings, to(), { ...pageExample, headline: long, paragraphs: [long, long] });
    expect(service.received[0]!.bytes).toBeLessThanOrEqual(4_096);
  });

  test("another server's key is refused by the service", async () => {
    expect(await push.send(wire, { ...settings, ...newPushKeys() }, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: true });
    expect(service.problems).toEqual(["another server's key"]);
  });
});

describe("what each answer comes to", () => {
  test.each([404, 410])("R7 %i: this browser is gone for good", async (status) => {
    service.state.status = status;
    expect(await push.send(wire, settings, to(), pageExample)).toMatchObject({
      outcome: "failed",
      permanent: true,
      reason: expect.stringContaining(String(status)),
    });
  });

  test("R9 429 waits as long as the service asks; 500 is tried again", async () => {
    service.state.status = 429;
    expect(await push.send(wire, settings, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: false, retryAfterMs: 9_000 });
    service.state.status = 500;
    expect(await push.send(wire, settings, to(), pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test("R6 R10 no answer is unknown", async () => {
    service.state.hang = true;
    expect(await push.send(wire, settings, to(), pageExample)).toMatchObject({ outcome: "unknown" });
  });

  test("S5 an endpoint that is not public is not dialled", async () => {
    const guarded = realWire({ connectMs: 500, resolve: async () => ["127.0.0.1"] });
    const outcome = await push.send(guarded, settings, to(), pageExample);
    await guarded.close();
    expect(outcome).toMatchObject({ outcome: "failed", reason: expect.stringContaining("Not sent") });
    expect(service.received).toEqual([]);
  });
});

describe("subscriptions", () => {
  const taken = (subscription: unknown) =>
    push.take!({ address: typeof subscription === "string" ? subscription : JSON.stringify(subscription), secret: null });

  test("S12 S16 the keys are secrets, the address is the endpoint, shown without its path", () => {
    expect(taken(service.subscription)).toEqual({
      address: service.subscription.endpoint,
      secrets: [service.subscription.keys.p256dh, service.subscription.keys.auth],
    });
    expect(push.mask(service.subscription.endpoint)).toBe("https://push.example.test/•••");
  });

  test.each([
    "",
    "hello",
    "{}",
    "[]",
    "null",
    { endpoint: "https://push.example.test/x" },
    { endpoint: "https://push.example.test/x", keys: { p256dh: "AAAA", auth: "AAAA" } },
  ])("%j is none", (given) => expect(taken(given)).toHaveProperty("problem"));

  test.each([
    "http://push.example.test/x",
    "https://user:pw@push.example.test/x",
    "ftp://push.example.test",
    "javascript:alert(1)",
    "https://push.example.test/#x",
  ])("S5 the endpoint %s is refused", (endpoint) => expect(push.address.safeParse(endpoint).success).toBe(false));
});
