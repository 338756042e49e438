/** Stories of a person's own stream: the weekly test page. The real door over the memory store. */
import { describe, expect, it } from "vitest";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { evolve, initialState } from "../../src/core/kernel/engine.ts";
import type { Actor } from "../../src/core/kernel/event.ts";
import { draftOf, judge } from "../../src/core/kernel/judge.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { commands, people, streamOf } from "../../src/core/person/engine.ts";
import type { State } from "../../src/core/person/slices.ts";
import { nextWeekly } from "../../src/core/person/test-page.ts";
import { personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

const stream = streamOf("eve");

async function tested(weekly: { readonly weekday: number; readonly at: string } | null, options: WorldOptions = {}) {
  const world = storyWorld(options);
  await set(world, weekly);
  const state = async () => ((await world.parts.states.read(program, stream))!.folded.state as State).tested;
  const toEve = () =>
    world.sent.filter(({ to, message }) => to === "eve" && message.template === "test-page").map(({ at, channel }) => `${at.slice(0, 16)} ${channel}`);
  const reported = () => world.sent.filter(({ message }) => message.template === "unreachable").map(({ to }) => to);
  const answer = () => state().then(({ page }) => world.ask("eve", "answer-page", { page: page!.id, how: "link" }, { stream }));
  return { world, state, toEve, reported, answer };
}

function set(world: StoryWorld, weekly: { readonly weekday: number; readonly at: string } | null) {
  return world.dispatch({
    stream: null,
    newStream: stream,
    name: "set-test-page",
    input: { person: "eve", weekly },
    actor: "person:eve",
    viewer: { person: "eve", all: false },
  });
}

describe("the weekly test page", () => {
  it("R23 comes at the person's own hour by their own rules, and an answer ends it", async () => {
    const { world, toEve, answer, state, reported } = await tested({ weekday: 3, at: "10:00" });
    world.store.setFact("person", "eve", {
      ...personFact("eve", {}),
      rules: {
        page: [
          { method: "eve-sms", after: "PT0S" },
          { method: "eve-email", after: "PT5M" },
        ],
        notice: [],
      },
    });
    await world.to("2026-03-04T10:02:00.000Z");
    expect(toEve()).toEqual(["2026-03-04T10:00 sms"]);
    await answer();
    await world.to("2026-03-04T12:00:00.000Z");
    expect(toEve()).toHaveLength(1);
    expect(await state()).toMatchObject({ page: { state: "answered", by: "week" } });
    expect(reported()).toEqual([]);
    await world.to("2026-03-11T10:00:00.000Z");
    expect(toEve()).toHaveLength(2);
  });

  it("R23 whoever does not answer within an hour is reported to those who are paged in the end", async () => {
    const { world, state, reported } = await tested({ weekday: 3, at: "10:00" });
    await world.to("2026-03-04T10:59:00.000Z");
    expect(reported()).toEqual([]);
    await world.to("2026-03-04T11:00:00.000Z");
    expect(await state()).toMatchObject({ page: { state: "unreachable" } });
    expect(reported()).toEqual(["ana"]);
  });

  it("R23 whom no method reaches is reported at once, once", async () => {
    const { world, state, reported } = await tested({ weekday: 3, at: "10:00" }, { methods: { eve: [] } });
    await world.to("2026-03-04T10:00:00.000Z");
    expect(await state()).toMatchObject({ page: { state: "unreachable" } });
    await world.to("2026-03-04T12:00:00.000Z");
    expect(new Set(reported())).toEqual(new Set(["ana"]));
  });

  it("never wakes: quiet hours hold it, and silence counts from their end", async () => {
    const { world, toEve, reported } = await tested({ weekday: 3, at: "03:00" });
    await world.to("2026-03-04T06:59:00.000Z");
    expect(toEve()).toEqual([]);
    await world.to("2026-03-04T07:30:00.000Z");
    expect(toEve()).toEqual(["2026-03-04T07:00 email"]);
    expect(reported()).toEqual([]);
    await world.to("2026-03-04T08:00:00.000Z");
    expect(reported()).toEqual(["ana"]);
  });

  it("comes no more once it is switched off, and at once by the button", async () => {
    const { world, toEve } = await tested({ weekday: 3, at: "10:00" });
    await set(world, null);
    await world.to("2026-03-12T10:00:00.000Z");
    expect(toEve()).toEqual([]);
    await world.ask("eve", "send-test-page", { person: "eve" }, { stream });
    expect(toEve()).toEqual(["2026-03-12T10:00 email"]);
  });

  it("R12 is at the same hour of the person's clock across a change of clocks", () => {
    const weekly = { weekday: 7, at: "10:00" };
    expect(nextWeekly(weekly, "Europe/Paris", "2026-03-22T09:00:00.000Z")).toBe("2026-03-29T08:00:00.000Z");
    expect(nextWeekly(weekly, "Europe/Paris", "2026-03-29T08:00:00.000Z")).toBe("2026-04-05T08:00:00.000Z");
    expect(nextWeekly({ weekday: 7, at: "02:30" }, "Europe/Paris", "2026-03-28T12:00:00.000Z")).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe.each((commands as readonly AnyCommand[]).map((command) => [command.name, command] as const))("command %s", (name, command) => {
  const facts = { get: (kind: string, key: string) => (kind === "person" ? { ...personFact(key, {}) } : null) };
  const setting = {
    engine: { ...people, rules: [] },
    pack: people.house!,
    stream,
    seq: 0,
    now: "2026-03-02T10:00:00.000Z",
    commandId: "c1",
    facts: facts as never,
  };

  it("has at least two examples", () => expect(command.examples.length).toBeGreaterThanOrEqual(2));
  it.each(command.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    let state = initialState(people);
    example.given.forEach((event, index) => {
      state = evolve(people, state, { stream, seq: index + 1, v: 1, at: "2026-03-02T09:00:00.000Z", actor: "person:ana", ...event });
    });
    const draft = draftOf(setting, state);
    const refusal = judge(draft, { name, input: example.input, actor: (example.by ?? "person:ana") as Actor });
    if ("refused" in example.then) expect(refusal?.code).toBe(example.then.refused);
    else expect(refusal === null && draft.events.map((event) => event.type)).toEqual(example.then);
  });
});
