/** The morning under the situation-report protocol: everybody who can help is alerted at once and again every two minutes; it ends with eight answers. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Morning, morning } from "./stage.ts";

let story: Morning;
let number: number;

beforeAll(async () => {
  story = await morning("sitrep");
}, 240_000);

afterAll(async () => {
  await story?.server.remove();
}, 60_000);

const steps = { timeout: 120_000 };

it("SR-02 SR-18 SR-20 the whole team is alerted at once, and again every two minutes until they answer", steps, async () => {
  number = await story.declare(1);
  const team = ["Demo Ana", "Demo Ben", "Demo Cleo", "Demo Eve"];
  expect(await story.told()).toEqual(team.map((name) => `+0m page ${name}`));
  expect(await story.owed()).toEqual(["in 2m: Answer the page"]);
  await story.pass("PT2M");
  expect(await story.told("page-again")).toEqual(team.map((name) => `+2m page-again ${name}`));
  for (const person of [story.ana, story.ben, story.cleo, story.eve]) await story.answers(person);
  await story.pass("PT1H");
  expect(await story.told("page-again")).toHaveLength(4);
});

it("SR-05 SR-23 two roles must be held before it is over; updates, rounds, plans, signatures: none of it is asked", steps, async () => {
  await story.ana.does(number, "assign-role", { role: "incident_commander", person: story.ana.id });
  expect(await story.unmet(story.ana, "resolve")).toEqual(["role.solutioneer"]);
  await story.ben.does(number, "assign-role", { role: "solutioneer", person: story.ben.id });
  await story.cleo.does(number, "assign-role", { role: "comms", person: story.cleo.id });
  await story.eve.does(number, "assign-role", { role: "solutioneer", person: story.eve.id });
  expect(await story.owed()).toEqual([]);
  await story.ana.does(number, "resolve", { note: "Rolled back" });
});

it("SR-25 SR-34 the situation report and the post-mortem are owed, sent and attached, and then it closes", steps, async () => {
  expect((await story.room()).documents.map(({ kind }) => kind).sort()).toEqual(["postmortem", "sitrep"]);
  expect(await story.unmet(story.ana, "close")).toEqual(["sitrep.sent", "postmortem", "documents_attached"]);
  await story.writes(story.ben, "postmortem");
  await story.writes(story.ana, "sitrep");
  await story.ana.does(number, "send-document", { kind: "sitrep" });
  await story.ana.does(number, "close");
  expect((await story.room()).incident.phase).toBe("closed");
});
