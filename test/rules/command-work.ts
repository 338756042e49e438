/** Proofs of the process with one commander on a call: instructions, causes, proposals and playbooks. */
import { expect } from "vitest";
import { epochMs, instantOf } from "../../src/core/kernel/time.ts";
import type { ChecklistView } from "../../src/views/checklist.ts";
import type { DiagnosisView } from "../../src/views/diagnosis.ts";
import { packOf } from "../organisation.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { commandData, crewed, led, type Story, seat, sentTo } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

const diagnosis = async (world: StoryWorld, story: Story) => (await look<DiagnosisView>(partsOf(world), "vic", "diagnosis", { id: story.stream }))!;

/** What the timeline says of whom was asked, oldest first. */
const causesTold = async (world: StoryWorld, story: Story) =>
  (await look<{ readonly items: readonly { readonly sentence: string }[] }>(partsOf(world), "vic", "timeline", { id: story.stream }))!.items
    .map(({ sentence }) => sentence)
    .filter((sentence) => sentence.includes("(asked: "));

/** Something Cleo is told to do, unless the story says otherwise; and its id. */
async function told(story: Story, more: object = {}, by = "ana"): Promise<string> {
  await story.does(by, "add-action", { kind: "task", text: "Read the error log", assignee: "cleo", timeboxMinutes: 20, ...more });
  return Object.keys((await story.state()).actions.actions).at(-1)!;
}

/** What Cleo proposes; and its id. */
async function proposed(story: Story, by = "cleo"): Promise<string> {
  await story.does(by, "propose-action", { kind: "repair", text: "Renew the certificate" });
  return Object.keys((await story.state()).proposals.proposals).at(-1)!;
}

const heard = (world: StoryWorld, person: string, subject: string) =>
  world.sent.filter(({ to, message }) => to === person && message.template === "update" && message.headline.startsWith(subject)).length;

const minutesAgo = (world: StoryWorld, minutes: number) => instantOf(epochMs(world.clock.now) - minutes * 60_000);

/** What sources told before anybody reported anything: nobody writes, and nobody is notified. */
async function withChanges(world: StoryWorld): Promise<StoryWorld> {
  const sent = world.sent.length;
  const change = (summary: string, minutes: number, more: object = {}) => {
    return { key: summary, kind: "deploy" as const, summary, service: "", area: null, at: minutesAgo(world, minutes), link: "", ...more };
  };
  const changes = [
    change("A campaign ended", 1, { kind: "traffic" }),
    change("blog 2.0", 2, { service: "Blog" }),
    change("shop 4.4", 10, { service: "Payments" }),
    change("A new load balancer", 119, { kind: "change", area: "payments" }),
    change("shop 4.2", 121, { area: "payments" }),
  ];
  await world.store.signals.accept([{ id: "ci/1", source: "ci", key: null, payload: "{}", signals: [], changes, problem: null }]);
  await world.settle();
  expect(world.sent).toHaveLength(sent);
  return world;
}

/** A cause the process knows: its steps are suggested, in their order, and the first of them can be given to somebody. */
const playbook = (id: string, title: string, cause: string, steps: readonly string[]) =>
  proof(id, title, async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "set-cause", { status: "confirmed", playbook: cause });
    expect((await diagnosis(world, story)).suggested.map(({ step }) => step)).toEqual(steps.map((step) => `${cause}/${step}`));
    await story.does("ana", "follow-playbook", { playbookStep: `${cause}/${steps[0]}`, assignee: "cleo" });
    expect(Object.values((await story.state()).actions.actions).at(-1)).toMatchObject({ assignee: "cleo", state: "open", timeboxMinutes: 20 });
    expect((await diagnosis(world, story)).suggested.map(({ step }) => step)).toEqual(steps.slice(1).map((step) => `${cause}/${step}`));
  });

