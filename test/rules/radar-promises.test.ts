/** Two promises about the process that starts small, at their minutes. */
import { describe, expect, it } from "vitest";
import { open, radarWorld } from "./radar-world.ts";

describe("P17 nobody answers at severity 2", () => {
  it("P17 the engineering manager is called at ten minutes, exactly once, and only then again as a page that nobody answers", async () => {
    const world = radarWorld();
    const story = await open(world, 2);
    await world.to("2026-03-02T10:09:54.999Z");
    expect(Object.values((await story.state()).pages.pages)).toEqual([]);
    await world.to("2026-03-02T10:10:00.000Z");
    const called = async () => Object.values((await story.state()).pages.pages).map(({ person, at }) => [person, at]);
    expect(await called()).toEqual([["eve", "2026-03-02T10:10:00.000Z"]]);
    await world.pass("PT20M");
    expect(await called()).toHaveLength(1);
  });

  it("P17 what stood still for an hour calls once, late", async () => {
    const world = radarWorld();
    const story = await open(world, 2);
    world.clock.now = "2026-03-02T11:00:00.000Z";
    await world.settle();
    expect(Object.values((await story.state()).pages.pages).map(({ person, at }) => [person, at])).toEqual([["eve", "2026-03-02T11:00:00.000Z"]]);
  });
});

describe("P33 somebody keeps everybody informed", () => {
  it.each([1, 2])("P33 at severity %i it is owed within five minutes, asked for then, met in time or late", async (severity) => {
    const world = radarWorld();
    const story = await open(world, severity);
    const owed = async () => (await story.duties()).find(({ key }) => key.startsWith("vacancy/asks@"));
    expect(await owed()).toMatchObject({ due: "2026-03-02T10:05:00.000Z", state: "open", cites: ["PE-37"] });
    await world.to("2026-03-02T10:04:00.000Z");
    await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
    expect(await owed()).toMatchObject({ state: "met" });
    const late = await open(world, severity);
    await world.pass("PT6M");
    await late.does("ben", "assign-role", { role: "comms_lead", person: "ben" });
    expect((await late.duties()).find(({ key }) => key.startsWith("vacancy/asks@"))).toMatchObject({ state: "late" });
  });

  it.each([3, 4])("P33 at severity %i nobody is asked for it", async (severity) => {
    const story = await open(radarWorld(), severity);
    expect((await story.duties()).filter(({ key }) => key.startsWith("vacancy/"))).toEqual([]);
  });
});
