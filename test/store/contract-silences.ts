/** The contract of silences and storms: alerts count all the same, and nobody is called for them twice, or for all of them at once. */
import { describe, expect, it } from "vitest";
import type { Store } from "../../src/store/log.ts";
import type { GroupChange } from "../../src/store/signals.ts";
import { joinedReason } from "../../src/store/storming.ts";
import { arrived, benchFor, type Open, plus, put, signal } from "./contract.ts";
import { setSilence, silence, silencedCount } from "./silences.ts";

let requests = 0;

async function send(store: Store, ...signals: Parameters<typeof signal>[0][]): Promise<string> {
  const id = `s${++requests}`;
  await store.signals.accept([
    arrived(
      id,
      signals.map((one) => signal(one)),
    ),
  ]);
  while ((await store.signals.route(500)) > 0);
  return id;
}

/** Carries every change there is, each to its own incident; returns what was carried. */
async function carryAll(store: Store): Promise<GroupChange[]> {
  const changes = await store.signals.changes(1_000);
  for (const change of changes) {
    if (change.what === "opened") await put(store, change.incident, { claims: { take: [`alert:${change.source}/${change.group}`], free: [] } });
    await store.signals.carried(change, { incident: change.incident, reason: "" });
  }
  return [...changes];
}

async function became(store: Store, id: string, source = "prom") {
  return (await store.signals.recent(source)).find((one) => one.id === id)?.became;
}

