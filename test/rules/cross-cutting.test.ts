/** Cross-cutting rules of the engine, through the door (X-…). Each is proven by an act, not by a look at the code. */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { packFromText } from "../../src/shell/processes/packs.ts";
import { packData, packOf } from "../organisation.ts";
import { storyWorld } from "../world.ts";
import { crewed, declareAt } from "./sitrep-alerting.ts";

describe("time", () => {
  it("X-01 what fell due while everything stood still fires once, late, and goes on from now", async () => {
    const world = storyWorld();
    const story = await world.open("dan", "declare", declareAt(1));
    world.clock.now = "2026-03-02T13:00:00.000Z";
    await world.settle();
    const again = (await story.events()).filter((event) => event.type === "paged-again");
    expect(again).toHaveLength(3);
    const due = (await story.events()).filter((event) => event.type === "duty-fell-due" && (event.data as { key: string }).key.includes("/again/"));
    expect(due.every((event) => (event.data as { late: boolean }).late)).toBe(true);
    await world.to("2026-03-02T13:02:00.000Z");
    expect((await story.events()).filter((event) => event.type === "paged-again")).toHaveLength(6);
    expect(
      (await story.events()).filter(
        (event) =>
          event.type === "duty-fell-due" &&
          (event.data as { late: boolean; due: string }).due === "2026-03-02T13:02:00.000Z" &&
          (event.data as { late: boolean }).late,
      ),
    ).toEqual([]);
  });

  it("X-20 a step is due at its instant, inclusive, and not a millisecond before", async () => {
    const world = storyWorld();
    const story = await world.open("dan", "declare", declareAt(1));
    const count = async () => (await story.events()).filter((event) => event.type === "paged-again").length;
    await world.to("2026-03-02T10:01:59.999Z");
    expect(await count()).toBe(0);
    await world.to("2026-03-02T10:02:00.000Z");
    expect(await count()).toBe(3);
  });

  it("X-06 the window opens by the person's own clock, also on the day it is changed", async () => {
    // In New York the clocks go forward on 8 March 2026 at 02:00: seven in the morning is 11:00 UTC, not 12:00.
    const world = storyWorld({ start: "2026-03-08T06:30:00.000Z", zones: { ana: "America/New_York" } });
    const story = await world.open("dan", "declare", declareAt(2));
    expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({
      state: "held",
      releaseAt: "2026-03-08T11:00:00.000Z",
      reason: "Held until their quiet hours end",
    });
    expect((await story.outbox({ person: "ben" }))[0]).toMatchObject({ state: "held", releaseAt: "2026-03-08T07:00:00.000Z" });
    await world.to("2026-03-08T11:00:00.000Z");
    expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({ state: "sent" });
  });

  it("X-07 whoever acted within half an hour may be contacted in quiet hours", async () => {
    const world = storyWorld({ start: "2026-03-03T02:00:00.000Z" });
    const story = await world.open("dan", "declare", declareAt(2));
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("eve", "post-message", { text: "I am awake" });
    await world.pass("PT5M");
    await story.does("ana", "page", { person: "eve", reason: "You are here anyway" });
    await story.does("ana", "page", { person: "dan", reason: "Who reported" });
    expect((await story.outbox({ person: "eve" }))[0]).toMatchObject({ template: "page", state: "sent" });
    await world.pass("PT1H");
    expect((await story.outbox({ person: "ben" })).find((row) => row.template === "page")).toMatchObject({ state: "held" });
  });

  it("GD-45 a change of severity re-plans what waits: more severe releases held pages in the same instant", async () => {
    const world = storyWorld({ start: "2026-03-03T02:00:00.000Z" });
    const story = await world.open("dan", "declare", declareAt(2));
    expect((await story.outbox({ person: "ben" })).every((row) => row.state === "held")).toBe(true);
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect((await story.outbox({ person: "ben" })).find((row) => row.template === "page")).toMatchObject({ state: "sent" });
  });
});

