/** One long story under Graceful Disasters, through the door: a severity 2 that comes up at five to six on a Friday, with people in three zones. Each step names the rules it shows. */
import { beforeAll, describe, expect, it } from "vitest";
import { program } from "../../src/core/kernel/viewer.ts";
import type { StoryWorld } from "../world.ts";
import { answers, declared, finished, gracefulWorld, putInForce, rolesOf, type Story, sentTo, testCases, unmet } from "./graceful-world.ts";

const zones = {
  ...{ ana: "Europe/Berlin", dan: "Europe/Berlin", pam: "Europe/Berlin", cleo: "Asia/Singapore" },
  ...{ ben: "America/New_York", eve: "America/New_York", mia: "America/New_York", vic: "America/New_York", max: "America/New_York", lea: "America/New_York" },
};
const link = "https://ci.example.test/run/7";
const words = { learned: "The certificate ran out", tried: "The old one", worked: "No", doing: "A new one", left: "The other shop" };

let world: StoryWorld;
let story: Story;
const phase = async () => (await story.state()).lifecycle.phase;
const severity = async () => (await story.state()).severity.rank;
const types = async () => (await story.events()).map(({ type }) => type);
const open = async (what: RegExp) => (await story.duties(["open"])).filter((duty) => what.test(duty.key) || what.test(duty.what));

/** Everything of a round that is asked of Ben, and then of whoever manages. */
async function round(manager: string): Promise<void> {
  await story.does("ben", "answer-round", { ...words, setbacks: "It came back once", confidence: 3, notUnderControl: "The other shop" });
  await story.does(manager, "summarise-round", { text: "A new certificate is on its way", delivery: "email" });
  await story.does(manager, "decide-round", { decision: "no_change" });
}

beforeAll(() => {
  world = gracefulWorld([], { zones, start: "2026-03-06T16:55:00.000Z" });
  world.store.setFact("area", "payments", { id: "payments", name: "Payments", team: "response", experts: ["cleo", "eve"], escalation: null });
});

