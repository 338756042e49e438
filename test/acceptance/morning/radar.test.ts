/** The morning under Radar: a message in the channel first, the engineering manager after ten silent minutes, and one person who keeps everybody informed. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cast, type Morning, morning } from "./stage.ts";

let story: Morning;
let number: number;

/** Fay manages those who make the shop, Gus owns what it is, Hal leads the team. */
async function owners({ ana, fay, gus, hal, area }: Cast & { readonly area: string }): Promise<void> {
  const { version } = await ana.get<{ version: number }>(`/areas/${area}`);
  await ana.patch(`/areas/${area}`, { version, engineeringManager: fay.id, productOwner: gus.id, teamLead: hal.id });
}

beforeAll(async () => {
  story = await morning("radar", owners);
}, 240_000);

afterAll(async () => {
  await story?.server.remove();
}, 60_000);

const steps = { timeout: 120_000 };

it("PE-22 PE-23 nobody is called at first; after ten minutes without an answer the engineering manager is, and nobody else", steps, async () => {
  number = await story.declare(2);
  expect((await story.room()).incident.channel).toMatchObject({ name: "#radar" });
  const owed = ["in 10m: Answer in the channel", "in 5m: Send an update to the organisation", "in 5m: Somebody becomes Communications Lead"];
  expect(await story.owed()).toEqual(owed);
  await story.pass("PT9M");
  expect(await story.told()).toEqual([]);
  await story.pass("PT1M");
  expect(await story.told()).toEqual(["+10m page Demo Fay"]);
  await story.answers(story.fay);
});

it(
  "PE-36 PE-37 PE-39 one role is enough: whoever takes it owes everybody a word every five minutes, and may say that there is nothing new",
  steps,
  async () => {
    const { cleo } = story;
    expect(await story.unmet(story.dan, "resolve")).toContain("role.comms_lead");
    await cleo.does(number, "assign-role", { role: "comms_lead", person: cleo.id });
    await cleo.does(number, "tell-situation", { detected: "Nobody can pay", investigating: "the last deploy" });
    expect(await story.owed()).toEqual(["in 5m: Send an update to the organisation"]);
    expect(await story.told("update")).toContain("+10m update Demo Hal");
    await story.pass("PT5M");
    await cleo.does(number, "tell-holding");
    expect(await story.owed()).toEqual(["in 5m: Send an update to the organisation"]);
  },
);

it("PE-18 PE-24 taking the site down asks the engineering manager; the fix goes out as soon as it is there, and that ends it", steps, async () => {
  const { ben, cleo } = story;
  await ben.does(number, "assign-role", { role: "responder", person: ben.id });
  expect(await ben.refuses(number, "take-down", { text: "The shop, until the prices are right" })).toMatchObject({
    code: "approval_required",
    rule: ["PE-18"],
  });
  await ben.does(number, "mark-fix-ready", { text: "The old price list" });
  expect(await story.unmet(cleo, "resolve")).toEqual(["deployed"]);
  await ben.does(number, "note-change", { kind: "deploy", text: "The old price list" });
  await cleo.does(number, "resolve", { note: "The old price list is back" });
});

it("PE-19 PE-42 PE-43 a post-mortem with a part about the process is owed, those who took part are asked how it went, and then it closes", steps, async () => {
  const { cleo } = story;
  const documents = (await story.room()).documents;
  expect(documents.map(({ kind }) => kind)).toEqual(["postmortem"]);
  expect(documents[0]?.missing).toContain("process");
  expect(await story.unmet(cleo, "close")).toEqual(["postmortem"]);
  await story.writes(cleo, "postmortem");
  await cleo.does(number, "close");
  expect((await story.told("nudge")).map((line) => line.split(" nudge ")[1])).toEqual(["Demo Ben", "Demo Cleo", "Demo Dan", "Demo Fay"]);
});
