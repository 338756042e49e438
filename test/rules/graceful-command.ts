/** Proofs of Graceful Disasters: command passes from one to the next, and nobody manages for too long. */
import { expect } from "vitest";
import { personFact } from "../organisation.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { answers, handsOver, managed, rolesOf, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

type Brief = {
  readonly markdown: string;
  readonly offers: readonly { readonly to: { readonly id: string }; readonly brief: string; readonly mine: boolean }[];
  readonly actions: readonly { readonly text: string }[];
};

export const command: readonly Proof[] = [
  proof("GD-10", "the expert hands over by an offer with a brief that the other accepts, and only then becomes a worker", async (world) => {
    const story = await managed(world, 2);
    await story.does("ana", "post-update", { audience: "participants", text: "The certificate ran out" });
    await story.does("ana", "add-action", { kind: "task", text: "Read the log", assignee: "dan" });
    expect(await story.refuses("ana", "hand-over", { role: "manager", to: "ian" })).toMatchObject({
      code: "approval_required",
      rule: ["GD-10"],
      policy: "/handover/accepted",
    });
    expect(await story.refuses("ana", "assign-role", { role: "worker", person: "ana" })).toMatchObject({ code: "role_conflict" });
    await story.does("ana", "offer-handover", { role: "manager", to: "ian", brief: "Dan reads the log" });
    expect(await story.refuses("ana", "assign-role", { role: "worker", person: "ana" })).toMatchObject({ code: "role_conflict" });
    expect(await story.refuses("ian", "decline-handover")).toMatchObject({ code: "reason_required" });
    await story.does("ian", "decline-handover", { reason: "I have a fever" });
    expect(sentTo(world, "nudge")).toContain("ana");
    await story.does("ana", "offer-handover", { role: "manager", to: "mia", brief: "Dan reads the log" });
    expect(await story.refuses("ana", "offer-handover", { role: "manager", to: "ian" })).toMatchObject({ code: "invalid_state" });
    expect(await story.refuses("dan", "withdraw-handover")).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "withdraw-handover");
    expect(await story.refuses("mia", "accept-handover")).toMatchObject({ code: "not_found" });
    await story.does("ana", "offer-handover", { role: "manager", to: "ian", brief: "Dan reads the log" });
    const brief = (await look<Brief>(partsOf(world), "ian", "brief", { id: story.stream }))!;
    expect(brief).toMatchObject({ offers: [{ to: { id: "ian" }, brief: "Dan reads the log", mine: true }], actions: [{ text: "Read the log" }] });
    for (const told of ["The certificate ran out", "Incident Manager: Demo Ana"]) expect(brief.markdown).toContain(told);
    await story.does("ian", "accept-handover");
    expect([await rolesOf(story, "ana"), await rolesOf(story, "ian")]).toEqual([["sme"], ["manager"]]);
    await story.does("ian", "assign-role", { role: "worker", person: "ana" });
    expect(await rolesOf(story, "ana")).toEqual(["sme", "worker"]);
  }),
  proof(
    "GD-13",
    "the expert stays manager, or becomes a worker, or passes it on: the next is called first, and the expert is free when they answer",
    async (world) => {
      const stays = await managed(world, 2);
      expect(await rolesOf(stays, "ana")).toEqual(["sme", "manager"]);
      const story = await managed(world, 2);
      await story.does("ana", "assign-role", { role: "worker", person: "ben" });
      expect(await story.refuses("ana", "offer-handover", { role: "manager", to: "ben" })).toMatchObject({ code: "role_conflict" });
      await story.does("ana", "offer-handover", { role: "manager", to: "ian" });
      expect(sentTo(world, "page")).toContain("ian");
      expect([await rolesOf(story, "ana"), await rolesOf(story, "ian")]).toEqual([["sme", "manager"], []]);
      await answers(story, "ian");
      expect([await rolesOf(story, "ana"), await rolesOf(story, "ian")]).toEqual([["sme"], ["manager"]]);
      await story.does("ian", "assign-role", { role: "worker", person: "ana" });
      const other = await managed(world, 1);
      await other.does("ana", "offer-handover", { role: "manager", to: "ian" });
      const page = Object.values((await other.state()).pages.pages).findLast((one) => one.person === "ian")!;
      await other.does("ian", "decline-page", { page: page.id, reason: "On a train" });
      expect(await rolesOf(other, "ana")).toEqual(["sme", "manager"]);
      expect((await other.duties(["open"])).filter(({ key }) => key.startsWith("handover/"))).toEqual([]);
    },
  ),
  proof(
    "GD-25",
    "at the seventh hour the handover is due: candidates are called, the manager is warned, and it is over when somebody takes it",
    async (world) => {
      able(world);
      const story = await managed(world, 1);
      const due = async () => (await story.events()).filter(({ type, data }) => type === "duty-fell-due" && (data as { rule: string }).rule === "shift");
      await world.to("2026-03-02T16:59:59.999Z");
      expect(await due()).toEqual([]);
      expect(sentTo(world, "page")).toEqual(["ana"]);
      await world.to("2026-03-02T17:00:00.000Z");
      expect(await due()).toMatchObject([{ data: { does: "open", cites: ["GD-25"] } }]);
      expect(sentTo(world, "page")).toEqual(["ana", "cleo", "mia"]);
      expect(sentTo(world, "nudge")).toContain("ana");
      const open = async () => (await story.duties(["open"])).filter(({ key }) => key.startsWith("shift/begin/")).map(({ who }) => who);
      await story.does("ana", "offer-handover", { role: "manager", to: "mia" });
      expect(await open()).toEqual([{ people: ["ana"] }]);
      await answers(story, "mia");
      expect(await open()).toEqual([{ people: ["mia"] }]);
      expect((await story.duties(["met"])).filter(({ key }) => key.startsWith("shift/begin/ana"))).toHaveLength(1);
    },
  ),
  proof(
    "GD-24",
    "after eight hours nothing but handing over is done in command, observers are called; after an hour of rest one may manage again",
    async (world) => {
      able(world);
      const story = await managed(world, 1);
      await story.does("ana", "change-severity", { to: 2, because: "partial_fix" });
      await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
      await world.to("2026-03-02T17:59:59.999Z");
      await acts(story, "ana");
      await world.to("2026-03-02T18:00:00.000Z");
      const over = { code: "shift_limit_exceeded", rule: ["GD-24"], policy: "/shift/most" };
      expect(await story.refuses("ana", "add-action", { kind: "task", text: "Read the log" })).toMatchObject(over);
      expect(await story.refuses("ana", "resolve")).toMatchObject({ rule: expect.arrayContaining(["GD-24"]) });
      expect(sentTo(world, "page")).toEqual(expect.arrayContaining(["lea", "max", "vic"]));
      const called = sentTo(world, "page-again").length;
      await world.to("2026-03-02T18:05:00.000Z");
      expect(sentTo(world, "page-again").length).toBeGreaterThan(called);
      await story.does("ana", "post-message", { text: "Who can take over?" });
      await handsOver(story, "ana", "mia");
      await acts(story, "mia");
      await world.to("2026-03-02T19:04:59.999Z");
      expect(await story.refuses("mia", "offer-handover", { role: "manager", to: "ana" })).toMatchObject(over);
      await world.to("2026-03-02T19:05:00.000Z");
      await handsOver(story, "mia", "ana");
      await acts(story, "ana");
    },
  ),
];

const acts = (story: Story, person: string) => story.does(person, "add-action", { kind: "task", text: "Read the log" });

/** Mia and Cleo can manage and know payments. */
function able(world: StoryWorld): void {
  for (const person of ["mia", "cleo"]) world.store.setFact("person", person, { ...personFact(person, {}), canManage: true, understands: ["payments"] });
  world.store.setFact("area", "payments", { id: "payments", name: "Payments", team: "response", experts: ["ana"], escalation: null, knownBy: ["mia", "cleo"] });
}
