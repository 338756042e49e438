/** Escalation in a world that changes: hand-overs, edits, severities, contact windows, outages, and people who answer and forget. */
import { describe, expect, it } from "vitest";
import { packData, packOf } from "../organisation.ts";
import { alarm, facts, pageOf, pagesOf, quietPack, rota, underPolicy } from "./escalating.ts";

const ana = { to: [{ person: "ana" }] };
const benAfter5 = { after: "5m", to: [{ person: "ben" }] };
const onCall = { to: [{ schedule: "web" }] };
const count = (events: readonly { readonly type: string }[], type: string) => events.filter((event) => event.type === type).length;

describe("E18 re-planned when something changes, nobody called twice", () => {
  it("the next shift is called when it begins and nobody has answered", async () => {
    const world = await underPolicy([onCall], { repeat: { times: 0, after: "30d" } });
    world.store.setFact("schedule", "web", rota([["ana"], ["ben"]]));
    const story = await alarm(world);
    await world.to("2026-03-09T07:59:59.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    await world.to("2026-03-09T08:00:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 08:00"]);
    expect(await story.events()).toContainEqual(expect.objectContaining({ type: "escalation-changed", data: expect.objectContaining({ why: "hand-over" }) }));
  });

  it("an override, a new team member, somebody who leaves: whoever is newly meant is called at once", async () => {
    const world = await underPolicy([{ to: [{ schedule: "web" }, { team: "response" }] }], { repeat: { times: 0, after: "1d" } });
    world.store.setFact("schedule", "web", rota([["dan"]]));
    await facts(world, "team", "response", { members: ["ana"] });
    const story = await alarm(world);
    await world.pass("PT1M");
    await facts(world, "team", "response", { members: ["ana", "cleo"] });
    await world.settle();
    expect(pagesOf(world)).toEqual(["dan 10:00", "ana 10:00", "cleo 10:01"]);
    await world.pass("PT1M");
    const replaced = { id: "o1", from: world.clock.now, until: "2026-03-03T10:00:00.000Z", kind: "replace", person: "eve", insteadOf: null } as const;
    world.store.setFact("schedule", "web", { ...rota([["dan"]]), overrides: [{ ...replaced, rotation: null, reason: "" }] });
    await world.settle();
    expect(pagesOf(world)).toEqual(["dan 10:00", "ana 10:00", "cleo 10:01", "eve 10:02"]);
    await facts(world, "person", "ana", { active: false });
    await world.settle();
    expect(pagesOf(world)).toHaveLength(4);
    expect(count(await story.events(), "escalation-changed")).toBe(3);
    expect((await story.state()).escalation.run?.meant).toEqual(["cleo", "eve"]);
  });

  it("a more severe incident: steps that apply now and are due go at once; the rest keeps its time", async () => {
    const steps = [{ to: [{ person: "cleo" }], when: { severities: [1] } }, ana, { after: "20m", to: [{ person: "ben" }] }];
    const world = await underPolicy(steps);
    const story = await world.open("eve", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    await story.does("eve", "assign-role", { role: "incident_commander", person: "eve" });
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    await world.pass("PT5M");
    await story.does("eve", "change-severity", { to: 1, because: "bigger_problem" });
    expect(pagesOf(world)).toEqual(["ana 10:00", "cleo 10:05"]);
    await world.pass("PT1H");
    expect(pagesOf(world).slice(0, 3)).toEqual(["ana 10:00", "cleo 10:05", "ben 10:20"]);
  });

  it("the policy is pinned: an edit of its steps is for the next incident", async () => {
    const world = await underPolicy([ana, benAfter5]);
    await alarm(world);
    const edited = (await world.store.read.fact("escalation", "web")).value as { steps: readonly object[] };
    world.store.setFact("escalation", "web", { ...edited, steps: edited.steps.slice(0, 1) });
    await world.pass("PT5M");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:05"]);
  });
});

describe("time", () => {
  it("E9 a step whose page is held until the morning is waited for: its delay counts from then", async () => {
    const world = await underPolicy([ana, benAfter5], {}, { start: "2026-03-03T02:00:00.000Z" });
    await world.open("dan", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    await world.to("2026-03-03T06:59:59.000Z");
    expect(pagesOf(world)).toEqual([]);
    await world.to("2026-03-03T07:09:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 07:00", "ben 07:05"]);
  });

  it("E9 a severity that lets a held page go restarts its delay", async () => {
    const world = await underPolicy([ana, benAfter5], {}, { start: "2026-03-03T02:00:00.000Z" });
    const story = await world.open("eve", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    await story.does("eve", "assign-role", { role: "incident_commander", person: "eve" });
    await world.to("2026-03-03T03:00:00.000Z");
    await story.does("eve", "change-severity", { to: 1, because: "bigger_problem" });
    expect(pagesOf(world)).toEqual(["ana 03:00"]);
    await world.to("2026-03-03T03:09:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 03:00", "ben 03:05"]);
  });

  it.each([
    ["PT5M30S", ["ana 10:05", "ben 10:10"]],
    ["PT20M", ["ben 10:06", "ana 10:20"]],
  ])("E9 whose own rules begin after %s is waited for until they are called, but no longer than a minute", async (from, expected) => {
    const world = await underPolicy([ana, benAfter5], { repeat: { times: 0, after: "1h" } });
    await facts(world, "person", "ana", { rules: { page: [{ method: "ana-sms", after: from }], notice: [] } });
    await alarm(world);
    await world.pass("PT30M");
    expect(pagesOf(world)).toEqual(expected);
  });

  it("two reasons to call somebody again at one instant are one call", async () => {
    const world = await underPolicy([ana], { keepTrying: "2m" }, { pack: packOf(packData("sitrep")) });
    const story = await world.open("dan", "declare", { title: "Checkout is down", area: "web", severity: 1 });
    await world.pass("PT3M");
    const again = (await story.events()).filter(({ type, data }) => type === "paged-again" && (data as { person: string }).person === "ana");
    expect(again.map(({ at }) => at)).toEqual(["2026-03-02T10:02:00.000Z"]);
    expect(world.sent.filter(({ to, message }) => to === "ana" && message.template === "page-again")).toHaveLength(1);
  });

  it("E13, R16 after an outage of half an hour one step is called, and each person once", async () => {
    const steps = ["ana", "ben", "cleo", "dan", "eve"].map((person, index) => ({ to: [{ person }], after: index === 0 ? "0s" : "5m" }));
    const world = await underPolicy(steps, { keepTrying: "2m" });
    await alarm(world);
    world.clock.now = "2026-03-02T10:30:00.000Z";
    await world.settle();
    expect(pagesOf(world)).toEqual(["ana 10:00", "ana 10:30", "ben 10:30"]);
    await world.to("2026-03-02T10:31:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ana 10:30", "ben 10:30"]);
  });

  it("E9, E13 a page that the outage kept back is sent first; the next step waits its whole delay", async () => {
    const world = await underPolicy([ana, benAfter5]);
    const { stream } = (await world.dispatch({
      ...{ stream: null, name: "report", input: { title: "Checkout is down", area: "web" }, actor: "source:probe" },
      viewer: { person: null, all: true },
    })) as { stream: string };
    world.clock.now = "2026-03-02T10:30:00.000Z";
    await world.settle();
    expect(pagesOf(world)).toEqual(["ana 10:30"]);
    expect(count(await world.story(stream).events(), "escalation-postponed")).toBe(1);
    await world.to("2026-03-02T10:34:59.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:30"]);
    await world.to("2026-03-02T10:35:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:30", "ben 10:35"]);
  });

  it("field 2.2.5 whoever is silent is tried again while the next are called, until somebody answers", async () => {
    const world = await underPolicy([ana, benAfter5], { keepTrying: "3m", repeat: { times: 0, after: "1h" } });
    const story = await alarm(world);
    await world.pass("PT9M");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ana 10:03", "ben 10:05", "ana 10:06", "ben 10:08", "ana 10:09"]);
    await story.does("ben", "answer-page", { page: await pageOf(story, "ben") });
    await world.pass("PT2H");
    expect(pagesOf(world)).toHaveLength(6);
  });

  it("field 3 an answer that is forgotten: called again twice, then the policy begins anew; any act counts", async () => {
    const world = await underPolicy([ana, benAfter5], { forgotten: "30m" });
    const story = await alarm(world);
    await world.pass("PT1M");
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    await world.pass("PT20M");
    await story.does("ana", "post-message", { text: "Looking" });
    await world.to("2026-03-02T10:50:59.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    await world.to("2026-03-02T10:51:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ana 10:51"]);
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    await world.to("2026-03-02T11:21:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ana 10:51", "ana 11:21"]);
    await world.to("2026-03-02T11:56:00.000Z");
    expect(pagesOf(world).slice(3)).toEqual(["ana 11:51", "ben 11:56"]);
    expect((await story.state()).escalation.run).toMatchObject({ n: 2 });
  });
});

