/** Proofs of Radar: what is an incident, how severe, and who says so. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { declared, inChannel, open, sentTo } from "./radar-world.ts";

type Answers = Readonly<Record<string, boolean | string>>;

const report = (world: StoryWorld, answers: Answers = {}) => world.open("dan", "report", { title: "Something is wrong", area: "shop", answers });
const suggested = async (world: StoryWorld, answers: Answers) => (await (await report(world, answers)).state()).severity.suggested;

type Cited = { readonly items: readonly { readonly examples: readonly string[]; readonly cites: readonly { readonly id: string }[] }[] };
/** The examples of a severity, and whether its document names the sentence that gives them. */
async function exampled(world: StoryWorld, rank: number, id: string): Promise<number> {
  const document = await look<Cited>(partsOf(world), "dan", "severity-document", { id: "radar", query: { rank } });
  const [shown] = document!.items;
  expect(shown!.cites.map((one) => one.id)).toContain(id);
  return shown!.examples.length;
}

export const judged: readonly Proof[] = [
  proof("PE-02", "a report becomes an incident, tomorrow's work, a ticket, nothing with a reason, or a duplicate, and nothing else", async (world) => {
    const known = await open(world, 2);
    const outcomes = [
      [{ outcome: "declare", severity: 3 }, "active", undefined],
      [{ outcome: "next_day", severity: 3 }, "rejected", "next_day"],
      [{ outcome: "ticket" }, "rejected", "ticket"],
      [{ outcome: "dismiss", reason: "It is meant to" }, "rejected", "wont_fix"],
      [{ outcome: "duplicate", of: known.stream }, "duplicate", undefined],
    ] as const;
    for (const [input, phase, disposition] of outcomes) {
      const story = await report(world);
      await story.does("ana", "triage", input);
      expect((await story.row()).phase).toBe(phase);
      const rejected = (await story.events()).find(({ type }) => type === "rejected")?.data as { readonly disposition: string } | undefined;
      expect(rejected?.disposition).toBe(disposition);
    }
    expect(await (await report(world)).refuses("ana", "triage", { outcome: "forget" })).toMatchObject({ code: "invalid_value" });
    expect(await (await report(world)).refuses("ana", "triage", { outcome: "dismiss" })).toMatchObject({ code: "reason_required", rule: ["PE-02"] });
  }),
  proof("PE-11", "what needs no answer right now becomes no 1, 2 or 3: asked when it is reported, or at triage", async (world) => {
    const refused = { code: "emergency_required", rule: ["PE-11"], policy: "/classify/emergency" };
    const story = await report(world, { emergency: false });
    for (const severity of [1, 2, 3])
      expect(await story.refuses("ana", "triage", { outcome: "declare", severity, reason: "It feels so" })).toMatchObject(refused);
    expect(await (await report(world)).refuses("ana", "triage", { outcome: "declare", severity: 2, answers: { emergency: false } })).toMatchObject(refused);
    expect(await world.ask("dan", "declare", declared(2, { answers: { emergency: false } }))).toMatchObject(refused);
    await story.does("ana", "triage", { outcome: "declare", severity: 4, reason: "A picture" });
  }),
  proof(
    "PE-13",
    "whoever notices it says how severe it is; another severity than the answers suggest, without a reason, is accepted with a warning",
    async (world) => {
      const answers = { manyBlocked: true };
      const warned = async (more: object) =>
        ((await world.ask("dan", "declare", declared(3, { answers, ...more }))) as { warnings: readonly { code: string; rule: readonly string[] }[] }).warnings;
      expect(await warned({})).toMatchObject([{ code: "reason_required", rule: ["PE-13"] }]);
      expect(await warned({ because: "Only the old shop" })).toEqual([]);
      expect(await warned({ severity: 2 })).toEqual([]);
    },
  ),
  proof("PE-14", "what is suggested follows from who and what is affected, and names the answers it follows from", async (world) => {
    const process = await look<{ readonly questions: readonly { readonly key: string }[] }>(partsOf(world), "dan", "process", { id: "radar" });
    expect(process!.questions.map(({ key }) => key)).toEqual(expect.arrayContaining(["affected", "lost", "irreversible", "dataExposed", "brandHit"]));
    expect(await suggested(world, { manyBlocked: true, affected: "All who pay by card" })).toEqual({
      severity: 2,
      why: "many customers or the business are stopped",
      answers: { manyBlocked: true },
    });
  }),
  proof("PE-15", "damage that cannot be undone suggests 1, which is neither put off nor slept on, and is worked on at any hour", async (world) => {
    await world.to("2026-03-03T03:00:00.000Z");
    expect(await suggested(world, { irreversible: true })).toMatchObject({ severity: 1 });
    expect(await (await report(world)).refuses("ana", "triage", { outcome: "next_day", severity: 1 })).toMatchObject({
      code: "deferral_not_allowed",
      rule: ["PE-15"],
    });
    const story = await open(world, 1);
    expect((await story.duties(["open"])).find(({ key }) => key.startsWith("start@"))).toMatchObject({ due: "2026-03-03T03:00:00.000Z" });
    await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
    expect(await story.refuses("ana", "stand-down", { until: "2026-03-03T09:00:00.000Z" })).toMatchObject({ code: "standdown_not_allowed", rule: ["PE-15"] });
  }),
  proof("PE-16", "three examples of severity 1 are there, and data open to see asks whether it is a security incident", async (world) => {
    expect(await suggested(world, { dataExposed: true })).toMatchObject({ severity: 1, asks: expect.stringContaining("security incident") });
    expect(await exampled(world, 1, "PE-16")).toBe(3);
  }),
  proof("PE-20", "many customers or a stopped business suggest 2", async (world) => {
    expect(await suggested(world, { manyBlocked: true })).toMatchObject({ severity: 2 });
  }),
  proof("PE-21", "three examples of severity 2 are there", async (world) => {
    expect(await exampled(world, 2, "PE-21")).toBe(3);
  }),
  proof("PE-25", "what is shaky or touches few suggests 3", async (world) => {
    expect(await suggested(world, { someAffected: true })).toMatchObject({ severity: 3 });
  }),
  proof("PE-29", "what is small suggests 4, with three examples", async (world) => {
    expect(await suggested(world, { cosmetic: true })).toMatchObject({ severity: 4 });
    expect(await exampled(world, 4, "PE-29")).toBe(3);
  }),
  proof("PE-33", "what lasts too long is asked about, at 3 when the next working day ends, and stays as it is until somebody raises it", async (world) => {
    const story = await open(world, 2);
    await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
    await world.to("2026-03-02T13:59:59.999Z");
    expect((await story.state()).severity.review).toBeNull();
    await world.to("2026-03-02T14:00:00.000Z");
    expect((await story.state()).severity).toMatchObject({ rank: 2, review: { propose: 1 } });
    expect(world.sent.filter(({ message }) => message.headline.includes("severity 1")).map(({ to }) => to)).toContain("ana");
    expect(await story.refuses("cleo", "change-severity", { to: 1, because: "duration" })).toMatchObject({ code: "not_permitted" });
    await story.does("eve", "change-severity", { to: 1, because: "duration" });
    await story.does("ana", "cancel", { reason: "It was the same one" });
    await world.to("2026-03-06T10:00:00.000Z");
    const small = await open(world, 3);
    await world.to("2026-03-09T17:59:59.999Z");
    expect((await small.state()).severity.review).toBeNull();
    await world.to("2026-03-09T18:00:00.000Z");
    expect((await small.state()).severity).toMatchObject({ rank: 3, review: { propose: 2 } });
  }),
  proof(
    "PE-34",
    "more severe means the new severity's response, whole: the channel hears it, ten minutes begin anew, the engineering manager is called",
    async (world) => {
      const story = await open(world, 3);
      await story.does("ana", "assign-role", { role: "comms_lead", person: "ana" });
      await world.pass("PT1H");
      await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
      expect(await inChannel(story)).toHaveLength(2);
      await world.to("2026-03-02T11:09:59.999Z");
      expect(sentTo(world, "page")).toEqual([]);
      await world.to("2026-03-02T11:10:00.000Z");
      expect(sentTo(world, "page")).toEqual(["eve"]);
      const other = await open(world, 2);
      await other.does("dan", "change-severity", { to: 1, because: "bigger_problem" });
      expect(sentTo(world, "page")).toEqual(["eve", "eve"]);
      expect((await inChannel(other)).at(-1)).toContain("Severity 1");
    },
  ),
];
