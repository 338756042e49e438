/** Proofs of Graceful Disasters: how severe it is, what is too small, whom each severity tells and when. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { called, changed, declared, managed, problemsOf, putInForce, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const suggested = async (world: StoryWorld, answers: Record<string, boolean>) =>
  (await (await world.open("dan", "report", { title: "Something is wrong", answers })).state()).severity.suggested;

type Process = {
  readonly severities: readonly {
    readonly rank: number;
    readonly description: string;
    readonly examples: readonly string[];
    readonly typicalResponse: string;
  }[];
};
const process = async (world: StoryWorld) => (await look<Process>(partsOf(world), "dan", "process", { id: "graceful" }))!;

/** A severity of the organisation's own. */
const another = (more: object = {}) => ({
  name: "Whenever",
  description: "Nobody would notice.",
  contact: { window: "working" },
  communications: { means: ["The tracker"] },
  observers: { says: "Nobody watches." },
  steps: [{ key: "manager", who: "sme", what: "Somebody manages.", when: "Sometime" }],
  ...more,
});

export const severities: readonly Proof[] = [
  proof("GD2-02", "important parts that customers miss suggest 2, harm that is being done suggests 1, each with its reason", async (world) => {
    expect(await suggested(world, { importantPartsBlocked: true, activelyHarming: false })).toMatchObject({
      severity: 2,
      why: expect.stringContaining("harm will follow"),
    });
    expect(await suggested(world, { lossIfLeft: true, activelyHarming: false })).toMatchObject({
      severity: 2,
      why: expect.stringContaining("money will be lost"),
    });
    expect(await suggested(world, { importantPartsBlocked: true, activelyHarming: true })).toMatchObject({
      severity: 1,
      why: expect.stringContaining("harmed already"),
    });
  }),
  proof("GD2-01", "at half past two a page at severity 2 is held until seven, and haste is refused; whoever is up already may be called", async (world) => {
    await world.to("2026-03-03T02:30:00.000Z");
    const story = await managed(world, 2);
    expect(await called(story, "eve")).toEqual({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
    const now = { person: "ian", reason: "We need you", immediate: true };
    expect(await story.refuses("ana", "page", now)).toMatchObject({
      code: "contact_window_closed",
      rule: ["GD2-01"],
      policy: "/severities/2/contact/immediate",
    });
    await story.does("ben", "post-message", { text: "I am awake" });
    await story.does("ana", "page", { ...now, person: "ben" });
    expect((await story.outbox({ person: "ben" })).find((one) => one.template === "page")).toMatchObject({ state: "sent" });
    const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "ben")!;
    await story.does("ben", "answer-page", { page: page.id });
    await world.to("2026-03-03T06:59:59.999Z");
    expect(sentTo(world, "page")).toEqual(["ben"]);
    await world.to("2026-03-03T07:00:00.000Z");
    expect(sentTo(world, "page")).toEqual(["ben", "eve"]);
    const worst = await managed(world, 1);
    await worst.does("ana", "page", now);
  }),
  proof("GD2-07", "whoever is silent is called again after five minutes, and the next one after ten; whoever cannot come says why", async (world) => {
    const story = await managed(world, 2);
    await story.does("ana", "page", { person: "eve", reason: "You know the database" });
    const page = Object.values((await story.state()).pages.pages).find((one) => one.person === "eve")!;
    const times = (template: string, to: string) => sentTo(world, template).filter((one) => one === to).length;
    await world.to("2026-03-02T10:04:59.999Z");
    expect(times("page-again", "eve")).toBe(0);
    await world.to("2026-03-02T10:05:00.000Z");
    expect(times("page-again", "eve")).toBe(1);
    expect(sentTo(world, "page")).toEqual(["ana", "eve"]);
    await world.to("2026-03-02T10:10:00.000Z");
    expect(sentTo(world, "page")).toEqual(["ana", "cleo", "eve"]);
    expect(await story.refuses("eve", "decline-page", { page: page.id, reason: "" })).toMatchObject({ code: "reason_required" });
    await story.does("eve", "decline-page", { page: page.id, reason: "On a train" });
    expect(sentTo(world, "page")).toEqual(["ana", "ben", "cleo", "eve"]);
    expect((await story.events()).filter(({ type }) => type.startsWith("page")).map(({ type }) => type)).toEqual(
      expect.arrayContaining(["page-declined", "paged-again"]),
    );
  }),
  proof("GD2-04", "at half past seven, before work, a page at severity 2 goes out", async (world) => {
    await world.to("2026-03-03T07:30:00.000Z");
    expect(await called(await managed(world, 2), "eve")).toEqual({ state: "sent", releaseAt: "2026-03-03T07:30:00.000Z" });
  }),
  proof("GD-01", "a severity that is a ticket starts nothing: it is filed, nobody is paged, and it cannot be declared", async (world) => {
    await putInForce(world, (draft) => {
      draft.severities["4"] = another({ handling: "ticket" });
    });
    expect(await world.ask("dan", "declare", declared(4))).toMatchObject({ code: "invalid_state", rule: ["GD-01"], policy: "/declaration/ticketsAreFiled" });
    const story = await world.open("dan", "report", { title: "A colour is off" });
    await story.does("ana", "triage", { outcome: "ticket" });
    expect(await story.row()).toMatchObject({ phase: "rejected", declaredAt: null });
    const judged = await world.open("dan", "report", { title: "A comma is missing" });
    await judged.does("ana", "triage", { outcome: "declare", severity: 4 });
    expect(await judged.row()).toMatchObject({ phase: "rejected", declaredAt: null });
    expect(world.sent).toEqual([]);
  }),
  proof("GD-19", "at 1 the company's managers and public relations are told, at 2 public relations, and again when it changes", async (world) => {
    const watching = ["lea", "max", "vic"];
    const told = (template: string) => sentTo(world, template).filter((to) => !watching.includes(to) && to !== "ana");
    await managed(world, 2);
    expect(told("declared")).toEqual(["pam"]);
    await managed(world, 1);
    expect(told("declared")).toEqual(["mia", "pam", "pam"]);
    const story = await managed(world, 3);
    expect(told("declared").filter((to) => to === "mia")).toHaveLength(1);
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect(told("severity-changed")).toEqual(["mia", "pam"]);
  }),
  proof("GD-40", "a declaration without a severity is refused, directly and from a report", async (world) => {
    const refused = { code: "severity_required", rule: ["GD-40"], policy: "/declaration/severityRequired" };
    expect(await world.ask("dan", "declare", { title: "Nobody can pay" })).toMatchObject(refused);
    const story = await world.open("dan", "report", { title: "Nobody can pay" });
    expect(await story.refuses("dan", "triage", { outcome: "declare" })).toMatchObject(refused);
    await story.does("dan", "triage", { outcome: "declare", severity: 2 });
  }),
  proof("GD-41", "at four in the morning: at once at 1, at seven at 2, at nine at 3, by each one's own clock", async (world) => {
    await world.to("2026-03-03T04:00:00.000Z");
    expect(await called(await managed(world, 1), "eve")).toEqual({ state: "sent", releaseAt: "2026-03-03T04:00:00.000Z" });
    expect(await called(await managed(world, 2), "eve")).toEqual({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
    expect(await called(await managed(world, 3), "eve")).toEqual({ state: "held", releaseAt: "2026-03-03T09:00:00.000Z" });
  }),
  proof("GD-42", "a severity of one's own is usable from the next version on, and incidents keep theirs", async (world) => {
    const before = await managed(world, 2);
    await putInForce(world, (draft) => {
      draft.severities["4"] = another({ contact: { window: "waking" } });
    });
    expect(await before.refuses("ana", "change-severity", { to: 4, because: "workaround" })).toMatchObject({ code: "invalid_value" });
    const story = await managed(world, 4);
    expect((await story.state()).lifecycle.process).toEqual({ key: "graceful", version: 2 });
    expect(await called(story, "eve")).toMatchObject({ state: "sent" });
    expect(await problemsOf(world, (draft) => delete draft.severities["3"])).toEqual([]);
  }),
  proof("GD-43", "a description is there, shown to whoever reports, and no longer than four hundred characters", async (world) => {
    const describe = (description: string) => problemsOf(world, (draft) => Object.assign(draft.severities["2"]!, { description }));
    const incomplete = [{ at: "/severities/2/description", code: "severity_doc_incomplete" }];
    expect(await describe("")).toMatchObject(incomplete);
    expect(await describe("x".repeat(401))).toMatchObject(incomplete);
    expect(await describe("x".repeat(400))).toEqual([]);
    expect((await process(world)).severities.map(({ description }) => description.length)).toEqual([
      expect.any(Number),
      expect.any(Number),
      expect.any(Number),
    ]);
  }),
  proof("GD-46", "the sixth severity is accepted with a warning, the fifth without", async (world) => {
    const upTo = (most: number) =>
      changed(world, (draft) => Object.assign(draft.severities, Object.fromEntries([4, 5, 6].filter((rank) => rank <= most).map((rank) => [rank, another()]))));
    expect(await upTo(5)).toMatchObject({ pack: { version: 2 }, warnings: [] });
    expect(await upTo(6)).toMatchObject({ pack: { version: 2 }, warnings: [{ code: "severity_count_above_recommended", at: "/levels/most" }] });
  }),
  proof("GD-47", "what triage calls a ticket stands in the tracker and names its report", async (world) => {
    const story = await world.open("dan", "report", { title: "A report opens slowly" });
    await story.does("ana", "triage", { outcome: "ticket" });
    const tracker = await look<{ readonly items: readonly object[] }>(partsOf(world), "dan", "tracker");
    expect(tracker!.items).toMatchObject([{ incident: { id: story.stream }, kind: "task", sprint: "backlog", title: "A report opens slowly" }]);
    expect(world.sent).toEqual([]);
  }),
  proof(
    "GD-48",
    "a severity that leaves out who watches, how to talk, how soon or its steps is no valid one; its document has a heading for each, and the room links to it",
    async (world) => {
      for (const key of ["contact", "communications", "observers", "steps"])
        expect(await problemsOf(world, (draft) => delete draft.severities["2"]![key])).toMatchObject([
          { at: `/severities/2/${key}`, code: "severity_doc_incomplete" },
        ]);
      const document = await look<{ readonly items: readonly { readonly markdown: string }[] }>(partsOf(world), "dan", "severity-document", {
        id: "graceful",
        query: { rank: 2, version: 1 },
      });
      for (const heading of ["How soon", "How to talk", "Who watches", "Every step"]) expect(document!.items[0]!.markdown).toContain(`## ${heading}\n\n`);
      expect(document!.items[0]!.markdown).toContain("3. Incident Manager (At once): Be in the room;");
      const opened = (await (await managed(world, 2)).events()).find(({ type }) => type === "thread-opened");
      expect(opened).toMatchObject({ data: { text: "Severity 2 (Today, not tonight): Nobody can pay. What this severity asks for: /process#severity-2" } });
    },
  ),
  proof("GD-49", "three severities come with the process, each with examples and what is then done", async (world) => {
    const { severities: shown } = await process(world);
    expect(shown.map(({ rank, examples, typicalResponse }) => [rank, examples.length > 0, typicalResponse !== ""])).toEqual(
      [1, 2, 3].map((rank) => [rank, true, true]),
    );
  }),
];
