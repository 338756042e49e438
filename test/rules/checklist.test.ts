/** Checklists and the vacant seat beside their sentences: packs without one, what fits together, coming back, and who is told what first. */
import { describe, expect, it } from "vitest";
import { views } from "../../src/views/index.ts";
import { look, partsOf } from "../views/looking.ts";
import { storyWorld } from "../world.ts";
import { crewed, declared, gracefulWorld, managed, over, problemsOf, type Story } from "./graceful-world.ts";

type Checklist = { readonly items: readonly { readonly step: string; readonly state: string; readonly by: string | null }[]; readonly open: number };
const stateOf = async (world: ReturnType<typeof gracefulWorld>, story: Story, step: string) =>
  (await look<Checklist>(partsOf(world), "ana", "checklist", { id: story.stream }))!.items.find((one) => one.step === step)?.state;

describe("a process without checklists", () => {
  it("has no steps, no button for them, and says so", async () => {
    const world = storyWorld();
    const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 1 });
    expect(await look(partsOf(world), "ana", "checklist", { id: story.stream })).toMatchObject({ items: [], next: null, open: 0 });
    expect(await story.refuses("ana", "finish-step", { step: "worker" })).toMatchObject({
      code: "invalid_state",
      detail: "Under SitRep there is no “Tick a step of the checklist”.",
    });
    const room = await look<{ readonly abilities: readonly { readonly name: string }[] }>(partsOf(world), "ana", "room", { id: story.stream });
    const names = room!.abilities.map(({ name }) => name);
    for (const name of ["finish-step", "skip-step", "stand-down", "resume", "severity-input", "review-severity"]) expect(names).not.toContain(name);
    await story.does("ana", "add-action", { kind: "task", text: "Read the log" });
  });
});

describe("steps", () => {
  it("GD-44 name roles and commands that there are, each key once", async () => {
    const world = gracefulWorld();
    const step = { key: "juggle", who: "manager", what: "Juggle", when: "At noon" };
    const wrong = (steps: readonly object[]) => problemsOf(world, (draft) => Object.assign(draft.severities["2"]!, { steps }));
    expect(await wrong([{ ...step, who: "juggler" }])).toMatchObject([{ at: "/severities/2/steps/0/who", code: "pack_invalid" }]);
    expect(await wrong([step, step])).toMatchObject([{ at: "/severities/2/steps/1/key", code: "pack_invalid" }]);
    expect(await wrong([{ ...step, by: { name: "juggle" } }])).toMatchObject([{ at: "/severities/2/steps/0/by", code: "pack_invalid" }]);
    expect(await wrong([{ ...step, by: { name: "resolve" } }])).toEqual([]);
  });

  it("GD-51 follow the severity of the moment, and what was done stays done", async () => {
    const world = gracefulWorld();
    const story = await managed(world, 1);
    await story.does("ana", "finish-step", { step: "ticket" });
    expect(await stateOf(world, story, "call")).toBe("open");
    await story.does("ana", "change-severity", { to: 2, because: "workaround" });
    expect(await stateOf(world, story, "call")).toBeUndefined();
    expect(await stateOf(world, story, "ticket")).toBe("done");
    expect(await story.refuses("ana", "finish-step", { step: "call" })).toMatchObject({ code: "not_found" });
  });

  it("GD-02 a step that was left out may still be done; one that is done is not left out", async () => {
    const world = gracefulWorld();
    const story = await crewed(world, 2);
    await story.does("ana", "skip-step", { step: "ticket", reason: "The tracker is down" });
    expect(await story.refuses("ana", "skip-step", { step: "ticket", reason: "Still" })).toMatchObject({ code: "invalid_state" });
    await story.does("ben", "finish-step", { step: "ticket" });
    expect(await stateOf(world, story, "ticket")).toBe("done");
    expect(await story.refuses("ana", "skip-step", { step: "ticket", reason: "No time" })).toMatchObject({ code: "invalid_state" });
    expect((await story.does("ben", "finish-step", { step: "ticket" })).events).toEqual([]);
  });

  it("X-18 what ends an incident is done anew after a reopening; what began it is not", async () => {
    const world = gracefulWorld();
    const story = await over(world, 2);
    await story.does("ana", "finish-step", { step: "celebrate" });
    expect([await stateOf(world, story, "thanks"), await stateOf(world, story, "celebrate")]).toEqual(["done", "done"]);
    await story.does("ana", "reopen", { reason: "It came back" });
    expect(await Promise.all(["worker", "thanks", "celebrate"].map((step) => stateOf(world, story, step)))).toEqual(["done", "open", "open"]);
  });
});

describe("what is seen of it", () => {
  it.each(["checklist", "severity", "rest"])("%s is exactly what its shape says, with something of everything in it", async (name) => {
    const world = gracefulWorld([], { start: "2026-03-02T16:00:00.000Z" });
    const story = await crewed(world, 2);
    await story.does("ana", "skip-step", { step: "ticket", reason: "The tracker is down" });
    await story.does("max", "severity-input", { advises: 1, text: "Our largest customer called" });
    await story.does("ana", "review-severity", { propose: 1 });
    await world.to("2026-03-02T22:00:00.000Z");
    const sent = JSON.parse(JSON.stringify(await look(partsOf(world), "ana", name, { id: story.stream }))) as unknown;
    expect(views.find((one) => one.name === name)!.shape.parse(sent)).toEqual(sent);
    expect(JSON.stringify(sent)).toMatch({ checklist: /The tracker is down/, severity: /"propose":1/, rest: /"asked":\{/ }[name]!);
  });
});

describe("a vacant seat", () => {
  it("GD-15 PE-36 is named before any right is, and no more once it is filled", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(2));
    const work = { kind: "repair", text: "Renew it", assignee: "ben" };
    expect(await story.refuses("ben", "add-action", work)).toMatchObject({ code: "role_required", rule: ["GD-15"] });
    const room = await look<{ readonly abilities: readonly { readonly name: string; readonly refused: { readonly code: string } | null }[] }>(
      partsOf(world),
      "ben",
      "room",
      { id: story.stream },
    );
    expect(room!.abilities.find(({ name }) => name === "start-runbook")).toMatchObject({ refused: { code: "role_required" } });
    const filled = await managed(world, 2);
    expect(await filled.refuses("ben", "add-action", work)).toMatchObject({ code: "not_permitted" });
  });

  it("GD-15 at night nobody is called before they may be", async () => {
    const world = gracefulWorld([], { start: "2026-03-03T02:00:00.000Z" });
    const story = await world.open("dan", "declare", declared(2));
    const called = async () => Object.values((await story.state()).pages.pages).filter(({ why }) => why.startsWith("Nobody is Incident Manager"));
    await story.does("ana", "decline-page", { page: Object.values((await story.state()).pages.pages)[0]!.id, reason: "Ill" });
    await world.to("2026-03-03T07:04:59.999Z");
    expect(await called()).toEqual([]);
    await world.to("2026-03-03T07:05:00.000Z");
    expect(await called()).toMatchObject([{ person: "ben", at: "2026-03-03T07:05:00.000Z" }]);
  });
});
