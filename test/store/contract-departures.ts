/** The contract of leaving: pauses and limits counted over all nodes, digests, and what providers say later. */
import { describe, expect, it } from "vitest";
import type { Finish, LeasedJob, Leave } from "../../src/store/jobs.ts";
import type { Limits } from "../../src/store/limits.ts";
import type { Store } from "../../src/store/log.ts";
import { attempt, benchFor, claimOne, mayLeave, message, type Open, plus, put, shown, start, word } from "./contract.ts";

const open15 = { most: 1_000, perSeconds: 900 };
const limits: Limits = { addresses: { sms: [{ most: 2, perSeconds: 60 }] }, each: [], person: open15, day: { most: 1_000 } };
const minute = 60_000;

type Asked = {
  readonly job: LeasedJob;
  readonly worker?: string;
  readonly channel?: string;
  readonly method?: string;
  readonly limits?: Limits;
  readonly free?: boolean;
};

function depart(store: Store, { job, worker = "w", channel = "sms", method = "m1", limits: own = limits, free = false }: Asked): Promise<Leave> {
  return store.jobs.depart(job, worker, 10_000, { channel, counted: { person: "ana", method, page: true, limits: own, free } });
}

const page = (key: string, at = 0) => message(key, { effect: { urgency: "page", page: key }, job: { notBefore: plus(at) } });
const sentBy = (n: number, providerId: string): Finish => ({ to: "sent", attempt: attempt(n, providerId), body: "" });
const digestOf = (id: string) => ({ id, effect: { ...page(id).effect, key: `digest/${id}`, template: "digest" } });

