/** Stories of a schedule's own stream: who is told what, when, once. The real door over the memory store. */
import { describe, expect, it } from "vitest";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { evolve, initialState } from "../../src/core/kernel/engine.ts";
import type { Actor } from "../../src/core/kernel/event.ts";
import type { CoverRequest } from "../../src/core/kernel/facts.ts";
import { draftOf, judge } from "../../src/core/kernel/judge.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import type { Rotation, Schedule } from "../../src/core/oncall/schedule.ts";
import { commands, schedules } from "../../src/core/schedule/engine.ts";
import { openStream } from "../../src/shell/oncall/streams.ts";
import { personFact } from "../organisation.ts";
import { storyWorld } from "../world.ts";

/** Weekly from Monday 09:00 UTC; the story begins on Monday, 2 March 2026, at 10:00. */
const weekly = (slots: readonly (readonly string[])[], more: Partial<Rotation> = {}): Rotation => ({
  ...{ id: "primary", name: "Primary", zone: "UTC", begins: "2026-03-02T09:00", ends: null, every: { n: 1, unit: "week" as const } },
  ...{ advance: "active" as const, restrictions: [], shadows: {} },
  rosters: [{ from: "2026-03-02T09:00", slots: slots.map((slot) => [...slot]), startsWith: 0 }],
  ...more,
});

const web = (more: Partial<Schedule> = {}): Schedule => ({
  ...{ id: "web", title: "Web", zone: "UTC", overrides: [], temporary: [], external: null },
  rotations: [weekly([["ana"], ["ben"]])],
  ...more,
});

const request = (more: Partial<CoverRequest> = {}): CoverRequest => ({
  ...{ id: "r1", person: "ana", from: "2026-03-20T09:00:00.000Z", until: "2026-03-21T09:00:00.000Z", rotation: null, asked: null, exchange: null },
  ...{ state: "open", declined: [], answeredBy: null, answeredAt: null, createdAt: "2026-03-02T10:00:00.000Z" },
  ...more,
});

async function watching(schedule: Schedule = web(), start = "2026-03-02T10:00:00.000Z") {
  const world = storyWorld({ start });
  const put = async (next: Schedule) => {
    world.store.setFact("schedule", "web", next);
    await world.settle();
  };
  const ask = async (...requests: CoverRequest[]) => {
    world.store.setFact("cover", "web", { schedule: "web", requests });
    await world.settle();
  };
  await ask();
  await put(schedule);
  await openStream(world.dispatch, "web");
  await world.settle();
  /** What left since the last time somebody looked, as `template → person @ time`. */
  let seen = 0;
  const news = () => {
    const fresh = world.sent.slice(seen);
    seen = world.sent.length;
    return fresh.map(({ message, to, at }) => `${message.template} ${to} ${at.slice(5, 16)}`);
  };
  return { ...world, put, ask, news };
}

