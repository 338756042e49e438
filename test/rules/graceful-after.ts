/** Proofs of Graceful Disasters: what the public reads, and what is owed when it is over. */
import { expect } from "vitest";
import { publicList } from "../../src/views/public-list.ts";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import { declared, over, type Story, sentTo, unmet } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const postmortem = ["problem", "cause", "handling", "solution", "prevention", "handlingLessons"] as const;
const summary = ["whatHappened", "howAddressed", "prevention"] as const;

async function write(story: Story, who: string, kind: string, sections: readonly string[]): Promise<void> {
  for (const section of sections) await story.does(who, "edit-document", { kind, section, text: `Words about ${section}`, base: 0 });
}

/** The customers' summary, sent. */
async function summarised(world: StoryWorld): Promise<Story> {
  const story = await over(world, 2);
  await write(story, "pam", "customer-summary", summary);
  await story.does("pam", "mark-document-ready", { kind: "customer-summary" });
  return story;
}

export const after: readonly Proof[] = [
  proof("GD2-36", "the public entry is there in the same instant as the declaration, and says nothing of the inside", async (world) => {
    const answer = await world.ask("dan", "declare", declared(2));
    expect((answer as { events: readonly { type: string }[] }).events.map(({ type }) => type)).toContain("public-entry-opened");
    const [entry] = await publicList({ store: world.store });
    expect(entry).toMatchObject({ state: "open", since: "2026-03-02T10:00:00.000Z" });
    expect(JSON.stringify(entry)).not.toMatch(/Nobody can pay|payments|Severity/i);
    const drill = await world.open("dan", "declare", declared(2, { drill: true }));
    expect((await drill.row()).published).toEqual([]);
    expect(await publicList({ store: world.store })).toHaveLength(1);
  }),
  proof("GD2-53", "the summary for customers is public relations' to write, and not ready while one of its three parts is missing", async (world) => {
    const story = await over(world, 2);
    expect((await story.duties(["open"])).find(({ key }) => key.startsWith("document/customer-summary/"))).toMatchObject({ who: { role: "pr_manager" } });
    for (const missing of summary) {
      expect(await story.refuses("pam", "mark-document-ready", { kind: "customer-summary" })).toMatchObject({
        code: "missing_sections",
        unmet: expect.arrayContaining([missing]),
      });
      await write(story, "pam", "customer-summary", [missing]);
    }
    await story.does("pam", "mark-document-ready", { kind: "customer-summary" });
    expect((await (await over(world, 3)).state()).documents.documents["customer-summary"]).toBeUndefined();
  }),
  proof("GD2-54", "every customer gets the summary and nothing else, and it is not closed before", async (world) => {
    const story = await summarised(world);
    expect(await unmet(world, story, "ana", "close")).toContain("customer_summary");
    expect(await story.refuses("pam", "send-document", { kind: "customer-summary" })).toMatchObject({ code: "invalid_value", rule: ["GD2-54"] });
    await write(story, "ana", "postmortem", postmortem);
    await story.does("ana", "mark-document-ready", { kind: "postmortem" });
    await story.does("pam", "send-document", { kind: "customer-summary", to: "customers" });
    expect(sentTo(world, "customer-summary")).toEqual(["customer-a", "customer-b"]);
    const { message } = world.sent.find((one) => one.message.template === "customer-summary")!;
    for (const section of summary) expect(message.paragraphs).toContain(`Words about ${section}`);
    expect(JSON.stringify(message)).not.toMatch(/Nobody can pay|handlingLessons|incidents\//);
    expect(await unmet(world, story, "ana", "close")).not.toContain("customer_summary");
  }),
  proof("GD2-49", "the post-mortem is the last manager's, due, and they are reminded of it every day until it is ready", async (world) => {
    const story = await over(world, 2);
    const { documents } = (await story.state()).documents;
    expect(documents.postmortem).toMatchObject({ state: "draft", owner: "ana", dueAt: "2026-03-02T18:00:00.000Z" });
    const duty = (await story.duties(["open"])).find(({ key }) => key.startsWith("document/postmortem/"));
    expect(duty).toMatchObject({ what: "Finish the Post-mortem, before anything else", due: "2026-03-02T18:00:00.000Z" });
    const reminded = () => sentTo(world, "nudge").filter((to) => to === "ana").length;
    await world.to("2026-03-02T18:00:00.000Z");
    expect(reminded()).toBe(1);
    await world.to("2026-03-03T10:00:00.000Z");
    expect(reminded()).toBe(2);
    await write(story, "ana", "postmortem", postmortem);
    await story.does("ana", "mark-document-ready", { kind: "postmortem" });
    await world.to("2026-03-05T10:00:00.000Z");
    expect(reminded()).toBe(2);
  }),
  proof(
    "GD2-50",
    "what is over at ten is written up the same day, what is over in the evening the next working day, by the manager's own clock",
    async (world) => {
      const due = async () => (await (await over(world, 2)).state()).documents.documents.postmortem?.dueAt;
      await world.to("2026-03-03T10:00:00.000Z");
      expect(await due()).toBe("2026-03-03T18:00:00.000Z");
      await world.to("2026-03-03T20:00:00.000Z");
      expect(await due()).toBe("2026-03-04T18:00:00.000Z");
      await world.to("2026-03-06T18:00:00.000Z");
      expect(await due()).toBe("2026-03-09T18:00:00.000Z");
      world.store.setFact("person", "ana", personFact("ana", { zones: { ana: "America/New_York" } }));
      await world.to("2026-03-09T20:00:00.000Z");
      expect(await due()).toBe("2026-03-09T22:00:00.000Z");
    },
  ),
  proof("GD-03", "no incident is closed without a post-mortem, and none is ready without the lessons in handling", async (world) => {
    for (const severity of [1, 2, 3]) {
      const story = await over(world, severity);
      expect(await story.refuses("ana", "close")).toMatchObject({ unmet: expect.arrayContaining(["postmortem"]), rule: expect.arrayContaining(["GD-03"]) });
      await write(story, "ana", "postmortem", postmortem.slice(0, -1));
      expect(await story.refuses("ana", "mark-document-ready", { kind: "postmortem" })).toMatchObject({ code: "missing_sections", unmet: ["handlingLessons"] });
      await write(story, "ana", "postmortem", ["handlingLessons"]);
      await story.does("ana", "mark-document-ready", { kind: "postmortem" });
      expect(await unmet(world, story, "ana", "close")).not.toContain("postmortem");
    }
  }),
];