export function departuresContract(name: string, open: Open): void {
  describe(`${name}: limits`, () => {
    it("R9 a message waits until the last limit in its way lets it out", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2"), page("p3")] });
      const [p1, p2, p3] = await store.jobs.claim("w", 3, 10_000);
      expect(await depart(store, { job: p1! })).toEqual({ to: "go", today: 1 });
      await setNow(plus(1_000));
      expect(await depart(store, { job: p2! })).toEqual({ to: "go", today: 2 });
      const wait = { to: "wait", because: "limit", until: plus(60_000), reason: "The limit of sms to one address: 2 in a minute" };
      expect(await depart(store, { job: p3! })).toEqual(wait);
      expect(await depart(store, { job: p3!, method: "m2" })).toEqual({ to: "go", today: 3 });
    });

    it("R9 the lease goes on while another method is looked for, and the freed place is taken", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2"), page("p3")] });
      for (const job of await store.jobs.claim("w", 3, 10_000)) await depart(store, { job });
      await setNow(plus(15_000));
      const [p3] = (await store.jobs.claim("w", 3, 10_000)).slice(2);
      expect((await depart(store, { job: p3! })).to).toBe("wait");
      await setNow(plus(24_000));
      expect((await depart(store, { job: p3!, channel: "email", method: "m2" })).to).toBe("go");
    });

    it("R18 pages to one person are counted over all methods; notices are not", async () => {
      const { store } = await benchFor(open);
      const person: Limits = { ...limits, addresses: {}, person: { most: 2, perSeconds: 900 } };
      await put(store, "a", { queue: ["p1", "p2", "p3", "p4"].map((key) => page(key)) });
      const [p1, p2, p3, p4] = await store.jobs.claim("w", 4, 10_000);
      const notice = { channel: "sms", counted: { person: "ana", method: "m1", page: false, limits: person, free: false } };
      expect((await store.jobs.depart(p1!, "w", 10_000, notice)).to).toBe("go");
      expect((await depart(store, { job: p2!, limits: person })).to).toBe("go");
      expect((await depart(store, { job: p3!, limits: person, channel: "email", method: "m2" })).to).toBe("go");
      expect(await depart(store, { job: p4!, limits: person, channel: "push", method: "m3" })).toMatchObject({ to: "wait", until: plus(900_000) });
    });

    it("R9 the first page of the most severe level is let out in any case, and counted", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: ["p1", "p2", "p3", "p4"].map((key) => page(key)) });
      const [p1, p2, p3, p4] = await store.jobs.claim("w", 4, 10_000);
      for (const job of [p1!, p2!, p3!]) expect((await depart(store, { job, free: true })).to).toBe("go");
      expect((await depart(store, { job: p4! })).to).toBe("wait");
    });

    it("calls and text messages of a day are one limit over both", async () => {
      const { store, setNow } = await benchFor(open);
      const day: Limits = { ...limits, addresses: {}, day: { most: 2 } };
      await put(store, "a", { queue: ["p1", "p2", "p3"].map((key) => page(key)) });
      const [p1, p2, p3] = await store.jobs.claim("w", 3, 100_000_000);
      expect(await depart(store, { job: p1!, limits: day })).toEqual({ to: "go", today: 1 });
      expect(await depart(store, { job: p2!, limits: day, channel: "voice", method: "m2" })).toEqual({ to: "go", today: 2 });
      await setNow(plus(5_000));
      expect(await depart(store, { job: p3!, limits: day })).toMatchObject({ to: "wait", until: plus(86_400_000) });
      expect(await depart(store, { job: p3!, limits: day, channel: "email", method: "m3" })).toEqual({ to: "go", today: 2 });
    });

    it("what certainly did not go out is not counted", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2"), page("p3")] });
      const [p1, p2, p3] = await store.jobs.claim("w", 3, 10_000);
      await depart(store, { job: p1! });
      await depart(store, { job: p2! });
      const failed = { ...attempt(1, null), outcome: "failed" as const, reason: "Busy" };
      await store.jobs.finish(p2!, "w", { to: "again", attempt: failed, at: plus(5_000), reason: "Busy", state: "queued" });
      expect((await depart(store, { job: p3! })).to).toBe("go");
    });

    it("E12 of many nodes at once exactly as many get a place as there are", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: Array.from({ length: 12 }, (_, index) => page(`p${index}`)) });
      const jobs = await Promise.all(Array.from({ length: 12 }, (_, worker) => store.jobs.claim(`w${worker}`, 1, 10_000)));
      const said = await Promise.all(jobs.flatMap(([job], worker) => (job ? [depart(store, { job, worker: `w${worker}` })] : [])));
      expect(said.filter(({ to }) => to === "go")).toHaveLength(2);
      expect(said.filter(({ to }) => to === "wait")).toHaveLength(said.length - 2);
    });

    it("R9 a provider that asks for a pause gets it from every node, and a longer one stays", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2"), page("p3")] });
      const [p1, p2, p3] = await store.jobs.claim("w", 3, 100_000);
      const busy = (n: number, pause: number): Finish => {
        const failed = { ...attempt(n, null), outcome: "failed" as const, reason: "Slow down" };
        return { to: "again", attempt: failed, at: start, reason: "Slow down", state: "queued", pause: plus(pause) };
      };
      await store.jobs.finish(p1!, "w", busy(1, 20_000));
      await store.jobs.finish(p2!, "w", busy(1, 5_000));
      expect(await depart(store, { job: p3! })).toMatchObject({ to: "wait", because: "pause", until: plus(20_000) });
      expect((await depart(store, { job: p3!, channel: "email", method: "m2" })).to).toBe("go");
      await setNow(plus(20_000));
      const [again] = (await store.jobs.claim("w", 3, 10_000)).filter(({ id }) => id === p3!.id);
      expect((await depart(store, { job: again! })).to).toBe("go");
    });
  });

  describe(`${name}: digests`, () => {
    it("E12 pages that no method may carry are said by one digest, which lists them all", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2"), page("p3")] });
      const [p1, p2, p3] = await store.jobs.claim("w", 3, 10_000);
      const into = (id: string, at: number): Finish => ({ to: "bundled", digest: digestOf(id), at: plus(at), reason: "Limit" });
      expect(await store.jobs.finish(p1!, "w", into("d1", minute))).toBe(true);
      expect(await store.jobs.finish(p2!, "w", into("d2", 2 * minute))).toBe(true);
      expect(await shown(store, "job-p1")).toMatchObject({ state: "bundled", reason: "Limit", bundle: "d1" });
      expect(await shown(store, "d1")).toMatchObject({ state: "queued", releaseAt: plus(minute), bundles: ["job-p1", "job-p2"], person: "ana" });
      expect((await store.jobs.bundled("d1")).map(({ id, stream, effect }) => [id, stream, effect.page])).toEqual([
        ["job-p1", "a", "p1"],
        ["job-p2", "a", "p2"],
      ]);
      await setNow(plus(minute));
      expect((await store.jobs.claim("w", 5, 10_000)).map(({ id }) => id).sort()).toEqual(["d1", "job-p3"]);
      expect(p3?.id).toBe("job-p3");
    });

    it("E12 a digest under a lease takes nothing more: a new one begins", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2", minute)] });
      await store.jobs.finish(await claimOne(store, "w"), "w", { to: "bundled", digest: digestOf("d1"), at: plus(minute), reason: "Limit" });
      await setNow(plus(minute));
      const p2 = (await store.jobs.claim("w", 5, 10_000)).find(({ id }) => id === "job-p2");
      await store.jobs.finish(p2!, "w", { to: "bundled", digest: digestOf("d2"), at: plus(2 * minute), reason: "Limit" });
      expect((await shown(store, "d1")).bundles).toEqual(["job-p1"]);
      expect((await shown(store, "d2")).bundles).toEqual(["job-p2"]);
    });

    it("E8 a page leaves its digest when nobody wants it any more; a digest with nothing to say does not leave", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2")] });
      for (const job of await store.jobs.claim("w", 2, 10_000))
        await store.jobs.finish(job, "w", { to: "bundled", digest: digestOf("d1"), at: plus(minute), reason: "Limit" });
      await setNow(plus(minute));
      const digest = await claimOne(store, "w");
      await store.jobs.unbundle("job-p1", "d1", { to: "held", until: plus(5 * minute), reason: "Night" });
      expect(await mayLeave(store, digest, "w", 1_000)).toBe(true);
      await put(store, "a", { acknowledged: ["p2"] });
      expect(await mayLeave(store, digest, "w", 1_000)).toBe(false);
      await store.jobs.unbundle("job-p2", "d1", { to: "superseded", reason: "Answered" });
      expect(await shown(store, "job-p1")).toMatchObject({ state: "held", releaseAt: plus(5 * minute), bundle: null });
      expect(await shown(store, "job-p2")).toMatchObject({ state: "superseded", reason: "Answered" });
    });

    it("E4 what a digest has said stays said", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1")] });
      await store.jobs.finish(await claimOne(store, "w"), "w", { to: "bundled", digest: digestOf("d1"), at: plus(minute), reason: "Limit" });
      await setNow(plus(minute));
      await store.jobs.finish(await claimOne(store, "w"), "w", sentBy(1, "d"));
      await store.jobs.unbundle("job-p1", "d1", { to: "superseded", reason: "Answered" });
      expect((await shown(store, "job-p1")).state).toBe("bundled");
    });
  });

  describe(`${name}: later words`, () => {
    it("E11 a provider that says later that it failed makes the next method due at once", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1")] });
      await store.jobs.finish(await claimOne(store, "w"), "w", sentBy(1, "x"));
      await setNow(plus(9_000));
      const dead = { id: "job-p1", stream: "a", person: "ana", method: "m1", dead: true };
      expect(await store.jobs.receipt("sms", word("x", "failed", "No such number", { permanent: true }))).toEqual(dead);
      expect(await store.jobs.receipt("sms", word("x", "failed", "No such number", { permanent: true }))).toEqual({ ...dead, dead: false });
      const again = await claimOne(store, "w");
      expect(again.attempts[0]).toMatchObject({ outcome: "ok", heard: { state: "failed", reason: "No such number", permanent: true, at: plus(9_000) } });
      await store.jobs.finish(again, "w", sentBy(2, "y"));
      await store.jobs.receipt("sms", word("x", "failed", "No such number"));
      expect((await shown(store, "job-p1")).state).toBe("sent");
    });

    it("E11 after a day a failure is no news: the message ends as failed", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1")] });
      await store.jobs.finish(await claimOne(store, "w"), "w", sentBy(1, "x"));
      await setNow(plus(90_000_000));
      await store.jobs.receipt("sms", word("x", "failed", "Mailbox full"));
      expect(await shown(store, "job-p1")).toMatchObject({ state: "failed", reason: "Mailbox full" });
    });

    it("R6 a word with the message's key settles an attempt whose answer was lost, by its own channel only", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { queue: [page("p1")] });
      const lost: Finish = { to: "again", attempt: { ...attempt(1, null), outcome: "unknown" }, at: plus(25_000), reason: "No answer", state: "unknown" };
      await store.jobs.finish(await claimOne(store, "w"), "w", lost);
      expect(await store.jobs.receipt("voice", word("x", "delivered", "", { key: "job-p1" }))).toBeNull();
      expect(await store.jobs.receipt("sms", word("x", "delivered", "", { key: "nobody" }))).toBeNull();
      expect(await store.jobs.receipt("sms", word("y", "sent", "", { key: "job-p1" }))).toMatchObject({ id: "job-p1", method: "m1" });
      expect(await shown(store, "job-p1")).toMatchObject({ state: "sent", attempts: [{ providerId: "y", heard: { state: "sent" } }] });
      await store.jobs.receipt("sms", word("y", "delivered"));
      expect((await shown(store, "job-p1")).state).toBe("delivered");
    });

    it("R6 delivered ends a message whose next try waits, or is under way: no second send", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [page("p1"), page("p2")] });
      const [p1, p2] = await store.jobs.claim("w", 2, 10_000);
      const lost = (id: string): Finish => ({
        to: "again",
        attempt: { ...attempt(1, id), outcome: "unknown" },
        at: plus(25_000),
        reason: "",
        state: "unknown",
      });
      await store.jobs.finish(p1!, "w", lost("x1"));
      await store.jobs.finish(p2!, "w", lost("x2"));
      await setNow(plus(25_000));
      const [again] = await store.jobs.claim("w", 1, 10_000);
      await store.jobs.receipt("sms", word("x1", "delivered"));
      await store.jobs.receipt("sms", word("x2", "delivered"));
      expect(await mayLeave(store, again!, "w", 1_000)).toBe(false);
      expect((await shown(store, "job-p1")).state).toBe("delivered");
      expect(await store.jobs.claim("w", 5, 10_000)).toEqual([]);
    });
  });

  describe(`${name}: catching up`, () => {
    const step = (key: string, at: number) => message(key, { effect: { urgency: "page", page: "p1", notBefore: plus(at) }, job: { notBefore: plus(at) } });

    it("E13 of several steps that came due while nobody looked only the latest is to leave", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [step("s1", 0), step("s2", 2 * minute), step("s3", 5 * minute), step("s4", 60 * minute)] });
      await setNow(plus(30 * minute));
      const claimed = await store.jobs.claim("w", 9, 10_000);
      expect(claimed.map(({ id, overtaken }) => [id, overtaken])).toEqual([
        ["job-s1", true],
        ["job-s2", true],
        ["job-s3", false],
      ]);
    });

    it("E13 steps meant for the same moment all leave, and so does one that was tried", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", { queue: [step("s1", 0), step("s2", 0), step("s3", 2 * minute)] });
      const jobs = await store.jobs.claim("w", 9, 10_000);
      expect(jobs.map(({ overtaken }) => overtaken)).toEqual([false, false]);
      const failed = { ...attempt(1, null), outcome: "failed" as const };
      await store.jobs.finish(jobs[0]!, "w", { to: "again", attempt: failed, at: plus(5_000), reason: "", state: "queued" });
      await setNow(plus(2 * minute));
      const later = await store.jobs.claim("w", 9, 10_000);
      expect(later.map(({ id, overtaken }) => [id, overtaken])).toEqual(
        expect.arrayContaining([
          ["job-s1", false],
          ["job-s2", true],
          ["job-s3", false],
        ]),
      );
    });
  });
}