export function silencesContract(name: string, open: Open): void {
  describe(`${name}: silences`, () => {
    it("E14 stores and counts what is silenced, opens nothing, and opens it when the window ends and it still fires", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await setSilence(bench, silence());
      const id = await send(store, {}, { fingerprint: "f2", more: 3 }, { group: "cpu", labels: { host: "db2" } });
      expect((await store.signals.changes(10)).map(({ group }) => group)).toEqual(["cpu"]);
      expect(await became(store, id)).toEqual([
        { incident: null, reason: "Silenced: New disks" },
        { incident: expect.any(String), reason: "" },
      ]);
      expect(await silencedCount(bench, silence().id)).toBe(5);
      await carryAll(store);
      expect(await store.nextDue()).toBe(plus(600_000));
      await setNow(plus(599_999));
      expect(await store.signals.route(100)).toBe(0);
      await setNow(plus(600_000));
      expect(await store.nextDue()).toBe(plus(600_000));
      expect(await store.signals.route(100)).toBe(1);
      expect(await carryAll(store)).toMatchObject([{ group: "disk", what: "opened", count: 5, firing: 2 }]);
      expect((await became(store, id))?.every(({ incident }) => incident !== null)).toBe(true);
      expect(await store.nextDue()).toBeNull();
    });

    it("E14 what was over before the window ended opens nothing, and says why", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await setSilence(bench, silence());
      await send(store, {});
      const over = await send(store, { status: "resolved" });
      await setNow(plus(600_000));
      await store.signals.route(100);
      expect(await store.signals.changes(10)).toEqual([]);
      expect(await became(store, over)).toEqual([{ incident: null, reason: "Over before the silence ended" }]);
      expect(await store.nextDue()).toBeNull();
      await send(store, {});
      expect(await store.signals.changes(10)).toMatchObject([{ what: "opened", count: 1 }]);
    });

    it("E14 ending a silence early, and making it longer, work at once", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await setSilence(bench, silence());
      await send(store, {});
      await setSilence(bench, silence({ until: plus(1_200_000) }));
      await setNow(plus(700_000));
      expect(await store.signals.route(100)).toBe(0);
      await setSilence(bench, silence({ until: plus(1_200_000), endedAt: plus(700_000) }));
      expect(await store.nextDue()).toBe(plus(700_000));
      await store.signals.route(100);
      expect(await store.signals.changes(10)).toMatchObject([{ group: "disk", what: "opened" }]);
    });

    it("E14 goes over from one window into the next without a word", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await setSilence(bench, silence());
      await setSilence(bench, silence({ id: "00000000-0000-4000-8000-000000000002", from: plus(300_000), until: plus(900_000) }));
      await send(store, {});
      await setNow(plus(600_000));
      await store.signals.route(100);
      expect(await store.signals.changes(10)).toEqual([]);
      expect(await store.nextDue()).toBe(plus(900_000));
    });

    it("E14 an alert no silence is about opens the group, whatever else of it is silenced", async () => {
      const bench = await benchFor(open);
      const { store } = bench;
      await setSilence(bench, silence());
      await send(store, {});
      await send(store, { fingerprint: "f2", labels: { host: "db2" } });
      expect(await store.signals.changes(10)).toMatchObject([{ group: "disk", what: "opened", count: 2, firing: 2 }]);
      await send(store, {});
      expect(await store.signals.changes(10)).toMatchObject([{ count: 3 }]);
    });

    it("E14 alerts of an open incident count on and tell nothing new until the window ends; that they are over is told at once", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await send(store, {});
      const [opened] = await carryAll(store);
      await setSilence(bench, silence());
      await setNow(plus(2_000));
      await send(store, { severity: 1 }, ...Array.from({ length: 20 }, () => ({})));
      expect(await store.signals.changes(10)).toEqual([]);
      expect(await store.signals.groups(opened!.incident)).toMatchObject([{ count: 22, firing: 1 }]);
      await setNow(plus(600_000));
      await store.signals.route(100);
      expect(await carryAll(store)).toMatchObject([{ what: "worse", severity: 1, count: 22 }]);
      await setSilence(bench, silence({ id: "00000000-0000-4000-8000-000000000002", from: plus(600_000), until: plus(900_000) }));
      await setNow(plus(602_000));
      await send(store, {});
      await send(store, { status: "resolved" });
      expect(await store.signals.changes(10)).toMatchObject([{ what: "cleared", firing: 0 }]);
    });

    it("matches by source, title, beginning and star, and by nothing that is not there", async () => {
      const bench = await benchFor(open);
      const { store } = bench;
      const of = (n: number, more: Parameters<typeof silence>[0]) => setSilence(bench, silence({ id: `00000000-0000-4000-8000-00000000000${n}`, ...more }));
      await of(1, { source: "other", matchers: [] });
      await of(2, { matchers: [{ label: "host", is: "prefix", value: "web-" }] });
      await of(3, { matchers: [{ label: "title", is: "glob", value: "Backup*of*late" }] });
      await of(4, { matchers: [{ label: "team", is: "glob", value: "*" }] });
      const groups: NonNullable<Parameters<typeof signal>[0]>[] = [
        { group: "a", labels: { host: "web-1" } },
        { group: "b", labels: { host: "my-web-1" } },
        { group: "c", title: "Backup of db1 is late" },
        { group: "d", title: "Backup of db1 is late again" },
        { group: "e", labels: { team: "" } },
        { group: "f", labels: {} },
      ];
      await send(store, ...groups);
      expect((await store.signals.changes(10)).map(({ group }) => group)).toEqual(["b", "d", "f"]);
    });
  });

  describe(`${name}: storms`, () => {
    const limit = async () => 3;
    const flood = async (store: Store, groups: readonly string[], perGroup = 1) => {
      const signals = groups.flatMap((group) => Array.from({ length: perGroup }, (_, n) => signal({ group, fingerprint: `${group}-${n}` })));
      await store.signals.accept([arrived(`flood${++requests}`, signals)]);
      while ((await store.signals.route(500, limit)) > 0);
      return `flood${requests}`;
    };
    const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `g${from + index}`);

    it("R18 groups beyond the limit join one incident, with their counts and a reason", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      const id = await flood(store, names(0, 20), 2);
      const opened = await carryAll(store);
      expect(opened.map(({ group, storm }) => [group, storm])).toEqual([...names(0, 3).map((group) => [group, false]), ["g3", true]]);
      const storm = opened[3]!.incident;
      expect(opened[3]).toMatchObject({ count: 34, firing: 34, joined: 16 });
      expect((await store.signals.groups(storm)).map(({ group, count }) => [group, count])).toEqual(names(3, 20).map((group) => [group, 2]));
      expect(await became(store, id)).toContainEqual({ incident: storm, reason: joinedReason });
      await setNow(plus(2_000));
      await flood(store, names(20, 150));
      expect(await carryAll(store)).toMatchObject([{ group: "g3", what: "counted", count: 164, joined: 146 }]);
      expect(await store.signals.changes(10)).toEqual([]);
      expect(await store.nextDue()).toBeNull();
    });

    it("R18 the storm's incident hears when nothing of it fires any more; when it ends, what comes again opens anew", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await flood(store, names(0, 6));
      const storm = (await carryAll(store))[3]!.incident;
      await setNow(plus(2_000));
      const over = names(3, 6).map((group) => signal({ group, fingerprint: `${group}-0`, status: "resolved" }));
      await store.signals.accept([arrived("over", over)]);
      while ((await store.signals.route(500, limit)) > 0);
      expect(await store.signals.changes(10)).toMatchObject([{ group: "g3", what: "cleared", firing: 0 }]);
      await carryAll(store);
      await put(store, storm, { claims: { take: [], free: ["alert:prom/g3"] } });
      await setNow(plus(600_001));
      await flood(store, ["g5"]);
      expect(await carryAll(store)).toMatchObject([{ group: "g5", what: "opened", storm: false, joined: 0 }]);
    });

    it("R18 ten minutes later the source may open incidents again; another source never was held back", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await flood(store, names(0, 5));
      await carryAll(store);
      await store.signals.accept([arrived("calm", [signal({ group: "calm" })], { source: "calm" })]);
      await store.signals.route(100, limit);
      expect(await carryAll(store)).toMatchObject([{ source: "calm", what: "opened", storm: false }]);
      await setNow(plus(600_001));
      await flood(store, ["late"]);
      expect(await carryAll(store)).toMatchObject([{ group: "late", what: "opened", storm: false }]);
    });

    it("R18 many groups that leave a silence at once are a storm like any other", async () => {
      const bench = await benchFor(open);
      const { store, setNow } = bench;
      await setSilence(bench, silence({ matchers: [{ label: "host", is: "prefix", value: "db" }] }));
      await flood(store, names(0, 30));
      expect(await store.signals.changes(10)).toEqual([]);
      await setNow(plus(600_000));
      while ((await store.signals.route(500, limit)) > 0);
      const opened = await carryAll(store);
      expect(opened.map(({ storm }) => storm)).toEqual([false, false, false, true]);
      expect(opened[3]).toMatchObject({ count: 27, joined: 26 });
    });

    it("R18 several nodes at once keep to the limit, and lose no count", async () => {
      const bench = await benchFor(open);
      const { store } = bench;
      const all = names(0, 60).flatMap((group) => Array.from({ length: 10 }, (_, n) => signal({ group, fingerprint: `${group}-${n}` })));
      for (let from = 0; from < all.length; from += 100) await store.signals.accept([arrived(`many${++requests}`, all.slice(from, from + 100))]);
      const routeAll = () => Promise.all(Array.from({ length: 4 }, () => store.signals.route(70, limit)));
      await expect.poll(async () => (await routeAll()).reduce((sum, count) => sum + count, 0), { timeout: 10_000 }).toBe(0);
      const opened = await carryAll(store);
      expect(opened).toHaveLength(4);
      expect(opened.reduce((sum, { count }) => sum + count, 0)).toBe(600);
      expect(opened.filter(({ storm }) => storm)).toMatchObject([{ joined: 56 }]);
    });
  });
}
