/** The contract of reads: what a viewer may not see is not there, in no read. */
import { describe, expect, it } from "vitest";
import type { OwedDuty } from "../../src/core/kernel/duty.ts";
import { mayRead, maySee } from "../../src/core/kernel/viewer.ts";
import { all, as, benchFor, entry, message, nobody, type Open, plus, put, start, summary } from "./contract.ts";

const audiences = ["all", "participants", "commander", "pr", "asker", "person:ben", "person:pia"] as const;

function owed(key: string, more: Partial<OwedDuty> = {}): OwedDuty {
  return {
    key,
    rule: "cadence",
    who: { role: "commander" },
    what: `Do ${key}`,
    during: ["declared"],
    steps: [],
    due: plus(60_000),
    metBy: () => false,
    cites: ["SR-01"],
    ...more,
  };
}

export function readsContract(name: string, open: Open): void {
  describe(`${name}: visibility`, () => {
    it("X-15 a confidential incident is absent for outsiders in every read", async () => {
      const { store } = await benchFor(open);
      const secret = { confidential: true, participants: ["ana"], commander: "ana", title: "Leak" };
      await put(store, "a", {
        summary: secret,
        journal: [entry("a", "k", { actor: "person:eve" })],
        queue: [message("m", { job: { person: "eve" } })],
        duties: [{ key: "d", to: "open", duty: owed("d") }],
      });
      for (const viewer of [as("eve"), nobody]) {
        expect(await store.read.find(viewer, "a")).toBeNull();
        expect(await store.read.incidents(viewer, { limit: 10 })).toEqual([]);
        expect(await store.read.incidents(viewer, { limit: 10, text: "leak" })).toEqual([]);
        expect(await store.read.events(viewer, "a", 0, 10)).toEqual([]);
        expect(await store.read.state(viewer, "a", "s")).toBeNull();
        expect(await store.read.duties(viewer, { limit: 10 })).toEqual([]);
        expect(await store.read.duties(viewer, { stream: "a", limit: 10 })).toEqual([]);
        expect(await store.read.journal(viewer, "a")).toEqual([]);
        expect((await store.read.feed(viewer, 0, 10)).events).toEqual([]);
        expect(await store.read.verify(viewer, "a")).toBeNull();
        expect(await store.jobs.outbox(viewer, { limit: 10 })).toEqual([]);
        expect(await store.jobs.outbox(viewer, { id: "job-m", limit: 10 })).toEqual([]);
      }
      expect((await store.read.find(as("ana"), "a"))?.title).toBe("Leak");
      expect(await store.read.incidents(as("ana"), { limit: 10 })).toHaveLength(1);
      expect((await store.read.state(as("ana"), "a", "s"))?.events).toHaveLength(1);
      expect((await store.read.feed(as("ana"), 0, 10)).events).toHaveLength(1);
      expect(await store.read.verify(as("ana"), "a")).toMatchObject({ ok: true });
    });

    it("filters events by their audience exactly as the kernel says, in the timeline and in the feed", async () => {
      const { store } = await benchFor(open);
      const visibilities = [
        { confidential: false, participants: ["ana", "ben"], commander: "ana", publicRelations: "pia" },
        { confidential: true, participants: ["ben", "pia"], commander: "ana", publicRelations: "pia" },
        { confidential: false, participants: [], commander: null, publicRelations: null },
      ];
      const events = audiences.flatMap((seenBy) => (["person:ben", "person:eve", "system"] as const).map((actor) => ({ seenBy, actor, type: seenBy })));
      for (const [index, visibility] of visibilities.entries()) await put(store, `i${index}`, { summary: visibility, events });
      for (const viewer of [all, nobody, ...["ana", "ben", "pia", "eve"].map(as)]) {
        const expected = visibilities.map((visibility) =>
          events.flatMap(({ seenBy, actor }, at) => (maySee(viewer, visibility) && mayRead(viewer, visibility, seenBy, actor) ? [at + 1] : [])),
        );
        for (const [index, seqs] of expected.entries()) {
          const read = await store.read.events(viewer, `i${index}`, 0, 100);
          expect(read.map(({ seq }) => seq)).toEqual(seqs);
        }
        const fed = await store.read.feed(viewer, 0, 100);
        expect(fed.events.map(({ stream, seq }) => `${stream}.${seq}`)).toEqual(expected.flatMap((seqs, index) => seqs.map((seq) => `i${index}.${seq}`)));
      }
    });

    it("X-15 a secret takes no number and is no fact for others; disclosed it takes the next, and one that becomes a secret keeps its own", async () => {
      const { store } = await benchFor(open);
      const number = async (id: string) => (await store.read.find(all, id))?.number;
      const fact = async (id: string) => (await store.read.fact("incident", id)).value;
      await put(store, "a");
      await put(store, "b", { summary: { confidential: true, participants: ["ana"] } });
      await put(store, "c");
      expect([await number("a"), await number("b"), await number("c")]).toEqual([1, null, 2]);
      expect(await fact("b")).toBeNull();
      expect(await fact("a")).toMatchObject({ id: "a" });
      await put(store, "b", { summary: { confidential: false } });
      await put(store, "a", { summary: { confidential: true, participants: ["ana"] } });
      expect([await number("a"), await number("b")]).toEqual([1, 3]);
      expect(await store.read.find(as("eve"), "1")).toBeNull();
      expect((await store.read.find(as("ana"), "1"))?.id).toBe("a");
      expect(await fact("a")).toBeNull();
    });

    it("follows a change of the circle at once", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { summary: { confidential: true, participants: ["ana", "ben"] } });
      expect(await store.read.find(as("ben"), "a")).not.toBeNull();
      await put(store, "a", { summary: { confidential: true, participants: ["ana"] } });
      expect(await store.read.find(as("ben"), "a")).toBeNull();
    });
  });

  describe(`${name}: lists`, () => {
    it("finds by id and number, never another kind of stream", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", {
        summary: {
          severity: 2,
          area: "web",
          participants: ["ana"],
          published: [{ at: start, text: "We look" }],
          ticket: { kind: "bug", sprint: "1", title: "t" },
        },
      });
      await put(store, "person/ana");
      const expected = {
        ...summary,
        id: "a",
        number: 1,
        severity: 2,
        area: "web",
        participants: ["ana"],
        published: [{ at: start, text: "We look" }],
        ticket: { kind: "bug", sprint: "1", title: "t" },
      };
      expect(await store.read.find(as("eve"), "a")).toEqual(expected);
      expect(await store.read.find(as("eve"), "1")).toEqual(expected);
      for (const unknown of ["2", "b", "person/ana", "", "1e3", "99999999999999"]) expect(await store.read.find(all, unknown)).toBeNull();
    });

    it("lists incidents, the newest first, by each filter", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { summary: { title: "Slow CHECKOUT 100%", phase: "declared", severity: 1 } });
      await put(store, "b", { summary: { title: "Login_fails", phase: "resolved", process: "graceful", drill: true } });
      await put(store, "c", { summary: { title: "checkout down", phase: "closed", severity: 1 } });
      await put(store, "d", { summary: { confidential: true, participants: ["ana"], title: "Leak" } });
      await put(store, "person/ana");
      const ids = async (filter: object, viewer = all) => (await store.read.incidents(viewer, { limit: 10, ...filter })).map(({ id }) => id);
      expect(await ids({})).toEqual(["d", "c", "b", "a"]);
      expect(await ids({}, as("eve"))).toEqual(["c", "b", "a"]);
      expect(await ids({ limit: 2 }, as("eve"))).toEqual(["c", "b"]);
      expect(await ids({ before: 3 })).toEqual(["b", "a"]);
      expect(await ids({ text: "checkout" })).toEqual(["c", "a"]);
      expect(await ids({ text: "%" })).toEqual(["a"]);
      expect(await ids({ text: "n_f" })).toEqual(["b"]);
      expect(await ids({ phases: ["declared", "closed"] })).toEqual(["c", "a"]);
      expect(await ids({ phases: [] })).toEqual([]);
      expect(await ids({ drill: true })).toEqual(["b"]);
      expect(await ids({ confidential: false })).toEqual(["c", "b", "a"]);
      expect(await ids({ confidential: true })).toEqual(["d"]);
      expect(await ids({ process: "graceful" })).toEqual(["b"]);
      expect(await ids({ severity: 1, phases: ["closed"] })).toEqual(["c"]);
    });

    it("pages through events", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", { events: [{}, { seenBy: "commander" }, {}, {}] });
      expect((await store.read.events(as("eve"), "a", 0, 2)).map(({ seq }) => seq)).toEqual([1, 3]);
      expect((await store.read.events(as("eve"), "a", 3, 2)).map(({ seq }) => seq)).toEqual([4]);
      expect(await store.read.events(all, "b", 0, 2)).toEqual([]);
    });

    it("keeps duties as rows: opened, ended, opened again", async () => {
      const { store, setNow } = await benchFor(open);
      await put(store, "a", {
        duties: [
          { key: "x", to: "open", duty: owed("x", { by: { name: "post-update", input: {} } }) },
          { key: "y", to: "met", duty: owed("y", { due: null }) },
        ],
      });
      await setNow(plus(1000));
      await put(store, "a", { duties: [{ key: "x", to: "open", duty: owed("x", { due: plus(30_000) }) }] });
      const [x] = await store.read.duties(as("eve"), { states: ["open"], limit: 5 });
      expect(x).toEqual({
        ...{
          stream: "a",
          number: 1,
          key: "x",
          rule: "cadence",
          what: "Do x",
          who: { role: "commander" },
          due: plus(30_000),
          state: "open",
          by: null,
          cites: ["SR-01"],
        },
        ...{ openedAt: start, endedAt: null },
      });
      expect((await store.read.duties(all, { limit: 5 })).map(({ key, state, endedAt }) => [key, state, endedAt])).toEqual([
        ["x", "open", null],
        ["y", "met", start],
      ]);
      await put(store, "a", { duties: [{ key: "x", to: "late", duty: owed("x") }] });
      expect(await store.read.duties(all, { stream: "a", states: ["late"], limit: 5 })).toMatchObject([{ key: "x", openedAt: start, endedAt: plus(1000) }]);
      await setNow(plus(2000));
      await put(store, "a", { duties: [{ key: "x", to: "open", duty: owed("x") }] });
      expect(await store.read.duties(all, { states: ["open"], limit: 5 })).toMatchObject([{ key: "x", openedAt: plus(2000), endedAt: null }]);
      expect(await store.read.duties(all, { limit: 1 })).toHaveLength(1);
    });

    it("GD-04 duties of one rule are listed alone, and open proposals to change a process are a fact of it", async () => {
      const { store } = await benchFor(open);
      const proposed = { ...owed("refinement/r1"), rule: "refinements", what: "Ask more often" };
      await put(store, "a", {
        duties: [
          { key: "x", to: "open", duty: owed("x") },
          { key: "refinement/r1", to: "open", duty: proposed },
        ],
      });
      expect((await store.read.duties(all, { rule: "refinements", limit: 5 })).map(({ key }) => key)).toEqual(["refinement/r1"]);
      const process = (await store.read.find(all, "a"))!.process;
      const waiting = [{ incident: "a", refinement: "r1", what: "Ask more often" }];
      expect((await store.read.fact("refinements", process)).value).toEqual({ process, pending: waiting });
      expect((await store.read.fact("refinements", "another")).value).toEqual({ process: "another", pending: [] });
      await put(store, "a", { duties: [{ key: "refinement/r1", to: "met", duty: proposed }] });
      expect((await store.read.fact("refinements", process)).value).toEqual({ process, pending: [] });
    });

    it("PE-26 what comes first for a team is a fact of it, the oldest first: neither a drill's nor a secret, nor what somebody has begun", async () => {
      const { store, setNow } = await benchFor(open);
      const first = (owner: string) => ({ ...owed(`first/${owner}`), rule: "first_in_line" });
      const waits = (owner: string) => [{ key: `first/${owner}`, to: "open" as const, duty: first(owner) }];
      const waiting = async (owner: string) => (await store.read.fact("first-in-line", owner)).value;
      await put(store, "b", { duties: [...waits("shop"), { key: "x", to: "open", duty: owed("x") }] });
      await setNow(plus(1000));
      await put(store, "a", { duties: waits("shop") });
      await put(store, "c", { duties: waits("till") });
      await put(store, "d", { summary: { drill: true }, duties: waits("shop") });
      await put(store, "e", { summary: { confidential: true }, duties: waits("shop") });
      expect(await waiting("shop")).toEqual({ owner: "shop", waiting: ["b", "a"] });
      expect(await waiting("till")).toEqual({ owner: "till", waiting: ["c"] });
      expect(await waiting("nobody")).toEqual({ owner: "nobody", waiting: [] });
      await put(store, "b", { duties: [{ key: "first/shop", to: "met", duty: first("shop") }] });
      expect(await waiting("shop")).toEqual({ owner: "shop", waiting: ["a"] });
    });

    it("PD-39 how the systems are is a fact: declared and open, and neither a drill's nor a secret", async () => {
      const { store } = await benchFor(open);
      const systems = async () => (await store.read.fact("systems", "systems")).value;
      expect(await systems()).toEqual({ incidents: [], firing: 0, silent: [] });
      await put(store, "a", { summary: { severity: 2, phase: "active" } });
      await put(store, "b", { summary: { severity: 1, phase: "reported" } });
      await put(store, "c", { summary: { severity: 1, phase: "active", drill: true } });
      await put(store, "d", { summary: { severity: 1, phase: "active", confidential: true } });
      await put(store, "e", { summary: { severity: 1, phase: "resolved" } });
      const { process } = (await store.read.find(all, "a"))!;
      expect(await systems()).toEqual({ incidents: [{ process, severity: 2 }], firing: 0, silent: [] });
    });

    it("shows a person their own wishes, the commander everybody's", async () => {
      const { store } = await benchFor(open);
      await put(store, "a", {
        summary: { commander: "cleo" },
        journal: [entry("a", "1"), entry("a", "2", { actor: "person:ben" }), entry("a", "3", { actor: "time" })],
      });
      const keys = async (person: string) => (await store.read.journal(as(person), "a")).map(({ key }) => key);
      expect([await keys("ana"), await keys("ben"), await keys("cleo"), await keys("eve")]).toEqual([["1"], ["2"], ["1", "2", "3"], []]);
    });

    it("feeds every event once, in an order that later reads continue", async () => {
      const { store } = await benchFor(open);
      const seen: string[] = [];
      let position = 0;
      const follow = async () => {
        const fed = await store.read.feed(all, position, 7);
        expect(fed.position).toBeGreaterThanOrEqual(position);
        for (const event of fed.events) {
          expect(event.position).toBeGreaterThan(position);
          position = event.position;
          seen.push(`${event.stream}.${event.seq}`);
        }
        position = Math.max(position, fed.position);
      };
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let index = 0; index < 10; index++) await put(store, `s${(writer + index) % 5}`, { events: [{}, {}] });
      });
      let writing = true;
      const done = Promise.all(writers).finally(() => {
        writing = false;
      });
      while (writing) await follow();
      await done;
      await expect.poll(() => follow().then(() => seen.length), { timeout: 10_000 }).toBe(160);
      expect(new Set(seen).size).toBe(160);
      for (let stream = 0; stream < 5; stream++) {
        const seqs = seen.filter((one) => one.startsWith(`s${stream}.`)).map((one) => Number(one.split(".")[1]));
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      }
    });
  });
}