describe("asking twice and at once", () => {
  it("X-02 the same wish under the same key happens once and is answered the same; another wish under it is refused", async () => {
    const world = storyWorld();
    const story = await crewed(world);
    const page = { person: "eve", reason: "You know the till" };
    const first = await world.ask("ana", "page", page, { stream: story.stream, key: "k1" });
    const second = await world.ask("ana", "page", page, { stream: story.stream, key: "k1" });
    expect(second).toMatchObject({ events: (first as { events: unknown }).events, accepted: null });
    expect((await story.outbox({ person: "eve" })).filter((row) => row.template === "page")).toHaveLength(1);
    expect(await world.ask("ana", "page", { ...page, person: "dan" }, { stream: story.stream, key: "k1" })).toMatchObject({ code: "idempotency_key_reused" });
    const opened = await Promise.all(
      [1, 2].map(() =>
        world.dispatch({
          stream: null,
          name: "report",
          input: { title: "Twice at once" },
          actor: "person:dan",
          viewer: { person: "dan", all: false },
          key: "k2",
        }),
      ),
    );
    expect(opened[0]).toMatchObject({ stream: (opened[1] as { stream: string }).stream });
  });

  it("X-03 twenty people take command at once: one has it, nineteen are refused", async () => {
    const people = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const world = storyWorld({ people });
    const story = await world.open("p0", "declare", declareAt(1));
    const answers = await Promise.all(
      people.map((person) => world.ask(person, "assign-role", { role: "incident_commander", person }, { stream: story.stream })),
    );
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(answers.filter((answer) => isRefusal(answer) && answer.code === "role_cardinality")).toHaveLength(19);
  });
});

describe("refusals and departures", () => {
  it("X-05 a refusal names rule and policy; an ignored warning is a deviation", async () => {
    const world = storyWorld();
    const story = await crewed(world);
    expect(await story.refuses("ben", "resolve")).toMatchObject({ rule: ["SR-08"], policy: "/may/command" });
    const both = await story.does("ana", "assign-role", { role: "solutioneer", person: "ana" });
    expect(both.warnings).toMatchObject([{ code: "role_conflict", rule: ["QD-01"], policy: "/exclusions/0" }]);
    expect((await story.events()).find((event) => event.type === "deviated")).toMatchObject({ data: { cites: ["QD-01"], how: "warn" } });
    const journal = await world.store.read.journal(program, story.stream);
    expect(journal.find((entry) => isRefusal(entry.answer))).toMatchObject({ actor: "person:ben", name: "resolve" });
  });

  it("an overridable sentence is refused with who may insist, accepted with a reason from the commander, and kept as a deviation", async () => {
    const data = packData("sitrep");
    const world = storyWorld({ pack: packOf({ ...data, enforcement: { "SR-14": "override" } }) });
    const story = await world.open("dan", "declare", declareAt(1));
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "gate_unmet", override: { role: "incident_commander", reasonRequired: true } });
    await story.does("ana", "resolve", {}, { reason: "The provider mended it" });
    expect((await story.events()).find((event) => event.type === "deviated")).toMatchObject({
      data: { cites: ["SR-14"], how: "override", reason: "The provider mended it" },
    });
  });
});

describe("one process for one incident", () => {
  it("X-08 a running incident keeps the version it was declared under; the next one takes the new", async () => {
    const world = storyWorld();
    const story = await crewed(world);
    const data = packData("sitrep");
    const severities = structuredClone(data.severities) as Record<string, { name: string; alert: { again: string } }>;
    severities[1]!.alert.again = "30m";
    severities[2]!.name = "Renamed";
    world.packs.get("sitrep")!.push(packOf({ ...data, version: 2, severities }));
    await world.pass("PT2M");
    expect((await story.events()).filter((event) => event.type === "paged-again").length).toBeGreaterThan(0);
    const next = await world.open("dan", "declare", declareAt(1));
    await world.pass("PT10M");
    expect((await next.events()).filter((event) => event.type === "paged-again")).toHaveLength(0);
    expect((await next.state()).lifecycle.process).toEqual({ key: "sitrep", version: 2 });
    expect((await story.state()).lifecycle.process).toEqual({ key: "sitrep", version: 1 });
    await story.does("ana", "change-severity", { to: 2, because: "workaround" });
    expect((await story.events()).findLast(({ type }) => type === "thread-opened")?.data).toMatchObject({ text: "Severity 2 (Moderate): Checkout is down" });
  });

  it("X-09 an unknown key is refused with its path and line; JSON is as good as YAML", () => {
    const bad = packFromText(`${JSON.stringify({ ...packData("sitrep"), telepathy: true }, null, 2)}\n`);
    expect("problems" in bad && bad.problems).toMatchObject([{ at: "/telepathy", detail: 'Unknown key "telepathy".', line: expect.any(Number) }]);
    const good = packFromText(JSON.stringify(packData("sitrep")));
    expect("pack" in good && good.pack).toEqual(packOf(packData("sitrep")));
  });
});

