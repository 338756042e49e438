/** SMS against a provider that is a real server: what is sent, what each answer comes to, and who may speak in its name. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drillExample, pageExample } from "../../src/channels/examples.ts";
import { sms } from "../../src/channels/sms.ts";
import type { RealWire } from "../../src/shell/outside.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeTwilio, signedCallback, twilioAccount } from "../fakes/twilio.ts";

const callbackUrl = "https://quarterdeck.example.test/api/v1/channels/sms/callback";
const to = { address: "+15005550006", secrets: [] };
let provider: Awaited<ReturnType<typeof fakeTwilio>>;
let wire: RealWire;
const settings = (account = {}, senders: object[] = [{ from: "+15005550001" }]) =>
  sms.settings.parse({ twilio: { ...twilioAccount, baseUrl: provider.url, ...account }, senders, callbackUrl });

beforeAll(async () => {
  provider = await fakeTwilio();
  const real = realWire({ connectMs: 500 });
  wire = { ...real, http: (request) => real.http({ ...request, deadlineMs: 700 }) };
});
afterAll(async () => {
  await wire.close();
  await provider.close();
});
beforeEach(() => {
  provider.messages.length = 0;
  provider.state.behaviour = "ok";
});

describe("what is sent", () => {
  test("SR-19 a page says severity and title first, and carries the link", async () => {
    expect(await sms.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "ok", delivered: false, providerId: expect.stringMatching(/^SM/) });
    expect(provider.messages[0]).toMatchObject({ to: "+15005550006", from: "+15005550001" });
    expect(provider.messages[0]?.body).toMatch(/^Severity 1, #42: Checkout is down\n/);
    expect(provider.messages[0]?.body).toContain("https://quarterdeck.example.test/p/abc123");
  });

  test("SR-40 a drill says so first", async () => {
    await sms.send(wire, settings(), to, drillExample);
    expect(provider.messages[0]?.body).toMatch(/^DRILL Severity 1/);
  });

  test("R6 the idempotency key rides in the callback address", async () => {
    await sms.send(wire, settings(), to, { ...pageExample, idempotencyKey: "page/1&2 ü" });
    expect(new URL(provider.messages[0]!.statusCallback!).searchParams.get("key")).toBe("page/1&2 ü");
  });

  test("a wrong token is refused by the provider and is not the number's fault; the reason does not hold it", async () => {
    const outcome = await sms.send(wire, settings({ authToken: "wrong-token-1" }), to, pageExample);
    expect(outcome).toMatchObject({ outcome: "failed", permanent: false });
    expect(JSON.stringify(outcome)).not.toContain("wrong-token-1");
  });
});

describe("what each answer comes to", () => {
  test("R9 429 waits as long as the provider asks", async () => {
    provider.state.behaviour = "429";
    expect(await sms.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false, retryAfterMs: 7_000 });
  });

  test.each([21211, 21614, 21610])("R7 code %i ends this number for good, in our own words", async (code) => {
    provider.state.behaviour = code;
    const outcome = await sms.send(wire, settings(), to, pageExample);
    expect(outcome).toMatchObject({ outcome: "failed", permanent: true, reason: expect.stringContaining(String(code)) });
    expect(JSON.stringify(outcome)).not.toContain("script");
  });

  test("another 400 is failed, not permanent", async () => {
    provider.state.behaviour = 21_999;
    expect(await sms.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test.each(["500", "hang"] as const)("R6 R10 %s is unknown", async (behaviour) => {
    provider.state.behaviour = behaviour;
    expect(await sms.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "unknown" });
  });

  test("R6 applied and then dropped is unknown; the report with the key settles it", async () => {
    provider.state.behaviour = "apply-then-drop";
    expect(await sms.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "unknown" });
    expect(provider.messages).toHaveLength(1);
    const [taken] = provider.messages;
    const report = signedCallback(taken!.statusCallback!, { AccountSid: twilioAccount.accountSid, MessageSid: taken!.sid, MessageStatus: "delivered" });
    expect(sms.receive?.(settings(), report)).toEqual([
      { kind: "receipt", providerId: taken!.sid, key: pageExample.idempotencyKey, state: "delivered", permanent: false, reason: "" },
    ]);
  });

  test("R10 a status with a body that never ends is an answer", async () => {
    provider.state.behaviour = "drip";
    expect(await sms.send(wire, settings(), to, pageExample)).toEqual({ outcome: "ok", providerId: null, delivered: false });
  });

  test("R7 a provider that is not there is failed", async () => {
    const gone = await fakeTwilio();
    await gone.close();
    expect(await sms.send(wire, settings({ baseUrl: gone.url }), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
    expect(await sms.send(wire, settings({ baseUrl: "https://api.invalid" }), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });
});

describe("callbacks", () => {
  const status = { AccountSid: twilioAccount.accountSid, MessageSid: "SM1", MessageStatus: "undelivered", ErrorCode: "30005", To: "+15005550006" };
  const inbound = { AccountSid: twilioAccount.accountSid, MessageSid: "SM2", SmsStatus: "received", From: "+15005550006", Body: "ack\u202e \u001b[31mnow" };

  test("the published example of Twilio's documentation verifies", () => {
    const params = { CallSid: "CA1234567890ABCDE", Caller: "+14158675310", Digits: "1234", From: "+14158675310", To: "+18005551212" };
    const { headers } = signedCallback("https://example.com/myapp.php?foo=1&bar=2", params, "12345");
    expect(headers["x-twilio-signature"]).toBe("L/OH5YylLD5NRKLltdqwSvS0BnU=");
  });

  test("a permanent failure is said with its reason", () => {
    expect(sms.receive?.(settings(), signedCallback(callbackUrl, status))).toMatchObject([
      { kind: "receipt", providerId: "SM1", key: null, state: "failed", permanent: true, reason: "This phone number does not exist any more." },
    ]);
  });

  test("a reply comes with its id, clean", () => {
    expect(sms.receive?.(settings(), signedCallback(callbackUrl, inbound))).toEqual([
      { kind: "reply", providerId: "SM2", from: "+15005550006", text: "ack now" },
    ]);
  });

  test("states on the way are not a receipt", () => {
    expect(sms.receive?.(settings(), signedCallback(callbackUrl, { ...status, MessageStatus: "queued" }))).toEqual([]);
  });

  const good = () => signedCallback(callbackUrl, inbound);
  test.each([
    ["signed with another token", () => signedCallback(callbackUrl, inbound, "another-token-1")],
    ["no signature", () => ({ ...good(), headers: {} })],
    ["an empty signature", () => ({ ...good(), headers: { "x-twilio-signature": "" } })],
    ["a short signature", () => ({ ...good(), headers: { "x-twilio-signature": "AAAA" } })],
    ["another sender", () => ({ ...good(), rawBody: good().rawBody.replace("5550006", "5550007") })],
    ["another text", () => ({ ...good(), rawBody: good().rawBody.replace("ack", "nak") })],
    ["one more parameter", () => ({ ...good(), rawBody: `${good().rawBody}&MessageStatus=delivered` })],
    ["a parameter twice", () => ({ ...good(), rawBody: `${good().rawBody}&From=%2B15005550009` })],
    ["another address", () => ({ ...good(), url: "https://evil.example.test/callback" })],
    ["another key in the address", () => ({ ...good(), url: `${callbackUrl}?key=other` })],
    ["another account, signed", () => signedCallback(callbackUrl, { ...inbound, AccountSid: "ACother" })],
    ["an empty body", () => ({ ...good(), rawBody: "" })],
  ])("S6 S22 forged: %s", (_what, forged) => {
    expect(sms.receive?.(settings(), forged())).toMatchObject([{ kind: "forged" }]);
  });
});

describe("field 21 senders by country", () => {
  const senders = [
    { from: "+15005550001" },
    { prefix: "+49", from: "+4930123456" },
    { prefix: "+4917", from: "MG00000000000000000000000000000001" },
    { prefix: "+86", from: "Quarterdeck" },
  ];
  test.each([
    ["+15005550006", "+15005550001"],
    ["+4930999999", "+4930123456"],
    ["+491700000000", "MG00000000000000000000000000000001"],
    ["+8613912345678", "Quarterdeck"],
  ])("%s is served by %s", async (address, from) => {
    await sms.send(wire, settings({}, senders), { address, secrets: [] }, pageExample);
    expect(provider.messages[0]).toMatchObject({ to: address, from });
  });

  test("field 4.6 to +86 goes no link, only the code", async () => {
    await sms.send(wire, settings({}, senders), { address: "+8613912345678", secrets: [] }, pageExample);
    expect(provider.messages[0]!.body).not.toMatch(/https?:/);
    expect(provider.messages[0]!.body).toContain("Reply 27a");
  });

  test("a number that no sender serves is a failure that says so, and not the number's fault", async () => {
    const outcome = await sms.send(wire, settings({}, [{ prefix: "+49", from: "+4930123456" }]), to, pageExample);
    expect(outcome).toMatchObject({ outcome: "failed", permanent: false, reason: "No sender serves this country." });
    expect(provider.messages).toEqual([]);
  });
});

describe("numbers", () => {
  test.each([
    ["+1 500 555 0006", "+15005550006"],
    ["+43 (0)664 1234567", "+436641234567"],
    ["+49-30-123456", "+4930123456"],
  ])("%s is read as %s", (given, number) => expect(sms.address.parse(given)).toBe(number));

  test.each(["", "5005550006", "0664 1234567", "+1", "+999999999999999999", "hello", "+1500555000a6b<script>"])("%j is refused", (given) =>
    expect(sms.address.safeParse(given).success).toBe(false),
  );

  test("S12 are shown masked", () => expect(sms.mask("+15005550067")).toBe("+15•••••67"));
});
