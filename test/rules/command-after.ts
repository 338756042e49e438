/** Proofs of the process with one commander on a call: how it ends and what is left to do. */
import { expect } from "vitest";
import type { StoryWorld } from "../world.ts";
import { crewed, ended, published, type Story, sentTo } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

const followUpsOf = async (story: Story) => Object.values((await story.state()).actions.followUps);

/** What is missing before it can be closed. */
async function unmet(story: Story): Promise<readonly string[]> {
  return (await story.refuses("ana", "close")).unmet ?? [];
}

/** Over, with its post-mortem and its mail to be written. */
async function over(world: StoryWorld, severity = 1): Promise<Story> {
  const story = await crewed(world, severity);
  await ended(story);
  return story;
}

export const after: readonly Proof[] = [
  proof("PD-30", "only the commander declares it over, and says that it has recovered or recovers for sure", async (world) => {
    const story = await crewed(world, 1);
    const end = { note: "Rolled back", nothingLeft: true };
    expect(await story.refuses("ben", "resolve", { ...end, condition: "recovering" })).toMatchObject({ code: "not_permitted", rule: ["PD-30"] });
    expect(await story.refuses("ana", "resolve", end)).toMatchObject({ code: "missing_fields", rule: ["PD-30"], unmet: ["condition"] });
    await story.does("ana", "resolve", { ...end, condition: "recovering" });
    expect((await story.events()).find(({ type }) => type === "resolved")?.data).toMatchObject({ condition: "recovering" });
  }),
  proof("PD-31", "when it is over the call ends, and the room says where to go on", async (world) => {
    const story = await over(world);
    expect((await story.state()).call.state).toBe("ended");
    expect((await story.events()).find(({ type }) => type === "call-ended")?.data).toEqual({ chat: "#incident-chat" });
  }),
  proof("PD-32", "whoever was told in public is told that it is over, and before that it is not closed", async (world) => {
    const silent = await over(world);
    expect(await unmet(silent)).not.toContain("public_wrapup");
    const story = await crewed(world, 1);
    await story.does("ana", "decide-public", { decision: "announce" });
    await published(story, "Payments fail");
    await ended(story);
    expect(await unmet(story)).toContain("public_wrapup");
    const duty = (await story.duties(["open"])).find(({ key }) => key.startsWith("public/wrapup@"));
    expect(duty).toMatchObject({ who: { role: "customer_liaison" }, due: "2026-03-02T10:30:00.000Z" });
    await published(story, "Payments work again");
    expect(await unmet(story)).not.toContain("public_wrapup");
  }),
  proof("PD-33", "what is left to clean up becomes follow-ups, and whoever says nothing of it is warned", async (world) => {
    const story = await crewed(world, 1);
    const tried = await world.ask("ana", "resolve", { condition: "recovered" }, { stream: story.stream, dryRun: true });
    expect(tried).toMatchObject({ warnings: [{ code: "missing_fields", rule: ["PD-33"] }] });
    await story.does("ana", "resolve", { condition: "recovered", cleanup: ["Put the feature flag back", "Delete the old certificate"] });
    expect((await followUpsOf(story)).map(({ text }) => text)).toEqual(["Put the feature flag back", "Delete the old certificate"]);
  }),
  proof("PD-34", "a debriefing is something to do for whoever commanded, where they want one", async (world) => {
    expect(await followUpsOf(await over(world))).toEqual([]);
    const story = await crewed(world, 1);
    await story.does("ana", "resolve", { condition: "recovered", nothingLeft: true, debrief: true });
    expect(await followUpsOf(story)).toMatchObject([{ owner: "ana", state: "open" }]);
  }),
  proof("PD-35", "the post-mortem is made when it is over, the commander names who writes it, and it is not closed while nobody does", async (world) => {
    const story = await over(world);
    expect((await story.state()).documents.documents.postmortem).toMatchObject({ state: "draft", owner: null });
    expect(await unmet(story)).toContain("postmortem.owner");
    const duty = (await story.duties(["open"])).find(({ key }) => key === "document/postmortem/assign");
    expect(duty).toMatchObject({ who: { role: "ic" } });
    await story.does("ana", "assign-document", { kind: "postmortem", person: "cleo" });
    expect(sentTo(world, "nudge")).toContain("cleo");
    expect(await unmet(story)).not.toContain("postmortem.owner");
    expect((await story.duties(["open"])).find(({ key }) => key.startsWith("document/postmortem/"))).toMatchObject({ who: { people: ["cleo"] } });
  }),
  proof("PD-36", "the commander mails the house with the link to the post-mortem, and it is not closed before", async (world) => {
    expect(await unmet(await over(world, 2))).toContain("internal_email");
    await (await over(world, 3)).does("ana", "close");
    const story = await over(world);
    expect(await unmet(story)).toContain("internal_email");
    await story.does("ana", "edit-document", { kind: "internal-email", section: "words", text: "A certificate had run out", base: 0 });
    await story.does("ana", "mark-document-ready", { kind: "internal-email" });
    const mail = { kind: "internal-email", to: "staff" };
    expect(await story.refuses("pam", "send-document", mail)).toMatchObject({ code: "not_permitted", rule: ["PD-36"] });
    await story.does("ana", "send-document", mail);
    expect(sentTo(world, "documents")).toEqual([...world.people].sort());
    const { message } = world.sent.find((one) => one.message.template === "documents")!;
    expect(message.links.map(({ url }) => url)).toContainEqual(expect.stringMatching(/\/incidents\/\d+\/documents\/postmortem$/));
    expect(message.documents[0]?.content).toContain("A certificate had run out");
    expect(await unmet(story)).not.toContain("internal_email");
  }),
];
