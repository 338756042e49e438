/** Rests and the night beside their sentences: people of several zones, clocks that are put, a server that was away, two wishes at one instant. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { look, partsOf } from "../views/looking.ts";
import { declared, gracefulWorld, handsOver, managed, type Story } from "./graceful-world.ts";

const typesOf = async (story: Story) => (await story.events()).map(({ type }) => type);
const asked = async (story: Story) =>
  (await story.events()).filter(({ type }) => type === "quiet-hours-began").map(({ at, data }) => [at, (data as { people: string[] }).people]);
const worker = (person: string) => ({ role: "worker", person });

describe("the question of the night", () => {
  it("GD2-03 comes when the night comes for somebody at work, and again when it comes for the next, each by their own clock", async () => {
    const world = gracefulWorld([], { zones: { ben: "America/New_York" }, start: "2026-03-02T19:00:00.000Z" });
    const story = await managed(world, 2);
    await story.does("ana", "assign-role", worker("ben"));
    await world.to("2026-03-02T22:00:00.000Z");
    expect(await asked(story)).toEqual([["2026-03-02T22:00:00.000Z", ["ana"]]]);
    await story.does("ana", "go-on");
    await handsOver(story, "ana", "cleo");
    await world.to("2026-03-03T03:00:00.000Z");
    expect((await asked(story)).at(-1)).toEqual(["2026-03-03T03:00:00.000Z", ["ana", "ben", "cleo"]]);
  });

  it("GD2-03 X-06 comes at ten by the wall clock in the night in which clocks are put", async () => {
    const world = gracefulWorld([], { zones: { ana: "Europe/Berlin" }, start: "2026-03-29T16:00:00.000Z" });
    const story = await managed(world, 2);
    await world.to("2026-03-29T19:59:59.999Z");
    expect(await asked(story)).toEqual([]);
    await world.to("2026-03-29T20:00:00.000Z");
    expect(await asked(story)).toEqual([["2026-03-29T20:00:00.000Z", ["ana"]]]);
  });

  it("GD2-03 an answer to what nobody asked is refused, and another severity takes the question back", async () => {
    const world = gracefulWorld([], { start: "2026-03-02T18:00:00.000Z" });
    const story = await managed(world, 2);
    expect(await story.refuses("ana", "go-on")).toMatchObject({ code: "invalid_state" });
    await world.to("2026-03-02T22:00:00.000Z");
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect((await story.state()).rest.asked).toBeNull();
    expect((await story.duties(["open"])).some(({ key }) => key.startsWith("night/"))).toBe(false);
  });
});

describe("a rest", () => {
  it("GD2-20 ends pages that wait, and is over once, also when the server was away", async () => {
    const world = gracefulWorld([], { start: "2026-03-02T20:00:00.000Z" });
    const story = await managed(world, 2);
    await story.does("ana", "page", { person: "ian", reason: "We need hands" });
    await story.does("ana", "stand-down", { until: "2026-03-03T06:00:00+00:00" });
    expect(Object.values((await story.state()).pages.pages).find(({ person }) => person === "ian")).toMatchObject({ state: "withdrawn" });
    world.clock.now = "2026-03-03T09:30:00.000Z";
    await world.settle();
    expect((await typesOf(story)).filter((type) => type === "resumed")).toHaveLength(1);
    expect((await story.events()).find(({ type, data }) => type === "duty-fell-due" && (data as { key: string }).key.startsWith("rest/"))).toMatchObject({
      data: { late: true, due: "2026-03-03T06:00:00.000Z" },
    });
    expect((await story.state()).lifecycle).toMatchObject({
      phase: "active",
      paused: null,
      pauses: [{ from: "2026-03-02T20:00:00.000Z", to: "2026-03-03T09:30:00.000Z" }],
    });
  });

  it("GD2-20 without a time lasts until the end of the night; half past seven is the next one by the manager's clock; nobody rests backwards or for ever", async () => {
    const world = gracefulWorld([], { zones: { ana: "Asia/Kolkata" }, start: "2026-03-02T10:00:00.000Z" });
    const until = async (written?: string) => {
      const story = await managed(world, 2);
      await story.does("ana", "stand-down", written === undefined ? {} : { until: written });
      return (await story.state()).lifecycle.paused?.until;
    };
    expect(await until()).toBe("2026-03-03T01:30:00.000Z");
    expect(await until("07:30")).toBe("2026-03-03T02:00:00.000Z");
    expect(await until("16:00")).toBe("2026-03-02T10:30:00.000Z");
    const story = await managed(world, 2);
    for (const written of ["2026-03-02T10:00:00Z", "2026-03-09T10:00:01Z", "25:00", "tomorrow"])
      expect(await story.refuses("ana", "stand-down", { until: written })).toMatchObject({ code: "invalid_value", pointer: "/until" });
    await story.does("ana", "stand-down", { until: "2026-03-09T10:00:00Z" });
  });

  it("GD2-20 at severity 3 lasts over the weekend", async () => {
    const world = gracefulWorld([], { start: "2026-03-06T16:00:00.000Z" });
    const story = await managed(world, 3);
    await story.does("ana", "stand-down");
    expect((await story.state()).lifecycle.paused).toMatchObject({ until: "2026-03-09T09:00:00.000Z" });
  });

  it("X-03 two who send everybody home at one instant do it once; ended by hand, everybody but whoever ends it is called", async () => {
    const world = gracefulWorld([], { start: "2026-03-02T20:00:00.000Z" });
    const story = await managed(world, 2);
    await story.does("ana", "assign-role", worker("ben"));
    const both = await Promise.all([1, 2].map(() => world.ask("ana", "stand-down", { until: "08:00" }, { stream: story.stream })));
    expect(both.filter((one) => isRefusal(one))).toMatchObject([{ code: "invalid_state" }]);
    await world.pass("PT1H");
    await story.does("ana", "resume");
    const pages = Object.values((await story.state()).pages.pages).filter(({ at }) => at === "2026-03-02T21:00:00.000Z");
    expect(pages.map(({ person, why }) => [person, why])).toEqual([["ben", "We begin again: Nobody can pay"]]);
    expect((await story.state()).lifecycle.pauses).toHaveLength(1);
  });

  it("GD2-20 what is declared over while everybody rests calls nobody in the morning", async () => {
    const world = gracefulWorld([], { start: "2026-03-02T20:00:00.000Z" });
    const story = await managed(world, 2);
    await story.does("ana", "stand-down", { until: "08:00" });
    await story.does("ana", "cancel", { reason: "It was the printer" });
    await world.to("2026-03-03T12:00:00.000Z");
    expect(await typesOf(story)).not.toContain("resumed");
    expect((await story.state()).lifecycle).toMatchObject({ paused: null, phase: "cancelled" });
  });

  it("GD2-20 is seen: who sleeps until when, and when each can be called together", async () => {
    const world = gracefulWorld([], { zones: { ben: "America/New_York" }, start: "2026-03-02T20:00:00.000Z" });
    const story = await managed(world, 2);
    await story.does("ana", "assign-role", worker("ben"));
    await story.does("ben", "post-message", { text: "Good night" });
    await story.does("ana", "stand-down", { until: "08:00" });
    expect(await look(partsOf(world), "ana", "rest", { id: story.stream })).toMatchObject({
      ...{ phase: "paused", allowed: true, asked: null, paused: { until: "2026-03-03T08:00:00.000Z" } },
      people: [
        { person: { id: "ana", name: "Demo Ana" }, calledAt: "2026-03-03T08:00:00.000Z" },
        { person: { id: "ben" }, roles: ["Worker"], calledAt: "2026-03-03T12:00:00.000Z" },
      ],
    });
  });
});

describe("a severity that lasts", () => {
  it("GD2-06 X-20 rests do not count; what was kept is not asked again; another severity counts anew", async () => {
    const world = gracefulWorld([], { start: "2026-03-02T08:00:00.000Z" });
    const story = await world.open("dan", "declare", declared(2));
    await world.to("2026-03-02T12:00:00.000Z");
    await story.does("ana", "answer-page", { page: Object.values((await story.state()).pages.pages).find(({ person }) => person === "ana")!.id });
    await story.does("ana", "stand-down", { until: "14:00" });
    const due = async () => (await typesOf(story)).filter((type) => type === "severity-review-due").length;
    const shown = async () =>
      look<{ readonly nextReviewAt: string | null; readonly review: object | null }>(partsOf(world), "ana", "severity", { id: story.stream });
    await world.to("2026-03-02T17:59:59.999Z");
    expect([await due(), (await shown())?.nextReviewAt]).toEqual([0, "2026-03-02T18:00:00.000Z"]);
    await world.to("2026-03-02T18:00:00.000Z");
    expect([await due(), await shown()]).toMatchObject([
      1,
      { nextReviewAt: null, review: { propose: 1 }, reasons: { raising: ["duration", "bigger_problem", "other"] } },
    ]);
    expect(await story.refuses("ana", "review-severity")).toMatchObject({ code: "invalid_state" });
    await story.does("max", "severity-input", { advises: 2, text: "It is calm" });
    await story.does("ana", "keep-severity", { reason: "The fix is on its way" });
    expect((await story.events()).at(-1)).toMatchObject({ type: "severity-kept", data: { inputs: [{ person: "max", advises: 2 }] } });
    await world.to("2026-03-02T19:00:00.000Z");
    expect(await due()).toBe(1);
    await story.does("ana", "change-severity", { to: 3, because: "workaround" });
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect((await shown())?.nextReviewAt).toBe("2026-03-03T03:00:00.000Z");
  });
});

describe("the first who begins", () => {
  it("GD2-05 what is declared at a quarter to ten in the evening is due at a quarter to eight; at 3, on the next working morning", async () => {
    const world = gracefulWorld([], { start: "2026-03-06T21:45:00.000Z" });
    const due = async (story: Story) => (await story.duties(["open"])).find(({ rule }) => rule === "start")?.due;
    expect(await due(await managed(world, 2))).toBe("2026-03-07T07:45:00.000Z");
    expect(await due(await managed(world, 3))).toBe("2026-03-09T09:00:00.000Z");
  });

  it("GD2-05 nothing waits for tomorrow before somebody has said, or the answers suggest, how severe it is", async () => {
    const world = gracefulWorld();
    const later = { outcome: "next_day" };
    const bare = await world.open("dan", "report", { title: "Nobody can pay" });
    expect(await bare.refuses("dan", "triage", later)).toMatchObject({ code: "severity_required", rule: ["GD2-05"] });
    const suggested = await world.open("dan", "report", { title: "Nobody can pay", answers: { lossIfLeft: true } });
    expect(await suggested.refuses("dan", "triage", later)).toMatchObject({ code: "deferral_not_allowed" });
    const small = await world.open("dan", "report", { title: "A page is empty", answers: { hindered: true } });
    await small.does("dan", "triage", later);
    expect((await small.row()).phase).toBe("rejected");
  });

  it("GD2-05 what becomes more severe counts from then at the earliest, and ends when somebody at work does something", async () => {
    const world = gracefulWorld([], { start: "2026-03-06T12:00:00.000Z" });
    const story = await managed(world, 3);
    await world.to("2026-03-06T15:00:00.000Z");
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    const due = async () => (await story.duties(["open"])).find(({ rule }) => rule === "start")?.due;
    expect(await due()).toBe("2026-03-06T15:00:00.000Z");
    await story.does("ana", "assign-role", worker("ben"));
    expect(await due()).toBe("2026-03-06T15:00:00.000Z");
    await world.pass("PT1M");
    await story.does("ben", "post-message", { text: "I read the log" });
    expect(await due()).toBeUndefined();
  });
});
