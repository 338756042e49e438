/** Proofs of Graceful Disasters: what an incident teaches, and how they meet about it. */
import { expect } from "vitest";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import { declared, finished, over, putInForce, type Story, sentTo, unmet } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

async function proposes(story: Story, who: string, change: object = {}): Promise<string> {
  await story.does(who, "propose-refinement", { change: "Ask for news more often at severity 2", pointer: "/severities/2/name", to: "Today", ...change });
  return Object.keys((await story.state()).refinements.all).at(-1)!;
}

const warningsOf = async (world: StoryWorld) =>
  ((await world.ask("dan", "declare", declared(3), { dryRun: true })) as { warnings: readonly { code: string }[] }).warnings.map(({ code }) => code);

export const learning: readonly Proof[] = [
  proof(
    "GD-04",
    "a proposed change of the process is in force before the next incident, or rejected with a reason, and nothing is closed before",
    async (world) => {
      const story = await over(world, 2);
      expect(await warningsOf(world)).not.toContain("refinements_pending");
      const [first, second] = [await proposes(story, "ben"), await proposes(story, "mia", { change: "Call the network team", pointer: "", to: "" })];
      expect(sentTo(world, "nudge").filter((to) => ["mia", "vic"].includes(to))).toEqual(["mia", "vic", "vic"]);
      expect(await unmet(world, story, "ana", "close")).toContain("refinements");
      expect(await warningsOf(world)).toContain("refinements_pending");
      const running = await world.open("dan", "declare", declared(2));
      expect((await running.events()).map(({ type }) => type)).toContain("deviated");
      expect(await story.refuses("ana", "apply-refinement", { refinement: first, version: 2 })).toMatchObject({ code: "not_permitted", rule: ["GD-04"] });
      expect(await story.refuses("mia", "apply-refinement", { refinement: first, version: 2 })).toMatchObject({ code: "invalid_value" });
      await putInForce(world, (draft) => Object.assign(draft.severities[2]!, { name: "Today" }));
      await story.does("mia", "apply-refinement", { refinement: first, version: 2 });
      expect(await unmet(world, story, "ana", "close")).toContain("refinements");
      expect(await story.refuses("vic", "reject-refinement", { refinement: second, reason: "" })).toMatchObject({ code: "reason_required" });
      expect(await story.refuses("mia", "reject-refinement", { refinement: second, reason: "No" })).toMatchObject({ code: "approval_required" });
      await story.does("vic", "reject-refinement", { refinement: second, reason: "They are called already" });
      expect(await unmet(world, story, "ana", "close")).not.toContain("refinements");
      expect(await warningsOf(world)).not.toContain("refinements_pending");
      const next = await world.open("dan", "declare", declared(2));
      expect([(await running.row()).processVersion, (await next.row()).processVersion]).toEqual([1, 2]);
    },
  ),
  proof(
    "GD2-51",
    "once it is ready they meet at the first time that fits the manager, public relations and the observers, and everybody gets both by mail",
    async (world) => {
      world.store.setFact("person", "lea", personFact("lea", { zones: { lea: "America/New_York" } }));
      const busy = { uid: "m", title: "Budget", from: "2026-03-02T13:30:00.000Z", until: "2026-03-02T15:10:00.000Z", organiser: null };
      world.store.setFact("meetings", "vic", { person: "vic", meetings: [busy] });
      const story = await over(world, 2);
      await finished(story, "ana", "postmortem");
      const { next } = (await story.state()).meetings;
      expect(next).toMatchObject({ from: "2026-03-02T15:15:00.000Z", until: "2026-03-02T16:15:00.000Z", organiser: "ana", clashes: [] });
      expect(next!.required.toSorted()).toEqual(["ana", "lea", "max", "pam", "vic"]);
      expect(sentTo(world, "meeting")).toEqual(["ana", "ben", "dan", "eve", "lea", "max", "pam", "vic"]);
      for (const { channel, message } of world.sent.filter((one) => one.message.template === "meeting")) {
        expect(channel).toBe("email");
        expect(message.documents.map(({ filename }) => filename)).toEqual(["postmortem-1.md", "meeting.ics"]);
        expect(message.documents[1]!.content).toContain("DTSTART:20260302T151500Z");
      }
      expect(await story.refuses("ben", "move-meeting", { from: "2026-03-03T15:00:00Z" })).toMatchObject({ code: "not_permitted" });
      await story.does("ana", "move-meeting", { from: "2026-03-03T15:00:00Z" });
      expect(sentTo(world, "meeting")).toHaveLength(16);
      expect(world.sent.at(-1)!.message.documents.map(({ content }) => content)).toEqual([expect.stringContaining("SEQUENCE:1")]);
    },
  ),
  proof("GD2-52", "those who worked on it and the experts are asked, and need not come: the time does not wait for them", async (world) => {
    const busy = { uid: "m", title: "All day", from: "2026-03-02T00:00:00.000Z", until: "2026-03-16T00:00:00.000Z", organiser: null };
    world.store.setFact("meetings", "ben", { person: "ben", meetings: [busy] });
    const story = await over(world, 2);
    await finished(story, "ana", "postmortem");
    const { next } = (await story.state()).meetings;
    expect(next).toMatchObject({ from: "2026-03-02T10:30:00.000Z", clashes: [] });
    expect(next!.optional.toSorted()).toEqual(["ben", "eve"]);
    const toBen = world.sent.find((one) => one.to === "ben" && one.message.template === "meeting")!;
    expect(toBen.message.paragraphs).toContain("You are welcome, and need not come.");
  }),
];
