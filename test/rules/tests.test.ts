/** What the proofs of Graceful Disasters do not reach: the last gates, what a reopening asks anew, who owes which part, and an incident nothing was changed for. */
import { describe, expect, it } from "vitest";
import { crewed, gracefulWorld, over, proven, proves, putInForce, type Story, sentTo, testCases, unmet } from "./graceful-world.ts";

const world = () => gracefulWorld();
const duties = async (story: Story) =>
  (await story.duties(["open"])).filter(({ key }) => key.startsWith("tests/")).map(({ key, who }) => [key.replace(/\/\d.*/, ""), who]);

describe("R-GD1-11 the last steps", () => {
  it.each([1, 2])("severity %i: deployed, observers told since, observers content", async (severity) => {
    const w = world();
    const story = await crewed(w, severity);
    await story.does("ana", "post-update", { audience: "participants", text: "We know the cause" });
    await story.does("ana", "confirm-observers", { note: "They trust us" });
    await proven(story, ["deploy", "told", "content"]);
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["deployed"]);
    await w.pass("PT1M");
    await proves(story, "deploy", "signed");
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["observers_updated", "observers_satisfied"]);
    await proves(story, "told");
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["observers_satisfied"]);
    expect(await story.refuses("ben", "confirm-observers")).toMatchObject({ code: "not_permitted" });
    await proves(story, "content");
    expect(await unmet(w, story, "ana", "resolve")).toEqual([]);
  });
  it("severity 3 asks nobody whether the observers are content (R-GD3-11)", async () => {
    const w = world();
    const story = await crewed(w, 3);
    await proven(story, ["told", "content"]);
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["observers_updated"]);
    await proves(story, "told");
    await story.does("ana", "resolve");
  });
});

describe("GD2-38 signatures", () => {
  it("are owed once everything passed, by the role and by whoever was asked, who hears of it", async () => {
    const w = world();
    const story = await crewed(w, 2);
    expect(await duties(story)).toEqual([["tests/plan/begin", { role: "manager" }]]);
    await proves(story, "plan");
    expect(await duties(story)).toEqual([["tests/plan/ready", { role: "manager" }]]);
    await proves(story, "ready", "staging", "deploy");
    await story.does("ana", "ask-to-sign", { person: "ian" });
    expect(sentTo(w, "nudge")).toEqual(["ian"]);
    expect(await duties(story)).toEqual([]);
    await proves(story, "production");
    expect((await duties(story)).sort()).toEqual([
      ["tests/sign/ian", { people: ["ian"] }],
      ["tests/sign/manager", { role: "manager" }],
      ["tests/sign/worker", { role: "worker" }],
    ]);
    await story.does("ben", "sign-tests");
    expect((await duties(story)).map(([key]) => key).sort()).toEqual(["tests/sign/ian", "tests/sign/manager"]);
    const met = (await story.duties(["met"])).filter(({ key }) => key.startsWith("tests/"));
    expect(met.map(({ key }) => key.replace(/\/\d.*/, "")).sort()).toEqual(["tests/plan/begin", "tests/plan/ready", "tests/sign/worker"]);
  });
  it("cannot be given before anything was run, nor by a machine", async () => {
    const w = world();
    const story = await crewed(w, 2);
    await proves(story, "plan");
    expect(await story.refuses("ben", "sign-tests")).toMatchObject({ code: "invalid_state", instead: "record-test-run" });
    await proves(story, "staging");
    expect(await story.refuses("source:ci", "sign-tests")).toMatchObject({ code: "not_permitted" });
  });
});

