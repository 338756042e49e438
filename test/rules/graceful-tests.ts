/** Proofs of Graceful Disasters: nothing is over before the fix is proven. */
import { expect } from "vitest";
import type { DocumentView } from "../../src/views/room-shape.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, type ProofStep, proven, proves, type Story, testCases, unmet } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const missing = (world: StoryWorld, story: Story) => unmet(world, story, "ana", "resolve");
const run = (environment: string, told: object) => ({ environment, build: "shop 4.3", ...told });
const link = "https://ci.example.test/run/7";
type Shown = { readonly items: readonly DocumentView[] };
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
  proof("GD2-44", "the automated tests there are passed with the build that was released, or the manager says that there are none", async (world) => {
    const story = await provenBut(world, "existing");
    expect(await missing(world, story)).toEqual(["automated_tests.existing"]);
    for (const told of [
      { existing: "failed", link },
      { existing: "passed", build: "shop 4.2", link },
    ]) {
      await story.does("ben", "set-automated-tests", told);
      expect(await missing(world, story)).toEqual(["automated_tests.existing"]);
    }
    expect(await story.refuses("ben", "set-automated-tests", { existing: "passed" })).toMatchObject({ code: "missing_fields", unmet: ["link"] });
    await proves(story, "existing");
    expect(await missing(world, story)).toEqual([]);
    expect(await story.refuses("ben", "set-automated-tests", { existing: "none" })).toMatchObject({ code: "not_permitted", policy: "/may/attest_tests" });
    await story.does("ben", "set-automated-tests", { existing: "failed", link });
    await story.does("ana", "set-automated-tests", { existing: "none" });
    await story.does("ana", "resolve", { note: "The certificate was renewed" });
  }),
  proof("GD2-45", "a new automated test proves the fix, and later is no answer", async (world) => {
    const story = await provenBut(world, "new");
    expect(await missing(world, story)).toEqual(["automated_tests.new"]);
    expect(await story.refuses("ana", "resolve")).toMatchObject({ rule: ["GD2-45"], policy: "/severities/2/tests/new" });
    expect(await story.refuses("ben", "set-automated-tests", { new: "later" })).toMatchObject({ code: "new_test_required", rule: ["GD2-45"] });
    for (const result of [{ new: "failed", link }, { new: "none" }]) {
      await story.does("ben", "set-automated-tests", result);
      expect(await missing(world, story)).toEqual(["automated_tests.new"]);
    }
    await proves(story, "new");
    expect(await missing(world, story)).toEqual([]);
  }),
  proof("GD2-46", "where no test can be written the manager says why, an expert agrees, and the post-mortem has it", async (world) => {
    const story = await provenBut(world, "new");
    expect(await story.refuses("ben", "attest-untestable", { reason: "Too hard" })).toMatchObject({ code: "not_permitted", policy: "/may/attest_tests" });
    expect(await story.refuses("ana", "attest-untestable")).toMatchObject({ code: "reason_required" });
    await story.does("ana", "attest-untestable", { reason: "The card reader cannot be driven by a program" });
    expect(await missing(world, story)).toEqual(["automated_tests.new"]);
    expect(await story.refuses("ben", "co-attest-untestable")).toMatchObject({ code: "not_permitted", policy: "/may/co_attest_tests" });
    expect(await story.refuses("ana", "co-attest-untestable")).toMatchObject({ code: "not_permitted" });
    await story.does("eve", "co-attest-untestable");
    expect(await missing(world, story)).toEqual([]);
    await story.does("ana", "resolve", { note: "The reader was replaced" });
    const { items } = (await look<Shown>(partsOf(world), "ana", "documents", { id: story.stream, query: { kind: "postmortem" } }))!;
    expect(items[0]!.sections.find(({ key }) => key === "tests")?.text).toContain("The card reader cannot be driven by a program");
  }),
  proof(
    "GD2-47",
    "new tests are put off by the manager alone, when the fix is out and all else passed: one severity less severe, never below 3",
    async (world) => {
      const story = await crewed(world, 2);
      const off = { reason: "Every way to pay needs new fixtures" };
      expect(await story.refuses("ben", "defer-tests", off)).toMatchObject({ code: "not_permitted", rule: ["GD2-47"], policy: "/may/defer_tests" });
      await proves(story, "plan", "ready", "staging", "existing");
      expect(await story.refuses("ana", "defer-tests", off)).toMatchObject({
        code: "gate_unmet",
        unmet: ["deployed", "test_plan.production"],
        rule: ["GD2-47"],
        policy: "/severities/2/tests/deferral",
      });
      await proves(story, "deploy", "production");
      await story.does("ben", "set-automated-tests", { existing: "failed", link });
      expect(await story.refuses("ana", "defer-tests", off)).toMatchObject({ unmet: ["automated_tests.existing"] });
      await proves(story, "existing");
      expect(await story.refuses("ana", "defer-tests")).toMatchObject({ code: "reason_required" });
      await story.does("ana", "defer-tests", off);
      expect(await story.state()).toMatchObject({ lifecycle: { phase: "active" }, severity: { rank: 3 } });
      expect((await story.state()).severity.changes.at(-1)).toMatchObject({ from: 2, to: 3, because: "tests_deferred" });
      for (const [from, to] of [
        [1, 2],
        [3, 3],
      ] as const) {
        const other = await crewed(world, from);
        await proven(other, ["new"]);
        await other.does("ana", "defer-tests", off);
        expect((await other.state()).severity.rank).toBe(to);
      }
    },
  ),
  proof("GD2-48", "put off, it stays open until the new tests are there and pass", async (world) => {
    for (const severity of [2, 3]) {
      const story = await crewed(world, severity);
      await proven(story, ["new"]);
      await story.does("ana", "defer-tests", { reason: "Every way to pay needs new fixtures" });
      expect(await missing(world, story)).toEqual(["automated_tests.new"]);
      expect(await story.refuses("ana", "resolve")).toMatchObject({ rule: ["GD2-48"], policy: "/tests/deferral/open" });
      await story.does("ben", "set-automated-tests", { new: "failed", link });
      expect(await missing(world, story)).toEqual(["automated_tests.new"]);
      await proves(story, "new");
      await story.does("ana", "resolve", { note: "The tests are written" });
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