describe("by hand", () => {
  it("the next step now, also after an answer; then the last resort", async () => {
    const world = await underPolicy([ana, { after: "1h", to: [{ person: "ben" }] }]);
    const story = await world.open("eve", "report", { title: "Checkout is down", area: "web" });
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    await story.does("eve", "escalate-now", { reason: "It is getting worse" });
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:00"]);
    expect(await story.refuses("cleo", "escalate-now", {})).toMatchObject({ code: "not_permitted" });
    await story.does("eve", "escalate-now", {});
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:00", "dan 10:00"]);
  });

  it("somebody who was not called has it: the calling stops, with the reason in the log", async () => {
    const world = await underPolicy([ana, benAfter5], { keepTrying: "1m" });
    const story = await world.open("eve", "report", { title: "Checkout is down", area: "web" });
    await story.does("eve", "stop-escalation", { reason: "I see what it is" });
    await world.pass("PT1H");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
  });

  it("a process may alert whoever is on call, or a schedule, by name", async () => {
    const alerting = {
      notices: [
        { on: "declared", to: "on_call", template: "update" },
        { on: "declared", to: { schedule: "web" }, template: "update" },
      ],
    };
    const world = await underPolicy([{ to: [{ team: "response" }], when: { severities: [2] } }], {}, { pack: quietPack(alerting) });
    world.store.setFact("schedule", "web", rota([["eve"]]));
    await world.open("dan", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    const told = world.sent.filter(({ message }) => message.template === "update").map(({ to }) => to);
    expect(told.sort()).toEqual(["ana", "ben", "cleo", "eve"]);
  });
});
