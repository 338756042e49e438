/** Proofs of the process with one commander on a call: what is told, to whom, by whom. */
import { expect } from "vitest";
import { codes } from "../../src/core/kernel/refusal.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { publicList } from "../../src/views/public-list.ts";
import { room } from "../../src/views/room.ts";
import { partsOf } from "../views/looking.ts";
import { commandPack, crewed, drafted, led, open, type Story, sentTo } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

/** The summary that the process ships with. */
const summary = commandPack().contact_summary as { readonly [field: string]: string };

/** The open duty whose key begins so. */
const owes = async (story: Story, key: string) => (await story.duties(["open"])).find((one) => one.key.startsWith(key));

export const comms: readonly Proof[] = [
  proof("PD-01", "the severities say what is a major incident, and only that has a call", async (world) => {
    for (const severity of [1, 2]) expect((await (await open(world, severity)).state()).call.state).toBe("open");
    for (const severity of [3, 4]) expect((await (await open(world, severity)).state()).call.state).toBe("none");
    const story = await crewed(world, 3);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect((await story.state()).call.state).toBe("open");
  }),
  proof("PD-02", "where to meet stands with every incident, and no process is put in force that does not say it", async (world) => {
    const story = await open(world, 4);
    const seen = (await room.read(partsOf(world), { viewer: { person: "ian", all: false }, id: story.stream, query: {} })) as { incident: object };
    expect(seen.incident).toMatchObject({ contactSummary: { callUrl: summary.callUrl, phone: summary.phone, pin: summary.pin, chat: summary.chat } });
    const pack = structuredClone(await world.shelf.active("command")) as unknown as { contact_summary: { callUrl?: string } };
    delete pack.contact_summary.callUrl;
    expect(readPack(pack)).toMatchObject({ problems: [{ code: "missing_fields", cites: ["PD-02"], at: "/contact_summary/shown" }] });
    expect(codes.missing_fields).toBe(422);
  }),
  proof("PD-03", "what opens the room names the chat, the call with its number and PIN, and how to get a commander", async (world) => {
    const story = await open(world, 1);
    const opener = (await story.events()).find(({ type }) => type === "call-opened");
    for (const field of ["chat", "callUrl", "phone", "pin", "commander"]) expect(opener?.data).toHaveProperty(field, summary[field]);
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
    expect((await story.state()).announcing.decision).toMatchObject({ tell: true });
    expect(await owes(story, "public/tell@")).toMatchObject({ who: { role: "customer_liaison" } });
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
