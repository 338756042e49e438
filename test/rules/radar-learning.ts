/** Proofs of Radar: what an incident teaches, and what may come later. */
import { expect } from "vitest";
import { policy as escalation } from "../../src/core/oncall/policy.ts";
import { look, partsOf } from "../views/looking.ts";
import { type Proof, proof } from "./proof.ts";
import { crewed, open, over, putInForce, sentTo, unmet, written } from "./radar-world.ts";

const rendered = async (world: Parameters<typeof over>[0], stream: string) => JSON.stringify(await look(partsOf(world), "ana", "documents", { id: stream }));

/** A new version with one of its parts switched on, and no other. */
const switchOn = (world: Parameters<typeof over>[0], key: string) =>
  putInForce(world, (draft) => {
    (draft.modules as Record<string, { on: boolean }>)[key]!.on = true;
  });

export const learning: readonly Proof[] = [
  proof("PE-10", "whoever writes the post-mortem is asked whether the process should change, and a yes is a proposal", async (world) => {
    const story = await over(world, 2);
    const asked = async () => (await story.duties(["open"])).find(({ key }) => key.startsWith("process-review/"));
    expect(await asked()).toMatchObject({ what: "Should the process change?", who: { people: ["ana"] } });
    await story.does("ana", "review-process", { change: true, text: "Call the price team first" });
    expect(Object.values((await story.state()).refinements.all)).toMatchObject([{ change: "Call the price team first" }]);
    expect(await asked()).toBeUndefined();
    const other = await over(world, 2);
    await other.does("ana", "review-process", { change: false });
    expect((await other.state()).refinements.all).toEqual({});
  }),
  proof("PE-19", "severity 1 is not closed without its post-mortem, not even when it became severity 3 before it was over", async (world) => {
    const story = await over(world, 1);
    expect(await story.refuses("ana", "close")).toMatchObject({ code: "gate_unmet", unmet: ["postmortem"], rule: ["PE-19"] });
    await written(story, "ana");
    await story.does("ana", "mark-document-ready", { kind: "postmortem" });
    await story.does("ana", "close");
    const lowered = await crewed(world, 1);
    await lowered.does("ana", "change-severity", { to: 3, because: "workaround" });
    await lowered.does("ana", "resolve");
    expect(await lowered.refuses("ana", "close")).toMatchObject({ code: "gate_unmet", unmet: ["postmortem"], rule: ["PE-19"] });
    await written(lowered, "ana");
    await lowered.does("ana", "mark-document-ready", { kind: "postmortem" });
    await lowered.does("ana", "close");
    const second = await crewed(world, 2);
    await second.does("ana", "change-severity", { to: 3, because: "workaround" });
    await second.does("ana", "resolve");
    await second.does("ana", "close");
  }),
  proof("PE-41", "a commander, a deputy and people on call are each switched on in a new version, and running incidents keep theirs", async (world) => {
    const before = await open(world, 2);
    for (const role of ["commander", "deputy"]) {
      const seat = { role, person: "cleo" };
      expect(await before.refuses("cleo", "assign-role", seat)).toMatchObject({ code: "invalid_value" });
      switchOn(world, role);
      const after = await open(world, 2);
      await after.does("cleo", "assign-role", seat);
      expect((await after.state()).roles.held).toMatchObject([seat]);
      if (role === "commander") await after.does("cleo", "change-severity", { to: 3, because: "workaround" });
      expect(await before.refuses("cleo", "assign-role", seat)).toMatchObject({ code: "invalid_value" });
    }
    world.store.setFact("escalation", "shop", escalation.parse({ id: "shop", title: "The shop", steps: [{ to: [{ person: "ben" }] }] }));
    world.store.setFact("area", "shop", { ...(await world.store.read.fact("area", "shop")).value!, escalation: "shop" });
    await open(world, 2);
    expect(sentTo(world, "page")).toEqual([]);
    switchOn(world, "on_call");
    await open(world, 2);
    expect(sentTo(world, "page")).toEqual(["ben"]);
    await open(world, 1);
    expect(sentTo(world, "page")).toEqual(["ben", "ben", "eve"]);
    await open(world, 3);
    await before.does("dan", "change-severity", { to: 1, because: "bigger_problem" });
    expect(sentTo(world, "page")).toEqual(["ben", "ben", "eve", "eve"]);
  }),
  proof(
    "PE-42",
    "once it is closed everybody who took part and the reporter are asked how it went, and what they say stands in the post-mortem",
    async (world) => {
      const story = await over(world, 2);
      await written(story, "ana");
      await story.does("ana", "mark-document-ready", { kind: "postmortem" });
      const before = sentTo(world, "nudge");
      await story.does("ana", "close");
      const after = sentTo(world, "nudge");
      for (const person of ["ana", "ben", "dan"]) expect(after.filter((to) => to === person).length).toBe(before.filter((to) => to === person).length + 1);
      await story.does("dan", "give-feedback", { went: 4, text: "The updates helped" });
      expect(await story.refuses("dan", "give-feedback", { went: 5 })).toMatchObject({ code: "invalid_state" });
      expect(await rendered(world, story.stream)).toContain("The updates helped");
    },
  ),
  proof("PE-43", "a post-mortem is not ready before it looks at the process", async (world) => {
    const story = await over(world, 2);
    await written(story, "ana", ["process"]);
    expect(await story.refuses("ana", "mark-document-ready", { kind: "postmortem" })).toMatchObject({
      code: "missing_sections",
      unmet: ["process"],
      rule: ["PE-43"],
    });
    expect(await unmet(world, story, "ana", "close")).toContain("postmortem");
  }),
];
