/** Proofs of Radar: who is called, when, and what is done first. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { crewed, declared, duty, filed, inChannel, open, sentTo } from "./radar-world.ts";

const voice = (world: StoryWorld) => world.sent.filter(({ channel, message }) => channel === "voice" && message.template === "page").map(({ to }) => to);

export const answering: readonly Proof[] = [
  proof("PE-12", "in the evening nobody is called but for what cannot wait: held at 3 and 4, not even in haste at 4, and at once at 1", async (world) => {
    await world.to("2026-03-02T22:00:00.000Z");
    const story = await crewed(world, 3);
    const small = await crewed(world, 4);
    for (const one of [story, small]) {
      await one.does("ana", "page", { person: "cleo", reason: "You know the mails" });
      expect((await one.outbox({ person: "cleo" })).find(({ template }) => template === "page")).toMatchObject({
        state: "held",
        releaseAt: "2026-03-03T09:00:00.000Z",
      });
    }
    expect(await small.refuses("ana", "page", { person: "cleo", reason: "A picture", immediate: true })).toMatchObject({
      code: "contact_window_closed",
      rule: ["PE-12"],
    });
    const worst = await open(world, 1);
    expect((await worst.outbox({ person: "eve" })).find(({ template }) => template === "page")).toMatchObject({ state: "sent" });
  }),
  proof("PE-17", "severity 1 calls the engineering manager by voice at three in the morning, without waiting for the channel", async (world) => {
    await world.to("2026-03-03T03:00:00.000Z");
    const story = await open(world, 1);
    expect(voice(world)).toEqual(["eve"]);
    expect((await story.outbox({ person: "eve" })).find(({ template }) => template === "page")).toMatchObject({ state: "sent", channel: "voice" });
    await open(world, 1, { area: "attic" });
    expect(voice(world)).toEqual(["eve", "mia"]);
  }),
  proof("PE-18", "at 1 it may be taken down at once; at 2 only after the engineering manager's yes, once", async (world) => {
    const worst = await crewed(world, 1);
    await worst.does("ben", "take-down", { text: "The shop" });
    const story = await crewed(world, 2);
    const refused = { code: "approval_required", rule: ["PE-18"], policy: "/approvals/0" };
    expect(await story.refuses("ben", "take-down", { text: "The shop" })).toMatchObject(refused);
    await story.does("ben", "ask-approval", { what: "take_down", why: "Everything is half price" });
    expect(sentTo(world, "nudge")).toContain("eve");
    expect(await story.refuses("ana", "give-approval", { what: "take_down" })).toMatchObject({ code: "not_permitted", rule: ["PE-18"] });
    await story.does("eve", "give-approval", { what: "take_down" });
    await story.does("ben", "take-down", { text: "The shop" });
    expect(await story.refuses("ben", "take-down", { text: "The rest, too" })).toMatchObject(refused);
  }),
  proof("PE-22", "severity 2 begins with a message in #radar that says severity, problem and impact, and calls nobody yet", async (world) => {
    const story = await open(world, 2, { impact: "Everything is half price" });
    expect(await inChannel(story)).toEqual(["Severity 2 (Critical): Prices are far off. Everything is half price"]);
    expect((await story.state()).chat.thread?.channel).toBe("radar");
    expect(sentTo(world, "page")).toEqual([]);
  }),
  proof(
    "PE-23",
    "nobody answers for ten minutes: the engineering manager is called by voice, at night too; an answer of anybody but the reporter ends the wait",
    async (world) => {
      await world.to("2026-03-03T03:00:00.000Z");
      const story = await open(world, 2);
      await world.to("2026-03-03T03:05:00.000Z");
      await story.does("dan", "post-message", { text: "Is anybody there?" });
      await world.to("2026-03-03T03:09:59.999Z");
      expect(voice(world)).toEqual([]);
      await world.to("2026-03-03T03:10:00.000Z");
      expect(voice(world)).toEqual(["eve"]);
      const heard = await open(world, 2);
      await world.pass("PT5M");
      await heard.does("ben", "post-message", { text: "I am looking" });
      await world.pass("PT1H");
      expect(Object.values((await heard.state()).pages.pages)).toEqual([]);
    },
  ),
  proof(
    "PE-24",
    "once there is a fix it is to be deployed at once, whatever the hour, and how long that took stands in the room and in the post-mortem",
    async (world) => {
      await world.to("2026-03-06T20:00:00.000Z");
      const story = await crewed(world, 2);
      await story.does("ben", "mark-fix-ready", { text: "The old price list" });
      expect(await duty(story, "deploy@")).toMatchObject({ what: "Deploy the fix", due: "2026-03-06T20:00:00.000Z", who: { people: ["ben"] }, state: "open" });
      await world.pass("PT7M");
      await story.does("ben", "note-change", { kind: "deploy", text: "The old price list" });
      expect((await story.state()).fix).toEqual({ readyAt: "2026-03-06T20:00:00.000Z", deployedAt: "2026-03-06T20:07:00.000Z" });
      expect(await duty(story, "deploy@")).toMatchObject({ state: "late" });
      const fix = { readyAt: "2026-03-06T20:00:00.000Z", deployedAt: "2026-03-06T20:07:00.000Z", minutes: 7 };
      expect(await look(partsOf(world), "ana", "room", { id: story.stream })).toMatchObject({ incident: { fix } });
      await story.does("ana", "tell-situation", { found: "A wrong price list" });
      await story.does("ana", "resolve");
      expect(JSON.stringify(await look(partsOf(world), "ana", "documents", { id: story.stream }))).toContain("7 minutes later");
    },
  ),
  proof("PE-26", "severity 3 has priority 1 for its team, and beginning something else before it is warned of", async (world) => {
    const first = await open(world, 3);
    const tracker = await look<{ readonly items: readonly object[] }>(partsOf(world), "dan", "tracker");
    expect(tracker!.items).toMatchObject([{ incident: { id: first.stream }, priority: 1 }]);
    const other = await open(world, 4);
    const seat = { role: "responder", person: "ben" };
    expect((await other.does("ben", "assign-role", seat)).warnings).toMatchObject([{ code: "invalid_state", rule: ["PE-26"] }]);
    expect((await first.does("ben", "assign-role", seat)).warnings).toMatchObject([{ code: "workload", rule: [] }]);
    expect((await other.does("cleo", "assign-role", { role: "responder", person: "cleo" })).warnings).toEqual([]);
  }),
  proof(
    "PE-27",
    "in working hours it is begun at once and mended the next morning; on Friday evening it waits for Monday, and nobody is called",
    async (world) => {
      await world.to("2026-03-03T10:00:00.000Z");
      const now = await open(world, 3);
      expect([(await duty(now, "start@"))?.due, (await duty(now, "mended@"))?.due]).toEqual(["2026-03-03T10:00:00.000Z", "2026-03-04T09:00:00.000Z"]);
      await world.to("2026-03-06T20:00:00.000Z");
      const late = await open(world, 3);
      expect([(await duty(late, "start@"))?.due, (await duty(late, "mended@"))?.due]).toEqual(["2026-03-09T09:00:00.000Z", "2026-03-10T09:00:00.000Z"]);
      await world.pass("PT12H");
      expect(sentTo(world, "page")).toEqual([]);
    },
  ),
  proof("PE-28", "severity 3 is said in #radar and nobody is called, however long nobody answers", async (world) => {
    const story = await open(world, 3);
    expect(await inChannel(story)).toHaveLength(1);
    await world.pass("P3D");
    expect([sentTo(world, "page"), world.sent.filter(({ channel }) => channel === "voice")]).toEqual([[], []]);
  }),
  proof("PE-30", "what is small and comes at eight in the evening is told at nine the next morning, declared or filed as a ticket", async (world) => {
    await world.to("2026-03-02T20:00:00.000Z");
    for (const story of [await open(world, 4), await filed(world)])
      expect((await story.outbox({ person: "pam" }))[0]).toMatchObject({ state: "held", releaseAt: "2026-03-03T09:00:00.000Z" });
    await world.to("2026-03-03T08:59:59.000Z");
    expect(sentTo(world, "ticket")).toEqual([]);
    await world.to("2026-03-03T09:00:00.000Z");
    expect(sentTo(world, "ticket")).toEqual(["lea", "lea", "pam", "pam"]);
  }),
  proof("PE-31", "at 4 product owner and team lead are told directly, and nobody else, and nothing of it stands in #radar", async (world) => {
    const ticket = await filed(world);
    expect(world.sent.map(({ to, message }) => `${message.template} ${to}`).sort()).toEqual(["ticket lea", "ticket pam"]);
    const small = await open(world, 4);
    expect([...(await inChannel(ticket)), ...(await inChannel(small))]).toEqual([]);
    expect(world.sent.map(({ to, message }) => `${message.template} ${to}`).sort()).toEqual(["ticket lea", "ticket lea", "ticket pam", "ticket pam"]);
    await open(world, 3);
    expect(sentTo(world, "ticket")).toHaveLength(4);
  }),
  proof("PE-32", "what is small is a ticket that waits for its product owner's priority; as an incident it is not over before it has one", async (world) => {
    const ticket = await filed(world);
    expect([(await ticket.row()).phase, (await ticket.state()).lifecycle.ticket]).toEqual(["rejected", { kind: "bug", sprint: "backlog" }]);
    expect(await duty(ticket, "priority")).toMatchObject({ what: "Give it a priority", who: { people: ["pam"] }, state: "open", cites: ["PE-32"] });
    expect(await ticket.refuses("ana", "prioritise", { priority: 3 })).toMatchObject({ code: "not_permitted", rule: ["PE-32"] });
    await ticket.does("pam", "prioritise", { priority: 3 });
    expect(await duty(ticket, "priority")).toMatchObject({ state: "met" });
    const tracker = await look<{ readonly items: readonly object[] }>(partsOf(world), "dan", "tracker");
    expect(tracker!.items).toMatchObject([{ incident: { id: ticket.stream }, priority: 3 }]);
    const story = await open(world, 4);
    await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
    expect((await story.state()).lifecycle.ticket).toEqual({ kind: "bug", sprint: "backlog" });
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "missing_fields", unmet: ["priority"], rule: ["PE-32"] });
    await story.does("pam", "prioritise", { priority: 3 });
    await story.does("ana", "resolve");
    expect((await world.ask("dan", "declare", declared(4))) as object).toMatchObject({ warnings: [] });
  }),
];