describe("when nobody can be reached, when it is not over", () => {
  it("X-12 a failed method makes the next one due at once; when all fail the room is told whom to call", async () => {
    const world = storyWorld();
    world.outcomes.next = (_channel, to) =>
      to === "cleo" ? { outcome: "failed", reason: "no route", permanent: false } : { outcome: "ok", providerId: null, delivered: false };
    const story = await world.open("dan", "declare", declareAt(1));
    await world.pass("PT1M");
    const mine = (await story.outbox({ person: "cleo" })).find((row) => row.template === "page")!;
    expect(mine.attempts.map((attempt) => attempt.channel)).toEqual(["sms", "email", "sms", "email"]);
    expect(mine).toMatchObject({ state: "failed", reason: expect.stringContaining("Every method failed") });
    expect((await story.events()).find((event) => event.type === "person-unreachable")).toMatchObject({ data: { person: "cleo" } });
  });

  it("X-13 with no channel at all the whole life of an incident passes in the room", async () => {
    const world = storyWorld({ methods: { ana: [], ben: [], cleo: [] } });
    const story = await crewed(world);
    expect((await story.events()).filter((event) => event.type === "person-unreachable")).toHaveLength(3);
    await story.does("ana", "post-update", { audience: "organisation", text: "We are on it" });
    await story.does("ana", "resolve", { note: "Done" });
    for (const [kind, section] of [
      ["postmortem", "learnings"],
      ["sitrep", "solution"],
      ["sitrep", "impactedWho"],
      ["sitrep", "impactedHow"],
    ] as const)
      await story.does("ana", "edit-document", { kind, section, text: "Written", base: 0 });
    for (const kind of ["postmortem", "sitrep"]) await story.does("ana", "mark-document-ready", { kind });
    await story.does("ana", "send-document", { kind: "sitrep" });
    await story.does("ana", "close");
    expect((await story.state()).lifecycle.phase).toBe("closed");
  });

  it("X-18 reopened: duties and timers return, roles are asked anew, documents keep their revision", async () => {
    const world = storyWorld();
    const story = await crewed(world);
    await story.does("ana", "resolve");
    await story.does("ben", "edit-document", { kind: "postmortem", section: "learnings", text: "First", base: 0 });
    await story.does("ben", "reopen", { reason: "It came back" });
    const state = await story.state();
    expect(state.lifecycle).toMatchObject({ phase: "active", resolvedAt: null });
    expect(state.roles.held).toEqual([]);
    expect(state.documents.documents.postmortem).toMatchObject({ revision: 1, sections: { learnings: { revision: 1 } } });
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await world.pass("PT2M");
    expect((await story.events()).filter((event) => event.type === "paged-again" && event.at > state.lifecycle.reportedAt).length).toBeGreaterThan(0);
    await story.does("ana", "resolve");
    expect((await story.state()).documents.documents.postmortem).toMatchObject({ revision: 2, sections: { learnings: { revision: 1, filled: true } } });
  });

  it("cancelled or marked a duplicate, every page stops and the log stays", async () => {
    const world = storyWorld();
    const other = await world.open("dan", "declare", declareAt(1));
    world.store.setFact("incident", other.stream, { id: other.stream, phase: "active" });
    for (const [command, input, phase] of [
      ["cancel", { reason: "False alarm" }, "cancelled"],
      ["mark-duplicate", { of: other.stream }, "duplicate"],
    ] as const) {
      const story = await world.open("dan", "declare", declareAt(1));
      await story.does("dan", command, input);
      const before = (await story.outbox()).length;
      await world.pass("PT1H");
      expect(await story.outbox()).toHaveLength(before);
      expect((await story.row()).phase).toBe(phase);
      expect((await story.row()).number).toBeGreaterThan(0);
      expect((await story.events()).length).toBeGreaterThan(3);
    }
  });

  it("after a command somebody else's text is not overwritten: 412 with the revision", async () => {
    const world = storyWorld();
    const story = await crewed(world);
    await story.does("ana", "resolve");
    await story.does("ben", "edit-document", { kind: "postmortem", section: "learnings", text: "First", base: 0 });
    expect(await story.refuses("ana", "edit-document", { kind: "postmortem", section: "learnings", text: "Second", base: 0 })).toMatchObject({
      code: "version_conflict",
    });
  });

  it("a dry run says who would be told, when, and why not yet, and changes nothing", async () => {
    const world = storyWorld({ start: "2026-03-03T02:00:00.000Z" });
    const answer = await world.ask("dan", "declare", declareAt(2), { dryRun: true });
    expect(isRefusal(answer)).toBe(false);
    const { accepted } = answer as unknown as { accepted: { queue: { person: string; reach: { from: string; why: string | null } }[] } };
    expect(accepted.queue.map((one) => [one.person, one.reach.from])).toEqual(["ana", "ben", "cleo"].map((person) => [person, "2026-03-03T07:00:00.000Z"]));
    expect(await world.store.read.incidents(program, { limit: 10 })).toEqual([]);
  });
});