describe("the plan", () => {
  it("keeps what was shown of a case that is the same, and forgets it of one that was changed", async () => {
    const w = world();
    const story = await crewed(w, 2);
    await proves(story, "plan", "staging");
    const changed = testCases.map((one) => (one.key === "pay" ? { ...one, title: "A card is charged exactly once" } : one));
    await story.does("eve", "set-test-plan", { cases: changed });
    const { plan, shown } = (await story.state()).tests;
    expect(plan).toMatchObject({ expert: "eve", cases: changed, readyAt: null });
    expect(shown.staging?.results).toEqual({ refund: "passed", list: "passed" });
  });
  it("refuses a strange case, a case with two results, an area and a person that are not known", async () => {
    const w = world();
    const story = await crewed(w, 2);
    expect(await story.refuses("ben", "record-test-run", { environment: "staging", passed: ["pay"] })).toMatchObject({
      code: "invalid_state",
      instead: "add-test-case",
    });
    await proves(story, "plan");
    const staging = { environment: "staging", build: "shop 4.3" };
    expect(await story.refuses("ben", "record-test-run", { ...staging, passed: ["sleep"] })).toMatchObject({ code: "invalid_value", pointer: "/passed" });
    expect(await story.refuses("ben", "record-test-run", { ...staging, passed: ["pay"], failed: ["pay"] })).toMatchObject({ code: "invalid_value" });
    expect(await story.refuses("ben", "record-test-run", staging)).toMatchObject({ code: "missing_fields" });
    expect(await story.refuses("ben", "set-test-plan", { areas: ["moon"] })).toMatchObject({ code: "invalid_value", pointer: "/areas" });
    expect(await story.refuses("ben", "set-test-plan", { expert: "nobody" })).toMatchObject({ code: "invalid_value", pointer: "/expert" });
    expect(await story.refuses("max", "add-test-case", { title: "Whatever" })).toMatchObject({ code: "not_permitted" });
  });
  it("gives every case a key of its own", async () => {
    const w = world();
    const story = await crewed(w, 2);
    for (const title of ["It works!", "It works?", "¿?"]) await story.does("ben", "add-test-case", { title });
    expect((await story.state()).tests.plan?.cases.map(({ key }) => key)).toEqual(["it-works", "it-works-2", "case"]);
  });
});

describe("changes of the world", () => {
  it("X-18 a reopened incident keeps its plan, and proves the next fix anew", async () => {
    const w = world();
    const story = await over(w, 2);
    await story.does("ana", "reopen", { reason: "It is back" });
    const { automatedTests, tests } = await story.state();
    expect(tests).toMatchObject({ plan: { cases: testCases, readyAt: null }, shown: { staging: null, production: null }, signed: {}, deployed: null });
    expect(automatedTests).toEqual({ existing: [], new: null, untestable: null, deferredAt: null });
  });
  it("catalog 6, 16: where nothing of ours was changed, the manager says so, an expert agrees, and neither a deploy nor a new test is asked for", async () => {
    const w = world();
    const story = await crewed(w, 2);
    await proven(story, ["deploy", "new"]);
    await story.does("ana", "attest-untestable", { why: "no_change", reason: "The provider's line was down" });
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["deployed", "automated_tests.new"]);
    await story.does("eve", "co-attest-untestable");
    await story.does("ana", "resolve", { note: "The line is up again" });
  });
  it("GD-42 a severity of the organisation's own asks for the same proof, and its deferred tests make it no less severe", async () => {
    const w = world();
    await putInForce(w, ({ severities }) => {
      severities["4"] = { ...severities["3"]!, name: "Some time", description: "Somebody noticed." };
    });
    const story = await crewed(w, 4);
    expect(await unmet(w, story, "ana", "resolve")).toContain("test_plan.staging");
    await proven(story, ["new"]);
    await story.does("ana", "defer-tests", { reason: "Every way to pay needs new fixtures" });
    expect((await story.state()).severity.rank).toBe(4);
    expect(await unmet(w, story, "ana", "resolve")).toEqual(["automated_tests.new"]);
  });
  it("X-03 of two who record at the same time neither is lost", async () => {
    const w = world();
    const story = await crewed(w, 2);
    await proves(story, "plan");
    const runs = ["pay", "list"].map((key) => story.does("ben", "record-test-run", { environment: "staging", build: "shop 4.3", passed: [key] }));
    await Promise.all(runs);
    expect((await story.state()).tests.shown.staging?.results).toEqual({ pay: "passed", list: "passed" });
  });
});
