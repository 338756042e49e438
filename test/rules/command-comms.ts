/** Proofs of the process with one commander on a call: what is told, to whom, by whom. */
import { expect } from "vitest";
import { codes } from "../../src/core/kernel/refusal.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import type { ExecutiveUpdatesView } from "../../src/views/executive-updates.ts";
import { publicList } from "../../src/views/public-list.ts";
import { room } from "../../src/views/room.ts";
import type { TimelineEntry } from "../../src/views/room-shape.ts";
import { packData, packOf } from "../organisation.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { commandPack, crewed, drafted, led, open, ownPlaces, type Story, sentTo, writePlaces } from "./command-world.ts";
import { rota } from "./escalating.ts";
import { type Proof, proof } from "./proof.ts";

/** The summary of a house that wrote its own places into the process. */
const summary = { ...(commandPack().contact_summary as object), ...ownPlaces } as { readonly [field: string]: string };

/** What the room reads of one kind of event, oldest first. */
const linesOf = async (world: StoryWorld, story: Story, type: string) =>
  (await look<{ readonly items: readonly TimelineEntry[] }>(partsOf(world), "vic", "timeline", { id: story.stream }))!.items
    .filter((entry) => entry.type === type)
    .map(({ sentence }) => sentence);

/** The open duty whose key begins so. */
const owes = async (story: Story, key: string) => (await story.duties(["open"])).find((one) => one.key.startsWith(key));

