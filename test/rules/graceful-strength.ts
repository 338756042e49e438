/** Proofs of Graceful Disasters: the tired hand on, whoever has nothing to do may go, whoever was up at night sleeps in. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { called, crewed, rolesOf, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

/** The nudges about something, each with its reader. */
const nudged = (world: StoryWorld, what: RegExp) =>
  world.sent.filter(({ message }) => message.template === "nudge" && what.test(message.headline)).map(({ to, message }) => [to, message.paragraphs.join(" ")]);
const worker = (person: string) => ({ role: "worker", person });

/** Half an hour with others on the third of March. */
const meeting = (at: string) => {
  const from = `2026-03-03T${at}:00.000Z`;
  return { uid: `at ${at}`, title: "Planning", from, until: from.replace(":00:00", ":30:00"), organiser: "Demo Lea", writable: true };
};

/** Ben works, and has something to do. */
async function busy(world: StoryWorld): Promise<Story> {
  const story = await crewed(world, 2);
  await story.does("ana", "add-action", { kind: "repair", text: "Renew the certificate", assignee: "ben" });
  return story;
}

/** Whether and when a page to somebody goes out, of an incident of a severity that begins now. */
async function pageElsewhere(world: StoryWorld, severity: number, person: string) {
  const other = await crewed(world, severity);
  return called(other, person);
}

export const strength: readonly Proof[] = [
  proof("GD2-19", "after six hours, or at their word, the manager helps a worker to hand on: a brief, a yes, and the work goes along", async (world) => {
    const story = await busy(world);
    await story.does("ana", "assign-role", worker("cleo"));
    await world.pass("PT5H59M");
    expect(nudged(world, /worked for long/)).toEqual([]);
    await world.pass("PT1M");
    const prompts = nudged(world, /worked for long/);
    expect(prompts.map(([to]) => to)).toEqual(["ana", "ana"]);
    expect(prompts.map(([, text]) => text).join(" ")).toMatch(/Demo Ben.*Demo Cleo/);
    await story.does("ana", "assign-role", worker("ian"));
    await story.does("ian", "report-fatigue");
    expect(nudged(world, /who is tired/)).toEqual([["ana", expect.stringContaining("Demo Ian")]]);
    expect((await story.does("ben", "offer-handover", { role: "worker", to: "vic" })).warnings).toMatchObject([{ code: "missing_fields", rule: ["GD2-19"] }]);
    expect(await rolesOf(story, "ben")).toEqual(["worker"]);
    await story.does("vic", "accept-handover");
    expect([await rolesOf(story, "ben"), await rolesOf(story, "vic")]).toEqual([[], ["worker"]]);
    expect(Object.values((await story.state()).actions.actions)).toMatchObject([{ text: "Renew the certificate", assignee: "vic", state: "open" }]);
    expect((await story.does("cleo", "hand-over", { role: "worker", to: "eve", brief: "All of it" })).warnings).toMatchObject([{ rule: ["GD2-19"] }]);
  }),
  proof("GD2-22", "whoever had nothing to do for half an hour may go; let go, nobody asks or calls them any more", async (world) => {
    const story = await busy(world);
    await story.does("ana", "assign-role", worker("ian"));
    await world.pass("PT29M");
    expect(nudged(world, /nothing to do/)).toEqual([]);
    await world.pass("PT1M");
    expect(nudged(world, /nothing to do/)).toEqual([["ana", expect.stringContaining("Demo Ian")]]);
    const duty = (await story.duties(["open"])).find(({ key }) => key.startsWith("release/"));
    expect(duty).toMatchObject({ cites: ["GD2-22"], by: { name: "release", input: { person: "ian" } } });
    expect(await story.refuses("ben", "release", { person: "ian" })).toMatchObject({ code: "not_permitted" });
    expect(await story.refuses("ana", "release", { person: "ana" })).toMatchObject({ code: "role_required" });
    await story.does("ana", "release", { person: "ian", reason: "The queue is empty" });
    expect(sentTo(world, "released")).toEqual(["ian"]);
    expect(await rolesOf(story, "ian")).toEqual([]);
    const told = world.sent.filter(({ to }) => to === "ian").length;
    await world.pass("PT4H");
    await story.does("ana", "post-update", { audience: "participants", text: "Still at it" });

    expect(world.sent.filter(({ to }) => to === "ian")).toHaveLength(told);
    expect((await story.state()).rounds.rounds.map(({ asked }) => asked)).toEqual([["ben"], ["ben"]]);
    await story.does("ana", "page", { person: "dan", reason: "We need hands" });
    await story.does("ana", "release", { person: "dan" });
    const pages = sentTo(world, "page").filter((to) => to === "dan").length;
    await world.pass("PT20M");
    expect(
      sentTo(world, "page")
        .concat(sentTo(world, "page-again"))
        .filter((to) => to === "dan"),
    ).toHaveLength(pages);
  }),
  proof("GD2-23", "whoever worked two hours of the night sleeps in for ten, here and elsewhere; only the most severe calls them", async (world) => {
    await world.to("2026-03-03T00:00:00.000Z");
    const story = await busy(world);
    await story.does("ana", "assign-role", worker("ian"));
    await world.to("2026-03-03T01:59:00.000Z");
    await story.does("ana", "release", { person: "ian" });
    expect((await story.state()).strength.rest).toEqual({});
    await world.to("2026-03-03T02:55:00.000Z");
    await story.does("ben", "post-message", { text: "It is renewed" });
    await world.to("2026-03-03T03:00:00.000Z");
    world.store.setFact("meetings", "ben", { person: "ben", meetings: [meeting("10:00"), meeting("14:00")] });
    await story.does("ana", "release", { person: "ben" });
    expect(sentTo(world, "meeting-declined")).toEqual(["at 10:00"]);
    expect((await story.state()).strength.rest).toMatchObject({ ben: { until: "2026-03-03T13:00:00.000Z" } });
    expect(world.sent.filter(({ message, to }) => message.template === "released" && to === "ben").map(({ at }) => at)).toEqual(["2026-03-03T03:00:00.000Z"]);
    const shown = () => look<{ restUntil: string | null }>(partsOf(world), "ana", "availability", { id: "ben" });
    expect(await shown()).toMatchObject({ restUntil: "2026-03-03T13:00:00.000Z" });
    await world.to("2026-03-03T05:00:00.000Z");
    expect(await called(story, "ben")).toEqual({ state: "held", releaseAt: "2026-03-03T13:00:00.000Z" });
    expect(await called(story, "ian")).toEqual({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
    expect(await pageElsewhere(world, 2, "ben")).toEqual({ state: "held", releaseAt: "2026-03-03T13:00:00.000Z" });
    expect(await pageElsewhere(world, 1, "ben")).toMatchObject({ state: "sent" });
    await world.to("2026-03-03T13:00:00.000Z");
    expect((await story.outbox({ person: "ben" })).find(({ template }) => template === "page")).toMatchObject({ state: "sent" });
    expect(await shown()).toMatchObject({ restUntil: null });
  }),
];
