/** Proofs of Graceful Disasters: what keeps those who work undisturbed, and who is asked instead. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

type Asked = {
  readonly mayAnswer: boolean;
  readonly questions: readonly { readonly id: string; readonly text: string; readonly answer: { readonly text: string } | null }[];
  readonly consultations: readonly { readonly id: string; readonly text: string; readonly answer: { readonly text: string } | null }[];
};
const asked = async (world: StoryWorld, who: string, id: string) => (await look<Asked>(partsOf(world), who, "questions", { id }))!;

export const shield: readonly Proof[] = [
  proof("GD2-31", "an observer's question reaches the manager alone, is not in the room, and its answer goes to the observer alone", async (world) => {
    const story = await crewed(world, 2);
    await story.does("max", "ask-question", { text: "Are the card numbers safe?" });
    expect(sentTo(world, "question")).toEqual(["ana"]);
    const [question] = (await asked(world, "ana", story.stream)).questions;
    for (const person of ["ben", "vic", "pam"]) {
      expect(await asked(world, person, story.stream)).toMatchObject({ mayAnswer: false, questions: [] });
      expect(await story.refuses(person, "answer-question", { question: question!.id, text: "Yes" })).toMatchObject({
        code: "not_permitted",
        rule: ["GD2-31"],
      });
      const lines = await look<{ items: { type: string }[] }>(partsOf(world), person, "timeline", { id: story.stream });
      expect(lines!.items.filter(({ type }) => type.startsWith("question"))).toEqual([]);
    }
    await story.does("ana", "answer-question", { question: question!.id, text: "They never reach that machine" });
    expect(sentTo(world, "answer")).toEqual(["max"]);
    expect((await asked(world, "max", story.stream)).questions).toMatchObject([{ mine: true, answer: { text: "They never reach that machine" } }]);
    expect((await asked(world, "vic", story.stream)).questions).toEqual([]);
  }),
  proof("GD-14", "an expert who does not repair stays one, and is asked for advice as soon as they may be disturbed", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ben", "consult", { expert: "eve", text: "May the old index go?" });
    expect(sentTo(world, "consulted")).toEqual(["eve"]);
    expect((await story.refuses("max", "consult", { expert: "eve", text: "How long?" })).code).toBe("not_permitted");
    await story.does("eve", "give-advice", { text: "Not before midnight" });
    expect(sentTo(world, "answer")).toEqual(["ben"]);
    expect((await asked(world, "ben", story.stream)).consultations).toMatchObject([{ mine: true, answer: { text: "Not before midnight" } }]);
    await world.to("2026-03-02T23:30:00.000Z");
    await story.does("ben", "consult", { expert: "cleo", text: "And the new one?" });
    const waiting = async () => (await story.outbox({ person: "cleo" })).find((one) => one.template === "consulted");
    expect(await waiting()).toMatchObject({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
    await world.to("2026-03-03T07:00:00.000Z");
    expect(sentTo(world, "consulted")).toEqual(["cleo", "eve"]);
    expect((await story.state()).roles.held.filter(({ person }) => person === "eve")).toMatchObject([{ role: "sme" }]);
  }),
];
