/** Proofs of Radar: who keeps everybody informed, how often, and who is left alone. */
import { expect } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { crewed, duty, open, putInForce, sentTo } from "./radar-world.ts";

const lead = (person: string) => ({ role: "comms_lead", person });

/** How often everybody was told. */
const told = (world: StoryWorld) => sentTo(world, "update").filter((to) => to === "cleo").length;

export const telling: readonly Proof[] = [
  proof(
    "PE-04",
    "one role is enough: whoever keeps everybody informed begins it, ends it, and nobody else has to be there; nothing more is switched on",
    async (world) => {
      for (const severity of [1, 2, 3]) {
        const story = await open(world, severity);
        await story.does("ana", "assign-role", lead("ana"));
        await story.does("ana", "tell-situation", { detected: "Prices are far off" });
        if (severity === 2) await story.does("ana", "note-change", { kind: "deploy", text: "The old price list" });
        expect(await story.refuses("ben", "resolve")).toMatchObject({ code: "not_permitted", rule: ["PE-04"], policy: "/may/command" });
        for (const later of ["start-runbook", "set-test-plan", "open-round"])
          expect(await story.refuses("ana", later)).toMatchObject({ code: expect.any(String) });
        await story.does("ana", "resolve");
        expect((await story.state()).roles.held.map(({ role }) => role)).toEqual(["comms_lead"]);
      }
    },
  ),
  proof("PE-35", "whoever is outside and writes to somebody who repairs reaches whoever keeps everybody informed", async (world) => {
    const story = await crewed(world, 2);
    await story.does("pam", "ping", { person: "ben", text: "When will it be over?" });
    expect([sentTo(world, "question"), sentTo(world, "ping")]).toEqual([["ana"], []]);
    expect((await story.duties(["open"])).filter(({ who, due }) => due !== null && JSON.stringify(who) === JSON.stringify({ people: ["ben"] }))).toEqual([]);
  }),
  proof("PE-36", "at 1 and 2 it is not over while nobody keeps everybody informed, and that is said before who may; at 3 it may be", async (world) => {
    const story = await open(world, 2);
    expect(await story.refuses("dan", "resolve")).toMatchObject({ code: "gate_unmet", unmet: ["role.comms_lead"], rule: ["PE-36"] });
    await story.does("ana", "assign-role", lead("ana"));
    expect(await story.refuses("dan", "resolve")).toMatchObject({ code: "not_permitted" });
    const small = await open(world, 3);
    expect(await small.refuses("dan", "resolve")).toMatchObject({ code: "not_permitted" });
  }),
  proof("PE-37", "anybody may take that role and one has it; after five minutes without, the room is asked", async (world) => {
    const story = await open(world, 2);
    const asked = async () => (await story.events()).filter(({ type, actor }) => type === "message-posted" && actor === "rule:vacancy").length;
    await world.to("2026-03-02T10:04:59.999Z");
    expect(await asked()).toBe(0);
    await world.to("2026-03-02T10:05:00.000Z");
    expect(await asked()).toBe(1);
    const both = await Promise.all(["ana", "ben"].map((person) => world.ask(person, "assign-role", lead(person), { stream: story.stream })));
    expect(both.filter((one) => !isRefusal(one))).toHaveLength(1);
    expect(both.find(isRefusal)).toMatchObject({ code: "role_cardinality", rule: ["PE-37"] });
    await world.pass("PT1H");
    expect(await asked()).toBe(1);
    const small = await open(world, 3);
    await world.pass("PT10M");
    expect((await small.events()).filter(({ actor }) => actor === "rule:vacancy")).toEqual([]);
  }),
  proof(
    "PE-38",
    "an update says at least one of five things, and everybody gets it, stakeholders outside and whoever reads the channel, too; words without them are no update",
    async (world) => {
      const story = await crewed(world, 2);
      const refused = { code: "missing_fields", rule: ["PE-38"], policy: "/situation/says" };
      expect(await story.refuses("ana", "tell-situation", {})).toMatchObject({
        ...refused,
        unmet: ["detected", "investigating", "found", "timeframe", "actions"],
      });
      expect(await story.refuses("ana", "post-update", { text: "All is well" })).toMatchObject(refused);
      await story.does("ana", "tell-situation", { investigating: "The price list", timeframe: "An hour" });
      const texts = (await story.events()).flatMap(({ type, data }) => (type === "update-posted" ? [data as { audience: string; text: string }] : []));
      expect(texts.map(({ audience }) => audience)).toEqual(["organisation", "stakeholders"]);
      expect(texts[0]!.text).toBe("Being looked into: The price list\nHow long it may take: An hour");
      expect([...new Set(sentTo(world, "update"))]).toEqual(["ben", "cleo", "dan", "eve", "harbour", "lea", "mia", "pam"]);
      const outward = world.sent.filter(({ to, message }) => to === "harbour" && message.template === "update");
      expect(outward.map(({ channel, message }) => [channel, message.paragraphs, message.links, message.action])).toEqual([
        ["email", ["Being looked into: The price list\nHow long it may take: An hour"], [], undefined],
      ]);
      const channel = await look(partsOf(world), "pam", "channel", { id: "radar" });
      expect(JSON.stringify(channel)).toContain("Being looked into: The price list");
    },
  ),
  proof(
    "PE-39",
    "every five minutes whoever keeps everybody informed is asked for the next update, and an update begins the five minutes anew",
    async (world) => {
      const story = await crewed(world, 2);
      const asked = () => sentTo(world, "nudge").filter((to) => to === "ana").length;
      expect(await duty(story, "update/organisation@")).toMatchObject({
        ...{ due: "2026-03-02T10:05:00.000Z", who: { role: "comms_lead" }, by: { name: "tell-situation" } },
      });
      await world.to("2026-03-02T10:04:59.999Z");
      expect(asked()).toBe(0);
      await world.to("2026-03-02T10:05:00.000Z");
      expect(asked()).toBe(1);
      await world.to("2026-03-02T10:07:00.000Z");
      await story.does("ana", "tell-situation", { detected: "Prices are far off" });
      expect((await story.duties(["open"])).find(({ key }) => key.startsWith("update/organisation@"))).toMatchObject({ due: "2026-03-02T10:12:00.000Z" });
    },
  ),
  proof("PE-40", "one click says that there is nothing new; by itself only where that is switched on", async (world) => {
    const story = await crewed(world, 2);
    await world.pass("PT6M");
    expect(told(world)).toBe(0);
    await story.does("ana", "tell-holding");
    expect(told(world)).toBe(1);
    expect((await story.events()).find(({ type }) => type === "update-posted")).toMatchObject({
      actor: "person:ana",
      data: { text: expect.stringContaining("still looking") },
    });
    putInForce(world, (draft) => {
      (draft.situation as { holding: { auto: boolean } }).holding.auto = true;
    });
    const next = await crewed(world, 2);
    await world.pass("PT5M");
    expect((await next.events()).find(({ type, actor }) => type === "update-posted" && actor === "rule:situation")).toMatchObject({
      data: { text: expect.stringContaining("still looking") },
    });
  }),
];