describe("shift notices", () => {
  it("field 12 who begins is told by their own way, a day before and at the start, with who ends; each once", async () => {
    const world = await watching();
    expect(world.news()).toEqual(["shift-begins ana 03-02T10:00"]);
    await world.to("2026-03-08T08:00:00.000Z");
    expect(world.news()).toEqual([]);
    await world.to("2026-03-08T23:00:00.000Z");
    expect(world.news()).toEqual(["shift-soon ben 03-08T09:00"]);
    await world.to("2026-03-09T09:00:00.000Z");
    expect(world.news().sort()).toEqual(["shift-begins ana 03-09T09:00", "shift-begins ben 03-09T09:00"]);
    const said = world.sent.at(-1)!.message;
    expect(said.facts.find(({ label }) => label === "On call now")?.value).toBe("Demo Ben");
    expect(said.facts.find(({ label }) => label === "Next")?.value).toBe("Demo Ana");
    await world.to("2026-03-09T12:00:00.000Z");
    expect(world.news()).toEqual([]);
    expect(world.alarms).toEqual([]);
  });

  it("each person chooses the minutes before, or none", async () => {
    const world = await watching();
    world.store.setFact("person", "ben", { ...personFact("ben", {}), shiftNotice: 120 });
    world.store.setFact("person", "ana", { ...personFact("ana", {}), shiftNotice: 0 });
    await world.settle();
    world.news();
    await world.to("2026-03-09T08:00:00.000Z");
    expect(world.news()).toEqual(["shift-soon ben 03-09T07:00"]);
    await world.to("2026-03-16T08:59:00.000Z");
    expect(world.news().filter((one) => one.startsWith("shift-soon ana"))).toEqual([]);
  });

  it("field 4 nobody is woken by a notice: at night it waits for the morning, and is not said once it is untrue", async () => {
    const night = weekly([["ana"], ["ben"]], { begins: "2026-03-02T03:00", rosters: [{ from: "2026-03-02T03:00", slots: [["ana"], ["ben"]], startsWith: 0 }] });
    const world = await watching(web({ rotations: [night] }));
    world.news();
    await world.to("2026-03-09T06:59:00.000Z");
    expect(world.news()).toEqual(["shift-soon ben 03-08T07:00"]);
    await world.to("2026-03-09T07:00:00.000Z");
    expect(world.news().sort()).toEqual(["shift-begins ana 03-09T07:00", "shift-begins ben 03-09T07:00"]);
  });

  it("X-20 after an outage only the present is told: no shift of the meantime, no notice of a shift that has begun", async () => {
    const world = await watching(web({ rotations: [weekly([["ana"], ["ben"], ["cleo"], ["dan"]])] }));
    world.news();
    // Two weeks in which nobody looked.
    world.clock.now = "2026-03-23T12:00:00.000Z";
    await world.settle();
    expect(world.news().sort()).toEqual(["shift-begins ana 03-23T12:00", "shift-begins dan 03-23T12:00"]);
    expect(world.alarms).toEqual([]);
  });

  it("shadowing: somebody who learns by going along is told of the shift", async () => {
    const world = await watching(web({ rotations: [weekly([["ana"], ["ben"]], { shadows: { ben: "cleo" } })] }));
    world.news();
    await world.to("2026-03-08T12:00:00.000Z");
    expect(world.news().sort()).toEqual(["shift-soon ben 03-08T09:00", "shift-soon cleo 03-08T09:00"]);
  });
});

describe("changes", () => {
  it("field 10 a change of the future tells everyone whose shifts change, once, and nobody else", async () => {
    const world = await watching(web({ rotations: [weekly([["ana"], ["ben"], ["cleo"]])] }));
    world.news();
    const replaced = { kind: "replace" as const, person: "dan", insteadOf: "ben", rotation: null, reason: "" };
    await world.put(
      web({
        rotations: [weekly([["ana"], ["ben"], ["cleo"]])],
        overrides: [{ id: "o1", from: "2026-03-10T09:00:00.000Z", until: "2026-03-11T09:00:00.000Z", ...replaced }],
      }),
    );
    expect(world.news().sort()).toEqual(["schedule-changed ben 03-02T10:00", "schedule-changed dan 03-02T10:00"]);
    await world.pass("PT1H");
    expect(world.news()).toEqual([]);
  });

  it("field 10 what is beyond 60 days, or was only renamed, tells nobody", async () => {
    const world = await watching();
    world.news();
    const rosters = [
      { from: "2026-03-02T09:00", slots: [["ana"], ["ben"]], startsWith: 0 },
      { from: "2026-07-06T09:00", slots: [["cleo"]], startsWith: 0 },
    ];
    await world.put(web({ title: "Web shop", rotations: [weekly([], { rosters })] }));
    expect(world.news()).toEqual([]);
  });

  it("a schedule that is removed tells those who stood in it", async () => {
    const world = await watching();
    world.news();
    world.store.setFact("schedule", "web", null);
    await world.settle();
    expect(
      world
        .news()
        .filter((one) => one.startsWith("schedule-changed"))
        .sort(),
    ).toEqual(["schedule-changed ana 03-02T10:00", "schedule-changed ben 03-02T10:00"]);
    await world.pass("P30D");
    expect(world.news()).toEqual([]);
  });
});