export const comms: readonly Proof[] = [
  proof("PD-01", "the severities say what is a major incident, and only that has a call", async (world) => {
    for (const severity of [1, 2]) expect((await (await open(world, severity)).state()).call.state).toBe("open");
    for (const severity of [3, 4]) expect((await (await open(world, severity)).state()).call.state).toBe("none");
    const story = await crewed(world, 3);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect((await story.state()).call.state).toBe("open");
    world.sent.length = 0;
    world.store.setFact("schedule", "ic-primary", rota([["ana"]], "ic-primary"));
    await open(world, 1);
    expect(sentTo(world, "page")).toEqual(["ana"]);
    await open(world, 3);
    expect(sentTo(world, "page")).toEqual(["ana", "ana", "ben", "cleo"]);
  }),
  proof("PD-02", "where to meet stands with every incident, and no process is put in force that does not say it", async (world) => {
    await writePlaces(world);
    const story = await open(world, 4);
    const seen = (await room.read(partsOf(world), { viewer: { person: "ian", all: false }, id: story.stream, query: {} })) as { incident: object };
    expect(seen.incident).toMatchObject({ contactSummary: { callUrl: summary.callUrl, phone: summary.phone, pin: summary.pin, chat: summary.chat } });
    const pack = structuredClone(await world.shelf.active("command")) as unknown as { contact_summary: { callUrl?: string } };
    delete pack.contact_summary.callUrl;
    expect(readPack(pack)).toMatchObject({ problems: [{ code: "missing_fields", cites: ["PD-02"], at: "/contact_summary/shown" }] });
    expect(codes.missing_fields).toBe(422);
  }),
  proof("PD-03", "what opens the room names the chat, the call with its number and PIN, and how to get a commander", async (world) => {
    const [example] = await linesOf(world, await open(world, 1), "call-opened");
    for (const invented of ["call.example.test", "555 0100", "4711"]) expect(example).not.toContain(invented);
    await writePlaces(world);
    const story = await open(world, 1);
    const opener = (await story.events()).find(({ type }) => type === "call-opened");
    const [words] = await linesOf(world, story, "call-opened");
    for (const field of ["chat", "callUrl", "phone", "pin", "commander"]) {
      expect(opener?.data).toHaveProperty(field, summary[field]);
      expect(words).toContain(summary[field]);
    }
  }),
  proof("PD-04", "whoever only wants summaries gets them in a channel of their own, where few write and nothing else stands", async (world) => {
    const story = await crewed(world, 1);
    for (const person of ["vic", "cleo", "dan"])
      expect(await story.refuses(person, "tell-executives", { state: "Nobody can pay" })).toMatchObject({ code: "posting_restricted", rule: ["PD-04"] });
    await story.does("dan", "post-message", { text: "The certificate has run out" });
    expect(sentTo(world, "update")).toEqual([]);
    await story.does("ben", "tell-executives", { state: "Nobody can pay", actions: "roll back", impact: "no orders", eta: "half an hour" });
    expect(sentTo(world, "update")).toEqual(["max"]);
    const channel = await look<ExecutiveUpdatesView>(partsOf(world), "max", "executive-updates");
    const text = "@here Nobody can pay. We: roll back. Customers: no orders. Expected: half an hour.";
    expect(channel?.items).toMatchObject([{ by: { name: "Demo Ben" }, text }]);
  }),
  proof("PD-05", "what may be a matter of security runs under the process for those, and nobody keeps it in this one", async (world) => {
    world.packs.set("security", [packOf(packData("security"))]);
    const story = await world.open("dan", "report", { title: "A strange sign-in", security: true, process: "command" });
    expect(await story.row()).toMatchObject({ process: "security", confidential: true });
    const declared = await world.open("dan", "declare", { title: "A strange sign-in", severity: 1, security: true, process: "command" });
    expect(await declared.row()).toMatchObject({ process: "security", confidential: true });
    for (const { stream } of [story, declared]) expect(await world.store.read.find({ person: "vic", all: false }, stream)).toBeNull();
    expect(await publicList({ store: world.store })).toEqual([]);
    const kept = { outcome: "declare", severity: 1, process: "command" };
    expect(await story.refuses("dan", "triage", kept, { reason: "It is nothing" })).toMatchObject({ code: "security_process_required", rule: ["PD-05"] });
  }),
  proof("PD-18", "whoever takes command says so, with deputy and scribe; the second on call is deputy where nobody else is", async (world) => {
    world.store.setFact("schedule", "ic-backup", rota([["ben"]], "ic-backup"));
    const story = await led(world, 1);
    const told = async () => (await story.events()).findLast(({ type }) => type === "command-announced")?.data;
    expect(await told()).toEqual({ commander: "ana", role: "ic", deputy: "ben", scribe: null });
    expect(await linesOf(world, story, "command-announced")).toEqual([
      "“This is Demo Ana. I am the Incident Commander. Deputy: Demo Ben. Scribe: nobody yet.”",
    ]);
    expect((await story.state()).roles.held).toContainEqual(expect.objectContaining({ role: "deputy", person: "ben" }));
    expect(sentTo(world, "page")).toContain("ben");
    const small = await led(world, 4);
    expect((await small.state()).roles.held.map(({ role }) => role)).toEqual(["ic"]);
  }),
  proof("PD-27", "the deputy asks for another severity; the commander is told, reminded, and answers", async (world) => {
    const story = await crewed(world, 2);
    const asked = { proposes: 1, text: "Customer data may be open" };
    expect(await story.refuses("cleo", "prompt-severity", asked)).toMatchObject({ code: "not_permitted", rule: ["PD-27"] });
    await story.does("ben", "prompt-severity", asked);
    expect(sentTo(world, "nudge")).toEqual(["ana"]);
    await world.to("2026-03-02T10:09:59.999Z");
    expect(sentTo(world, "nudge").filter((to) => to === "ana")).toHaveLength(1);
    await world.to("2026-03-02T10:10:00.000Z");
    expect(sentTo(world, "nudge").filter((to) => to === "ana")).toHaveLength(2);
    expect(await owes(story, "severity/prompt/")).toMatchObject({ who: { role: "ic" } });
    await story.does("ana", "keep-severity", { reason: "They are not" });
    expect(await owes(story, "severity/prompt/")).toBeUndefined();
  }),
  proof("R-PD-V02", "it becomes more severe at a word and less severe only where the commander insists and says why", async (world) => {
    const story = await crewed(world, 2);
    const lower = { to: 3, because: "workaround" };
    expect(await story.refuses("ana", "change-severity", lower)).toMatchObject({
      ...{ code: "invalid_state", rule: ["R-PD-V02"], policy: "/severity/lowering" },
      override: { role: "ic", reasonRequired: true },
    });
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect((await story.state()).severity.rank).toBe(1);
    await story.does("ana", "change-severity", { to: 3, because: "workaround" }, { reason: "It was a test system" });
    expect((await story.events()).find(({ type }) => type === "deviated")).toMatchObject({ data: { cites: ["R-PD-V02"], reason: "It was a test system" } });
  }),
  proof("PD-28", "the commander alone decides whether the public is told, and then it is the liaison's task", async (world) => {
    const story = await crewed(world, 1);
    expect(await owes(story, "public/decide")).toMatchObject({ who: { role: "ic" }, due: "2026-03-02T10:15:00.000Z" });
    expect(await story.refuses("pam", "decide-public", { decision: "announce" })).toMatchObject({ code: "not_permitted", rule: ["PD-28"] });
    expect(await owes(story, "public/tell@")).toBeUndefined();
    await story.does("ana", "decide-public", { decision: "announce", words: "Payments fail; nothing is lost" });
    expect(await owes(story, "public/tell@")).toMatchObject({ who: { role: "customer_liaison" } });
    expect(sentTo(world, "nudge")).toContain("pam");
  }),
  proof("PD-29", "in doubt the public is told", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "decide-public", { decision: "unsure" });
    expect((await story.events()).find(({ type }) => type === "public-decided")?.data).toMatchObject({ decision: "unsure" });
    expect((await story.state()).announcing.decision).toMatchObject({ tell: true });
    expect(await owes(story, "public/tell@")).toMatchObject({ who: { role: "customer_liaison" } });
  }),
  proof("PD-38", "the deputy is told when the alerts or the systems get worse", async (world) => {
    const story = await crewed(world, 3);
    const signals = { group: "alert:demo/payments", what: "worse", count: 9, firing: 4, title: "Payments fail" };
    await story.does("source:demo", "note-signals", { ...signals, what: "counted" });
    expect(sentTo(world, "nudge")).toEqual([]);
    await story.does("source:demo", "note-signals", signals);
    expect(sentTo(world, "nudge")).toEqual(["ben"]);
    await open(world, 1);
    await story.does("ben", "stalk-status");
    await world.pass("PT2M");
    expect(sentTo(world, "nudge")).toEqual(["ben", "ben"]);
  }),
  proof("PD-41", "the deputy calls others as the commander directs; who only repairs does not", async (world) => {
    const story = await crewed(world, 1);
    const call = { person: "eve", reason: "We need the database" };
    expect(await story.refuses("cleo", "page", call)).toMatchObject({ code: "not_permitted", rule: ["PD-41"] });
    await story.does("ben", "page", call);
    expect(sentTo(world, "page")).toEqual(["eve"]);
    expect((await story.events()).find(({ type }) => type === "paged")).toMatchObject({ actor: "person:ben", onBehalfOf: "person:ana" });
  }),
  proof("PD-42", "every half hour the deputy owes the executives a short summary; when it is late, the commander hears of it", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "decide-public", { decision: "not" });
    await world.to("2026-03-02T10:29:59.999Z");
    expect(sentTo(world, "nudge")).toEqual([]);
    await world.to("2026-03-02T10:30:00.000Z");
    expect(sentTo(world, "nudge")).toEqual(["ben"]);
    await world.to("2026-03-02T10:35:00.000Z");
    expect(sentTo(world, "nudge")).toEqual(["ana", "ben"]);
    expect(await story.refuses("ben", "tell-executives", { state: "x".repeat(494) })).toMatchObject({ code: "invalid_value", rule: ["PD-42"] });
    await story.does("ben", "tell-executives", { state: "x".repeat(493) });
    expect((await story.events()).findLast(({ type }) => type === "executives-told")?.data).toMatchObject({ text: expect.stringMatching(/^@here x{493}\.$/) });
    expect(await owes(story, "executives@")).toMatchObject({ due: "2026-03-02T11:05:00.000Z", who: { role: "deputy" } });
    const small = await crewed(world, 3);
    expect(await owes(small, "executives@")).toBeUndefined();
  }),
  proof("PD-43", "the scribe writes down what matters, each note with its kind", async (world) => {
    const story = await crewed(world, 1);
    expect(await story.refuses("vic", "take-note", { text: "I think so" })).toMatchObject({ code: "not_permitted", rule: ["PD-43"] });
    await story.does("dan", "take-note", { kind: "decision", text: "We roll back" });
    expect((await story.events()).at(-1)).toMatchObject({ type: "noted", actor: "person:dan", data: { kind: "decision", text: "We roll back" } });
  }),
  proof("PD-45", "the scribe notes what is found and done without asking anybody, and has the words at hand", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "add-action", { kind: "task", text: "Renew the certificate", assignee: "cleo", timeboxMinutes: 10 });
    const [action = ""] = Object.keys((await story.state()).actions.actions);
    await story.does("cleo", "start-action", { action });
    const offered = await owes(story, "note/action/");
    const words = { kind: "action", text: "Renew the certificate (begun)", about: `action/${action}/started` };
    expect(offered).toMatchObject({ who: { role: "scribe" }, by: { name: "take-note", input: words } });
    await story.does("dan", "take-note", words);
    expect(await owes(story, "note/action/")).toBeUndefined();
    const nobody = await open(world, 1);
    await nobody.does("dan", "assign-role", { role: "scribe", person: "dan" });
    await nobody.does("dan", "take-note", { text: "Nobody commands yet" });
  }),
  proof("PD-52", "while nobody speaks for us, the commander is asked to find somebody; whoever takes the role has the task", async (world) => {
    const story = await led(world, 1);
    await story.does("ana", "decide-public", { decision: "announce" });
    expect(await owes(story, "public/speaker@")).toMatchObject({ who: { role: "ic" } });
    expect(sentTo(world, "nudge")).toEqual(["ana"]);
    await story.does("ana", "assign-role", { role: "customer_liaison", person: "pam" });
    expect(await owes(story, "public/speaker@")).toBeUndefined();
    expect(await owes(story, "public/tell@")).toMatchObject({ who: { role: "customer_liaison" } });
    expect(sentTo(world, "nudge")).toEqual(["ana", "pam"]);
    const vacant = await led(world, 1);
    await vacant.does("ana", "decide-public", { decision: "announce" });
    await vacant.does("ana", "draft-customer-message", { text: "Payments may fail" });
    const [message = ""] = Object.keys((await vacant.state()).public.drafts);
    for (const person of world.people) expect((await vacant.refuses(person, "publish-customer-message", { message })).code).toBe("not_permitted");
  }),
  proof("PD-53", "the liaison publishes what the commander decided on and approved, to the public list and to the social accounts", async (world) => {
    const story = await crewed(world, 1);
    const message = await drafted(story, "Payments may fail. We are on it.");
    const denied = { code: "approval_required", rule: ["PD-53"] };
    expect(await story.refuses("pam", "publish-customer-message", { message })).toMatchObject(denied);
    await story.does("ana", "decide-public", { decision: "announce" });
    expect(await story.refuses("pam", "publish-customer-message", { message })).toMatchObject(denied);
    await story.does("ana", "approve-customer-message", { message });
    expect(await story.refuses("cleo", "publish-customer-message", { message })).toMatchObject({ code: "not_permitted", rule: ["PD-53"] });
    await story.does("pam", "publish-customer-message", { message });
    expect((await publicList({ store: world.store }))[0]).toMatchObject({ messages: [{ text: "Payments may fail. We are on it." }] });
    expect(sentTo(world, "customer-message")).toEqual(["customer-a", "social-a"]);
    const later = await drafted(story, "Half of them work again.");
    await story.does("ana", "approve-customer-message", { message: later });
    await story.does("pam", "plan-customer-message", { message: later, at: "2026-03-02T11:00:00.000Z" });
    await world.to("2026-03-02T10:59:59.000Z");
    expect((await story.state()).public.drafts[later]?.published).toBe(false);
    await world.to("2026-03-02T11:00:00.000Z");
    expect((await story.state()).public.drafts[later]?.published).toBe(true);
  }),
];
