/** Proofs of the process with one commander on a call: how something is decided. */
import { expect } from "vitest";
import type { DecisionsView } from "../../src/views/decisions.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, type Story } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

const decided = async (world: StoryWorld, story: Story) => (await look<DecisionsView>(partsOf(world), "vic", "decisions", { id: story.stream }))!.items;

/** Who heard what of one kind, sorted. */
const heard = (world: StoryWorld, subject: string) =>
  world.sent.filter(({ message }) => message.template === "update" && message.headline.startsWith(subject)).map(({ to }) => to);

/** Ana says what she is about to decide; its id. */
async function proposed(story: Story, text: string): Promise<string> {
  await story.does("ana", "propose-decision", { text });
  return Object.keys((await story.state()).decisions.decisions).at(-1)!;
}

export const decisions: readonly Proof[] = [
  proof("R-PD-R05", "the commander hears of an expert what is the matter, what they do about it, and what they need", async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "add-finding", { text: "The certificate has run out", actions: "I order a new one", needs: "Somebody who may pay" });
    const report = "The certificate has run out. Doing: I order a new one. Needs: Somebody who may pay";
    expect(world.sent.find(({ to, message }) => to === "ana" && message.headline.startsWith("A clue"))?.message.paragraphs.join(" ")).toContain(report);
    expect((await story.events()).find(({ type }) => type === "finding-added")?.data).toMatchObject({ actions: "I order a new one" });
    await story.does("cleo", "add-finding", { text: "It is ordered" });
    expect(Object.values((await story.state()).work.findings).map(({ text }) => text)).toEqual(["The certificate has run out", "It is ordered"]);
  }),
  proof(
    "R-PD-R10",
    "the commander says what is about to be decided, hears strong objections for a minute, and decides; the outcome stands in the record",
    async (world) => {
      const story = await crewed(world, 1);
      expect(await story.refuses("cleo", "propose-decision", { text: "We roll back" })).toMatchObject({ code: "not_permitted", rule: ["R-PD-R10"] });
      const decision = await proposed(story, "We roll back");
      expect(heard(world, "Strong objections?").sort()).toEqual(["ben", "cleo", "dan", "pam"]);
      const objection = { decision, because: "The old build has the hole" };
      expect(await story.refuses("vic", "object", objection)).toMatchObject({ code: "not_permitted", rule: ["R-PD-R10"] });
      await story.does("cleo", "object", objection);
      expect(heard(world, "An objection")).toEqual(["ana"]);
      const otherwise = { decision, outcome: "otherwise", words: "We close the hole first" };
      const early = await world.ask("ana", "decide", otherwise, { stream: story.stream, dryRun: true });
      expect(early).toMatchObject({ warnings: [{ code: "gate_unmet", rule: ["R-PD-R10"], policy: "/decisions/within" }] });
      await world.pass("PT1M");
      expect((await story.duties(["open"])).find(({ key }) => key === `decide/${decision}`)).toMatchObject({ who: { role: "ic" }, due: world.clock.now });
      expect(await story.refuses("ben", "decide", otherwise)).toMatchObject({ code: "not_permitted", rule: ["R-PD-R10"] });
      expect((await story.does("ana", "decide", otherwise)).warnings).toEqual([]);
      expect((await story.duties(["open"])).find(({ key }) => key.startsWith("decide/"))).toBeUndefined();
      const data = { decision, outcome: "otherwise", words: "We close the hole first", text: "We roll back" };
      expect((await story.events()).find(({ type }) => type === "decision-taken")?.data).toEqual(data);
      await proposed(story, "We go to bed");
      expect(await decided(world, story)).toMatchObject([
        { text: "We go to bed", outcome: null, objections: [] },
        { outcome: "otherwise", words: "We close the hole first", objections: [{ person: { name: "Demo Cleo" }, because: "The old build has the hole" }] },
      ]);
    },
  ),
];
