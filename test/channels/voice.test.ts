/** Calls against a provider that is a real server: what they say by themselves, and where the provider is told to ask. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeExample, drillExample, pageExample } from "../../src/channels/examples.ts";
import { voice } from "../../src/channels/voice.ts";
import type { Wire } from "../../src/channels/wire.ts";
import { realWire } from "../../src/shell/outside.ts";
import { fakeTwilio, signedCallback, twilioAccount } from "../fakes/twilio.ts";

const callbackUrl = "https://quarterdeck.example.test/api/v1/callbacks/voice";
const to = { address: "+15005550006", secrets: [] };
let provider: Awaited<ReturnType<typeof fakeTwilio>>;
let real: ReturnType<typeof realWire>;
let wire: Wire;
const settings = (senders: object[] = [{ from: "+15005550001" }]) =>
  voice.settings.parse({ twilio: { ...twilioAccount, baseUrl: provider.url }, senders, callbackUrl });

beforeAll(async () => {
  provider = await fakeTwilio();
  real = realWire({ connectMs: 500 });
  wire = { ...real, http: (request) => real.http({ ...request, deadlineMs: 700 }) };
});
afterAll(async () => {
  await real.close();
  await provider.close();
});
beforeEach(() => {
  provider.calls.length = 0;
  provider.state.behaviour = "ok";
});

describe("a call", () => {
  test("for a page asks us what to say when it is taken, and reports; the key rides in both addresses", async () => {
    expect(await voice.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "ok", providerId: expect.stringMatching(/^CA/), delivered: false });
    const [call] = provider.calls;
    expect(call).toMatchObject({ to: "+15005550006", from: "+15005550001", twiml: null, url: `${callbackUrl}?key=page-0001` });
    expect(call!.statusCallback).toBe(`${callbackUrl}?key=page-0001&report=1`);
  });

  test("with a code speaks its digits one by one, three times, and needs no callback", async () => {
    await voice.send(wire, settings(), to, codeExample);
    const { twiml, url } = provider.calls[0]!;
    expect(url).toBeNull();
    expect(twiml!.split("1, 2, 3, 4, 5, 6 is your Quarterdeck code")).toHaveLength(4);
    expect(twiml).not.toContain("123456");
  });

  test("SR-40 that is a drill says so, and no link is spoken", async () => {
    const { answerable: _none, ...notice } = drillExample;
    await voice.send(wire, settings(), to, { ...notice, paragraphs: ["See https://wiki.example.test/runbook for more."] });
    expect(provider.calls[0]!.twiml).toContain("DRILL Severity 1");
    expect(provider.calls[0]!.twiml).not.toContain("https:");
  });
});

describe("field 21 numbers to call from, by country", () => {
  test("a name or a messaging service cannot call: the next that fits does", async () => {
    const senders = [
      { from: "Quarterdeck" },
      { from: "+15005550001" },
      { prefix: "+49", from: "MG00000000000000000000000000000001" },
      { prefix: "+4", from: "+43123456789" },
    ];
    await voice.send(wire, settings(senders), to, pageExample);
    await voice.send(wire, settings(senders), { address: "+4930123456", secrets: [] }, pageExample);
    expect(provider.calls.map(({ from }) => from)).toEqual(["+15005550001", "+43123456789"]);
    expect(await voice.send(wire, settings([{ from: "Quarterdeck" }]), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });
});

describe("what each answer comes to", () => {
  test.each([21211, 21214, 21217, 13224])("R7 code %i ends this number for good", async (code) => {
    provider.state.behaviour = code;
    expect(await voice.send(wire, settings(), to, pageExample)).toMatchObject({
      outcome: "failed",
      permanent: true,
      reason: expect.stringContaining(String(code)),
    });
  });

  test("a country that is not switched on is failed, not the number's fault", async () => {
    provider.state.behaviour = 21_215;
    expect(await voice.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test.each(["500", "hang", "apply-then-drop"] as const)("R6 R10 %s is unknown", async (behaviour) => {
    provider.state.behaviour = behaviour;
    expect(await voice.send(wire, settings(), to, pageExample)).toMatchObject({ outcome: "unknown" });
  });

  test("R6 applied and then dropped: the report with the key settles it", async () => {
    provider.state.behaviour = "apply-then-drop";
    await voice.send(wire, settings(), to, pageExample);
    const { sid, statusCallback } = provider.calls[0]!;
    const report = signedCallback(statusCallback!, { AccountSid: twilioAccount.accountSid, CallSid: sid, CallStatus: "completed", To: to.address });
    expect(voice.receive?.(settings(), report)).toEqual([
      { kind: "receipt", providerId: sid, key: pageExample.idempotencyKey, state: "delivered", permanent: false, reason: "" },
    ]);
  });

  test.each([
    ["completed", "delivered"],
    ["busy", "failed"],
    ["no-answer", "failed"],
    ["failed", "failed"],
    ["canceled", "failed"],
  ])("R7 %s is %s, never the number's end", (status, state) => {
    const report = signedCallback(`${callbackUrl}?key=k&report=1`, {
      AccountSid: twilioAccount.accountSid,
      CallSid: "CA1",
      CallStatus: status,
      To: to.address,
    });
    expect(voice.receive?.(settings(), report)).toMatchObject([{ kind: "receipt", state, permanent: false }]);
  });
});
