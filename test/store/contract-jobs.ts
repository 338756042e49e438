/** The contract of messages: one worker under a lease, fenced by its epoch; final states stay final. */
import { describe, expect, it } from "vitest";
import type { Finish } from "../../src/store/jobs.ts";
import { attempt, benchFor, claimOne, mayLeave, message, type Open, plus, put, shown, start, word } from "./contract.ts";

const sent = { to: "sent", attempt: attempt(1), body: "Come" } as const;

export function jobsContract(name: string, open: Open): void {
  describe(`${name}: leases`, () => {
    it("hands out due messages, pages before notices, then by time, then as queued", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", {
        queue: [
          message("notice-late", { job: { notBefore: plus(1000) } }),
          message("notice"),
          message("notice-2"),
          message("page-late", { effect: { urgency: "page" }, job: { notBefore: plus(500), heldBecause: "Night" } }),
          message("future", { effect: { urgency: "page" }, job: { notBefore: plus(9000) } }),
        ],
      });
      await setNow(plus(1000));
      expect(await store.jobs.claim("w", 0, 1000)).toEqual([]);
      const jobs = await store.jobs.claim("w", 10, 5000);
      expect(jobs.map(({ effect }) => effect.key)).toEqual(["page-late", "notice", "notice-2", "notice-late"]);
      expect(jobs[0]).toMatchObject({ id: "job-page-late", stream: "a", person: "ana", contact: null, epoch: 1, attempts: [] });
      expect(jobs[0]).toMatchObject({ dueAt: plus(500), queuedAt: start, leaseUntil: plus(6000) });
      expect(await store.jobs.claim("w2", 10, 5000)).toEqual([]);
    });

    it("R5 two workers at once never get the same message", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: Array.from({ length: 60 }, (_, index) => message(`m${index}`)) });
      const batches = await Promise.all(Array.from({ length: 12 }, (_, worker) => store.jobs.claim(`w${worker}`, 10, 5000)));
      const ids = batches.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await store.jobs.claim("w", 100, 5000);
      expect(ids.length + rest.length).toBe(60);
    });

    it("E5 reclaims an expired lease under a higher epoch; the old worker's outcome changes nothing but its attempt", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      const old = await claimOne(store, "w1", 1000);
      await setNow(plus(999));
      expect(await store.jobs.claim("w2", 10, 1000)).toEqual([]);
      await setNow(plus(1000));
      expect(await mayLeave(store, old, "w1", 1000)).toBe(false);
      const taken = await claimOne(store, "w2", 1000);
      expect(taken.epoch).toBe(old.epoch + 1);
      expect(await store.jobs.finish(old, "w1", sent)).toBe(false);
      expect((await shown(store, "job-m")).state).toBe("sending");
      expect((await shown(store, "job-m")).attempts).toHaveLength(1);
      expect(await store.jobs.finish(taken, "w2", { ...sent, attempt: attempt(1, "other") })).toBe(true);
      expect(await shown(store, "job-m")).toMatchObject({ state: "sent", body: "Come" });
      expect((await shown(store, "job-m")).attempts.map(({ providerId }) => providerId)).toEqual(["provider-1", "other"]);
    });

    it("E5 fences a worker against its own earlier lease", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      const old = await claimOne(store, "w1", 1000);
      await setNow(plus(1000));
      const taken = await claimOne(store, "w1", 1000);
      expect(await mayLeave(store, old, "w1", 1000)).toBe(false);
      expect(await store.jobs.finish(old, "w1", { to: "failed", attempt: null, reason: "Late" })).toBe(false);
      expect(await store.jobs.finish(taken, "w1", sent)).toBe(true);
    });

    it("R9 a command on the incident does not shorten the wait of a message that was tried; one that is held it may let go", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("busy"), message("lost"), message("night"), message("full")] });
      const jobs = await store.jobs.claim("w", 4, 10_000);
      const again = (n: number, state: "queued" | "unknown"): Finish => ({ to: "again", attempt: attempt(n), at: plus(30_000), reason: "Later", state });
      await store.jobs.finish(jobs[0]!, "w", again(1, "queued"));
      await store.jobs.finish(jobs[1]!, "w", again(1, "unknown"));
      await store.jobs.finish(jobs[2]!, "w", { to: "held", until: plus(90_000), reason: "Night" });
      await store.jobs.finish(jobs[3]!, "w", { to: "again", attempt: null, at: plus(30_000), reason: "A limit", state: "queued" });
      await put(store, "a", { replan: ["busy", "lost", "night", "full"].map((key) => ({ id: `job-${key}`, notBefore: start, heldBecause: null })) });
      await setNow(plus(29_999));
      expect(await shown(store, "job-full")).toMatchObject({ state: "queued", reason: "A limit", releaseAt: plus(30_000) });
      expect((await store.jobs.claim("w", 4, 10_000)).map(({ id }) => id)).toEqual(["job-night"]);
      await setNow(plus(30_000));
      expect((await store.jobs.claim("w", 4, 10_000)).map(({ id }) => id)).toEqual(["job-busy", "job-lost", "job-full"]);
    });

    it("lets a due page pass notices that have waited longer", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("n1"), message("n2"), message("page", { effect: { urgency: "page" }, job: { notBefore: plus(1000) } })] });
      await setNow(plus(2000));
      expect((await store.jobs.claim("w", 1, 1000)).map(({ id }) => id)).toEqual(["job-page"]);
      expect((await store.jobs.claim("w", 1, 1000)).map(({ id }) => id)).toEqual(["job-n1"]);
    });

    it("extends a lease only for who holds it", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      const job = await claimOne(store, "w1", 1000);
      expect(await mayLeave(store, job, "w2", 1000)).toBe(false);
      await setNow(plus(900));
      expect(await mayLeave(store, job, "w1", 1000)).toBe(true);
      await setNow(plus(1500));
      expect(await store.jobs.claim("w2", 10, 1000)).toEqual([]);
      expect(await mayLeave(store, { ...job, epoch: 0 }, "w1", 1000)).toBe(false);
    });

    it("writes the outcome of a lease that ran out while nobody took it", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      const job = await claimOne(store, "w1", 1000);
      await setNow(plus(5000));
      expect(await store.jobs.finish(job, "w1", sent)).toBe(true);
      expect(await store.jobs.finish(job, "w1", sent)).toBe(false);
      expect((await shown(store, "job-m")).attempts).toHaveLength(1);
    });

    it("hands back what a worker still holds", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [message("m"), message("n")] });
      const [first] = await store.jobs.claim("w1", 2, 60_000);
      await store.jobs.finish(first!, "w1", sent);
      await store.jobs.release("w1");
      expect(await claimOne(store, "w2")).toMatchObject({ id: "job-n", epoch: 2 });
    });

    it("hands out nothing while paging is held", async () => {
      const { store } = await benchFor(open);
      expect(await store.jobs.paging()).toBe("running");
      await put(store, "a", { queue: [message("m")] });
      expect(await store.jobs.paging("held")).toBe("held");
      expect(await store.jobs.claim("w", 10, 1000)).toEqual([]);
      expect(await store.jobs.paging("running")).toBe("running");
      await claimOne(store, "w");
    });
  });

  describe(`${name}: outcomes`, () => {
    it("E4 a final state stays final", async () => {
      const finals: Finish[] = [
        { to: "delivered", attempt: attempt(1), body: "x" },
        { to: "failed", attempt: null, reason: "No way left" },
        { to: "superseded", reason: "Answered" },
        { to: "cancelled", reason: "By hand" },
      ];
      const { store, setNow } = await benchFor(open);
      for (const [index, final] of finals.entries()) {
        const id = `job-m${index}`;
        await put(store, "a", { queue: [message(`m${index}`)] });
        const job = await claimOne(store, "w");
        expect(await store.jobs.finish(job, "w", final)).toBe(true);
        await put(store, "a", { replan: [{ id, notBefore: plus(1), heldBecause: "Night" }], supersede: [{ id, reason: "Gone" }] });
        await store.jobs.finish(job, "w", { to: "again", attempt: null, at: start, reason: "", state: "queued" });
        await setNow(plus(60_000 * (index + 1)));
        expect(await store.jobs.claim("w", 10, 1000)).toEqual([]);
        expect((await shown(store, id)).state).toBe(final.to);
      }
    });

    it("tries again later, or holds, with the reason people see", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [message("m")] });
      const failed = { ...attempt(1, null), outcome: "failed" as const, reason: "Busy" };
      await store.jobs.finish(await claimOne(store, "w"), "w", { to: "again", attempt: failed, at: plus(2000), reason: "Busy", state: "queued" });
      expect(await shown(store, "job-m")).toMatchObject({ state: "queued", reason: "Busy", releaseAt: plus(2000), channel: "sms" });
      expect(await store.jobs.claim("w", 10, 1000)).toEqual([]);
      await setNow(plus(2000));
      const second = await claimOne(store, "w");
      expect(second).toMatchObject({ epoch: 2, attempts: [failed] });
      await store.jobs.finish(second, "w", { to: "held", until: plus(9000), reason: "Night" });
      expect(await shown(store, "job-m")).toMatchObject({ state: "held", reason: "Night", releaseAt: plus(9000) });
      await setNow(plus(9000));
      await claimOne(store, "w");
    });

    it("E16 receipts only go forward, and may come before the outcome is written", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [message("m"), message("n")] });
      const [m, n] = await store.jobs.claim("w", 2, 1000);
      expect(await store.jobs.receipt("sms", word("provider-1", "delivered", ""))).toBeNull();
      await store.jobs.finish(m!, "w", sent);
      expect((await shown(store, "job-m")).state).toBe("delivered");
      const about = { id: "job-m", stream: "a", person: "ana", method: "m1", dead: false };
      expect(await store.jobs.receipt("sms", word("provider-1", "sent", ""))).toEqual(about);
      expect(await store.jobs.receipt("sms", word("provider-1", "failed", "late", { permanent: true }))).toEqual(about);
      expect(await shown(store, "job-m")).toMatchObject({ state: "delivered", reason: null });
      await store.jobs.finish(n!, "w", { ...sent, attempt: attempt(1, "p2") });
      await store.jobs.receipt("voice", word("p2", "failed", "Other channel"));
      expect((await shown(store, "job-n")).state).toBe("sent");
      await store.jobs.receipt("sms", word("p2", "failed", "No such number"));
      expect(await shown(store, "job-n")).toMatchObject({ state: "queued", reason: "No such number", releaseAt: start });
      await store.jobs.receipt("sms", word("p2", "sent", ""));
      expect(await shown(store, "job-n")).toMatchObject({ state: "queued", attempts: [{ heard: { state: "failed", reason: "No such number" } }] });
      await store.jobs.receipt("sms", word("p2", "delivered", ""));
      expect((await shown(store, "job-n")).state).toBe("delivered");
    });

    it("R6 an unknown outcome waits for a word or another try; a failed one is tried at once", async () => {
      const { store, setNow } = await benchFor(open);
      const unknown = (providerId: string): Finish => ({
        to: "again",
        attempt: { ...attempt(1, providerId), outcome: "unknown" },
        at: plus(30_000),
        reason: "No answer",
        state: "unknown",
      });
      await put(store, "a", { queue: [message("m"), message("n"), message("o")] });
      const [m, n, o] = await store.jobs.claim("w", 3, 1000);
      await store.jobs.finish(m!, "w", unknown("pm"));
      await store.jobs.finish(n!, "w", unknown("pn"));
      await store.jobs.finish(o!, "w", unknown("po"));
      await store.jobs.receipt("sms", word("pm", "delivered", ""));
      await store.jobs.receipt("sms", word("pn", "failed", "Not taken"));
      expect((await shown(store, "job-m")).state).toBe("delivered");
      expect(await claimOne(store, "w")).toMatchObject({ id: "job-n" });
      expect((await shown(store, "job-o")).state).toBe("unknown");
      await setNow(plus(30_000));
      expect((await store.jobs.claim("w", 10, 1000)).map(({ id }) => id).sort()).toEqual(["job-n", "job-o"]);
    });
  });
}
