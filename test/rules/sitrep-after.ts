/** Proofs of the situation-report protocol: what is owed afterwards, runbooks and drills (SR-25 … SR-40). */
import { expect } from "vitest";
import type { ReadinessItem } from "../../src/core/rules/process/readiness.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { crewed, declareAt } from "./sitrep-alerting.ts";

type Story = Awaited<ReturnType<typeof crewed>>;

async function over(world: StoryWorld): Promise<Story> {
  const story = await world.open("dan", "report", { title: "Checkout is down", text: "Orders fail since ten", area: "web" });
  await world.to("2026-03-02T10:03:00.000Z");
  await story.does("dan", "triage", { outcome: "declare", severity: 1 });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "ben")!;
  await world.to("2026-03-02T10:04:00.000Z");
  await story.does("ben", "answer-page", { page: page.id });
  await world.to("2026-03-02T10:30:00.000Z");
  await story.does("ana", "hand-over", { role: "incident_commander", to: "cleo" });
  await world.to("2026-03-02T11:00:00.000Z");
  await story.does("cleo", "resolve", { note: "Rolled back" });
  return story;
}

const write = async (story: Story, who: string, kind: string, section: string, text: string) =>
  story.does(who, "edit-document", { kind, section, text, base: 0 });

async function learned(story: Story): Promise<void> {
  await write(story, "ben", "postmortem", "learnings", "Test the rollback every week");
  await story.does("ben", "mark-document-ready", { kind: "postmortem" });
}

async function reportReady(story: Story): Promise<void> {
  for (const [section, text] of [
    ["solution", "Rolled back"],
    ["impactedWho", "Everybody who bought"],
    ["impactedHow", "No orders for an hour"],
  ] as const)
    await write(story, "cleo", "sitrep", section, text);
  await story.does("cleo", "mark-document-ready", { kind: "sitrep" });
}

/** The situation report as it is mailed. */
async function mailed(world: StoryWorld): Promise<string> {
  const story = await over(world);
  await learned(story);
  await reportReady(story);
  await story.does("cleo", "send-document", { kind: "sitrep" });
  const mail = world.sent.find((one) => one.message.template === "documents");
  return mail?.message.documents[0]?.content ?? "";
}

const section = (report: string, title: string) => report.split(`## ${title}\n\n`)[1]?.split("\n\n## ")[0] ?? report.split(`## ${title}\n\n`)[1] ?? null;

