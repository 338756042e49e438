/** The contract of time and facts: what is due, which facts changed, who is engaged where. */
import { describe, expect, it, vi } from "vitest";
import { all, arrived, benchFor, message, type Open, plus, put, signal, start } from "./contract.ts";

export function dueContract(name: string, open: Open): void {
  describe(`${name}: what is due`, () => {
    it("wakes streams whose instant has come, inclusive, the earliest first, never a quarantined one", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { wakeAt: plus(2000) });
      await put(store, "b", { wakeAt: plus(1000) });
      await put(store, "c");
      await put(store, "person/x", { wakeAt: plus(1500) });
      expect(await store.due(10)).toEqual([]);
      expect(await store.nextDue()).toBe(plus(1000));
      await setNow(plus(2000));
      expect(await store.due(10)).toEqual([
        { stream: "b", wakeAt: plus(1000), version: null },
        { stream: "person/x", wakeAt: plus(1500), version: null },
        { stream: "a", wakeAt: plus(2000), version: null },
      ]);
      expect(await store.due(1)).toHaveLength(1);
      await store.quarantine("b", "does not come to an end");
      expect((await store.due(10)).map(({ stream }) => stream)).toEqual(["person/x", "a"]);
      await store.locked("b", async ({ head }) => expect(head?.quarantined).toBe("does not come to an end"));
      await put(store, "b", { wakeAt: plus(1000) });
      expect((await store.due(10)).map(({ stream }) => stream)).toEqual(["person/x", "a"]);
      await put(store, "person/x", { events: [] });
      expect((await store.due(10)).map(({ stream }) => stream)).toEqual(["a"]);
    });

    it("E18 wakes the watchers of a changed fact at once, until they have read the new version", async () => {
      const { store, setFact } = await benchFor(open);
      await setFact("person", "ana", { id: "ana" });
      const before = await store.read.fact("person", "ana");
      expect(before).toEqual({ value: { id: "ana" }, version: expect.any(Number) });
      expect(await store.read.fact("team", "none")).toEqual({ value: null, version: 0 });
      await put(store, "a", {
        watches: [
          { kind: "person", key: "ana", version: before.version },
          { kind: "team", key: "none", version: 0 },
        ],
      });
      await put(store, "b", { watches: [{ kind: "person", key: "ana", version: before.version }], wakeAt: plus(5000) });
      await put(store, "c", { watches: [{ kind: "person", key: "ben", version: 0 }] });
      expect(await store.due(10)).toEqual([]);
      await setFact("person", "ana", { id: "ana", active: false });
      const { version } = await store.locked("a", (transaction) => transaction.fact("person", "ana"));
      expect(version).toBeGreaterThan(before.version);
      expect(await store.due(10)).toEqual([
        { stream: "a", wakeAt: start, version },
        { stream: "b", wakeAt: start, version },
      ]);
      expect(await store.nextDue()).toBe(start);
      await put(store, "a", { events: [], watches: [{ kind: "person", key: "ana", version }] });
      expect((await store.due(10)).map(({ stream }) => stream)).toEqual(["b"]);
      await put(store, "b", { events: [], watches: [] });
      expect(await store.due(10)).toEqual([]);
      await setFact("team", "none", { id: "none" });
      expect(await store.due(10)).toEqual([]);
    });

    it("knows the next instant of everything that waits", async () => {
      const { store, setNow } = await benchFor(open);
      expect(await store.nextDue()).toBeNull();
      await put(store, "a", { wakeAt: plus(9000), queue: [message("m", { job: { notBefore: plus(4000) } })] });
      expect(await store.nextDue()).toBe(plus(4000));
      await store.jobs.paging("held");
      expect(await store.nextDue()).toBe(plus(9000));
      await store.jobs.paging("running");
      await setNow(plus(4000));
      await store.jobs.claim("w", 1, 10_000);
      expect(await store.nextDue()).toBe(plus(9000));
      await put(store, "a", { wakeAt: null });
      expect(await store.nextDue()).toBe(plus(14_000));
      await store.signals.accept([arrived("r", [signal()])]);
      expect(await store.nextDue()).toBe(plus(4000));
    });

    it("gives a hint after a commit, and none after it is not wanted any more", async () => {
      const { store } = await benchFor(open);
      const heard = vi.fn();
      const stop = store.listen(heard);
      await put(store, "a");
      await expect.poll(() => heard.mock.calls.length, { timeout: 5000 }).toBeGreaterThan(0);
      const before = heard.mock.calls.length;
      await store.signals.accept([arrived("r", [signal()])]);
      await expect.poll(() => heard.mock.calls.length, { timeout: 5000 }).toBeGreaterThan(before);
      stop();
    });
  });

  describe(`${name}: facts the store computes`, () => {
    it("sums a person's engagement over incidents; a role or rest is a new version, an act is not", async () => {
      const { store } = await benchFor(open);
      const engagement = () => store.read.fact("engagement", "ana");
      expect(await engagement()).toEqual({ value: null, version: 0 });
      await put(store, "a", { engagement: [{ person: "ana", roles: ["commander"], lastActAt: start, restUntil: null }] });
      const first = await engagement();
      const once = { person: "ana", roles: [{ incident: "a", role: "commander" }], lastActAt: start, restUntil: null, nightWork: "PT0S" };
      expect(first.value).toEqual({ ...once, latestIncident: "a" });
      await put(store, "a", { engagement: [{ person: "ana", roles: ["commander"], lastActAt: plus(1000), restUntil: null }] });
      expect((await engagement()).version).toBe(first.version);
      await put(store, "b", { engagement: [{ person: "ana", roles: ["worker", "scribe"], lastActAt: null, restUntil: plus(5000) }] });
      const second = await engagement();
      expect(second.version).toBeGreaterThan(first.version);
      expect(second.value).toMatchObject({
        roles: [
          { incident: "a", role: "commander" },
          { incident: "b", role: "worker" },
          { incident: "b", role: "scribe" },
        ],
        lastActAt: plus(1000),
        restUntil: plus(5000),
      });
    });

    it("P34 keeps no engagement of drills and confidential incidents", async () => {
      const { store } = await benchFor(open);
      const row = { person: "ana", roles: ["worker"], lastActAt: null, restUntil: null };
      await put(store, "a", { summary: { drill: true }, engagement: [row] });
      await put(store, "b", { summary: { confidential: true }, engagement: [row] });
      expect((await store.read.fact("engagement", "ana")).value).toBeNull();
      await put(store, "c", { engagement: [row] });
      const before = await store.read.fact("engagement", "ana");
      await put(store, "c", { summary: { confidential: true }, engagement: [row] });
      const after = await store.read.fact("engagement", "ana");
      expect(after.value).toBeNull();
      expect(after.version).toBeGreaterThan(before.version);
    });

    it("knows an incident's phase; a change of phase wakes who watches it", async () => {
      const { store } = await benchFor(open);
      expect((await store.read.fact("incident", "a")).value).toBeNull();
      await put(store, "a");
      const { value, version } = await store.read.fact("incident", "a");
      expect(value).toEqual({ id: "a", phase: "reported" });
      await put(store, "b", { watches: [{ kind: "incident", key: "a", version }] });
      await put(store, "a");
      expect(await store.due(5)).toEqual([]);
      await put(store, "a", { summary: { phase: "closed" } });
      expect((await store.due(5)).map(({ stream }) => stream)).toEqual(["b"]);
      expect((await store.read.find(all, "a"))?.phase).toBe("closed");
    });
  });
}
