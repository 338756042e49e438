/** Limits, breakers and pools by themselves. */
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/channels/channel.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { breakersOf } from "../../src/shell/deliver/breakers.ts";
import { poolsOf } from "../../src/shell/deliver/pools.ts";
import { defaultLimits, limitsInForce } from "../../src/shell/limits.ts";
import { limitReached, type Slot } from "../../src/store/limits.ts";

const second = 1_000;
const at = (ms: number) => instantOf(Date.UTC(2026, 2, 2, 10) + ms);
const slot = (ms: number, more: Partial<Slot> = {}): Slot => ({ method: "m1", channel: "sms", page: true, at: at(ms), ...more });
const ask = { method: "m1", channel: "sms", page: true };

describe("limits", () => {
  it.each([
    ["sms", 5, 15 * 60],
    ["sms", 11, 60 * 60],
    ["sms", 21, 3 * 60 * 60],
    ["voice", 3, 15 * 60],
    ["voice", 7, 60 * 60],
    ["voice", 15, 3 * 60 * 60],
  ] as const)("field flood %s: %i in %i seconds", (channel, most, perSeconds) => {
    const windows = { [channel]: defaultLimits.addresses[channel]!.filter((window) => window.most === most && window.perSeconds === perSeconds) };
    expect(windows[channel]).toHaveLength(1);
    const limits = { ...defaultLimits, addresses: windows, each: [], person: { most: 1_000, perSeconds: 60 } };
    const full = Array.from({ length: most }, (_, index) => slot(index * second, { channel }));
    expect(limitReached(limits, full.slice(1), { ...ask, channel }, at(60 * second))).toBeNull();
    expect(limitReached(limits, full, { ...ask, channel }, at(60 * second))?.until).toBe(at(perSeconds * second));
    expect(limitReached(limits, full, { ...ask, channel }, at(perSeconds * second))).toBeNull();
  });

  it("R18 ten pages in a quarter of an hour, two hundred calls and text messages a day, one page a minute to an address", () => {
    expect(defaultLimits).toMatchObject({ person: { most: 10, perSeconds: 900 }, day: { most: 200 }, each: [{ most: 1, perSeconds: 60 }] });
    const mails = Array.from({ length: 10 }, (_, index) => slot(index * 61 * second, { channel: "push", method: `m${index}` }));
    expect(limitReached(defaultLimits, mails, { ...ask, channel: "push", method: "m11" }, at(700 * second))?.reason).toBe(
      "The limit of pages to one person: 10 in 15 minutes",
    );
  });

  it("a notice is not held by the limit of pages, nor does it use one up", () => {
    const notices = Array.from({ length: 12 }, (_, index) => slot(index * second, { page: false, channel: "email" }));
    expect(limitReached(defaultLimits, notices, { ...ask, channel: "email" }, at(20 * second))).toBeNull();
    expect(limitReached(defaultLimits, [slot(0, { channel: "email" })], { ...ask, channel: "email", page: false }, at(second))).toBeNull();
  });

  it("what does not fit any more counts as not set: a limit never stops deliveries", () => {
    expect(limitsInForce({ person: { most: -1 } })).toEqual(defaultLimits);
    expect(limitsInForce({ day: { most: 50 }, addresses: { sms: [{ most: 1, perSeconds: 5 }] } })).toEqual({
      ...defaultLimits,
      day: { most: 50 },
      addresses: { ...defaultLimits.addresses, sms: [{ most: 1, perSeconds: 5 }] },
    });
  });
});

describe("breakers", () => {
  const fault: Outcome = { outcome: "unknown", reason: "No answer" };
  const ok: Outcome = { outcome: "ok", providerId: null, delivered: false };

  it("R7 open after five faults in a row, let one through after a while, and close when that goes well", () => {
    const clock = { ms: 0 };
    const breakers = breakersOf(() => clock.ms);
    for (let count = 0; count < 4; count++) breakers.report("sms", fault);
    breakers.report("sms", ok);
    for (let count = 0; count < 5; count++) {
      expect(breakers.admits("sms")).toBe(true);
      breakers.report("sms", fault);
    }
    expect([breakers.admits("sms"), breakers.admits("email"), breakers.states().get("sms")]).toEqual([false, true, "open"]);
    clock.ms = 10_000;
    expect(breakers.states().get("sms")).toBe("half");
    expect([breakers.admits("sms"), breakers.admits("sms")]).toEqual([true, false]);
    breakers.report("sms", fault);
    clock.ms = 29_000;
    expect(breakers.admits("sms")).toBe(false);
    clock.ms = 30_000;
    expect(breakers.admits("sms")).toBe(true);
    breakers.report("sms", ok);
    expect([breakers.admits("sms"), breakers.admits("sms"), breakers.states().get("sms")]).toEqual([true, true, "closed"]);
  });

  it("a refused address and a wish for a pause are no faults; a probe that never left frees its place", () => {
    const clock = { ms: 0 };
    const breakers = breakersOf(() => clock.ms);
    for (let count = 0; count < 9; count++) breakers.report("sms", { outcome: "failed", reason: "No such number", permanent: true });
    for (let count = 0; count < 9; count++) breakers.report("sms", { outcome: "failed", reason: "Slow down", permanent: false, retryAfterMs: 1_000 });
    expect(breakers.admits("sms")).toBe(true);
    for (let count = 0; count < 5; count++) breakers.report("sms", fault);
    clock.ms = 10_000;
    expect(breakers.admits("sms")).toBe(true);
    breakers.report("sms", null);
    expect(breakers.admits("sms")).toBe(true);
  });
});

describe("pools", () => {
  it("R8 a channel that hangs fills its own places and no others", async () => {
    const pools = poolsOf({ atOnce: 2, waiting: 1 });
    const [one, two] = [await pools.enter("sms"), await pools.enter("sms")];
    const third = pools.enter("sms");
    expect(await pools.enter("sms")).toBeNull();
    expect(await pools.enter("email")).not.toBeNull();
    one!();
    one!();
    const leave = await third;
    expect(leave).not.toBeNull();
    two!();
    leave!();
    expect(await pools.enter("sms")).not.toBeNull();
    expect(await pools.enter("sms")).not.toBeNull();
  });
});