export const work: readonly Proof[] = [
  proof("PD-12", "who is no expert speaks through the service's first one, who passes it on in both names", async (world) => {
    const story = await crewed(world, 1);
    const { warnings } = await story.does("dan", "add-finding", { text: "It began at two" });
    expect(warnings).toMatchObject([{ code: "sme_required", rule: ["PD-12"] }]);
    expect([heard(world, "cleo", "Please pass it on"), heard(world, "ana", "A clue")]).toEqual([1, 0]);
    expect((await diagnosis(world, story)).relays).toMatchObject([{ from: { name: "Demo Dan" }, through: { name: "Demo Cleo" }, state: "waiting" }]);
    const item = Object.keys((await story.state()).relay.items)[0]!;
    expect(await story.refuses("dan", "relay", { item })).toMatchObject({ code: "not_permitted" });
    await story.does("cleo", "relay", { item });
    expect((await story.events()).find(({ type }) => type === "relayed")?.data).toMatchObject({ from: "dan", person: "cleo", text: "It began at two" });
    expect(heard(world, "ana", "Passed on")).toBe(1);
    const passed = JSON.stringify(world.sent.findLast(({ to, message }) => to === "ana" && message.headline.startsWith("Passed on")));
    for (const name of ["Demo Dan", "Demo Cleo"]) expect(passed).toContain(name);
    expect((await story.does("cleo", "add-finding", { text: "The certificate" })).warnings).toEqual([]);
    await story.does("ana", "assign-role", seat("sme", "eve"));
    expect((await story.does("eve", "add-finding", { text: "Rows are missing", area: "database" })).warnings).toEqual([]);
    await story.does("dan", "propose-action", { text: "Restore the rows", area: "database" });
    expect((await story.events()).findLast(({ type }) => type === "relay-asked")?.data).toMatchObject({ from: "dan", to: "eve" });
  }),
  proof("PD-13", "who was told says that they heard it, asks for time or says why they cannot; nobody declines", async (world) => {
    const story = await crewed(world, 1);
    const action = await told(story);
    expect(await story.refuses("cleo", "drop-action", { action, reason: "Not now" })).toMatchObject({ code: "not_permitted", rule: ["PD-13"] });
    expect(await story.refuses("cleo", "decline-action", { action })).toMatchObject({ code: "not_found" });
    expect(await story.refuses("ana", "add-action", { text: "Look", assignee: "cleo" })).toMatchObject({ code: "timebox_required", rule: ["PD-13"] });
    await world.pass("PT2M");
    expect(sentTo(world, "nudge").filter((to) => to === "cleo")).toHaveLength(1);
    await story.does("cleo", "acknowledge-action", { action });
    await story.does("cleo", "start-action", { action });
    await story.does("cleo", "extend-action", { action, minutes: 10, reason: "It is long" });
    for (const reason of [{}, { reason: " " }])
      expect(await story.refuses("cleo", "report-unable", { action, ...reason })).toMatchObject({ code: "invalid_value", pointer: "/reason" });
    await story.does("cleo", "report-unable", { action, reason: "I have no access" });
    expect(heard(world, "ana", "Somebody cannot do it")).toBe(1);
    expect((await story.state()).actions.actions[action]).toMatchObject({ assignee: null, state: "open" });
  }),
  proof("PD-16", "the commander sees what comes next, with the deputy among the first", async (world) => {
    const story = await led(world, 1);
    const list = async () => (await look<ChecklistView>(partsOf(world), "ana", "checklist", { id: story.stream }))!;
    const mine = (await list()).items.filter(({ mine }) => mine);
    expect(mine.map(({ step, state }) => `${step} ${state}`).slice(0, 3)).toEqual(["commander done", expect.stringMatching(/^deputy /), "obvious open"]);
    await story.does("ana", "finish-step", { step: "obvious" });
    expect((await list()).items.find(({ step }) => step === "obvious")).toMatchObject({ state: "done", by: "Demo Ana" });
  }),
  proof("PD-17", "only the commander hands out tasks, each to one person", async (world) => {
    const story = await crewed(world, 1);
    const task = { kind: "task", text: "Read the error log", assignee: "cleo", timeboxMinutes: 20 };
    for (const person of ["dan", "cleo", "eve"])
      expect(await story.refuses(person, "add-action", person === "cleo" ? { ...task, assignee: "eve" } : task)).toMatchObject({
        code: "not_permitted",
        rule: ["PD-17"],
      });
    for (const assignee of ["response", null])
      expect(await story.refuses("ana", "add-action", { ...task, assignee })).toMatchObject({ code: "assignee_required", rule: ["PD-17"] });
    await story.does("ana", "add-action", task);
  }),
  proof("PD-19", "what happened in the two hours before is listed, a deploy first", async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "note-suspect", { kind: "traffic", text: "A campaign began", minutesBefore: 2 });
    await story.does("cleo", "note-suspect", { kind: "deploy", text: "shop 4.3", minutesBefore: 10 });
    await story.does("dan", "note-suspect", { kind: "change", text: "A new firewall", minutesBefore: 121 });
    expect((await diagnosis(world, story)).suspects.map(({ text }) => text)).toEqual(["shop 4.3", "A campaign began"]);
    const told = await crewed(await withChanges(world), 1);
    const listed = async () => (await diagnosis(world, told)).suspects;
    expect((await listed()).map(({ text, noted }) => [text, noted])).toEqual([
      ["shop 4.4", false],
      ["blog 2.0", false],
      ["A new load balancer", false],
      ["A campaign ended", false],
    ]);
    await told.does("vic", "note-suspect", (await listed())[0]!.note!);
    expect((await told.events()).at(-1)).toMatchObject({
      type: "suspect-noted",
      data: { text: "shop 4.4", kind: "deploy", happenedAt: minutesAgo(world, 10) },
    });
    expect((await listed()).map(({ text, noted }) => [text, noted]).slice(0, 2)).toEqual([
      ["shop 4.4", true],
      ["blog 2.0", false],
    ]);
    expect(await told.refuses("dan", "note-suspect", { text: "shop 4.4", origin: (await told.state()).cause.suspects[0]!.origin })).toMatchObject({
      code: "invalid_state",
    });
  }),
  proof("PD-20", "experts confirm the cause; going on without one is the commander's, who asked the owners", async (world) => {
    const story = await crewed(world, 1);
    expect(await story.refuses("dan", "set-cause", { status: "confirmed", text: "The deploy" })).toMatchObject({ code: "not_permitted", rule: ["PD-20"] });
    expect(await story.refuses("cleo", "set-cause", { status: "unknown" })).toMatchObject({ code: "not_permitted", rule: ["PD-20"] });
    const { warnings } = await story.does("ana", "set-cause", { status: "unknown" });
    expect(warnings).toMatchObject([{ code: "missing_fields", rule: ["PD-20"], policy: "/cause/conferring" }]);
    expect((await story.does("ana", "set-cause", { status: "unknown", conferredWith: ["Payments"] })).warnings).toEqual([]);
    expect(await story.refuses("ana", "set-cause", { status: "unknown", people: ["nobody"] })).toMatchObject({ code: "invalid_value", pointer: "/people" });
    expect((await story.does("ana", "set-cause", { status: "unknown", conferredWith: ["Payments"], people: ["cleo", "eve", "cleo"] })).warnings).toEqual([]);
    expect((await story.does("ana", "set-cause", { status: "unknown", people: ["cleo"] })).warnings).toEqual([]);
    expect(await causesTold(world, story)).toEqual(
      ["Payments", "Demo Cleo, Demo Eve, Payments", "Demo Cleo"].map((asked) => `The cause is not known (asked: ${asked})`),
    );
    await story.does("cleo", "set-cause", { status: "confirmed", text: "The certificate" });
    expect((await diagnosis(world, story)).cause).toMatchObject({ status: "confirmed", by: { name: "Demo Cleo" } });
  }),
  proof("PD-21", "what to look into and to repair goes to experts of the service; with anybody else it is warned of", async (world) => {
    const story = await crewed(world, 1);
    const look = { kind: "investigate", text: "Read the log", timeboxMinutes: 20 };
    expect((await story.does("ana", "add-action", { ...look, assignee: "eve" })).warnings).toMatchObject([{ code: "sme_required", rule: ["PD-21"] }]);
    expect((await story.does("ana", "add-action", { ...look, assignee: "cleo" })).warnings).toEqual([]);
    expect((await story.does("ana", "add-action", { ...look, kind: "task", assignee: "eve" })).warnings).toEqual([]);
    expect((await story.does("ana", "add-action", { ...look, area: "database", assignee: "eve" })).warnings).toEqual([]);
    expect((await story.does("ana", "add-action", { ...look, area: "database", assignee: "dan" })).warnings).toMatchObject([{ code: "sme_required" }]);
    expect(await story.refuses("ana", "add-action", { ...look, area: "garden", assignee: "eve" })).toMatchObject({ code: "invalid_value" });
  }),
  playbook("PD-22", "a bad deploy is rolled back", "bad_deployment", ["rollback"]),
  playbook("PD-23", "a web application that hangs is restarted, machine by machine", "app_stuck", ["rolling_restart"]),
  playbook("PD-24", "in a flood the automatic throttle is looked at before it is turned by hand", "event_flood", ["verify_throttling", "adjust_throttling"]),
  playbook("PD-25", "of a data centre one looks whether it was taken out before it is forced", "dc_outage", ["verify_removed", "force_removal"]),
  proof("PD-26", "the evidence is kept before the restart, and a restart before it is warned of", async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "set-cause", { status: "suspected", playbook: "degraded_no_load" });
    const steps = (await diagnosis(world, story)).suggested.map(({ step }) => step);
    expect(steps).toEqual(["degraded_no_load/collect_forensics", "degraded_no_load/rolling_restart"]);
    const restart = { playbookStep: steps[1]!, assignee: "cleo" };
    expect((await story.does("ana", "follow-playbook", restart)).warnings).toMatchObject([{ code: "gate_unmet", rule: ["PD-26"] }]);
    await story.does("ana", "follow-playbook", { playbookStep: steps[0]!, assignee: "cleo" });
    expect((await story.does("ana", "follow-playbook", restart)).warnings).toEqual([]);
    const own = { cause: "certificate_expired", title: "A certificate has run out", steps: [{ key: "renew", text: "Renew it." }] };
    const { playbooks, ...data } = commandData();
    const known = (playbooks as { readonly known: readonly object[] }).known;
    world.packs.get("command")!.push(packOf({ ...data, version: 2, playbooks: { known: [...known, own] } }));
    const next = await crewed(world, 1);
    await next.does("cleo", "set-cause", { status: "confirmed", playbook: "certificate_expired" });
    expect((await diagnosis(world, next)).suggested).toMatchObject([{ step: "certificate_expired/renew" }]);
  }),
  proof("PD-37", "the deputy acts for the commander once asked to, and it says so", async (world) => {
    const story = await crewed(world, 1);
    const task = { text: "Read the error log", assignee: "cleo", timeboxMinutes: 20 };
    expect(await story.refuses("ben", "add-action", task)).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "delegate", { capability: "direct", person: "ben" });
    await told(story, {}, "ben");
    const added = async () => (await story.events()).findLast(({ type }) => type === "action-added");
    expect(await added()).toMatchObject({ actor: "person:ben", onBehalfOf: "person:ana" });
    await told(story);
    expect((await added())?.onBehalfOf).toBeUndefined();
  }),
  proof("PD-47", "experts find, propose, weigh and carry out what was approved; others carry out nothing", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "assign-role", seat("sme", "eve"));
    await story.does("cleo", "add-finding", { text: "The certificate has run out" });
    const proposal = await proposed(story);
    expect(await story.refuses("dan", "weigh-proposal", { proposal, stance: "for" })).toMatchObject({ code: "not_permitted", rule: ["PD-47"] });
    await story.does("eve", "weigh-proposal", { proposal, stance: "against", because: "The new one is not signed" });
    expect((await diagnosis(world, story)).proposals[0]?.opinions).toMatchObject([{ person: { name: "Demo Eve" }, stance: "against" }]);
    await story.does("ana", "decide-proposal", { proposal });
    expect(await story.refuses("dan", "start-action", { action: proposal })).toMatchObject({ code: "not_permitted", rule: ["PD-47"] });
    await story.does("cleo", "start-action", { action: proposal });
    await story.does("cleo", "finish-action", { action: proposal, outcome: "Renewed" });
  }),
  proof("PD-48", "what experts find, the commander hears at once, and it stands in the log", async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "add-finding", { text: "The certificate has run out" });
    expect(heard(world, "ana", "A clue")).toBe(1);
    expect((await story.events()).find(({ type }) => type === "finding-added")?.data).toMatchObject({ text: "The certificate has run out" });
  }),
  proof("PD-49", "who looks into something says every ten minutes how it goes, counted from the last word", async (world) => {
    const story = await crewed(world, 1);
    const action = await told(story, { kind: "investigate", timeboxMinutes: 120 });
    await story.does("cleo", "start-action", { action });
    const reminded = () => sentTo(world, "nudge").filter((to) => to === "cleo").length;
    await world.pass("PT9M");
    expect(reminded()).toBe(0);
    await story.does("cleo", "add-finding", { text: "I am still looking" });
    await world.pass("PT9M");
    expect(reminded()).toBe(0);
    await world.pass("PT1M");
    expect(reminded()).toBe(1);
    await story.does("cleo", "finish-action", { action, outcome: "Nothing there" });
    await world.pass("PT30M");
    expect(reminded()).toBe(1);
  }),
  proof("PD-50", "nobody acts on a proposal before the commander says so", async (world) => {
    const story = await crewed(world, 1);
    const proposal = await proposed(story);
    expect(heard(world, "ana", "A proposal")).toBe(1);
    expect(await story.refuses("cleo", "start-action", { action: proposal })).toMatchObject({ code: "not_directed", rule: ["PD-50"] });
    expect(await story.refuses("cleo", "decide-proposal", { proposal })).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "decide-proposal", { proposal });
    await story.does("cleo", "start-action", { action: proposal });
    const other = await proposed(story);
    await story.does("ana", "decide-proposal", { proposal: other, choice: "declined", reason: "Too risky" });
    expect(await story.refuses("cleo", "start-action", { action: other })).toMatchObject({ code: "not_directed", rule: ["PD-50"] });
  }),
];
