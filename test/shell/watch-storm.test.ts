/** A failing cluster: thousands of alerts in hundreds of groups become few incidents, with every alert counted, through the real door. */
import { expect, it } from "vitest";
import { after } from "../../src/core/kernel/time.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { type Router, routeSignals } from "../../src/shell/ingest.ts";
import { arrived, signal } from "../store/contract.ts";
import { storyWorld } from "../world.ts";

const orders = { name: "Demo cluster", area: "web", process: null, declare: "report" } as const;

function storm() {
  const world = storyWorld();
  const router: Router = { signals: world.store.signals, dispatch: world.dispatch, orders: async () => orders };
  const routeAll = async () => {
    for (let quiet = 0; quiet < 3; ) {
      quiet = (await routeSignals(router)) === 0 ? quiet + 1 : 0;
      world.clock.now = after(world.clock.now, "PT1S");
    }
  };
  return { world, routeAll };
}

it("R18 6,000 alerts in 600 groups of one failing cluster are at most 50 incidents, and no count is lost", { timeout: 60_000 }, async () => {
  const { world, routeAll } = storm();
  for (let wave = 0; wave < 10; wave++) {
    const signals = Array.from({ length: 600 }, (_, group) => signal({ group: `g${group}`, fingerprint: `g${group}-${wave}`, title: `Pod ${group} is down` }));
    await world.store.signals.accept([arrived(`wave${wave}`, signals)]);
    await routeAll();
  }
  const incidents = await world.store.read.incidents(program, { limit: 1_000 });
  expect(incidents).toHaveLength(41);
  const head = incidents.find(({ title }) => title === "Many different alerts from Demo cluster")!;
  const told = (await world.store.read.events(program, head.id, 0, 1_000)).filter(({ type }) => type === "signals-counted");
  expect(told.length).toBeLessThanOrEqual(10);
  const perIncident = await Promise.all(incidents.map(async ({ id }) => world.store.tables.groups.filter(({ group }) => group.incident === id)));
  expect(perIncident.flat().reduce((sum, { group }) => sum + group.count, 0)).toBe(6_000);
  expect(perIncident.flat().reduce((sum, { fingerprints }) => sum + fingerprints.size, 0)).toBe(6_000);
  expect(await world.store.signals.groups(head.id)).toHaveLength(500);
});

it("R18 when the storm's incident is over its groups are too, and what fires again an hour later is an incident of its own", { timeout: 60_000 }, async () => {
  const { world, routeAll } = storm();
  await world.store.signals.accept([
    arrived(
      "wave",
      Array.from({ length: 60 }, (_, group) => signal({ group: `g${group}`, fingerprint: `f${group}` })),
    ),
  ]);
  await routeAll();
  const [head] = await world.store.read.incidents(program, { text: "many different", limit: 1 });
  await world.ask("ana", "triage", { outcome: "dismiss", reason: "A cable" }, { stream: head!.id });
  expect(world.store.tables.groups.filter(({ closed }) => closed !== null)).toHaveLength(20);
  world.clock.now = after(world.clock.now, "PT1H");
  await world.store.signals.accept([arrived("again", [signal({ group: "g50", title: "Pod 50 again" })])]);
  await routeAll();
  expect(await world.store.read.incidents(program, { text: "pod 50", limit: 5 })).toMatchObject([{ phase: "reported" }]);
});
