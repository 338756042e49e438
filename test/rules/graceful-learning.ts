/** Proofs of Graceful Disasters: what an incident teaches, and how they meet about it. */
import { expect } from "vitest";
import type { StoryWorld } from "../world.ts";
import { declared, over, putInForce, type Story, sentTo, unmet } from "./graceful-world.ts";
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
];
