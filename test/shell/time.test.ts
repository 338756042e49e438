/** Time and what hinders it: a lost connection stops no incident, and catching up collapses to now. */
import { describe, expect, it } from "vitest";
import { after } from "../../src/core/kernel/time.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { deliverDue } from "../../src/shell/deliver.ts";
import { wakeDue } from "../../src/shell/wake.ts";
import { storyWorld } from "../world.ts";

async function declared() {
  const world = storyWorld();
  const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 1, area: "web" });
  return { world, story };
}

describe("waking", () => {
  it("E3 a store that fails once stops nobody's automation; the tick comes when it is back", async () => {
    const { world, story } = await declared();
    world.clock.now = "2026-03-02T10:02:00.000Z";
    const lost = async () => Promise.reject(new Error("connection lost"));
    await expect(wakeDue({ ...world.waker, dispatch: lost })).rejects.toThrow("1 of 1 streams");
    expect(world.alarms).toEqual([]);
    await wakeDue(world.waker);
    expect((await story.events()).filter(({ type }) => type === "paged-again")).toHaveLength(3);
  });

  it("E19 a tick that fails five times in a row stops that incident, with an alarm, and no other", async () => {
    const { world, story } = await declared();
    const other = await world.open("dan", "declare", { title: "Search is down", severity: 1, area: "web" });
    world.clock.now = "2026-03-02T10:02:00.000Z";
    const dispatch: typeof world.dispatch = (wanted) =>
      wanted.stream === story.stream ? Promise.reject(new Error("it cannot be decided")) : world.dispatch(wanted);
    for (let round = 0; round < 5; round++) await expect(wakeDue({ ...world.waker, dispatch })).rejects.toThrow();
    expect(world.alarms).toEqual(["it cannot be decided"]);
    expect(await wakeDue({ ...world.waker, dispatch })).toBe(0);
    expect((await other.events()).some(({ type }) => type === "paged-again")).toBe(true);
  });
});

describe("what can never be done", () => {
  it("E19 a tick refused because its process is not here is not tried for ever", async () => {
    const { world } = await declared();
    world.clock.now = "2026-03-02T10:02:00.000Z";
    world.packs.get("sitrep")!.length = 0;
    for (let round = 0; round < 5; round++) await expect(wakeDue(world.waker)).rejects.toThrow();
    expect(world.alarms).toEqual([expect.stringContaining("the tick was refused")]);
    expect(await wakeDue(world.waker)).toBe(0);
  });

  it("E19 a message whose words cannot be made ends as failed, and the room is told whom to call", async () => {
    const world = storyWorld();
    const broken = { ...world.deliverer, compose: async () => Promise.reject(new Error("no such template")) };
    await world.dispatch({
      stream: null,
      name: "declare",
      input: { title: "Checkout is down", severity: 1, area: "web" },
      actor: "person:dan",
      viewer: { person: "dan", all: false },
    });
    for (let round = 0; round < 10; round++) {
      await deliverDue(broken);
      world.clock.now = after(world.clock.now, "PT10S");
    }
    const rows = await world.store.jobs.outbox(program, { limit: 100 });
    expect(rows.filter(({ template }) => template === "page").map(({ state, attempts }) => [state, attempts.length])).toEqual(Array(3).fill(["failed", 4]));
    expect(await deliverDue(broken)).toBe(0);
  });
});

describe("catching up", () => {
  it("E13 after an outage everybody has one page, for the step that is current", async () => {
    const world = storyWorld();
    await world.dispatch({
      stream: null,
      name: "declare",
      input: { title: "Checkout is down", severity: 1, area: "web" },
      actor: "person:dan",
      viewer: { person: "dan", all: false },
    });
    world.clock.now = "2026-03-02T10:31:00.000Z";
    await world.settle();
    const pages = world.sent.filter(({ message }) => message.template.startsWith("page"));
    expect(pages.map(({ to, message }) => `${to} ${message.template}`).sort()).toEqual(["ana page-again", "ben page-again", "cleo page-again"]);
  });
});
