/** Proofs of the process with one commander on a call: the meeting about the post-mortem. */
import { expect } from "vitest";
import { crewed, ended, type Story, sentTo } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

const dutyOf = async (story: Story) => (await story.duties(["open"])).find(({ key }) => key.startsWith("meeting/"));

export const meeting: readonly Proof[] = [
  proof(
    "R-PD-A03",
    "whoever writes the post-mortem of a severity 1 or 2 calls a meeting within five working days, and those who led and knew are invited",
    async (world) => {
      for (const severity of [1, 2]) {
        const story = await crewed(world, severity);
        await ended(story);
        expect(await dutyOf(story)).toMatchObject({ who: { role: "ic" }, due: "2026-03-09T18:00:00.000Z" });
      }
      const lesser = await crewed(world, 3);
      await ended(lesser);
      expect(await dutyOf(lesser)).toBeUndefined();
      const story = await crewed(world, 1);
      await ended(story);
      await story.does("ana", "assign-document", { kind: "postmortem", person: "eve" });
      expect(await dutyOf(story)).toMatchObject({ who: { people: ["eve"] }, due: "2026-03-09T18:00:00.000Z", by: { name: "call-meeting" } });
      const from = "2026-03-05T10:00:00Z";
      expect(await story.refuses("vic", "call-meeting", { from })).toMatchObject({ code: "not_permitted", rule: ["R-PD-A03"] });
      const late = await world.ask("eve", "call-meeting", { from: "2026-03-09T18:00:00Z" }, { stream: story.stream, dryRun: true });
      expect(late).toMatchObject({ warnings: [{ code: "invalid_value", rule: ["R-PD-A03"] }] });
      const busy = { uid: "m", title: "Budget", from: "2026-03-05T10:15:00.000Z", until: "2026-03-05T11:00:00.000Z", organiser: null };
      world.store.setFact("meetings", "cleo", { person: "cleo", meetings: [busy] });
      world.sent.length = 0;
      await story.does("eve", "call-meeting", { from });
      expect((await story.state()).meetings.next).toMatchObject({
        ...{ document: "postmortem", from: "2026-03-05T10:00:00.000Z", until: "2026-03-05T10:30:00.000Z", organiser: "eve" },
        ...{ required: ["eve", "ana", "cleo"], optional: ["ben", "dan"], clashes: ["cleo"] },
      });
      expect(await dutyOf(story)).toBeUndefined();
      expect(sentTo(world, "meeting")).toEqual(["ana", "ben", "cleo", "dan", "eve"]);
      const { message } = world.sent.find(({ to, message: { template } }) => to === "cleo" && template === "meeting")!;
      expect(message.headline).toContain("We meet about the Post-mortem.");
      expect(message.paragraphs.join(" ")).toContain("How it could be noticed sooner");
      expect(message.documents.map(({ filename }) => filename)).toEqual(["meeting.ics"]);
      expect(await story.refuses("eve", "call-meeting", { from })).toMatchObject({ code: "invalid_state" });
      await story.does("eve", "move-meeting", { from: "2026-03-06T10:00:00Z" });
      expect(sentTo(world, "meeting")).toHaveLength(10);
    },
  ),
];
