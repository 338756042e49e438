/** Proofs of Graceful Disasters: how the severity changes, on whose advice, when it is looked at again, and how soon somebody begins. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, declared, managed, over, type Story } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const to = (severity: number, because: string, reason = "") => ({ to: severity, because, reason });
const rankOf = async (story: Story) => (await story.state()).severity.rank;
const typesOf = async (story: Story) => (await story.events()).map(({ type }) => type);

/** Who was nudged with these words. */
const nudged = (world: StoryWorld, words: string) =>
  world.sent
    .filter(({ message }) => message.template === "nudge" && message.headline.includes(words))
    .map((one) => one.to)
    .sort();

export const changes: readonly Proof[] = [
  proof("GD-50", "it becomes more and less severe as often as need be, also while everybody rests, and no more once it is over", async (world) => {
    const story = await crewed(world, 2);
    await story.does("ana", "change-severity", to(1, "bigger_problem"));
    await story.does("ana", "change-severity", to(3, "partial_fix"));
    await story.does("ana", "stand-down", { until: "18:00" });
    await story.does("ana", "change-severity", to(2, "bigger_problem"));
    await story.does("ana", "change-severity", to(3, "workaround"));
    expect(await story.row()).toMatchObject({ phase: "paused", severity: 3 });
    const ended = await over(world, 3);
    const late = async () => expect(await ended.refuses("ana", "change-severity", to(2, "bigger_problem"))).toMatchObject({ code: "invalid_state" });
    await late();
    for (const section of (await ended.state()).documents.documents.postmortem!.required)
      await ended.does("ana", "edit-document", { kind: "postmortem", section, text: `Words about ${section}`, base: 0 });
    await ended.does("ana", "mark-document-ready", { kind: "postmortem" });
    await ended.does("ana", "close");
    await late();
    await story.does("ana", "cancel", { reason: "It was the printer" });
    expect(await story.refuses("ana", "change-severity", to(2, "bigger_problem"))).toMatchObject({ code: "invalid_state" });
  }),
  proof("GD-52", "half a fix, a way around it or tests to come make it less severe; time that passes does not, and another reason is said", async (world) => {
    const story = await managed(world, 1);
    for (const because of ["duration", "bigger_problem"])
      expect(await story.refuses("ana", "change-severity", to(2, because))).toMatchObject({
        code: "invalid_value",
        rule: ["GD-52"],
        policy: "/severity/because/lowering",
      });
    expect(await story.refuses("ana", "change-severity", to(2, "other"))).toMatchObject({ code: "reason_required" });
    for (const because of ["partial_fix", "workaround", "tests_deferred"]) {
      await story.does("ana", "change-severity", to(2, because));
      await story.does("ana", "change-severity", to(1, "bigger_problem"));
    }
    await story.does("ana", "change-severity", to(3, "other", "The customer is closed today"));
    expect(await rankOf(story)).toBe(3);
  }),
  proof("GD-53", "time that passes or something bigger makes it more severe; half a fix does not, and another reason is said", async (world) => {
    const story = await managed(world, 3);
    for (const because of ["partial_fix", "workaround", "tests_deferred"])
      expect(await story.refuses("ana", "change-severity", to(2, because))).toMatchObject({
        code: "invalid_value",
        rule: ["GD-53"],
        policy: "/severity/because/raising",
      });
    expect(await story.refuses("ana", "change-severity", to(2, "other"))).toMatchObject({ code: "reason_required" });
    await story.does("ana", "change-severity", to(2, "duration"));
    await story.does("ana", "change-severity", to(1, "bigger_problem"));
    await story.does("ana", "change-severity", to(2, "workaround"));
    await story.does("ana", "change-severity", to(1, "other", "The minister called"));
    expect(await rankOf(story)).toBe(1);
  }),
  proof("GD2-06", "after eight hours it is asked whether it should be 1: of the manager and the observers, and nothing changes by itself", async (world) => {
    const story = await world.open("dan", "declare", declared(2));
    await world.to("2026-03-02T12:00:00.000Z");
    await story.does("ana", "answer-page", { page: Object.values((await story.state()).pages.pages).find(({ person }) => person === "ana")!.id });
    await world.to("2026-03-02T17:59:59.999Z");
    expect(await typesOf(story)).not.toContain("severity-review-due");
    await world.to("2026-03-02T18:00:00.000Z");
    expect((await story.events()).find(({ type }) => type === "severity-review-due")).toMatchObject({
      data: { severity: 2, propose: 1 },
      actor: "rule:severity",
    });
    expect(nudged(world, "Should it be severity 1?")).toEqual(["ana", "lea", "max", "vic"]);
    expect((await story.duties(["open"])).find(({ key }) => key.startsWith("severity/answer@"))).toMatchObject({
      who: { role: "manager" },
      by: { name: "change-severity", input: { to: 1, because: "duration" } },
      cites: ["GD2-06"],
    });
    expect(await rankOf(story)).toBe(2);
    await story.does("ana", "change-severity", to(1, "duration"));
    expect(await rankOf(story)).toBe(1);
    expect((await story.duties(["met"])).map(({ key }) => key)).toContain("severity/answer@2026-03-02T18:00:00.000Z");
  }),
  proof(
    "GD2-05",
    "at severity 2 nothing is put off to tomorrow; when nobody has begun within an hour, the manager and the experts hear of it",
    async (world) => {
      await world.to("2026-03-02T17:55:00.000Z");
      const story = await world.open("dan", "report", { title: "Nobody can pay", area: "payments" });
      expect(await story.refuses("dan", "triage", { outcome: "next_day", severity: 2 })).toMatchObject({
        code: "deferral_not_allowed",
        rule: ["GD2-05"],
        policy: "/severities/2/start/deferral",
      });
      const small = await world.open("dan", "report", { title: "A page is empty" });
      await small.does("dan", "triage", { outcome: "next_day", severity: 3 });
      await story.does("dan", "triage", { outcome: "declare", severity: 2 });
      await story.does("ana", "answer-page", { page: Object.values((await story.state()).pages.pages).find(({ person }) => person === "ana")!.id });
      await story.does("ana", "assign-role", { role: "worker", person: "ben" });
      const begun = await crewed(world, 2);
      await begun.does("ben", "post-message", { text: "I read the log" });
      const fell = async (one: Story) =>
        (await one.events()).filter(({ type, data }) => type === "duty-fell-due" && (data as { rule: string }).rule === "start");
      await world.to("2026-03-02T18:54:59.999Z");
      expect(await fell(story)).toEqual([]);
      await world.to("2026-03-02T18:55:00.000Z");
      expect(await fell(story)).toMatchObject([{ data: { due: "2026-03-02T18:55:00.000Z", cites: ["GD2-05"] } }]);
      expect(nudged(world, "Nobody has begun")).toEqual(["ana", "cleo"]);
      expect(await fell(begun)).toEqual([]);
      await world.pass("PT1M");
      await story.does("ben", "post-message", { text: "I read the log" });
      expect((await story.duties(["late"])).map(({ rule }) => rule)).toContain("start");
    },
  ),
  proof("GD2-08", "with one at work the manager is asked for another and every beginning warns; with two it is done", async (world) => {
    const story = await managed(world, 2);
    await story.does("ana", "assign-role", { role: "worker", person: "ben" });
    await story.does("ana", "add-action", { kind: "investigate", text: "Read the log", assignee: "ben" });
    await story.does("ana", "add-action", { kind: "investigate", text: "Ask the bank", assignee: "ben" });
    const [first, second] = Object.keys((await story.state()).actions.actions);
    expect((await story.does("ben", "start-action", { action: first })).warnings).toMatchObject([
      { code: "below_min_workers", rule: ["GD2-08"], policy: "/severities/2/workers/min" },
    ]);
    expect(await story.events()).toContainEqual(
      expect.objectContaining({ type: "deviated", data: expect.objectContaining({ code: "below_min_workers", how: "warn" }) }),
    );
    expect((await story.duties(["open"])).find(({ key }) => key === "workers/min")).toMatchObject({
      what: "Bring one more to work on it",
      who: { role: "manager" },
    });
    const step = async () =>
      (await look<{ readonly items: readonly { readonly step: string; readonly state: string }[] }>(partsOf(world), "ana", "checklist", {
        id: story.stream,
      }))!.items.find((one) => one.step === "min_workers")?.state;
    expect(await step()).toBe("open");
    await story.does("ana", "assign-role", { role: "worker", person: "ian" });
    expect(await step()).toBe("done");
    expect((await story.duties()).find(({ key }) => key === "workers/min")).toMatchObject({ state: "met" });
    await story.does("ben", "finish-action", { action: first, outcome: "Nothing" });
    expect((await story.does("ben", "start-action", { action: second })).warnings).toEqual([]);
  }),
];
