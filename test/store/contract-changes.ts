/** The contract of what happened before: each change once, the likeliest first, and no alert of an incident that is not there for the viewer (PD-19, X-15). */
import { describe, expect, it } from "vitest";
import type { HappenedFilter, IncomingChange } from "../../src/store/happened.ts";
import type { Store } from "../../src/store/log.ts";
import { all, arrived, as, benchFor, nobody, type Open, plus, put, signal, type Wanted } from "./contract.ts";

const minutes = (n: number) => plus(n * 60_000);
const change = (more: Partial<IncomingChange> = {}): IncomingChange => {
  return { key: "k1", kind: "deploy", summary: "shop 4.3", service: "", area: null, at: minutes(-10), link: "", ...more };
};
const filter = (more: Partial<HappenedFilter> = {}): HappenedFilter => ({ from: minutes(-120), to: minutes(0), except: "self", area: [], limit: 10, ...more });
const tell = (store: Store, id: string, ...changes: readonly IncomingChange[]) => store.signals.accept([arrived(id, [], { changes })]);
const texts = async (store: Store, more: Partial<HappenedFilter> = {}, viewer = all) =>
  (await store.read.happened(viewer, filter(more))).map(({ text }) => text);

/** A group of alerts with its incident. */
async function alerted(store: Store, id: string, wanted: Wanted = {}): Promise<string> {
  await store.signals.accept([arrived(id, [signal({ group: id, title: id, links: [{ href: `https://graphs.example.test/${id}`, text: "Graph" }] })])]);
  await store.signals.route(100);
  const found = (await store.signals.changes(10)).find(({ group }) => group === id)!;
  await put(store, found.incident, { ...wanted, summary: { title: `Incident of ${id}`, ...wanted.summary } });
  await store.signals.carried(found, { incident: found.incident, reason: "" });
  return found.incident;
}

export function changesContract(name: string, open: Open): void {
  describe(`${name}: what happened before`, () => {
    it("lists deploys first, then what is of the area by any of its names, then the latest", async () => {
      const { store } = await benchFor(open);
      await tell(
        store,
        "r1",
        change({ key: "a", kind: "traffic", summary: "campaign", at: minutes(-1) }),
        change({ key: "b", kind: "change", summary: "firewall", service: "PAYMENTS", at: minutes(-100) }),
        change({ key: "c", summary: "old deploy of the area", area: "area-1", at: minutes(-90) }),
        change({ key: "d", summary: "deploy elsewhere", service: "blog", area: "area-2", at: minutes(-5) }),
        change({ key: "e", kind: "change", summary: "dns", at: minutes(-50), link: "https://ci.example.test/1" }),
      );
      const area = ["area-1", "payments"];
      expect(await texts(store, { area })).toEqual(["old deploy of the area", "deploy elsewhere", "firewall", "campaign", "dns"]);
      expect(await texts(store, { area, limit: 3 })).toEqual(["old deploy of the area", "deploy elsewhere", "firewall"]);
      expect(await texts(store)).toEqual(["deploy elsewhere", "old deploy of the area", "campaign", "dns", "firewall"]);
      const [first] = await store.read.happened(as("ana"), filter({ area }));
      const origin = expect.stringMatching(/^change\/\d+$/);
      expect(first).toEqual({ origin, kind: "deploy", text: "old deploy of the area", service: "", at: minutes(-90), link: "", here: true, incident: null });
    });

    it("knows from when to when, both included", async () => {
      const { store } = await benchFor(open);
      await tell(store, "r1", ...[-121, -120, 0, 1].map((n) => change({ key: `${n}`, summary: `${n}`, at: minutes(n) })));
      await tell(store, "r2", change({ key: "just", summary: "just before", at: plus(-7_200_001) }));
      expect(await texts(store)).toEqual(["0", "-120"]);
    });

    it("keeps one change for one key of a source, whatever came first, and with an idempotency key one request", async () => {
      const { store } = await benchFor(open);
      await tell(store, "r1", change(), change({ summary: "the same again" }));
      await tell(store, "r2", change({ summary: "and again" }));
      await store.signals.accept([arrived("r3", [], { source: "other", changes: [change({ summary: "of another source" })] })]);
      const request = arrived("r4", [], { key: "once", changes: [change({ key: "k2", summary: "with a key" })] });
      await store.signals.accept([request, { ...request, id: "r5", changes: [change({ key: "k3", summary: "repeated" })] }]);
      expect((await texts(store)).sort()).toEqual(["of another source", "shop 4.3", "with a key"]);
      expect(await store.signals.route(100)).toBe(0);
      expect((await store.signals.recent("prom")).map(({ id, became }) => [id, became])).toEqual([
        ["r4", []],
        ["r2", []],
        ["r1", []],
      ]);
    });

    it("lists the alerts of other incidents, with their incident, and never those of the own one or of a drill", async () => {
      const { store } = await benchFor(open);
      const ids = [
        await alerted(store, "disk", { summary: { area: "Area-1" } }),
        await alerted(store, "own"),
        await alerted(store, "drill", { summary: { drill: true } }),
      ];
      await alerted(store, "queue");
      await tell(store, "r1", change({ kind: "change", summary: "dns", at: minutes(0) }));
      const found = await store.read.happened(as("eve"), filter({ except: ids[1]!, area: ["area-1"] }));
      expect(found.map(({ kind, text, here }) => [kind, text, here])).toEqual([
        ["alert", "disk", true],
        ["alert", "queue", false],
        ["change", "dns", false],
      ]);
      const { number } = (await store.read.find(all, ids[0]!))!;
      expect(found[0]).toMatchObject({
        link: "https://graphs.example.test/disk",
        incident: { id: ids[0], number, title: "Incident of disk", confidential: false },
      });
    });

    it("X-15 lists no alert of a confidential incident for whoever is outside, and nothing for nobody, before the limit is counted", async () => {
      const { store } = await benchFor(open);
      await alerted(store, "leak", { summary: { confidential: true, participants: ["ana"], area: "area-1" } });
      await alerted(store, "disk");
      const area = ["area-1"];
      expect(await texts(store, { area, limit: 1 }, as("eve"))).toEqual(["disk"]);
      expect((await store.read.happened(as("ana"), filter({ area, limit: 1 })))[0]).toMatchObject({ text: "leak", incident: { confidential: true } });
      await tell(store, "r1", change());
      expect(await texts(store, { area }, nobody)).toEqual([]);
      expect(await texts(store, { area }, as("eve"))).toEqual(["shop 4.3", "disk"]);
    });

    it("lists no alert that opened nothing", async () => {
      const { store } = await benchFor(open);
      await store.signals.accept([arrived("r1", [signal()])]);
      await store.signals.route(100);
      expect(await texts(store)).toEqual([]);
    });
  });
}