export const afterwards: readonly Proof[] = [
  proof("SR-25", "declaring it over makes a situation report with eight answers", async (world) => {
    const story = await over(world);
    const report = (await story.state()).documents.documents.sitrep;
    expect(report).toMatchObject({ state: "draft", required: ["solution", "impactedWho", "impactedHow"] });
    expect([...report!.auto, ...report!.required]).toHaveLength(8);
    await learned(story);
    expect(await story.refuses("cleo", "close")).toMatchObject({ code: "gate_unmet", unmet: expect.arrayContaining(["sitrep.sent"]) });
  }),
  proof("SR-26", "it says what was reported", async (world) =>
    expect(section(await mailed(world), "What was reported")).toContain("Checkout is down\n\nOrders fail since ten"),
  ),
  proof("SR-27", "it says when it was reported", async (world) =>
    expect(section(await mailed(world), "When it was reported")?.trim()).toBe("2026-03-02T10:00:00.000Z"),
  ),
  proof("SR-28", "it says when it was over", async (world) =>
    expect(section(await mailed(world), "When it was over")?.trim()).toBe("2026-03-02T11:00:00.000Z"),
  ),
  proof("SR-29", "it says how long the first answer took", async (world) => expect(section(await mailed(world), "Response time")?.trim()).toBe("PT4M")),
  proof("SR-30", "it names every role holder with the interval, former ones too", async (world) => {
    const roles = section(await mailed(world), "Who played a role");
    expect(roles).toContain("Incident Commander: Demo Ana, from 2026-03-02T10:03:00.000Z to 2026-03-02T10:30:00.000Z");
    expect(roles).toContain("Incident Commander: Demo Cleo, from 2026-03-02T10:30:00.000Z to 2026-03-02T11:00:00.000Z");
    expect(roles).toContain("Solutioneer: Demo Ben");
  }),
  ...(
    [
      ["SR-31", "solution"],
      ["SR-32", "impactedWho"],
      ["SR-33", "impactedHow"],
    ] as const
  ).map(([id, key]) =>
    proof(id, `it is not ready without ${key}`, async (world) => {
      const story = await over(world);
      for (const other of ["solution", "impactedWho", "impactedHow"].filter((one) => one !== key)) await write(story, "cleo", "sitrep", other, "Known");
      expect(await story.refuses("cleo", "mark-document-ready", { kind: "sitrep" })).toMatchObject({ code: "missing_sections", unmet: [key] });
      await write(story, "cleo", "sitrep", key, "Known");
      await story.does("cleo", "mark-document-ready", { kind: "sitrep" });
    }),
  ),
  proof("SR-34", "the report is not sent before the post-mortem is ready, and takes it along", async (world) => {
    const story = await over(world);
    await reportReady(story);
    expect(await story.refuses("cleo", "send-document", { kind: "sitrep" })).toMatchObject({ code: "gate_unmet", unmet: ["postmortem"], rule: ["SR-34"] });
    await learned(story);
    await story.does("cleo", "send-document", { kind: "sitrep" });
    expect(world.sent.find((one) => one.message.template === "documents")?.message.documents.map((document) => document.filename)).toEqual([
      "sitrep-1.md",
      "postmortem-1.md",
    ]);
  }),
  proof("SR-35", "any participant writes the post-mortem; it needs at least one learning", async (world) => {
    const story = await over(world);
    expect(await story.refuses("ben", "mark-document-ready", { kind: "postmortem" })).toMatchObject({ code: "missing_sections", unmet: ["learnings"] });
    expect(await story.refuses("eve", "edit-document", { kind: "postmortem", section: "learnings", text: "Mine", base: 0 })).toMatchObject({
      code: "not_permitted",
      rule: ["SR-35"],
    });
    await learned(story);
  }),
  proof("SR-36", "only the Incident Commander, or the last one, mails the report: one mail per stakeholder", async (world) => {
    const story = await over(world);
    await learned(story);
    await reportReady(story);
    expect(await story.refuses("ben", "send-document", { kind: "sitrep" })).toMatchObject({ code: "not_permitted", rule: ["SR-36"] });
    await story.does("cleo", "send-document", { kind: "sitrep" });
    expect(
      world.sent
        .filter((one) => one.message.template === "documents")
        .map((one) => one.to)
        .sort(),
    ).toEqual(["board", "investor"]);
  }),
  proof("SR-37", "both documents are attached to the thread, and closing waits for it", async (world) => {
    const story = await over(world);
    await learned(story);
    await reportReady(story);
    const attached = (await story.events()).filter((event) => event.type === "document-attached");
    expect(attached.map((event) => (event.data as { kind: string }).kind).sort()).toEqual(["postmortem", "sitrep"]);
    await story.does("cleo", "send-document", { kind: "sitrep" });
    await story.does("cleo", "close");
    expect((await story.events()).filter((event) => event.type === "document-attached")).toHaveLength(2);
  }),
  proof("SR-38", "a runbook becomes a checklist, and ticking it stands in the log", async (world) => {
    const story = await crewed(world);
    await story.does("ben", "start-runbook", { runbook: "deployment" });
    expect((await story.state()).runbooks.started.deployment?.steps).toEqual(["Freeze deploys", "Roll back"]);
    await story.does("ben", "tick-step", { runbook: "deployment", step: 1 });
    expect((await story.events()).at(-1)).toMatchObject({ type: "step-ticked", data: { text: "Roll back" } });
  }),
  proof("SR-39", "readiness asks for the deployment runbook", async (world) => {
    const pack = (await world.shelf.active("sitrep")) as unknown as { readiness: readonly ReadinessItem[] };
    expect(pack.readiness.map((item) => item.key)).toContain("runbook.deployment");
  }),
  proof("SR-40", "a drill runs the whole process, says so in every message, and nothing leaves the house", async (world) => {
    const story = await world.open("dan", "declare", { ...declareAt(1), drill: true });
    expect(world.sent).toHaveLength(3);
    expect(world.sent.every((one) => one.message.drill)).toBe(true);
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    await story.does("cleo", "assign-role", { role: "comms", person: "cleo" });
    await story.does("cleo", "draft-customer-message", { text: "Practice" });
    await story.does("cleo", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts)[0]! });
    expect(world.sent.filter((one) => one.message.template === "customer-message")).toHaveLength(0);
    expect((await story.row()).published).toEqual([]);
    await story.does("ana", "resolve");
    expect((await story.state()).documents.documents.sitrep?.state).toBe("draft");
    await learned(story);
    for (const section of ["solution", "impactedWho", "impactedHow"]) await write(story, "ana", "sitrep", section, "Practice");
    await story.does("ana", "mark-document-ready", { kind: "sitrep" });
    await story.does("ana", "send-document", { kind: "sitrep" });
    expect(world.sent.filter((one) => one.message.template === "documents")).toEqual([]);
    const engaged = (await world.store.read.fact("engagement", "ana")).value as { roles: readonly unknown[] } | null;
    expect(engaged?.roles ?? []).toEqual([]);
  }),
];
