/** The test plan as people see it: what each case showed where, who signed, what is missing and what the viewer can do about it. */
import { describe, expect, it } from "vitest";
import { views } from "../../src/views/index.ts";
import type { TestPlanView } from "../../src/views/test-plan-shape.ts";
import { crewed, gracefulWorld, proven, proves } from "../rules/graceful-world.ts";
import { storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

const shape = views.find(({ name }) => name === "test-plan")!.shape;

describe("GD2-37 the test plan", () => {
  it("says what is missing, with the sentence that asks for it, before there is a plan", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    const seen = (await look<TestPlanView>(partsOf(world), "ana", "test-plan", { id: story.stream }))!;
    shape.parse(seen);
    expect(seen).toMatchObject({ asked: true, plan: null, build: null, runs: [], deferral: { deferredAt: null, to: 3 }, untestable: null });
    expect(seen.lacking.find(({ gate }) => gate === "test_plan.staging")).toMatchObject({
      says: "There is no test plan.",
      cites: [{ id: "GD2-37", enforced: "block" }],
    });
    expect(seen.signatures.map(({ gate, people, stands }) => [gate, people.map(({ id }) => id), stands])).toEqual([
      ["signoff:manager", ["ana"], false],
      ["signoff:worker", ["ben"], false],
    ]);
    const able = (name: string) => seen.abilities.find((one) => one.name === name);
    expect(able("add-test-case")).toMatchObject({ refused: null });
    expect(able("resolve")).toMatchObject({ refused: { code: "gate_unmet" } });
    const asWorker = (await look<TestPlanView>(partsOf(world), "ben", "test-plan", { id: story.stream }))!;
    expect(asWorker.abilities.find(({ name }) => name === "defer-tests")).toMatchObject({ refused: { code: "not_permitted", rule: ["GD2-47"] } });
  });

  it("shows each case where it ran, what counts, what is never run in production, and what production waits for", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    const seen = async () => (await look<TestPlanView>(partsOf(world), "ana", "test-plan", { id: story.stream }))!;
    await proves(story, "plan");
    expect((await seen()).environments).toMatchObject([
      { environment: "staging", passed: false, open: ["pay", "refund", "list"], after: null },
      { environment: "production", passed: false, after: "staging" },
    ]);
    await proves(story, "ready", "staging", "deploy", "production");
    const { build, plan, environments, runs } = await seen();
    expect(build).toBe("shop 4.3");
    expect(plan).toMatchObject({
      ready: { by: { id: "ana" } },
      expert: { id: "eve", name: "Demo Eve" },
      areas: [{ id: "payments", name: "Payments", covered: true }],
    });
    expect(plan!.cases[1]!.results).toEqual([
      { environment: "staging", result: "passed", stands: true, forbidden: false },
      { environment: "production", result: "skipped", stands: true, forbidden: true },
    ]);
    expect(environments.map(({ passed, after }) => [passed, after])).toEqual([
      [true, null],
      [true, null],
    ]);
    expect(runs.map(({ environment, by, why }) => [environment, by, why])).toEqual([
      ["production", "Demo Ben", "It moves money"],
      ["staging", "Demo Ben", ""],
    ]);
  });

  it("shows signatures that are void, those who were asked, and nothing missing when all is proven", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await proven(story, ["new"]);
    await story.does("ana", "ask-to-sign", { person: "ian" });
    await story.does("ana", "attest-untestable", { reason: "The card reader cannot be driven by a program" });
    const seen = async () => (await look<TestPlanView>(partsOf(world), "ana", "test-plan", { id: story.stream }))!;
    expect(await seen()).toMatchObject({
      untestable: { reason: "The card reader cannot be driven by a program", by: { id: "ana" }, agreedBy: null, stands: false },
      lacking: [{ gate: "signoff:ian" }, { gate: "automated_tests.new" }],
    });
    await story.does("eve", "co-attest-untestable");
    await story.does("ian", "sign-tests");
    expect(await seen()).toMatchObject({
      untestable: { agreedBy: { id: "eve" }, stands: true },
      lacking: [],
      signatures: [{ stands: true }, { stands: true }, { stands: true }],
    });
    await proves(story, "deploy");
    expect((await seen()).signatures[0]).toMatchObject({ stands: false, signed: [{ by: { id: "ana" }, stands: false }] });
    shape.parse(await seen());
  });

  it("is not asked for where the process has none, and is not there for whoever may not see the incident", async () => {
    const world = storyWorld();
    const story = await wholeStory(world);
    expect(await look<TestPlanView>(partsOf(world), "ana", "test-plan", { id: story.stream })).toMatchObject({ asked: false, plan: null, lacking: [] });
    expect(await look(partsOf(world), null, "test-plan", { id: story.stream })).toBeNull();
  });
});
