/** The contract of alerts on their way in: each counts once, into one open group per key, or has a reason. */
import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/log.ts";
import { arrived, benchFor, type Open, plus, put, signal } from "./contract.ts";

async function send(store: Store, id: string, ...signals: Parameters<typeof signal>[0][]): Promise<void> {
  await store.signals.accept([
    arrived(
      id,
      signals.map((one) => signal(one)),
    ),
  ]);
  await store.signals.route(100);
}

/** Carries the one change there is, to its own incident. */
async function carry(store: Store): Promise<string> {
  const [change] = await store.signals.changes(10);
  expect(change).toBeDefined();
  await put(store, change!.incident, { claims: { take: [`alert:${change!.source}/${change!.group}`], free: [] } });
  await store.signals.carried(change!, { incident: change!.incident, reason: "" });
  return change!.incident;
}

export function signalsContract(name: string, open: Open): void {
  describe(`${name}: signals`, () => {
    it("opens a group with the first firing signal, and reserves its incident's id", async () => {
      const { store } = await benchFor(open);
      await send(store, "r1", {});
      const changes = await store.signals.changes(10);
      expect(changes).toEqual([
        {
          ...{ source: "prom", group: "disk", incident: expect.any(String), change: 1, what: "opened", count: 1, firing: 1, severity: 2 },
          ...{ title: "Disk full", text: "90 %", labels: { host: "db1" }, links: [], firstAt: plus(0), storm: false, joined: 0 },
        },
      ]);
      expect(await store.signals.changes(10)).toEqual(changes);
      await send(store, "r2", { fingerprint: "f2" });
      expect(await store.signals.changes(10)).toEqual([{ ...changes[0], count: 2, firing: 2 }]);
      expect(await store.signals.route(100)).toBe(0);
    });

    it("counts a repeated request once within 48 hours", async () => {
      const { store, setNow } = await benchFor(open);
      const request = arrived("r1", [signal()], { key: "k" });
      await store.signals.accept([request, { ...request, id: "r2" }, { ...request, id: "r3", source: "other" }]);
      await store.signals.accept([{ ...request, id: "r4" }]);
      expect(await store.signals.route(100)).toBe(2);
      await setNow(plus(48 * 3_600_000 - 1));
      await store.signals.accept([{ ...request, id: "r5" }]);
      expect(await store.signals.route(100)).toBe(0);
      await setNow(plus(48 * 3_600_000));
      await store.signals.accept([{ ...request, id: "r6" }]);
      expect(await store.signals.route(100)).toBe(1);
      expect((await store.signals.recent("prom")).map(({ id }) => id)).toEqual(["r6", "r1"]);
    });

    it("tells only changes: worse, cleared, and powers of ten", async () => {
      const { store, setNow } = await benchFor(open);
      let second = 0;
      const next = async () => {
        await setNow(plus(++second * 2000));
        const [change] = await store.signals.changes(10);
        if (change) await store.signals.carried(change, { incident: change.incident, reason: "" });
        return change ? [change.what, change.count, change.firing, change.severity, change.title] : null;
      };
      await send(store, "r1", {});
      expect(await next()).toEqual(["opened", 1, 1, 2, "Disk full"]);
      await send(store, "r2", {}, { severity: 3, title: "Milder" });
      expect(await next()).toBeNull();
      await send(store, "r3", { severity: 1, title: "Disk gone", fingerprint: "f2" });
      expect(await next()).toEqual(["worse", 4, 2, 1, "Disk gone"]);
      await send(store, "r4", { status: "resolved" });
      expect(await next()).toBeNull();
      await send(store, "r5", { status: "resolved", fingerprint: "f2" });
      expect(await next()).toEqual(["cleared", 4, 0, 1, "Disk gone"]);
      await send(store, "r6", { status: "resolved", fingerprint: "f2" });
      await send(store, "r7", { status: "acknowledged" });
      expect(await next()).toBeNull();
      await send(store, "r8", {});
      expect(await next()).toEqual(["worse", 5, 1, 1, "Disk gone"]);
      await send(store, "r9", {}, {}, {}, {}, {}, {});
      expect(await next()).toEqual(["counted", 11, 1, 1, "Disk gone"]);
      expect(await next()).toBeNull();
    });

    it("keeps a change that comes while another is carried; the later tells where things stand", async () => {
      const { store, setNow } = await benchFor(open);
      await send(store, "r1", {});
      const [opened] = await store.signals.changes(10);
      await send(store, "r2", { severity: 1 });
      await store.signals.carried(opened!, { incident: opened!.incident, reason: "" });
      expect(await store.signals.changes(10)).toEqual([]);
      await setNow(plus(999));
      expect(await store.signals.changes(10)).toEqual([]);
      await setNow(plus(1000));
      const [worse] = await store.signals.changes(10);
      expect(worse).toMatchObject({ what: "worse", change: 2 });
      await send(store, "r3", { status: "resolved" });
      await store.signals.carried(worse!, { incident: opened!.incident, reason: "" });
      await setNow(plus(3000));
      expect(await store.signals.changes(10)).toMatchObject([{ what: "cleared", change: 3 }]);
    });

    it("hands out one change per incident", async () => {
      const { store, setNow } = await benchFor(open);
      await send(store, "r1", { group: "a" }, { group: "b" }, { group: "c" });
      const changes = await store.signals.changes(10);
      expect(changes.map(({ group }) => group)).toEqual(["a", "b", "c"]);
      expect(await store.signals.changes(2)).toHaveLength(2);
      for (const change of changes) await store.signals.carried(change, { incident: "one", reason: "" });
      await send(store, "r2", { group: "a", severity: 1 }, { group: "b", severity: 1 });
      await setNow(plus(2000));
      const [first, ...others] = await store.signals.changes(10);
      expect(others).toEqual([]);
      expect(first).toMatchObject({ group: "a", incident: "one" });
      await store.signals.carried(first!, { incident: "one", reason: "" });
      expect(await store.signals.changes(10)).toEqual([]);
      await setNow(plus(3000));
      expect(await store.signals.changes(10)).toMatchObject([{ group: "b" }]);
      expect((await store.signals.groups("one")).map(({ group }) => group)).toEqual(["a", "b", "c"]);
    });

    it("E2 has one open group per key; the claim's end closes it and the next signal opens a new one", async () => {
      const { store } = await benchFor(open);
      await send(store, "r1", {});
      const first = await carry(store);
      await send(store, "r2", {});
      expect(await store.signals.groups(first)).toMatchObject([{ count: 2, firing: 1, fingerprints: ["f1"] }]);
      await put(store, "other", { claims: { take: [], free: ["alert:prom/disk"] } });
      await send(store, "r3", {});
      expect(await store.signals.groups(first)).toMatchObject([{ count: 3 }]);
      await put(store, first, { claims: { take: [], free: ["alert:prom/disk"] } });
      await send(store, "r4", {});
      const second = await carry(store);
      expect(second).not.toBe(first);
      expect(await store.signals.groups(first)).toMatchObject([{ count: 3 }]);
      expect(await store.signals.groups(second)).toMatchObject([{ source: "prom", group: "disk", count: 1, firing: 1, title: "Disk full", links: [] }]);
    });

    it("E1 says of each request what became of its signals", async () => {
      const { store } = await benchFor(open);
      await store.signals.accept([arrived("bad", [], { problem: "Not JSON" })]);
      await send(store, "r0", { status: "resolved" });
      await send(store, "r1", {}, { fingerprint: "f2" }, { group: "cpu" });
      const [disk, cpu] = await store.signals.changes(10);
      await store.signals.carried(disk!, { incident: disk!.incident, reason: "" });
      await store.signals.carried(cpu!, { incident: null, reason: "The source is gone." });
      await store.signals.accept([arrived("waiting", [signal()])]);
      const recent = await store.signals.recent("prom");
      expect(recent.map(({ id, problem, became }) => ({ id, problem, became }))).toEqual([
        { id: "waiting", problem: null, became: [] },
        {
          id: "r1",
          problem: null,
          became: [
            { incident: disk!.incident, reason: "" },
            { incident: null, reason: "The source is gone." },
          ],
        },
        { id: "r0", problem: null, became: [{ incident: null, reason: "resolved when nothing of this kind was open" }] },
        { id: "bad", problem: "Not JSON", became: [] },
      ]);
      expect(recent[1]).toMatchObject({ payload: '{"id":"r1"}', at: plus(0) });
      expect(await store.signals.recent("none")).toEqual([]);
      await send(store, "r2", { group: "cpu" });
      expect((await store.signals.changes(10)).map(({ group }) => group)).toContain("cpu");
    });

    it("keeps the last 20 requests", async () => {
      const { store } = await benchFor(open);
      await store.signals.accept(Array.from({ length: 25 }, (_, index) => arrived(`r${index}`, [])));
      expect((await store.signals.recent("prom")).map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `r${24 - index}`));
    });

    it("R18 routes a storm from many nodes at once, and loses no count", async () => {
      const { store } = await benchFor(open);
      const requests = Array.from({ length: 300 }, (_, index) => arrived(`r${index}`, [signal({ group: `g${index % 7}`, fingerprint: `f${index}` })]));
      await Promise.all(Array.from({ length: 6 }, (_, part) => store.signals.accept(requests.slice(part * 50, part * 50 + 50))));
      await expect
        .poll(async () => (await Promise.all(Array.from({ length: 5 }, () => store.signals.route(40)))).reduce((sum, count) => sum + count, 0), {
          timeout: 10_000,
        })
        .toBe(0);
      const changes = await store.signals.changes(100);
      expect(changes).toHaveLength(7);
      expect(changes.reduce((sum, { count }) => sum + count, 0)).toBe(300);
      expect(changes.reduce((sum, { firing }) => sum + firing, 0)).toBe(300);
      const groups = await store.signals.groups(changes[0]!.incident);
      expect(groups[0]?.fingerprints).toHaveLength(Math.min(100, changes[0]!.firing));
    });

    it("takes what senders write: line breaks, quotes and characters a database refuses", async () => {
      const { store } = await benchFor(open);
      const odd = "a\nb'\"\\ {x} \u{1f525}";
      await send(store, "r1", { group: odd, fingerprint: `${odd}\n1`, title: "t\u0000t \ud800", labels: { [odd]: odd } });
      await send(store, "r2", { group: odd, fingerprint: `${odd}\n1` });
      const [change] = await store.signals.changes(10);
      expect(change).toMatchObject({ group: odd, count: 2, firing: 1, labels: { [odd]: odd } });
      await send(store, "r3", { group: odd, fingerprint: `${odd}\n1`, status: "resolved" });
      expect((await store.signals.groups(change!.incident))[0]).toMatchObject({ firing: 0, fingerprints: [] });
    });
  });
}
