/** What the proofs of the experts leave open: clocks of their own, two at once, a server that was away, and incidents without any expert. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { personFact } from "../organisation.ts";
import { answers, declared, gracefulWorld, over, rolesOf, sentTo } from "./graceful-world.ts";

const pagesOf = (world: ReturnType<typeof gracefulWorld>) =>
  world.sent.filter(({ message }) => message.template.startsWith("page")).map(({ to, at }) => `${to} ${at.slice(11, 16)}`);

describe("experts", () => {
  it("GD-08 X-06 who sleeps is called in the morning of their own clock, and the next one five minutes after; others do not wait for that", async () => {
    const world = gracefulWorld(["GD-15"]);
    world.store.setFact("person", "ana", personFact("ana", { zones: { ana: "America/New_York" } }));
    const story = await world.open("dan", "declare", declared(2));
    await world.to("2026-03-02T11:59:59.999Z");
    expect(pagesOf(world)).toEqual([]);
    expect(sentTo(world, "declared")).toEqual(["lea", "max", "pam", "vic"]);
    await world.to("2026-03-02T12:00:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 12:00"]);
    await world.to("2026-03-02T12:05:00.000Z");
    expect(pagesOf(world)).toContain("cleo 12:05");
    expect((await story.state()).roles.held.filter(({ role }) => role === "manager")).toEqual([]);
  });

  it("GD-09 X-03 of two experts who answer at one instant one manages", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(1));
    await world.to("2026-03-02T10:05:00.000Z");
    const pages = Object.values((await story.state()).pages.pages);
    const both = await Promise.all(
      pages.map(({ id, person }) =>
        world.dispatch({ stream: story.stream, name: "answer-page", input: { page: id }, actor: `person:${person}`, viewer: program }),
      ),
    );
    expect(both.filter(isRefusal)).toEqual([]);
    const { held } = (await story.state()).roles;
    expect(held.filter(({ role }) => role === "manager")).toHaveLength(1);
    expect(held.filter(({ role }) => role === "sme")).toHaveLength(2);
  });

  it("GD2-10 X-01 a server that was away for three hours calls each expert once, late, and keeps to fifteen minutes from then on", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(1));
    await world.to("2026-03-02T10:06:00.000Z");
    await world.ask("system", "assign-role", { role: "manager", person: "ben" }, { stream: story.stream });
    await story.does("ben", "record-expert-unreachable");
    const before = pagesOf(world).length;
    world.clock.now = "2026-03-02T13:06:00.000Z";
    await world.settle();
    expect(pagesOf(world).slice(before).sort()).toEqual(["ana 13:06", "cleo 13:06"]);
    await world.to("2026-03-02T13:21:00.000Z");
    expect(pagesOf(world).filter((one) => one.endsWith("13:21"))).toHaveLength(2);
  });

  it("GD2-10 nobody says that no expert can be reached while one is seated; once they went, it may be said, and the others are called", async () => {
    const world = gracefulWorld(["GD-15"]);
    const story = await world.open("dan", "declare", declared(1));
    await answers(story, "ana");
    expect(await story.refuses("ana", "record-expert-unreachable")).toMatchObject({ code: "invalid_state", rule: ["GD2-10"] });
    await story.does("ana", "leave-role", { role: "sme" });
    await story.does("ana", "record-expert-unreachable", { person: "cleo" });
    const before = pagesOf(world).length;
    await world.to("2026-03-02T10:15:00.000Z");
    expect(pagesOf(world).slice(before)).toEqual(["cleo 10:15"]);
  });

  it("GD2-10 whoever said no is not called again, and nobody is once it is over", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", declared(2));
    const [page] = Object.values((await story.state()).pages.pages);
    await story.does("ana", "decline-page", { page: page!.id, reason: "On a train" });
    await world.ask("system", "assign-role", { role: "manager", person: "ben" }, { stream: story.stream });
    await story.does("ben", "record-expert-unreachable");
    const before = pagesOf(world).length;
    await world.to("2026-03-02T10:15:00.000Z");
    expect(pagesOf(world).slice(before)).toEqual(["cleo 10:15"]);
    await story.does("ben", "cancel", { reason: "A false alarm" });
    await world.to("2026-03-02T11:00:00.000Z");
    expect(pagesOf(world)).toHaveLength(before + 1);
  });

  it("without an area somebody of the last resort is called, manages, and may ask an expert in", async () => {
    const world = gracefulWorld();
    const story = await world.open("dan", "declare", { title: "Something is wrong", severity: 2 });
    expect(sentTo(world, "page")).toEqual(["mia"]);
    await answers(story, "mia");
    expect(await rolesOf(story, "mia")).toEqual(["manager"]);
    await story.does("mia", "assign-role", { role: "sme", person: "eve" });
    expect(await rolesOf(story, "eve")).toEqual(["sme"]);
  });

  it("GD-08 X-18 after a reopening the first expert is called anew", async () => {
    const world = gracefulWorld();
    const story = await over(world, 2);
    const before = sentTo(world, "page").filter((to) => to === "ana").length;
    await world.pass("PT1H");
    await story.does("ana", "reopen", { reason: "It is back" });
    expect(sentTo(world, "page").filter((to) => to === "ana")).toHaveLength(before + 1);
    await answers(story, "ana");
    expect(await rolesOf(story, "ana")).toEqual(["sme", "manager"]);
  });
});
