/** Proofs of the situation-report protocol: severities, roles, alerting and the thread (SR-01 … SR-24). */
import { expect } from "vitest";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";

export const declareAt = (severity: number) => ({ title: "Checkout is down", severity, area: "web" });

/** Severity 1 with a commander and a solutioneer. */
export async function crewed(world: StoryWorld, severity = 1) {
  const story = await world.open("dan", "declare", declareAt(severity));
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  return story;
}

const suggested = async (world: StoryWorld, answers: Record<string, boolean | string>) =>
  (await (await world.open("dan", "report", { title: "Something is wrong", answers })).state()).severity.suggested;
const toPeople = (world: StoryWorld, template: string) =>
  world.sent
    .filter((one) => one.message.template === template)
    .map((one) => one.to)
    .sort();

export const alerting: readonly Proof[] = [
  proof("SR-01", "customers who cannot work suggest severity 1", async (world) => {
    expect((await suggested(world, { customerOpsPrevented: true }))?.severity).toBe(1);
    expect((await suggested(world, { bottomLineHit: true }))?.severity).toBe(1);
  }),
  proof("SR-02", "severity 1 alerts the whole response team at the same time, asleep or not", async (world) => {
    await world.to("2026-03-03T03:00:00.000Z");
    const story = await world.open("dan", "declare", declareAt(1));
    const pages = (await story.outbox()).filter((row) => row.template === "page");
    expect(pages.map((row) => row.person).sort()).toEqual(["ana", "ben", "cleo"]);
    expect(pages.every((row) => row.state === "sent")).toBe(true);
    expect(world.sent.map((one) => one.at)).toEqual(Array(3).fill("2026-03-03T03:00:00.000Z"));
    expect(await (await story.duties()).filter((duty) => duty.key.includes("/again/")).length).toBe(3);
  }),
  proof("SR-03", "severity 1 shows three examples", async (world) => {
    const pack = await world.shelf.active("sitrep");
    expect(pack?.severities[1]?.examples).toHaveLength(3);
  }),
  proof("SR-04", "colleagues with a way around suggest 2, without one 1 with the reason", async (world) => {
    expect(await suggested(world, { internalOpsPrevented: true, workaround: "paper" })).toMatchObject({ severity: 2 });
    expect(await suggested(world, { internalOpsPrevented: true })).toMatchObject({ severity: 1, why: expect.stringContaining("no workaround") });
  }),
  proof("SR-05", "severity 2 is not over before the organisation heard of it", async (world) => {
    const story = await crewed(world, 2);
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "gate_unmet", unmet: ["internal_update"], rule: ["SR-05"] });
    await story.does("ana", "post-update", { audience: "organisation", text: "The scheduling tool is down; use paper" });
    await story.does("ana", "resolve");
  }),
  proof("SR-06", "severity 3 alerts nobody and asks for no message", async (world) => {
    const story = await world.open("dan", "declare", declareAt(3));
    expect(await story.outbox()).toHaveLength(0);
    await story.does("dan", "assign-role", { role: "incident_commander", person: "dan" });
    await story.does("dan", "resolve");
  }),
  proof("SR-07", "triage at severity 3 files a bug for the current sprint", async (world) => {
    const story = await world.open("dan", "report", { title: "A report opens slowly" });
    await story.does("ana", "triage", { outcome: "declare", severity: 3 });
    expect(await story.row()).toMatchObject({ phase: "rejected", ticket: { kind: "bug", sprint: "current" } });
    expect(await story.outbox()).toHaveLength(0);
  }),
  proof("SR-08", "only the Incident Commander declares it over", async (world) => {
    const story = await crewed(world);
    expect(await story.refuses("ben", "resolve")).toMatchObject({ code: "not_permitted", rule: ["SR-08"], policy: "/may/command" });
    expect(await story.refuses("ben", "change-severity", { to: 2, because: "workaround" })).toMatchObject({ code: "not_permitted", rule: ["SR-08"] });
    await story.does("ana", "resolve");
  }),
  proof("SR-09", "the Incident Commander tells the organisation, and all staff hear it", async (world) => {
    const story = await crewed(world);
    const update = { audience: "organisation", text: "Checkout is down" };
    expect(await story.refuses("ben", "post-update", update)).toMatchObject({ code: "not_permitted", rule: ["SR-09"] });
    await story.does("ana", "post-update", update);
    expect(toPeople(world, "update")).toEqual(["ben", "cleo", "dan", "eve"]);
  }),
  proof("SR-10", "the status is the Incident Commander's alone, with time and author", async (world) => {
    const story = await crewed(world);
    expect(await story.refuses("ben", "set-status", { text: "Fine" })).toMatchObject({ code: "not_permitted", rule: ["SR-10"] });
    await story.does("ana", "set-status", { text: "Rolling back" });
    expect((await story.state()).information.status).toEqual({ by: "ana", at: world.clock.now, text: "Rolling back" });
  }),
  proof("SR-11", "a named duty can be delegated, is logged, and can be taken back", async (world) => {
    const story = await crewed(world);
    const update = { audience: "organisation", text: "Checkout is down" };
    await story.refuses("cleo", "post-update", update);
    await story.does("ana", "delegate", { capability: "brief", person: "cleo" });
    await story.does("cleo", "post-update", update);
    expect((await story.events()).some((event) => event.type === "delegated")).toBe(true);
    await story.does("ana", "revoke-delegation", { capability: "brief", person: "cleo" });
    await story.refuses("cleo", "post-update", update);
    expect(await story.refuses("cleo", "add-action", { kind: "task", text: "Call the bank", assignee: "ben" })).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "add-action", { kind: "task", text: "Call the bank", assignee: "ben" });
  }),
  proof("SR-12", "two people who take command at the same time: one holds it, one is refused", async (world) => {
    const story = await world.open("dan", "declare", declareAt(1));
    const answers = await Promise.all(
      ["ana", "ben"].map((person) => world.ask(person, "assign-role", { role: "incident_commander", person }, { stream: story.stream })),
    );
    expect(answers.filter((answer) => !("refused" in answer && answer.refused))).toHaveLength(1);
    expect(answers.find((answer) => "refused" in answer && answer.refused)).toMatchObject({
      code: "role_cardinality",
      rule: ["SR-12"],
      policy: "/roles/incident_commander/max",
    });
    const holder = (await story.state()).roles.held[0]!.person;
    await story.does(holder, "hand-over", { role: "incident_commander", to: "cleo" });
    expect((await story.state()).roles.held.filter((one) => one.role === "incident_commander").map((one) => one.person)).toEqual(["cleo"]);
  }),
  proof("SR-13", "repairing is for solutioneers; who speaks outside may not start it", async (world) => {
    const story = await crewed(world);
    await story.does("cleo", "assign-role", { role: "comms", person: "cleo" });
    await story.does("ben", "add-action", { kind: "repair", text: "Roll back" });
    const action = Object.keys((await story.state()).actions.actions)[0]!;
    expect(await story.refuses("cleo", "start-action", { action })).toMatchObject({ code: "not_permitted", rule: ["SR-13"] });
    await story.does("ben", "start-action", { action });
    await story.does("ben", "finish-action", { action, outcome: "Version 4.1 is back" });
    expect((await story.events()).find((event) => event.type === "action-finished")).toMatchObject({
      actor: "person:ben",
      data: { outcome: "Version 4.1 is back" },
    });
  }),
  proof("SR-14", "it is not over when nobody was a solutioneer", async (world) => {
    const story = await world.open("dan", "declare", declareAt(1));
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "gate_unmet", unmet: ["role.solutioneer"], rule: ["SR-14"] });
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    await story.does("ana", "resolve");
  }),
  proof("SR-15", "only Marketing/Communications publishes to customers", async (world) => {
    const story = await crewed(world);
    await story.does("ana", "draft-customer-message", { text: "Checkout fails; we are on it." });
    const message = Object.keys((await story.state()).public.drafts)[0]!;
    expect(await story.refuses("ana", "publish-customer-message", { message })).toMatchObject({ code: "not_permitted", rule: ["SR-15"] });
    await story.does("cleo", "assign-role", { role: "comms", person: "cleo" });
    await story.does("cleo", "publish-customer-message", { message });
    expect(toPeople(world, "customer-message")).toEqual(["customer-a"]);
  }),
  proof("SR-16", "drafts are shown to the commander, status changes to Marketing/Communications", async (world) => {
    const story = await crewed(world);
    await story.does("cleo", "assign-role", { role: "comms", person: "cleo" });
    await story.does("ana", "set-status", { text: "Rolling back" });
    expect(toPeople(world, "status-set")).toEqual(["cleo"]);
    await story.does("cleo", "draft-customer-message", { text: "Checkout fails" });
    expect(toPeople(world, "draft-ready")).toEqual(["ana"]);
  }),
  proof("SR-17", "a call is reported by hand, and an alert that repeats is one report", async (world) => {
    const story = await world.open("dan", "report", { title: "Operations called: nobody can pay", how: "call" });
    expect((await story.state()).lifecycle).toMatchObject({ phase: "reported", how: "call" });
    const alert = { title: "Payments fail", how: "alerts", claims: ["alert:heroku/payments"] };
    const first = await world.ask("source:heroku", "report", alert);
    expect(await world.ask("source:heroku", "report", alert)).toMatchObject({ elsewhere: (first as { stream: string }).stream });
  }),
  proof("SR-18", "a text message to each member who has one, the next method for the others, told in person counts", async (world) => {
    world.outcomes.next = (channel, to) =>
      channel === "sms" && to === "cleo" ? { outcome: "failed", reason: "bad number", permanent: true } : { outcome: "ok", providerId: null, delivered: false };
    const story = await world.open("dan", "declare", declareAt(1));
    const by = Object.fromEntries((await story.outbox()).filter((row) => row.template === "page").map((row) => [row.person, row.channel]));
    expect(by).toEqual({ ana: "sms", ben: "sms", cleo: "email" });
    expect((await story.outbox()).filter((row) => row.template === "page").every((row) => row.cites.includes("SR-18") || row.cites.includes("SR-02"))).toBe(
      true,
    );
    await story.does("dan", "record-alert", { person: "ana", how: "in_person" });
    expect(Object.values((await story.state()).pages.pages).find((page) => page.person === "ana")).toMatchObject({ state: "answered" });
  }),
  proof("SR-19", "an alert states severity and topic", async (world) => {
    await world.open("dan", "declare", declareAt(1));
    const { message } = world.sent[0]!;
    expect(message.headline).toContain("Severity 1");
    expect(message.headline).toContain("Checkout is down");
  }),
  proof("SR-20", "silence at severity 1: again at two minutes, to the commander at five, and the first answer is kept", async (world) => {
    const story = await world.open("dan", "declare", declareAt(1));
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "ana")!;
    await story.does("ana", "answer-page", { page: page.id });
    const again = () => world.sent.filter((one) => one.message.template === "page-again" && one.to === "ben").length;
    await world.to("2026-03-02T10:01:59.999Z");
    expect(again()).toBe(0);
    await world.to("2026-03-02T10:02:00.000Z");
    expect(again()).toBe(1);
    expect(world.sent.filter((one) => one.message.template === "page-again" && one.to === "ana")).toHaveLength(0);
    await world.to("2026-03-02T10:04:59.999Z");
    expect(toPeople(world, "unanswered-report")).toEqual([]);
    await world.to("2026-03-02T10:05:00.000Z");
    expect(toPeople(world, "unanswered-report")).toEqual(["ana"]);
    expect(world.sent.find((one) => one.message.template === "unanswered-report")?.message.paragraphs.join(" ")).toMatch(/Demo Ben.*Demo Cleo/);
    expect((await story.state()).pages.firstResponseAt).toBe("2026-03-02T10:00:00.000Z");
  }),
  proof("SR-21", "a thread is opened in #sitrep and alerts link to it", async (world) => {
    const story = await world.open("dan", "declare", declareAt(1));
    expect((await story.state()).chat.thread?.channel).toBe("sitrep");
    expect(world.sent[0]?.message.links.some((link) => link.url.includes("/incidents/"))).toBe(true);
  }),
  proof("SR-22", "the opener states severity and topic, and they are stated again when they change", async (world) => {
    const story = await crewed(world);
    const openers = async () => (await story.events()).filter((event) => event.type === "thread-opened").map((event) => (event.data as { text: string }).text);
    expect(await openers()).toEqual(["Severity 1 (Critical): Checkout is down"]);
    await story.does("ana", "change-severity", { to: 2, because: "workaround" });
    expect(await openers()).toEqual(["Severity 1 (Critical): Checkout is down", "Severity 2 (Moderate): Checkout is down"]);
  }),
  proof("SR-23", "who writes before stating a role is warned, who is silent about it is nudged after ten minutes", async (world) => {
    const story = await world.open("dan", "declare", declareAt(1));
    const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "ben")!;
    await story.does("ben", "answer-page", { page: page.id });
    expect((await story.does("ben", "post-message", { text: "I am here" })).warnings).toMatchObject([{ code: "role_required", rule: ["SR-23"] }]);
    await world.to("2026-03-02T10:10:00.000Z");
    expect(toPeople(world, "nudge")).toEqual(["ben"]);
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    expect((await story.events()).at(-1)).toMatchObject({ type: "role-assigned", data: { stated: true } });
    expect((await story.does("ben", "post-message", { text: "Looking" })).warnings).toEqual([]);
  }),
  proof("SR-24", "what is written and what is deployed stands in the log", async (world) => {
    const story = await crewed(world);
    await story.does("ben", "post-message", { text: "The migration ran" });
    await story.does("source:ci", "note-change", { kind: "deploy", text: "web 4.1 went out" });
    expect((await story.events()).slice(-2).map((event) => event.type)).toEqual(["message-posted", "change-noted"]);
  }),
];
