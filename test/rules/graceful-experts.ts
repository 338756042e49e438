/** Proofs of Graceful Disasters: the expert is told first, manages when answering, and is looked for until found. */
import { expect } from "vitest";
import { coverageGaps } from "../../src/core/rules/call/experts/coverage.ts";
import type { StoryWorld } from "../world.ts";
import { answers, declared, rolesOf, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

/** Everybody who was called so far, once for each call, sorted. */
const calledSoFar = (world: StoryWorld) => [...sentTo(world, "page"), ...sentTo(world, "page-again")].sort();

const repair = (assignee: string) => ({ kind: "repair", text: "Renew the certificate", assignee });

/** In the evening no expert answers; Ben, who is called in the end, manages, with Eve at work. */
async function withoutExperts(world: StoryWorld): Promise<Story> {
  await world.to("2026-03-02T21:00:00.000Z");
  const story = await world.open("dan", "declare", declared(2));
  await world.to("2026-03-02T21:12:00.000Z");
  await answers(story, "ben");
  await story.does("ben", "assign-role", { role: "manager", person: "ben" });
  await story.does("ben", "assign-role", { role: "worker", person: "eve" });
  return story;
}

export const experts: readonly Proof[] = [
  proof(
    "GD-08",
    "the first message of all goes to the first expert; the next one and everybody else hear of it after five minutes, or when one answers",
    async (world) => {
      const story = await world.open("dan", "declare", declared(2));
      expect(world.sent.map(({ to, message }) => `${to} ${message.template}`)).toEqual(["ana page"]);
      expect((await story.outbox()).at(0)).toMatchObject({ person: "ana", template: "page" });
      expect((await story.outbox({ person: "max" }))[0]).toMatchObject({ state: "held", releaseAt: "2026-03-02T10:05:00.000Z" });
      await world.to("2026-03-02T10:04:59.999Z");
      expect(world.sent).toHaveLength(1);
      await world.to("2026-03-02T10:05:00.000Z");
      expect(sentTo(world, "page")).toEqual(["ana", "cleo"]);
      expect(sentTo(world, "declared")).toEqual(["lea", "max", "pam", "vic"]);
      const other = await world.open("dan", "declare", declared(2));
      expect(sentTo(world, "declared")).toHaveLength(4);
      await answers(other, "ana");
      expect(sentTo(world, "declared")).toHaveLength(8);
      const third = await world.open("dan", "declare", declared(1));
      const page = Object.values((await third.state()).pages.pages)[0]!;
      await third.does("ana", "decline-page", { page: page.id, reason: "On a train" });
      expect(Object.values((await third.state()).pages.pages).map(({ person }) => person)).toEqual(["ana", "cleo"]);
    },
  ),
  proof("GD-09", "the answer of an expert makes them manager at once, a second expert's does not; nobody makes themselves an expert", async (world) => {
    const story = await world.open("dan", "declare", declared(2));
    await world.to("2026-03-02T10:05:00.000Z");
    await answers(story, "cleo");
    expect(await rolesOf(story, "cleo")).toEqual(["sme", "manager"]);
    await answers(story, "ana");
    expect(await rolesOf(story, "ana")).toEqual(["sme"]);
    expect(await story.refuses("eve", "assign-role", { role: "sme", person: "eve" })).toMatchObject({
      code: "not_permitted",
      rule: ["GD-09"],
      policy: "/experts/answer",
    });
    await story.does("cleo", "assign-role", { role: "sme", person: "eve" });
    expect(await rolesOf(story, "eve")).toEqual(["sme"]);
  }),
  proof("GD2-09", "without an expert no repair is begun; one who answers, or the manager's record that none can be reached, lets it begin", async (world) => {
    const story = await withoutExperts(world);
    const refused = { code: "sme_required", rule: ["GD2-09"], policy: "/experts/repairs" };
    expect(await story.refuses("ben", "add-action", repair("eve"))).toMatchObject(refused);
    expect(await story.refuses("eve", "record-expert-unreachable", { note: "I called them" })).toMatchObject({ code: "not_permitted" });
    await story.does("ben", "record-expert-unreachable", { person: "cleo", note: "Her phone is off" });
    const recorded = (await story.events()).find(({ type }) => type === "expert-unreachable-recorded")!;
    expect(recorded.data).toEqual({
      tried: [
        { person: "ana", at: "2026-03-02T21:10:00.000Z" },
        { person: "cleo", at: "2026-03-02T21:12:00.000Z" },
      ],
      note: "Her phone is off",
    });
    await story.does("ben", "add-action", repair("eve"));
    const other = await world.open("dan", "declare", declared(2, { area: "attic" }));
    await answers(other, "mia");
    expect(await rolesOf(other, "mia")).toEqual(["manager"]);
    expect(await other.refuses("mia", "add-action", repair("ben"))).toMatchObject(refused);
    await other.does("mia", "assign-role", { role: "sme", person: "eve" });
    await other.does("mia", "add-action", repair("ben"));
  }),
  proof("GD2-10", "experts who could not be reached are called again every fifteen minutes while they may be, until one of them answers", async (world) => {
    const story = await withoutExperts(world);
    await story.does("ben", "record-expert-unreachable");
    const before = calledSoFar(world).filter((to) => to === "ana" || to === "cleo").length;
    const again = () => calledSoFar(world).filter((to) => to === "ana" || to === "cleo").length - before;
    await world.to("2026-03-02T21:26:59.999Z");
    expect(again()).toBe(0);
    await world.to("2026-03-02T21:27:00.000Z");
    expect(again()).toBe(2);
    await world.to("2026-03-02T22:00:00.000Z");
    expect(again()).toBe(6);
    await world.to("2026-03-03T06:59:59.999Z");
    expect(again()).toBe(6);
    await world.to("2026-03-03T07:00:00.000Z");
    expect(again()).toBe(8);
    await answers(story, "cleo");
    expect([await rolesOf(story, "cleo"), await rolesOf(story, "ben")]).toEqual([["sme"], ["manager"]]);
    await world.to("2026-03-03T07:30:00.000Z");
    expect(again()).toBe(8);
  }),
  proof("GD-11", "an area without an expert keeps the process from being put in force, by name", async (world) => {
    const pack = (await world.shelf.active("graceful"))!;
    const covered = { name: "Payments", experts: ["ana"] };
    expect(coverageGaps(pack, [covered, { name: "Attic", experts: [] }])).toMatchObject({
      code: "sme_coverage_incomplete",
      detail: expect.stringContaining("Attic"),
      rule: ["GD-11"],
      policy: "/experts/coverage",
      unmet: ["Attic"],
    });
    expect(coverageGaps(pack, [covered])).toBeNull();
  }),
  proof("GD-12", "whoever reports something of an area calls its expert in that one step, role or none", async (world) => {
    const story = await world.open("ian", "report", { title: "The server smells of smoke", area: "payments" });
    expect(sentTo(world, "page")).toEqual(["ana"]);
    await answers(story, "ana");
    await story.does("ana", "triage", { outcome: "declare", severity: 2 });
    expect(await rolesOf(story, "ana")).toEqual(["sme", "manager"]);
    expect(sentTo(world, "page")).toEqual(["ana"]);
    const small = await world.open("ian", "report", { title: "A comma is missing" });
    expect((await small.state()).pages.pages).toEqual({});
  }),
];
