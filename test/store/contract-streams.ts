/** The contract of streams: one transaction at a time, all or nothing, chained, with claims and a journal. */
import { describe, expect, it } from "vitest";
import { AlreadyJournaled } from "../../src/store/log.ts";
import { all, as, benchFor, entry, type Open, plus, put, start, writeFor } from "./contract.ts";

export function streamsContract(name: string, open: Open): void {
  describe(`${name}: streams`, () => {
    it("starts empty and gives the store's time", async () => {
      const { store } = await benchFor(open);
      expect(await store.now()).toBe(start);
      await store.locked("a", async (transaction) => {
        expect(transaction.head).toBeNull();
        expect(transaction.now).toBe(start);
        expect(await transaction.load("s1")).toEqual({ snapshot: null, events: [] });
        expect(await transaction.unsent()).toEqual([]);
        expect(await transaction.journaled("time", "x")).toBeNull();
      });
      expect(await store.read.find(all, "a")).toBeNull();
    });

    it("E17 gives a gap-free sequence to 20 commands at once", async () => {
      const { store } = await benchFor(open);
      await Promise.all(Array.from({ length: 20 }, (_, index) => put(store, "a", { events: [{ data: { index } }] })));
      const events = await store.read.events(all, "a", 0, 100);
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(new Set(events.map(({ data }) => (data as { index: number }).index)).size).toBe(20);
      expect(await store.read.verify(all, "a")).toEqual({ ok: true, events: 20, brokenAt: null });
    });

    it("gives back events as they were written, without undefined", async () => {
      const { store } = await benchFor(open);
      const data = { text: "a\u0000b \u{1f6a8} \ud800", list: [1, null, -0, 1.5], gone: undefined, deep: { z: 1, a: 2 } };
      const done = await put(store, "a", { events: [{ type: "said", data, actor: "person:ana" }] });
      const { events } = await store.locked("a", (transaction) => transaction.load("none"));
      const { gone: _gone, ...kept } = data;
      expect(events).toEqual([{ stream: "a", seq: 1, type: "said", v: 1, at: start, actor: "person:ana", data: { ...kept, list: [1, null, 0, 1.5] } }]);
      expect((await store.read.verify(all, "a"))?.ok).toBe(true);
      expect((await store.read.events(all, "a", 0, 9))[0]?.hash).toBe((done as { hash: string }).hash);
    });

    it("keeps onBehalfOf", async () => {
      const { store } = await benchFor(open);
      await store.locked("a", async (transaction) => {
        const write = writeFor(transaction, "a", {});
        await transaction.commit({ ...write, events: write.events.map((event) => ({ ...event, onBehalfOf: "person:ben" })) });
      });
      expect((await store.read.events(all, "a", 0, 9))[0]?.onBehalfOf).toBe("person:ben");
    });

    it("X-04 finds a tampered event", async () => {
      const { store, tamper } = await benchFor(open);
      for (let index = 0; index < 3; index++) await put(store, "a", { events: [{ data: { index } }] });
      await tamper("a", 2, { index: 9 });
      expect(await store.read.verify(all, "a")).toEqual({ ok: false, events: 3, brokenAt: 2 });
    });

    it("writes nothing when the work throws, before or after its commit", async () => {
      const { store } = await benchFor(open);
      const failing = (commits: boolean) =>
        store.locked("a", async (transaction) => {
          if (commits) await transaction.commit(writeFor(transaction, "a", { claims: { take: ["room:1"], free: [] }, journal: [entry("a", "k")] }));
          throw new Error("stopped");
        });
      await expect(failing(false)).rejects.toThrow("stopped");
      await expect(failing(true)).rejects.toThrow("stopped");
      expect(await store.read.find(all, "a")).toBeNull();
      expect(await put(store, "b", { claims: { take: ["room:1"], free: [] }, journal: [entry("b", "k")] })).not.toHaveProperty("taken");
    });

    it("refuses events that do not continue the stream, a second commit, and a transaction that is over", async () => {
      const { store } = await benchFor(open);
      const gap = store.locked("a", async (transaction) => {
        const write = writeFor(transaction, "a", {});
        return transaction.commit({ ...write, events: write.events.map((event) => ({ ...event, seq: 2 })) });
      });
      await expect(gap).rejects.toThrow("does not follow");
      const twice = store.locked("a", async (transaction) => {
        await transaction.commit(writeFor(transaction, "a", {}));
        return transaction.commit(writeFor(transaction, "a", {}));
      });
      await expect(twice).rejects.toThrow("committed already");
      const late = await store.locked("a", async (transaction) => transaction);
      await expect(late.commit(writeFor(late, "a", {}))).rejects.toThrow("over");
    });

    it("never lets a stream's time go back", async () => {
      const { store, setNow } = await benchFor(open);
      await setNow(plus(60_000));
      await put(store, "a");
      await setNow(start);
      await store.locked("a", async (transaction) => expect(transaction.now).toBe(plus(60_000)));
      expect((await store.read.state(all, "a", "s"))?.now).toBe(plus(60_000));
      expect(await store.now()).toBe(start);
    });

    it("gives incidents numbers in turn, and none to confidential ones or to other streams", async () => {
      const { store } = await benchFor(open);
      expect(await put(store, "a")).toMatchObject({ number: 1 });
      expect(await put(store, "b", { summary: { confidential: true } })).toMatchObject({ number: null });
      expect(await put(store, "person/ana")).toMatchObject({ number: null });
      expect(await put(store, "c")).toMatchObject({ number: 2 });
      expect(await put(store, "a")).toMatchObject({ number: 1 });
      expect(await put(store, "b")).toMatchObject({ number: 3 });
      await store.locked("a", async ({ head }) => expect(head).toMatchObject({ seq: 2, number: 1 }));
    });

    it("commits without events, for what time alone renews", async () => {
      const { store } = await benchFor(open);
      const first = await put(store, "a");
      expect(await put(store, "a", { events: [], wakeAt: plus(1) })).toEqual(first);
      await store.locked("a", async ({ head }) => expect(head).toMatchObject({ seq: 1, wakeAt: plus(1) }));
    });
  });

  describe(`${name}: snapshots, claims and journal`, () => {
    it("uses a snapshot only under its stamp", async () => {
      const { store } = await benchFor(open);
      await put(store, "a");
      await put(store, "a", { snapshot: { seq: 2, stamp: "s1", state: { count: 2 } } });
      await put(store, "a");
      const load = (stamp: string) => store.locked("a", (transaction) => transaction.load(stamp));
      expect((await load("s1")).snapshot).toEqual({ seq: 2, stamp: "s1", state: { count: 2 } });
      expect((await load("s1")).events.map(({ seq }) => seq)).toEqual([3]);
      expect((await load("s2")).snapshot).toBeNull();
      expect((await load("s2")).events).toHaveLength(3);
      await put(store, "a", { snapshot: { seq: 4, stamp: "s1", state: { count: 4 } } });
      expect((await store.read.state(all, "a", "s1"))?.snapshot?.seq).toBe(4);
      expect((await store.read.state(all, "a", "s1"))?.events).toEqual([]);
    });

    it("says who holds a taken claim, and then writes nothing", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { claims: { take: ["room:1"], free: [] } });
      const refused = await put(store, "b", { claims: { take: ["codename:x", "room:1"], free: [] }, journal: [entry("b", "k")], queue: [] });
      expect(refused).toEqual({ taken: "room:1", holder: "a" });
      expect(await store.read.find(all, "b")).toBeNull();
      expect(await store.read.journal(all, "b")).toEqual([]);
      expect(await put(store, "c", { claims: { take: ["codename:x"], free: [] } })).toMatchObject({ number: 2 });
    });

    it("lets the holder take its claim again, free it, and take it in one write; others cannot free it", async () => {
      const { store } = await benchFor(open);
      const room = ["room:1"];
      await put(store, "a", { claims: { take: room, free: [] } });
      expect(await put(store, "a", { claims: { take: room, free: [] } })).not.toHaveProperty("taken");
      expect(await put(store, "a", { claims: { take: room, free: room } })).not.toHaveProperty("taken");
      await put(store, "b", { claims: { take: [], free: room } });
      expect(await put(store, "b", { claims: { take: room, free: [] } })).toEqual({ taken: "room:1", holder: "a" });
      await put(store, "a", { claims: { take: [], free: room } });
      expect(await put(store, "b", { claims: { take: room, free: [] } })).not.toHaveProperty("taken");
    });

    it("X-03 gives one claim to exactly one of 20 streams that want it at once", async () => {
      const { store } = await benchFor(open);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => put(store, `s${index}`, { claims: { take: ["ic-page:r"], free: [] } })));
      expect(answers.filter((answer) => "taken" in answer)).toHaveLength(19);
    });

    it("can still journal a refusal after a claim was taken", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { claims: { take: ["room:1"], free: [] } });
      await store.locked("b", async (transaction) => {
        await transaction.commit(writeFor(transaction, "b", { claims: { take: ["room:1"], free: [] } }));
        await transaction.refuse(entry("b", "k", { answer: { refused: true } }));
      });
      expect((await store.read.journal(all, "b")).map(({ key }) => key)).toEqual(["k"]);
      expect(await store.read.find(all, "b")).toBeNull();
    });

    it("X-02 finds a wish again by actor and key, in whatever stream, accepted or refused", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { journal: [entry("a", "k1", { firstSeq: 1, lastSeq: 1 }), entry("a", "k1/1", { actor: "rule:shift" })] });
      await store.locked("a", (transaction) => transaction.refuse(entry("a", "k2", { answer: { refused: true, code: "gate_unmet" } })));
      await store.locked("b", async (transaction) => {
        expect(await transaction.journaled("person:ana", "k1")).toEqual(entry("a", "k1", { firstSeq: 1, lastSeq: 1 }));
        expect((await transaction.journaled("person:ana", "k2"))?.answer).toEqual({ refused: true, code: "gate_unmet" });
        expect(await transaction.journaled("person:ben", "k1")).toBeNull();
      });
      expect((await store.read.journal(all, "a")).map(({ key }) => key)).toEqual(["k1", "k1/1", "k2"]);
      expect((await store.read.events(all, "a", 0, 9)).length).toBe(1);
    });

    it("X-02 has one entry per actor and key, also when two streams write it at once", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { journal: [entry("a", "k")] });
      await expect(put(store, "b", { journal: [entry("b", "k")] })).rejects.toThrow(AlreadyJournaled);
      await expect(store.locked("b", (transaction) => transaction.refuse(entry("b", "k")))).rejects.toThrow(AlreadyJournaled);
      expect(await store.read.find(all, "b")).toBeNull();
      expect(await put(store, "b", { journal: [entry("b", "k", { actor: "person:ben" })] })).toMatchObject({ number: expect.any(Number) });
      const both = await Promise.allSettled([put(store, "c", { journal: [entry("c", "z")] }), put(store, "d", { journal: [entry("d", "z")] })]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect((await store.read.journal(as("ana"), "b")).length).toBe(0);
    });
  });
}
