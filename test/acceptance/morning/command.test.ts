/** The morning under the commander's process: two people are paged in one instant, everybody else joins or watches; executives and the public hear of it in their time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cast, type Morning, morning } from "./stage.ts";

let story: Morning;
let number: number;

/** One person, always. */
const alone = (person: string) => ({
  ...{ id: "always", name: "Always", zone: "Europe/Paris", begins: "2026-01-05T09:00", every: { n: 1, unit: "week" } },
  rosters: [{ from: "2026-01-05T09:00", slots: [[person]] }],
});

/** Fay is on call to command, Gus is her backup; Hal reads the executives' summaries. */
async function rota({ ana, fay, gus, hal }: Cast): Promise<void> {
  for (const [key, title, person] of [
    ["ic-primary", "Commander", fay],
    ["ic-backup", "Backup", gus],
  ] as const)
    await ana.post("/schedules", { key, title, zone: "Europe/Paris", rotations: [alone(person.id)] });
  await ana.post("/groups", { key: "executives", title: "Executives", people: [hal.id] });
}

beforeAll(async () => {
  story = await morning("command", rota);
}, 240_000);

afterAll(async () => {
  await story?.server.remove();
}, 60_000);

const steps = { timeout: 120_000 };
const holder = async (role: string) => (await story.room()).roles.find((one) => one.role === role)?.holders.map(({ person }) => person.name);

it("PD-01 PD-14 the commander on call is paged, and anybody's call pages the backup as well, in the same instant", steps, async () => {
  number = await story.declare(2);
  expect(await story.told("page")).toEqual(["+0m page Demo Fay"]);
  await story.pass("PT3M");
  await story.cleo.does(number, "page-commander", { reason: "It is getting worse" });
  expect(await story.told("page", "page-again")).toEqual(["+0m page Demo Fay", "+3m page Demo Gus", "+3m page-again Demo Fay"].sort());
  await story.answers(story.fay);
});

it("PD-18 PD-44 Fay takes command and says so; her backup is deputy", steps, async () => {
  await story.fay.does(number, "assign-role", { role: "ic", person: story.fay.id });
  expect(await holder("deputy")).toEqual(["Demo Gus"]);
  for (const [role, person] of [
    ["scribe", story.dan],
    ["sme", story.eve],
    ["customer_liaison", story.ira],
  ] as const)
    await story.fay.does(number, "assign-role", { role, person: person.id });
});

it("PD-20 PD-50 the expert proposes and does not act before the commander says yes; it is one person's, for twenty minutes", steps, async () => {
  const { eve, fay } = story;
  await eve.does(number, "propose-action", { kind: "repair", text: "Roll the deploy back" });
  const { proposals } = await fay.get<{ proposals: readonly { id: string }[] }>(`/incidents/${number}/diagnosis`);
  await fay.does(number, "decide-proposal", { proposal: proposals[0]!.id });
  expect((await story.room()).actions).toMatchObject([{ text: "Roll the deploy back", assignee: { name: "Demo Eve" }, state: "open" }]);
});

it(
  "PD-28 PD-42 the deputy owes the executives a summary after half an hour; the public is told as the commander decides, in words she approved",
  steps,
  async () => {
    const { fay, gus, ira } = story;
    await story.answers(gus);
    await story.pass("PT27M");
    expect(await story.owed()).toEqual(expect.arrayContaining(["in 0m: Send the executives a short summary", "late: Decide whether the public is told"]));
    await gus.does(number, "tell-executives", { state: "Nobody can pay", actions: "a deploy is rolled back" });
    expect(await story.told("update")).toContain("+30m update Demo Hal");
    await fay.does(number, "decide-public", { decision: "unsure" });
    await ira.does(number, "draft-customer-message", { text: "Paying fails. We are on it." });
    const message = (await story.room()).customerMessages[0]!.id;
    expect(await ira.refuses(number, "publish-customer-message", { message })).toMatchObject({ code: "approval_required", rule: ["PD-53"] });
    await fay.does(number, "approve-customer-message", { message });
    await ira.does(number, "publish-customer-message", { message });
  },
);

it("PD-30 PD-32 PD-35 PD-36 over, as the commander says; then a writer, a mail to the house and a last word to the public are owed", steps, async () => {
  const { eve, fay, ira } = story;
  expect(await fay.refuses(number, "resolve")).toMatchObject({ code: "missing_fields", rule: ["PD-30"] });
  await fay.does(number, "resolve", { condition: "recovered", cleanup: ["Put the feature flag back"] });
  expect((await story.room()).documents.map(({ kind }) => kind).sort()).toEqual(["internal-email", "postmortem"]);
  expect(await story.unmet(fay, "close")).toEqual(["postmortem", "postmortem.owner", "internal_email", "public_wrapup"]);
  await fay.does(number, "assign-document", { kind: "postmortem", person: eve.id });
  await story.writes(eve, "postmortem");
  await story.writes(fay, "internal-email");
  await fay.does(number, "send-document", { kind: "internal-email", to: "staff" });
  await ira.does(number, "draft-customer-message", { text: "Paying works again." });
  const message = (await story.room()).customerMessages.findLast(({ state }) => state === "draft")!.id;
  await fay.does(number, "approve-customer-message", { message });
  await ira.does(number, "publish-customer-message", { message });
  await fay.does(number, "close");
  expect((await story.room()).followUps).toMatchObject([{ text: "Put the feature flag back", state: "open" }]);
});
