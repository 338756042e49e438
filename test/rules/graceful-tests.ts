/** Proofs of Graceful Disasters: nothing is over before the fix is proven. */
import { expect } from "vitest";
import type { StoryWorld } from "../world.ts";
import { crewed, type ProofStep, proven, proves, type Story, testCases, unmet } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const missing = (world: StoryWorld, story: Story) => unmet(world, story, "ana", "resolve");
const run = (environment: string, told: object) => ({ environment, build: "shop 4.3", ...told });
const all = testCases.map(({ key }) => key);

/** A crewed incident of severity 2 with everything proven but these steps. */
async function provenBut(world: StoryWorld, ...but: readonly ProofStep[]): Promise<Story> {
  const story = await crewed(world, 2);
  await proven(story, but);
  return story;
}

export const tests: readonly Proof[] = [
  proof("GD2-37", "it is not over before every case passed in staging and in production", async (world) => {
    const story = await crewed(world, 2);
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "gate_unmet", rule: expect.arrayContaining(["GD2-37"]) });
    expect(await missing(world, story)).toEqual(expect.arrayContaining(["test_plan.staging", "test_plan.production"]));
    await proves(story, "plan", "ready");
    await story.does("ben", "record-test-run", run("staging", { passed: ["pay", "refund"], failed: ["list"] }));
    expect(await missing(world, story)).toEqual(expect.arrayContaining(["test_plan.staging", "test_plan.production"]));
    await proves(story, "staging", "deploy");
    expect(await missing(world, story)).not.toContain("test_plan.staging");
    expect(await missing(world, story)).toContain("test_plan.production");
    await proves(story, "production", "existing", "new", "signed", "told", "content");
    expect(await missing(world, story)).toEqual([]);
    await story.does("ben", "note-change", { kind: "deploy", text: "And once more", build: "shop 4.4" });
    expect(await missing(world, story)).toEqual(expect.arrayContaining(["test_plan.staging", "test_plan.production"]));
  }),
  proof("GD2-38", "the manager, a worker and whoever was asked sign; a run or a deploy afterwards makes it void", async (world) => {
    const story = await provenBut(world, "signed");
    const signatures = async () => (await missing(world, story)).filter((gate) => gate.startsWith("signoff:"));
    expect(await signatures()).toEqual(["signoff:manager", "signoff:worker"]);
    await story.does("ana", "ask-to-sign", { person: "ian" });
    for (const person of ["ana", "ben"]) await story.does(person, "sign-tests");
    expect(await signatures()).toEqual(["signoff:ian"]);
    expect(await story.refuses("max", "sign-tests")).toMatchObject({ code: "not_permitted", rule: ["GD2-38"], policy: "/may/sign_tests" });
    await story.does("ian", "sign-tests", { note: "Tried it on my phone" });
    expect(await missing(world, story)).toEqual([]);
    await story.does("ben", "record-test-run", run("production", { passed: ["pay"] }));
    expect(await signatures()).toEqual(["signoff:manager", "signoff:worker", "signoff:ian"]);
    for (const person of ["ana", "ben", "ian"]) await story.does(person, "sign-tests");
    await proves(story, "deploy");
    expect(await signatures()).toHaveLength(3);
    await story.does("ana", "leave-role", { role: "worker", person: "ben" });
    await story.does("ana", "assign-role", { role: "worker", person: "cleo" });
    for (const person of ["ana", "ian"]) await story.does(person, "sign-tests");
    expect(await signatures()).toEqual(["signoff:worker"]);
  }),
  proof("GD2-39", "a case shows that the fault is gone, another that nothing near it broke, and both pass", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ana", "set-test-plan", { cases: testCases.slice(0, 1), expert: "eve" });
    for (const environment of ["staging", "production"]) await story.does("ben", "record-test-run", run(environment, { passed: ["pay"] }));
    expect(await missing(world, story)).toContain("test_plan.regression");
    expect(await missing(world, story)).not.toContain("test_plan.fix");
    await story.does("ana", "add-test-case", { title: "Orders are still listed", area: "payments", kind: "regression" });
    await story.does("ben", "record-test-run", run("staging", { failed: ["orders-are-still-listed"] }));
    expect(await missing(world, story)).toContain("test_plan.regression");
    for (const environment of ["staging", "production"]) await story.does("ben", "record-test-run", run(environment, { passed: ["orders-are-still-listed"] }));
    expect(await missing(world, story)).not.toContain("test_plan.regression");
    await story.does("ana", "drop-test-case", { case: "pay" });
    expect(await missing(world, story)).toContain("test_plan.fix");
  }),
  proof("GD2-42", "a build is tested in staging before production, and all of it", async (world) => {
    const story = await crewed(world, 2);
    await proves(story, "plan", "ready");
    const early = { code: "gate_unmet", unmet: ["test_plan.staging"], rule: ["GD2-42"], policy: "/severities/2/tests/order" };
    expect(await story.refuses("ben", "record-test-run", run("production", { passed: ["pay"] }))).toMatchObject(early);
    await story.does("ben", "record-test-run", run("staging", { passed: ["pay"], failed: ["list"] }));
    expect(await story.refuses("ben", "record-test-run", run("production", { passed: ["pay"] }))).toMatchObject(early);
    await proves(story, "staging");
    const another = { environment: "production", build: "shop 4.4", passed: ["pay"] };
    expect(await story.refuses("ben", "record-test-run", another)).toMatchObject(early);
    await proves(story, "production");
  }),
  proof("GD2-43", "what changes customers' data is left out in production, with a reason, and nothing else is", async (world) => {
    const story = await crewed(world, 2);
    await proves(story, "plan", "ready", "staging");
    const forbidden = { code: "production_write_forbidden", rule: ["GD2-43"], policy: "/severities/2/tests/spared" };
    for (const told of [{ passed: ["refund"] }, { failed: ["refund"] }, { passed: all }])
      expect(await story.refuses("ben", "record-test-run", run("production", told))).toMatchObject(forbidden);
    expect(await story.refuses("ben", "record-test-run", run("production", { skipped: ["refund"] }))).toMatchObject({ code: "reason_required" });
    await story.does("ben", "record-test-run", run("production", { passed: ["pay"], skipped: ["refund", "list"], why: "It moves money" }));
    expect(await missing(world, story)).toContain("test_plan.production");
    await proves(story, "production");
    expect(await missing(world, story)).not.toContain("test_plan.production");
  }),
  proof("GD2-40", "only the manager marks the plan ready, when every area concerned has a case; a changed plan is not ready any more", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "set-test-plan", { cases: testCases, areas: ["web"], expert: "eve" });
    expect(await missing(world, story)).toContain("test_plan.ready");
    for (const person of ["ben", "eve", "max"])
      expect(await story.refuses(person, "mark-test-plan-ready")).toMatchObject({ code: "not_permitted", rule: ["GD2-40"], policy: "/may/approve_tests" });
    expect(await story.refuses("ana", "mark-test-plan-ready")).toMatchObject({ code: "missing_fields", unmet: ["web"], rule: ["GD2-40"] });
    await story.does("ben", "add-test-case", { title: "The shop opens", area: "web", kind: "regression" });
    await story.does("ana", "mark-test-plan-ready");
    expect(await missing(world, story)).not.toContain("test_plan.ready");
    await story.does("ben", "add-test-case", { title: "The cart keeps what is in it", area: "web", kind: "regression" });
    expect(await missing(world, story)).toContain("test_plan.ready");
  }),
  proof("GD2-41", "a plan without an expert's help, and without a word why, is ready with a warning", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ana", "set-test-plan", { cases: testCases });
    expect((await story.does("ana", "mark-test-plan-ready")).warnings).toMatchObject([{ code: "sme_required", rule: ["GD2-41"] }]);
    expect((await story.events()).filter(({ type }) => type === "deviated")).toHaveLength(1);
    for (const helped of [{ expert: "eve" }, { expert: null, whyNoExpert: "Ana wrote this part of the shop herself" }]) {
      await story.does("ana", "set-test-plan", helped);
      expect((await story.does("ana", "mark-test-plan-ready")).warnings).toEqual([]);
    }
  }),
  proof("GD-23", "the same proof is asked at severities 1 and 3", async (world) => {
    for (const severity of [1, 3]) {
      const story = await crewed(world, severity);
      expect(await missing(world, story)).toEqual(
        expect.arrayContaining(["test_plan.ready", "test_plan.staging", "test_plan.production", "test_plan.fix", "test_plan.regression", "signoff:manager"]),
      );
      expect(await story.refuses("ana", "resolve")).toMatchObject({ rule: expect.arrayContaining(["GD-23"]) });
      await proven(story);
      await story.does("ana", "resolve", { note: "The certificate was renewed" });
    }
  }),
];
