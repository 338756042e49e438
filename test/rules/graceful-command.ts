/** Proofs of Graceful Disasters: command passes from one to the next, and nobody manages for too long. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import { answers, managed, rolesOf, sentTo } from "./graceful-world.ts";
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
];
