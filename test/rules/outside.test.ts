/** What the proofs do not reach of what passes between us and those outside. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { publicList } from "../../src/views/public-list.ts";
import { crewed, declared, finished, gracefulWorld, over, sentTo, unmet } from "./graceful-world.ts";

describe("outside", () => {
  it("GD-35 GD2-32 GD-36 lowered to 3, public relations owes nothing any more; raised again, what is done stays done", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("pam", "finish-pr-task", { task: "calls" });
    const owed = async () => (await story.duties(["open"])).filter(({ key }) => /^(pr-task|customer-)/.test(key)).map(({ key }) => key.split("@")[0]);
    expect(await owed()).toEqual(expect.arrayContaining(["pr-task/questions", "customer-contact", "customer-message"]));
    await story.does("ana", "change-severity", { to: 3, because: "workaround" });
    expect(await owed()).toEqual([]);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect(await owed()).not.toContain("pr-task/calls");
    expect(await story.refuses("pam", "finish-pr-task", { task: "calls" })).toMatchObject({ code: "invalid_state" });
  });

  it("GD-36 the two hours count anew from a change of severity", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await world.pass("PT1H");
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    const due = async (key: string) => (await story.duties(["open"])).find((one) => one.key.startsWith(key))?.due;
    expect(await due("customer-message@")).toBe("2026-03-02T12:00:00.000Z");
    expect(await due("customer-contact@")).toBe("2026-03-02T12:00:00.000Z");
  });

  it("SR-40 a drill tells no customer and nothing public", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(2, { drill: true }));
    await story.does("ana", "assign-role", { role: "sme", person: "ana" });
    await story.does("ana", "assign-role", { role: "manager", person: "ana" });
    await story.does("ana", "assign-role", { role: "pr_manager", person: "pam" });
    await story.does("dan", "log-customer-question", { text: "Is it true?", customer: "customer-a" });
    const [question] = Object.keys((await story.state()).outside.questions);
    await story.does("pam", "answer-customer-question", { question, reply: "It is a drill" });
    expect(await story.refuses("pam", "write-public-entry", { whatHappened: "Nothing" })).toMatchObject({ code: "invalid_state" });
    expect(sentTo(world, "customer-message")).toEqual([]);
    expect(await publicList({ store: world.store })).toEqual([]);
  });

  it("X-03 a customer's question is answered once, however many answer at the same instant", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("dan", "log-customer-question", { text: "Is it true?", customer: "customer-a" });
    const [question] = Object.keys((await story.state()).outside.questions);
    const answers = await Promise.all(
      ["Yes", "No"].map((reply) => world.ask("pam", "answer-customer-question", { question, reply }, { stream: story.stream })),
    );
    expect(answers.filter(isRefusal)).toMatchObject([{ code: "invalid_state" }]);
    expect(sentTo(world, "customer-message")).toEqual(["customer-a"]);
  });

  it("GD2-51 a post-mortem that is edited and ready again calls no second meeting", async () => {
    const world = gracefulWorld();
    const story = await over(world, 3);
    await finished(story, "ana", "postmortem");
    const first = (await story.state()).meetings.next!;
    await story.does("ana", "edit-document", { kind: "postmortem", section: "cause", text: "Found later", base: 1 });
    await story.does("ana", "mark-document-ready", { kind: "postmortem" });
    expect((await story.state()).meetings.next).toEqual(first);
  });

  it("GD-04 whoever triages a report is told, too, but only where it becomes an incident; a drill's proposal tells nobody", async () => {
    const world = gracefulWorld();
    const practised = await world.open("dan", "declare", declared(3, { drill: true }));
    await practised.does("ben", "propose-refinement", { change: "Only practice" });
    const triaged = async (outcome: string) => {
      const report = await world.open("dan", "report", { title: "Nobody can pay", area: "payments" });
      const said = await world.ask("ana", "triage", { outcome, severity: 3 }, { stream: report.stream, dryRun: true });
      return JSON.stringify(said).includes("refinements_pending");
    };
    expect(await triaged("declare")).toBe(false);
    const story = await world.open("dan", "declare", declared(3));
    await story.does("ben", "propose-refinement", { change: "Ask for news more often" });
    expect([await triaged("declare"), await triaged("ticket")]).toEqual([true, false]);
  });

  it("GD-04 a proposal keeps the incident from being closed at every severity, and a waived one does so, too", async () => {
    const world = gracefulWorld();
    for (const severity of [1, 3]) {
      const story = await over(world, severity);
      await story.does("ben", "propose-refinement", { change: "Ask for news more often" });
      expect(await unmet(world, story, "ana", "close")).toContain("refinements");
      const { key } = (await story.duties(["open"])).find((one) => one.key.startsWith("refinement/"))!;
      await story.does("ana", "waive-duty", { duty: key, reason: "Later" });
      expect(await unmet(world, story, "ana", "close")).toContain("refinements");
    }
  });
});