describe("a Friday under Graceful Disasters", () => {
  it("GD2-02 GD2-05 GD-40 17:55 in Berlin: it is reported, looks like severity 2, and may not wait until tomorrow", async () => {
    const report = { title: "Orders can only be taken by phone", area: "payments", answers: { importantPartsBlocked: true, activelyHarming: false } };
    story = await world.open("dan", "report", report);
    expect((await story.state()).severity.suggested).toMatchObject({ severity: 2 });
    expect(await story.refuses("dan", "triage", { outcome: "next_day", severity: 2 })).toMatchObject({ code: "deferral_not_allowed", rule: ["GD2-05"] });
    expect(await story.refuses("dan", "triage", { outcome: "declare" })).toMatchObject({ code: "severity_required", rule: ["GD-40"] });
    await story.does("dan", "triage", { outcome: "declare", severity: 2 });
    expect([await phase(), await severity()]).toEqual(["active", 2]);
  });

  it("GD2-36 GD-34 the public can read it in the same breath, and the observers have their seats", async () => {
    const row = await story.row();
    expect(row.published).toHaveLength(1);
    expect((await story.state()).roles.held.filter(({ role }) => role === "observer").map(({ person }) => person)).toEqual(["max", "vic", "lea"]);
  });

  it("GD-08 GD2-01 the first expert sleeps in Singapore and is not woken; the second is called after five minutes", async () => {
    expect((await story.outbox({ person: "cleo" })).find(({ template }) => template === "page")).toMatchObject({
      state: "held",
      releaseAt: "2026-03-06T23:00:00.000Z",
    });
    await world.to("2026-03-06T17:00:00.000Z");
    expect(sentTo(world, "page")).toContain("eve");
    expect(sentTo(world, "page")).not.toContain("cleo");
  });

  it("GD-15 nobody answers and nobody manages: nothing is worked on, and whoever could manage is called; Ana takes it in Berlin", async () => {
    const task = { kind: "task", text: "Read the log", assignee: "ben" };
    expect(await story.refuses("ben", "add-action", task)).toMatchObject({ code: "role_required", rule: ["GD-15"] });
    await world.to("2026-03-06T17:12:00.000Z");
    expect(Object.values((await story.state()).pages.pages).map(({ person }) => person)).toContain("ana");
    await answers(story, "ana");
    await story.does("ana", "assign-role", { role: "manager", person: "ana" });
    expect(await rolesOf(story, "ana")).toEqual(["manager"]);
  });

  it("GD-17 GD2-09 GD2-10 no expert can be reached: Ana never repairs, records it, goes on with Ben, and the experts are called again", async () => {
    expect(await story.refuses("ana", "assign-role", { role: "worker", person: "ana" })).toMatchObject({ code: "role_conflict" });
    await story.does("ana", "assign-role", { role: "worker", person: "ben" });
    const repair = { kind: "repair", text: "Renew the certificate", assignee: "ben", timeboxMinutes: 60 };
    expect(await story.refuses("ana", "add-action", repair)).toMatchObject({ code: "sme_required", rule: ["GD2-09"] });
    await story.does("ana", "record-expert-unreachable", { note: "Eve does not answer, Cleo sleeps" });
    await story.does("ana", "add-action", repair);
    expect(await story.refuses("ana", "add-action", { ...repair, assignee: "ana" })).toMatchObject({ code: "manager_may_not_fix" });
    const before = sentTo(world, "page")
      .concat(sentTo(world, "page-again"))
      .filter((one) => one === "eve").length;
    await world.to("2026-03-06T17:45:00.000Z");
    expect(
      sentTo(world, "page")
        .concat(sentTo(world, "page-again"))
        .filter((one) => one === "eve").length,
    ).toBeGreaterThan(before);
    await answers(story, "eve");
    expect(await rolesOf(story, "eve")).toEqual(["sme"]);
    expect(await rolesOf(story, "ana")).toEqual(["manager"]);
  });

  it("GD2-33 GD-35 Pam speaks for us, and has her tasks; Ben starts within the hour", async () => {
    await story.does("ana", "assign-role", { role: "pr_manager", person: "pam" });
    expect(await story.refuses("ana", "assign-role", { role: "worker", person: "pam" })).toMatchObject({ code: "role_conflict", rule: ["GD2-33"] });
    const action = Object.values((await story.state()).actions.actions)[0]!;
    await story.does("ben", "start-action", { action: action.id });
    await world.to("2026-03-06T18:30:00.000Z");
    expect(await types()).not.toContain("start-overdue");
    expect(await open(/^pr-task/)).not.toEqual([]);
  });

  it("GD2-15 GD-32 GD2-16 GD2-18 two hours after the declaration Ben is asked; five things, a summary, a decision", async () => {
    await world.to("2026-03-06T18:54:59.999Z");
    expect(await types()).not.toContain("round-opened");
    await world.to("2026-03-06T18:55:00.000Z");
    expect(sentTo(world, "round-asked")).toEqual(["ben"]);
    const { left: _left, ...four } = words;
    expect(await story.refuses("ben", "answer-round", four)).toMatchObject({ code: "missing_fields", unmet: ["left"], rule: ["GD-32"] });
    await round("ana");
    expect((await story.state()).rounds.rounds[0]).toMatchObject({ decision: "no_change" });
  });

  it("GD2-31 GD2-26 an observer asks the manager and nobody else; a ping to Ben is led to the manager", async () => {
    await story.does("max", "ask-question", { text: "When is it over?" });
    await story.does("lea", "ping", { person: "ben", text: "How is it going?" });
    expect(world.sent.filter(({ to, message }) => to === "ben" && message.template === "question")).toEqual([]);
    await story.does("ana", "answer-question", { text: "We know more at nine" });
    expect(sentTo(world, "answer")).toEqual(["max"]);
  });

  it("GD2-03 at ten in Berlin Ana is asked whether to rest, and goes on", async () => {
    await world.to("2026-03-06T21:00:00.000Z");
    expect(await types()).toContain("quiet-hours-began");
    await story.does("ana", "go-on", { reason: "New York is awake" });
    expect(await phase()).toBe("active");
  });

  it("GD-25 GD-24 at the seventh hour the handover falls due, at the eighth Ana may only hand over", async () => {
    await world.to("2026-03-07T00:11:59.999Z");
    const due = async () => (await story.events()).filter((event) => event.type === "duty-fell-due" && (event.data as { rule: string }).rule === "shift");
    expect(await due()).toEqual([]);
    await world.to("2026-03-07T00:12:00.000Z");
    expect(await due()).toMatchObject([{ data: { cites: ["GD-25"] } }]);
    await world.to("2026-03-07T01:12:00.000Z");
    expect(await story.refuses("ana", "post-update", { audience: "participants", text: "Still at it" })).toMatchObject({
      code: "shift_limit_exceeded",
      rule: ["GD-24"],
    });
  });

  it("GD-10 GD2-13 Mia takes over in New York with the brief; from that instant she manages and Ana is free", async () => {
    await story.does("ana", "offer-handover", { role: "manager", to: "mia", brief: "Ben renews the certificate, Eve advises" });
    expect(await rolesOf(story, "mia")).toEqual([]);
    await story.does("mia", "accept-handover");
    expect([await rolesOf(story, "mia"), await rolesOf(story, "ana")]).toEqual([["manager"], []]);
    await story.does("mia", "post-update", { audience: "participants", text: "I manage now" });
  });

  it("GD2-20 at ten in New York everybody is sent to bed; nobody is asked or called until eight", async () => {
    await world.to("2026-03-07T03:00:00.000Z");
    await story.does("mia", "stand-down", { until: "08:00" });
    expect((await story.state()).lifecycle).toMatchObject({ phase: "paused" });
    const said = world.sent.length;
    await world.to("2026-03-07T12:59:59.999Z");
    expect(world.sent.slice(said).filter(({ message }) => ["page", "round-asked"].includes(message.template))).toEqual([]);
    await world.to("2026-03-07T13:00:00.000Z");
    expect(await phase()).toBe("active");
  });

  it("GD2-37 GD2-42 GD2-43 the plan passes in staging and fails in production: it is not over", async () => {
    await story.does("mia", "set-test-plan", { cases: testCases, expert: "eve" });
    await story.does("mia", "mark-test-plan-ready");
    const run = (environment: string, results: object, build = "shop 4.3") => story.does("ben", "record-test-run", { environment, build, ...results });
    const early = { environment: "production", build: "shop 4.3", passed: ["pay", "list"] };
    expect(await story.refuses("ben", "record-test-run", early)).toMatchObject({ code: "gate_unmet", rule: ["GD2-42"] });
    await run("staging", { passed: ["pay", "refund", "list"] });
    await story.does("ben", "note-change", { kind: "deploy", text: "The renewed certificate", build: "shop 4.3" });
    const moved = { environment: "production", build: "shop 4.3", passed: ["pay", "refund", "list"] };
    expect(await story.refuses("ben", "record-test-run", moved)).toMatchObject({ code: "production_write_forbidden", rule: ["GD2-43"] });
    await run("production", { passed: ["pay"], failed: ["list"], skipped: ["refund"], why: "It moves money" });
    expect(await unmet(world, story, "mia", "resolve")).toContain("test_plan.production");
    await story.does("ben", "note-change", { kind: "deploy", text: "The list, too", build: "shop 4.4" });
    await run("staging", { passed: ["pay", "refund", "list"] }, "shop 4.4");
    await run("production", { passed: ["pay", "list"], skipped: ["refund"], why: "It moves money" }, "shop 4.4");
    expect(await unmet(world, story, "mia", "resolve")).not.toContain("test_plan.production");
  });

  it("GD2-45 GD2-47 GD2-48 new tests would keep the fix from customers: they are put off, it is severity 3, and stays open", async () => {
    await story.does("ben", "set-automated-tests", { existing: "passed", link });
    expect(await story.refuses("ben", "set-automated-tests", { new: "later" })).toMatchObject({ code: "new_test_required", rule: ["GD2-45"] });
    await story.does("mia", "defer-tests", { reason: "Every way to pay needs new fixtures" });
    expect([await phase(), await severity()]).toEqual(["active", 3]);
    expect(await unmet(world, story, "mia", "resolve")).toContain("automated_tests.new");
  });

  it("GD-51 GD-41 at 3 the rounds come every four hours, and people are called in working hours", async () => {
    await story.does("mia", "page", { person: "ian", reason: "To write the tests" });
    expect((await story.outbox({ person: "ian" })).find(({ template }) => template === "page")).toMatchObject({
      state: "held",
      releaseAt: "2026-03-09T09:00:00.000Z",
    });
    await story.does("mia", "stand-down");
    expect((await story.state()).lifecycle.paused).toMatchObject({ until: "2026-03-09T13:00:00.000Z" });
  });

  it("GD2-38 on Monday the tests pass, everybody signs, the observers are told, and Mia declares it over", async () => {
    await world.to("2026-03-09T14:00:00.000Z");
    await story.does("ben", "set-automated-tests", { new: "passed", link });
    await story.does("mia", "post-update", { audience: "participants", text: "It is mended and tested" });
    expect((await unmet(world, story, "mia", "resolve")).some((one) => one.startsWith("signoff"))).toBe(true);
    await story.does("mia", "sign-tests");
    await story.does("ben", "sign-tests");
    expect(await story.refuses("ben", "resolve")).toMatchObject({ code: "not_permitted" });
    await story.does("mia", "resolve", { note: "The certificate was renewed" });
    expect(await phase()).toBe("resolved");
  });

  it("GD-03 GD2-50 GD2-49 GD2-51 the post-mortem is Mia's, due the same day; ready, it calls the meeting", async () => {
    const [due] = await open(/postmortem/i);
    expect(due!.due!.slice(0, 10)).toBe("2026-03-09");
    expect(await unmet(world, story, "mia", "close")).toContain("postmortem");
    await finished(story, "mia", "postmortem");
    expect(await types()).toContain("meeting-proposed");
  });

  it("GD-04 GD-42 what was learned becomes version 2 before the next incident; this one keeps version 1", async () => {
    const learned = { change: "Ask the workers every hour at severity 2", why: "Two hours were long", pointer: "/severities/2/rounds/every", to: "1h" };
    await story.does("ben", "propose-refinement", learned);
    expect(await unmet(world, story, "mia", "close")).toContain("refinements");
    const draft = await putInForce(world, (pack) => {
      (pack.severities[2] as { rounds: { every: string } }).rounds.every = "1h";
    });
    const [proposal] = Object.values((await story.state()).refinements.all);
    await story.does("mia", "apply-refinement", { refinement: proposal!.id, version: draft.version });
    await story.does("mia", "close");
    expect([await phase(), (await story.row()).processVersion]).toEqual(["closed", 1]);
  });

  it("GD-04 GD2-15 the next severity 2 asks after one hour, under version 2", async () => {
    const next = await world.open("dan", "declare", declared(2, { title: "Orders again" }));
    expect((await next.row()).processVersion).toBe(2);
    await world.pass("PT5M");
    await answers(next, "eve");
    await next.does("eve", "assign-role", { role: "worker", person: "ben" });
    await world.pass("PT55M");
    expect((await next.state()).rounds.rounds).toHaveLength(1);
  });

  it("X-04 the log of it all is one unbroken chain, and nothing waits to be sent for what is closed", async () => {
    expect(await world.store.read.verify(program, story.stream)).toMatchObject({ ok: true });
    expect((await story.outbox()).filter(({ state, urgency }) => urgency === "page" && ["queued", "held"].includes(state))).toEqual([]);
  });
});
