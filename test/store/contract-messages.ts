/** The contract of messages: what a command queues, re-plans and takes back, and who may read it. */
import { describe, expect, it } from "vitest";
import { all, as, attempt, benchFor, claimOne, mayLeave, message, nobody, type Open, plus, put, shown, start } from "./contract.ts";

const sent = { to: "sent", attempt: attempt(1), body: "Come" } as const;

export function messagesContract(name: string, open: Open): void {
  describe(`${name}: messages of a command`, () => {
    it("queues the same key of a stream once", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [message("m"), message("m", { job: { id: "twice" } })] });
      await put(store, "a", { queue: [message("m", { job: { id: "again" } })] });
      await put(store, "b", { queue: [message("m", { job: { id: "b" } })] });
      expect((await store.jobs.outbox(all, { limit: 10 })).map(({ id }) => id).sort()).toEqual(["b", "job-m"]);
    });

    it("P12 re-plans what waits and supersedes what nobody wants, in the same commit", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m", { job: { notBefore: plus(9000), heldBecause: "Night" } }), message("n"), message("o")] });
      await store.locked("a", async (transaction) => {
        const unsent = await transaction.unsent();
        expect(unsent.map(({ id }) => id)).toEqual(["job-m", "job-n", "job-o"]);
        expect(unsent[0]).toEqual({ id: "job-m", person: "ana", effect: message("m").effect, queuedAt: start });
      });
      await put(store, "a", {
        replan: [
          { id: "job-m", notBefore: start, heldBecause: null },
          { id: "job-n", notBefore: plus(5000), heldBecause: "Rest" },
        ],
        supersede: [{ id: "job-o", reason: "Answered" }],
      });
      expect(await shown(store, "job-m")).toMatchObject({ state: "queued", reason: null, releaseAt: start });
      expect(await shown(store, "job-n")).toMatchObject({ state: "held", reason: "Rest", releaseAt: plus(5000) });
      expect(await shown(store, "job-o")).toMatchObject({ state: "superseded", reason: "Answered" });
      expect(await claimOne(store, "w")).toMatchObject({ id: "job-m" });
      await setNow(plus(5000));
      expect(await claimOne(store, "w")).toMatchObject({ id: "job-n" });
    });

    it("E8 a message superseded under a lease may not be sent any more", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [message("m"), message("n")] });
      const [m, n] = await store.jobs.claim("w", 2, 10_000);
      await put(store, "a", { supersede: [{ id: "job-m", reason: "Answered" }], replan: [{ id: "job-n", notBefore: plus(5000), heldBecause: "Rest" }] });
      expect(await mayLeave(store, m!, "w", 1000)).toBe(false);
      expect(await store.jobs.finish(m!, "w", sent)).toBe(false);
      expect(await shown(store, "job-m")).toMatchObject({ state: "superseded", attempts: [{ n: 1 }] });
      expect(await mayLeave(store, n!, "w", 1000)).toBe(true);
      expect((await shown(store, "job-n")).state).toBe("sending");
    });

    it("cannot touch another stream's messages", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      await put(store, "b", { replan: [{ id: "job-m", notBefore: plus(5000), heldBecause: "x" }], supersede: [{ id: "job-m", reason: "x" }] });
      expect(await shown(store, "job-m")).toMatchObject({ state: "queued", releaseAt: start });
    });

    it("shows when a page was answered, beside each of its messages", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m", { effect: { page: "p1" } }), message("n", { effect: { page: "p2" } })] });
      await setNow(plus(1000));
      await put(store, "a", { acknowledged: ["p1"] });
      await setNow(plus(2000));
      await put(store, "a", { acknowledged: ["p1"] });
      expect(await shown(store, "job-m")).toMatchObject({ page: "p1", acknowledgedAt: plus(1000) });
      expect(await shown(store, "job-n")).toMatchObject({ page: "p2", acknowledgedAt: null });
    });

    it("queues a message that belongs to no incident once, for its reader's eyes", async () => {
      const { store } = await benchFor(open);
      const { effect } = message("code", { effect: { via: ["email", "sms"], notBefore: plus(10) } });
      await store.jobs.enqueue({ id: "x", effect, person: "ana", contact: null });
      await store.jobs.enqueue({ id: "x", effect: { ...effect, template: "other" }, person: "ben", contact: null });
      const rows = await store.jobs.outbox(as("ana"), { limit: 5 });
      expect(rows).toMatchObject([
        { id: "x", stream: null, person: "ana", template: "page", channel: "email", releaseAt: plus(10), drill: false, attempts: [] },
      ]);
      expect(await store.jobs.outbox(as("ben"), { limit: 5 })).toEqual([]);
      expect(await store.jobs.outbox(nobody, { limit: 5 })).toEqual([]);
      expect(await store.jobs.outbox(all, { channel: "email", limit: 5 })).toHaveLength(1);
      expect(await store.jobs.outbox(all, { channel: "sms", limit: 5 })).toEqual([]);
    });

    it("shows texts only to their reader and the commander", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { summary: { commander: "cleo", drill: true }, queue: [message("m", { effect: { cites: ["SR-07"] } })] });
      await store.jobs.finish(await claimOne(store, "w"), "w", sent);
      const body = async (person: string) => (await store.jobs.outbox(as(person), { stream: "a", limit: 5 }))[0]?.body;
      expect([await body("ana"), await body("cleo"), await body("eve")]).toEqual(["Come", "Come", null]);
      expect(await shown(store, "job-m")).toMatchObject({ drill: true, cites: ["SR-07"], urgency: "notice", attempts: [attempt(1)] });
    });

    it("lists the newest first, by person and stream", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m1"), message("m2", { job: { person: "ben" } })] });
      await setNow(plus(1000));
      await put(store, "b", { queue: [message("m3")] });
      const ids = async (filter: object) => (await store.jobs.outbox(all, { limit: 10, ...filter })).map(({ id }) => id);
      expect(await ids({})).toEqual(["job-m3", "job-m1", "job-m2"]);
      expect(await ids({ limit: 1 })).toEqual(["job-m3"]);
      expect(await ids({ person: "ben" })).toEqual(["job-m2"]);
      expect(await ids({ stream: "a" })).toEqual(["job-m1", "job-m2"]);
    });
  });
}
