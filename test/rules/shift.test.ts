/** How long somebody has held a role: breaks, rests, and times when it was over. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heldSince, type spans } from "../../src/core/incident/roles/spans.ts";
import { type Instant, instantOf } from "../../src/core/kernel/time.ts";
import { gracefulWorld, handsOver, managed, over, type Story, sentTo } from "./graceful-world.ts";

const at = (hour: number, minute = 0): Instant => instantOf(Date.UTC(2026, 2, 2, hour, minute));
type State = typeof spans.initial;
const state = (...held: readonly (readonly [from: Instant, to: Instant | null])[]): State => ({
  calledAt: null,
  spans: held.map(([from, to]) => ({ role: "manager", person: "ana", from, to })),
});
const since = (held: State, now: Instant, rests: readonly { readonly from: Instant; readonly to: Instant }[] = []) =>
  heldSince(held, { role: "manager", person: "ana" }, { now, minBreak: "PT1H", rests });

describe("GD-24 how long a role is held", () => {
  it("a break shorter than an hour counts as held, one of exactly an hour begins anew", () => {
    expect(since(state([at(8), at(10)], [at(10, 59), null]), at(12))).toBe(at(8));
    expect(since(state([at(8), at(10)], [at(11), null]), at(12))).toBe(at(11));
    expect(since(state([at(8), at(10)]), at(10, 59))).toBe(at(8));
    expect(since(state([at(8), at(10)]), at(11))).toBeNull();
    expect(since(state(), at(11))).toBeNull();
  });

  it("a rest of everybody counts as a break where it is long enough", () => {
    const held = state([at(8), null]);
    expect(since(held, at(13), [{ from: at(10), to: at(10, 59) }])).toBe(at(8));
    expect(since(held, at(13), [{ from: at(10), to: at(11) }])).toBe(at(11));
    expect(since(held, at(12), [{ from: at(10), to: at(12) }])).toBeNull();
  });

  it("is what an independent count, minute by minute, says", () => {
    const minute = fc.integer({ min: 0, max: 1_000 });
    const random = fc.array(
      fc.tuple(minute, minute).filter(([a, b]) => a !== b),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(random, random, (held, rests) => {
        const ordered = (all: readonly (readonly [number, number])[]) => all.map(([a, b]) => [at(0, Math.min(a, b)), at(0, Math.max(a, b))] as const);
        const began = since(
          state(...ordered(held)),
          at(0, 1_000),
          ordered(rests).map(([from, to]) => ({ from, to })),
        );
        // An independent count, minute by minute, back from now: it ends at the first hour in which nothing was held.
        const busy = (m: number) =>
          ordered(held).some(([from, to]) => from <= at(0, m) && at(0, m) < to) &&
          !ordered(rests).some(([from, to]) => Date.parse(to) - Date.parse(from) >= 3_600_000 && from <= at(0, m) && at(0, m) < to);
        let [first, free] = [null as number | null, 0];
        for (let m = 999; m >= 0 && free < 60; m--) [first, free] = busy(m) ? [m, 0] : [first, free + 1];
        expect(began).toBe(first === null ? null : at(0, first));
      }),
    );
  });
});

const acts = (story: Story) => story.does("ana", "add-action", { kind: "task", text: "Read the log" });

/** Nobody but Ana knows the area, so that few are called. */
function quietWorld() {
  const world = gracefulWorld();
  world.store.setFact("area", "payments", { id: "payments", name: "Payments", team: null, experts: ["ana"], escalation: null });
  return world;
}

describe("shifts", () => {
  it("GD-24 after a night's rest of everybody the manager begins anew", async () => {
    const world = quietWorld();
    const story = await managed(world, 2);
    await world.to("2026-03-02T16:00:00.000Z");
    await story.does("ana", "stand-down", { until: "07:00" });
    await world.to("2026-03-03T07:00:00.000Z");
    expect((await story.row()).phase).toBe("active");
    await acts(story);
    expect((await story.duties(["open"])).find(({ key }) => key.startsWith("shift/begin/"))?.due).toBe("2026-03-03T15:00:00.000Z");
  });

  it("GD-25 X-01 a server that was away from the sixth to the ninth hour calls once, late, and then every five minutes", async () => {
    const world = quietWorld();
    const story = await managed(world, 1);
    await world.to("2026-03-02T16:00:00.000Z");
    world.clock.now = "2026-03-02T19:01:00.000Z";
    await world.settle();
    const fell = async () =>
      (await story.events())
        .filter(({ type, data }) => type === "duty-fell-due" && (data as { rule: string }).rule === "shift")
        .map((event) => event.at.slice(11, 16));
    expect(await fell()).toEqual(["19:01", "19:01"]);
    await world.to("2026-03-02T19:10:00.000Z");
    expect(await fell()).toEqual(["19:01", "19:01", "19:05", "19:10"]);
    expect(sentTo(world, "page").filter((to) => to === "max")).toHaveLength(1);
  });

  it("GD-24 handing to and fro within an hour is no break; what was over in between is", async () => {
    const world = quietWorld();
    const story = await managed(world, 1);
    await world.to("2026-03-02T13:00:00.000Z");
    await handsOver(story, "ana", "mia");
    await world.to("2026-03-02T13:59:59.999Z");
    await handsOver(story, "mia", "ana");
    const due = async (one: Story) => (await one.duties(["open"])).find(({ key }) => key.startsWith("shift/begin/"))?.due;
    expect(await due(story)).toBe("2026-03-02T18:00:00.000Z");
    const ended = await over(world, 3);
    await world.to("2026-03-02T16:00:00.000Z");
    await ended.does("ana", "reopen", { reason: "It is back" });
    await world.ask("system", "assign-role", { role: "manager", person: "ana" }, { stream: ended.stream });
    expect(await due(ended)).toBe("2026-03-03T00:00:00.000Z");
  });
});
