/** The morning under Graceful Disasters: the one who knows is called first, the next only if they do not answer; then rounds, a proof, and what was learned. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Morning, morning } from "./stage.ts";

let story: Morning;
let number: number;

beforeAll(async () => {
  story = await morning("graceful");
}, 240_000);

afterAll(async () => {
  await story?.server.remove();
}, 60_000);

const steps = { timeout: 120_000 };
const build = "shop 4.3";

it("GD-08 the expert is called alone, the next one after five minutes; whoever of them answers manages", steps, async () => {
  number = await story.declare(2);
  expect(await story.told()).toEqual(["+0m page Demo Eve"]);
  await story.pass("PT4M");
  await story.answers(story.eve);
  await story.pass("PT16M");
  expect(await story.told("page")).toEqual(["+0m page Demo Eve"]);
  expect((await story.room()).roles.find(({ role }) => role === "manager")?.holders).toMatchObject([{ person: { name: "Demo Eve" } }]);
});

it("GD2-33 GD-17 she brings two workers and somebody for the customers, and repairs nothing herself", steps, async () => {
  const { eve } = story;
  for (const person of [story.ben, story.cleo]) await eve.does(number, "assign-role", { role: "worker", person: person.id });
  await eve.does(number, "assign-role", { role: "pr_manager", person: story.gus.id });
  expect(await eve.refuses(number, "assign-role", { role: "worker", person: eve.id })).toMatchObject({ code: "role_conflict" });
});

it("GD2-15 GD2-18 two hours after the declaration the workers are asked, nobody before; she sums up and decides", steps, async () => {
  await story.pass("PT1H39M");
  expect(await story.told("round-asked")).toEqual([]);
  await story.pass("PT1M");
  expect(await story.told("round-asked")).toEqual(["+2h round-asked Demo Ben", "+2h round-asked Demo Cleo"]);
  const words = { learned: "It ran out", tried: "The old one", worked: "No", doing: "A new one", left: "Nothing", confidence: 3, setbacks: "None" };
  for (const person of [story.ben, story.cleo]) await person.does(number, "answer-round", { ...words, notUnderControl: "Nothing" });
  await story.eve.does(number, "summarise-round", { text: "A new certificate is on its way", delivery: "email" });
  await story.eve.does(number, "decide-round", { decision: "no_change" });
});

it("GD2-38 it is not over before the fix is proven, twice signed, and the observers know", steps, async () => {
  const { ben, eve } = story;
  const proof = ["fix", "production", "ready", "regression", "staging"].map((one) => `test_plan.${one}`);
  const tests = ["automated_tests.existing", "automated_tests.new", "deployed"];
  const people = ["observers_satisfied", "observers_updated", "signoff:manager", "signoff:worker"];
  expect((await story.unmet(eve, "resolve")).toSorted()).toEqual([...tests, ...people, ...proof]);
  const cases = [
    { key: "pay", title: "A card is charged once", area: story.area, kind: "fix", mutatesCustomerData: false },
    { key: "list", title: "Orders are still listed", area: story.area, kind: "regression", mutatesCustomerData: false },
  ];
  await eve.does(number, "set-test-plan", { cases, whyNoExpert: "She is one herself" });
  await eve.does(number, "mark-test-plan-ready");
  const run = (environment: string) => ben.does(number, "record-test-run", { environment, build, passed: ["pay", "list"] });
  await run("staging");
  await ben.does(number, "note-change", { kind: "deploy", text: "The renewed certificate", build });
  await run("production");
  for (const which of ["existing", "new"]) await ben.does(number, "set-automated-tests", { [which]: "passed", link: "https://ci.example.test/run/7" });
  for (const person of [eve, ben]) await person.does(number, "sign-tests");
  await eve.does(number, "post-update", { audience: "participants", text: "It is mended and tested" });
  expect(await story.unmet(eve, "resolve")).toEqual(["observers_satisfied"]);
  await eve.does(number, "confirm-observers");
  await eve.does(number, "resolve", { note: "The certificate was renewed" });
});

it("GD-03 GD2-49 the post-mortem and the customers' summary are owed, and what was learned is decided before it closes", steps, async () => {
  const { eve, gus } = story;
  expect((await story.room()).documents.map(({ kind }) => kind).sort()).toEqual(["customer-summary", "postmortem"]);
  expect((await story.unmet(eve, "close")).toSorted()).toEqual(["customer_summary", "postmortem"]);
  await story.writes(eve, "postmortem");
  await story.writes(gus, "customer-summary");
  await gus.does(number, "send-document", { kind: "customer-summary", to: "customers" });
  await eve.does(number, "close");
  expect((await story.room()).incident.phase).toBe("closed");
});
