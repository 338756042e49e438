/** Proofs of Graceful Disasters: the steps of a severity, what is left out of them, what comes next, and the seat that comes first. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { answers, crewed, declared, managed, over, type Story } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

type Item = {
  readonly step: string;
  readonly what: string;
  readonly when: string;
  readonly who: { readonly label: string };
  readonly state: string;
  readonly words: string;
  readonly does: { readonly name: string; readonly input: object } | null;
};
type Checklist = { readonly items: readonly Item[]; readonly next: Item | null };

const checklist = async (world: StoryWorld, story: Story, query: object = {}) =>
  (await look<Checklist>(partsOf(world), "ana", "checklist", { id: story.stream, query }))!;
const stepsOf = async (world: StoryWorld, story: Story, state?: string) =>
  (await checklist(world, story)).items.filter((one) => state === undefined || one.state === state).map(({ step }) => step);

const begin = {
  1: "manager worker room call observers public_relations ticket ticket_link ticket_call help min_workers available test_plan",
  2: "manager worker room observers public_relations ticket ticket_link help min_workers available test_plan",
  3: "manager worker observers public_relations ticket help min_workers available test_plan",
};
const end = {
  1: "staging deploy production observers_told observers_content thanks call_over release postmortem celebrate",
  2: "staging deploy production observers_told observers_content thanks release postmortem celebrate",
  3: "staging deploy production observers_told postmortem",
};

export const lists: readonly Proof[] = [
  proof(
    "GD-44",
    "the checklist is the steps of the severity in their order, each with who, what and when; what the process sees done is ticked",
    async (world) => {
      for (const severity of [1, 2, 3] as const) {
        const { items } = await checklist(world, await managed(world, severity));
        expect(items.map(({ step }) => step)).toEqual(`${begin[severity]} ${end[severity]}`.split(" "));
        expect(items.filter(({ who, what, when }) => who.label === "" || what === "" || when === "")).toEqual([]);
      }
      const story = await managed(world, 2);
      expect(await stepsOf(world, story, "done")).toEqual(["manager", "room", "observers"]);
      await story.does("ana", "assign-role", { role: "worker", person: "ben" });
      expect((await story.events()).at(-1)).toMatchObject({ type: "step-finished", actor: "rule:steps", data: { step: "worker" } });
      await story.does("ana", "assign-role", { role: "worker", person: "ian" });
      await story.does("ana", "finish-step", { step: "ticket" });
      expect(await stepsOf(world, story, "done")).toEqual(["manager", "worker", "room", "observers", "ticket", "min_workers"]);
      expect(await story.refuses("max", "finish-step", { step: "help" })).toMatchObject({ code: "not_permitted" });
      const done = await over(world, 2);
      expect((await stepsOf(world, done, "open")).filter((step) => `${end[2]} test_plan`.split(" ").includes(step))).toEqual([
        "release",
        "postmortem",
        "celebrate",
      ]);
    },
  ),
  proof("GD-02", "a step is left out with a reason or not at all; it is a departure, and the post-mortem lists it", async (world) => {
    const story = await crewed(world, 2);
    expect(await story.refuses("ana", "skip-step", { step: "ticket" })).toMatchObject({
      code: "reason_required",
      rule: ["GD-02"],
      policy: "/steps/skipping",
      override: { role: "manager", reasonRequired: true },
    });
    expect(await story.refuses("ben", "skip-step", { step: "ticket", reason: "No time" })).toMatchObject({ code: "not_permitted" });
    await story.does("ana", "skip-step", { step: "ticket", reason: "The tracker is down, too" });
    expect((await checklist(world, story)).items.find(({ step }) => step === "ticket")).toMatchObject({ state: "skipped", reason: "The tracker is down, too" });
    const deviations = await look<{ readonly items: readonly object[] }>(partsOf(world), "ana", "deviations", { id: story.stream });
    expect(deviations!.items).toContainEqual(expect.objectContaining({ command: "skip-step", how: "override", reason: "The tracker is down, too" }));
    const ended = await over(world, 3);
    await ended.does("ana", "skip-step", { step: "ticket", reason: "The tracker is down, too" });
    const documents = await look<{ readonly items: readonly { readonly kind: string; readonly markdown: string }[] }>(partsOf(world), "ana", "documents", {
      id: ended.stream,
    });
    expect(documents!.items.find(({ kind }) => kind === "postmortem")!.markdown).toContain("Reason: The tracker is down, too");
  }),
  proof("GD-18", "whoever asks what is next gets one step, with its words ready to say", async (world) => {
    const story = await managed(world, 2);
    const { items } = await checklist(world, story, { view: "next" });
    expect(items).toMatchObject([
      { step: "worker", state: "open", words: "Severity 2: Nobody can pay. We need you to work on it. Can you begin now?", does: { name: "assign-role" } },
    ]);
    await story.does("ana", "assign-role", { role: "worker", person: "ben" });
    const next = await checklist(world, story, { view: "next" });
    expect(next.items).toMatchObject([{ step: "public_relations" }]);
    expect(next.next).toMatchObject({ step: "public_relations" });
  }),
  proof("GD-15", "naming a manager is the first step: nothing is worked on before, and after five minutes the next who could are called", async (world) => {
    const story = await world.open("dan", "declare", declared(2));
    expect((await checklist(world, story)).items[0]).toMatchObject({ step: "manager", state: "open", when: "First of all" });
    const work = { kind: "task", text: "Read the log", assignee: "ben" };
    for (const who of ["ben", "cleo"])
      expect(await story.refuses(who, "add-action", work)).toMatchObject({ code: "role_required", rule: ["GD-15"], policy: "/vacancy" });
    const pages = async () => Object.values((await story.state()).pages.pages);
    const called = async () => (await pages()).map(({ person }) => person);
    await story.does("ana", "decline-page", { page: (await pages())[0]!.id, reason: "On a train" });
    await world.to("2026-03-02T10:04:59.999Z");
    expect(await called()).toEqual(["ana", "cleo"]);
    await world.to("2026-03-02T10:05:00.000Z");
    expect(await called()).toEqual(["ana", "cleo", "ben"]);
    expect((await pages()).at(-1)).toMatchObject({ at: "2026-03-02T10:05:00.000Z", why: "Nobody is Incident Manager yet: Nobody can pay" });
    await answers(story, "cleo");
    expect((await checklist(world, story)).items[0]).toMatchObject({ step: "manager", state: "done" });
    await story.does("cleo", "add-action", work);
  }),
];