describe("gaps", () => {
  it("field 14 a gap is warned of a week before it begins, to administrators and the schedule's people, once", async () => {
    const ends = weekly([["ben"]], { ends: "2026-03-23T09:00" });
    const world = await watching(web({ rotations: [ends] }));
    world.news();
    await world.to("2026-03-16T08:59:00.000Z");
    expect(world.news()).toEqual([]);
    await world.to("2026-03-16T09:00:00.000Z");
    expect(world.news().sort()).toEqual(["gap-ahead ana 03-16T09:00", "gap-ahead ben 03-16T09:00"]);
    await world.to("2026-04-20T09:00:00.000Z");
    expect(world.news().filter((one) => one.startsWith("gap-ahead"))).toEqual([]);
  });

  it("field 14 a gap that an edit opens within the week is warned of at once", async () => {
    const world = await watching();
    world.news();
    const gone = { kind: "remove" as const, person: null, insteadOf: null, rotation: null, reason: "" };
    await world.put(web({ overrides: [{ id: "o1", from: "2026-03-04T09:00:00.000Z", until: "2026-03-04T12:00:00.000Z", ...gone }] }));
    expect(
      world
        .news()
        .filter((one) => one.startsWith("gap-ahead"))
        .sort(),
    ).toEqual(["gap-ahead ana 03-02T10:00", "gap-ahead ben 03-02T10:00"]);
  });
});

describe("cover", () => {
  it("field 15 those who could are asked, reminded in working hours only, and the asker hears who takes it", async () => {
    const world = await watching(web({ rotations: [weekly([["ana"], ["ben"], ["cleo"]])] }));
    world.news();
    await world.ask(request());
    expect(world.news().sort()).toEqual(["cover-asked ben 03-02T10:00", "cover-asked cleo 03-02T10:00"]);
    await world.to("2026-03-20T08:59:00.000Z");
    const reminders = world.news().filter((one) => one.startsWith("cover-asked ben"));
    // Two weeks, one, three days and a day before at 09:00; twelve hours before is 21:00, after work, and the shift begins with the next working day.
    expect(reminders).toEqual(["cover-asked ben 03-06T09:00", "cover-asked ben 03-13T09:00", "cover-asked ben 03-17T09:00", "cover-asked ben 03-19T09:00"]);
  });

  it("field 15 a taken request is told to both who agreed, and no change is told twice", async () => {
    const world = await watching();
    await world.ask(request());
    world.news();
    await world.pass("PT1H");
    const taken = request({ state: "accepted", answeredBy: "ben", answeredAt: "2026-03-02T11:00:00.000Z" });
    world.store.setFact("schedule", "web", {
      ...web(),
      overrides: [{ id: "o1", from: taken.from, until: taken.until, kind: "replace", person: "ben", insteadOf: "ana", rotation: null, reason: "" }],
    });
    await world.ask(taken);
    expect(world.news().sort()).toEqual(["cover-answered ana 03-02T11:00", "cover-answered ben 03-02T11:00"]);
    const said = Object.fromEntries(world.sent.slice(-2).map(({ to, message }) => [to, message.headline]));
    expect(said).toEqual({ ana: "Demo Ben takes your shift: Web", ben: "You take the shift of Demo Ana: Web" });
    await world.pass("P1D");
    expect(world.news()).toEqual([]);
  });
});

describe("the stream", () => {
  it("is opened once, and belongs to the program alone", async () => {
    const world = await watching();
    await openStream(world.dispatch, "web");
    expect((await world.store.read.events(program, "schedule/web", 0, 100)).filter(({ type }) => type === "watch-opened")).toHaveLength(1);
    const refused = await world.dispatch({ stream: "schedule/web", name: "look", input: {}, actor: "person:ana", viewer: program });
    expect(refused).toMatchObject({ refused: true, code: "not_permitted" });
  });

  describe.each((commands as readonly AnyCommand[]).map((command) => [command.name, command] as const))("command %s", (name, command) => {
    it.each(command.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
      let state = initialState(schedules);
      example.given.forEach((event, index) => {
        state = evolve(schedules, state, { stream: "schedule/web", seq: index + 1, v: 1, at: "2026-03-02T09:00:00.000Z", actor: "system", ...event });
      });
      const facts = { get: (kind: string, key: string) => (kind === "schedule" && example.given.length === 0 && key === "web" ? web() : null) };
      const setting = {
        engine: { ...schedules, rules: [] },
        pack: schedules.house!,
        stream: "schedule/web",
        seq: 0,
        now: "2026-03-02T10:00:00.000Z",
        commandId: "c1",
      };
      const draft = draftOf({ ...setting, facts: facts as never }, state);
      const refusal = judge(draft, { name, input: example.input, actor: (example.by ?? "person:ana") as Actor });
      if ("refused" in example.then) expect(refusal?.code).toBe(example.then.refused);
      else expect([refusal, draft.events.map(({ type }) => type)]).toEqual([null, example.then]);
    });
  });
});
