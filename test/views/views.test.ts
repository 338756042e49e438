/** Every view over one long story: its answer fits its shape, and says what happened. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { policy } from "../../src/core/oncall/policy.ts";
import { views } from "../../src/views/index.ts";
import type { RoomView, TimelineEntry } from "../../src/views/room-shape.ts";
import type { ViewParts } from "../../src/views/view.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

type Items<T> = { readonly items: readonly T[]; readonly next?: number | null };

const world: StoryWorld = storyWorld();
const parts: ViewParts = partsOf(world);
let story: Awaited<ReturnType<typeof wholeStory>>;
beforeAll(async () => {
  story = await wholeStory(world);
  world.store.setFact("escalation", "web", policy.parse({ id: "web", title: "Web shop", steps: [{ to: [{ person: "ana" }, { team: "response" }] }] }));
});

/** What a view needs in its address to have an answer. */
const idFor = (name: string, of: string) =>
  name === "escalation-preview"
    ? "web"
    : of === "incident"
      ? story.stream
      : ["channel", "process", "process-health", "process-page", "severity-document"].includes(name)
        ? "sitrep"
        : name === "availability"
          ? "ana"
          : "";

describe("the registry", () => {
  test("has no name and no address twice", () => {
    const addresses = views.map(({ of, path, name }) => `${of} ${path ?? name}`);
    expect(new Set(addresses).size).toBe(views.length);
    expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
  });

  test.each(views.map(({ name, of }) => [name, of] as const))("%s answers exactly what its shape says", async (name, of) => {
    const answer = await look(parts, "ana", name, { id: idFor(name, of) });
    expect(answer).not.toBeNull();
    const sent = JSON.parse(JSON.stringify(answer)) as unknown;
    expect(views.find((one) => one.name === name)!.shape.parse(sent)).toEqual(sent);
    expect(() => z.toJSONSchema(views.find((one) => one.name === name)!.shape)).not.toThrow();
  });

  test.each(views.filter(({ of }) => of === "incident").map(({ name }) => name))(
    "%s knows no incident that does not exist, and none for nobody",
    async (name) => {
      expect(await look(parts, "ana", name, { id: "4711" })).toBeNull();
      expect(await look(parts, null, name, { id: story.stream })).toBeNull();
    },
  );
});

describe("the room", () => {
  test("shows seats, people, work and documents under people's names", async () => {
    const room = (await look<RoomView>(parts, "ana", "room", { id: "1" }))!;
    expect(room.incident).toMatchObject({
      number: 1,
      phase: "resolved",
      severity: { rank: 1, name: "Critical" },
      area: { name: "Web shop" },
      reportedBy: "Demo Dan",
      suggested: { severity: 1 },
    });
    expect(room.incident.status).toMatchObject({ text: "Rolling back", by: { name: "Demo Ana" } });
    expect(room.incident.channel).toEqual({ key: "sitrep", name: "#SitRep" });
    expect(room.roles.find(({ role }) => role === "incident_commander")).toMatchObject({
      label: "Incident Commander",
      holders: [{ person: { name: "Demo Ana" } }],
      openSeat: false,
    });
    expect(room.people.find(({ person }) => person.id === "cleo")).toMatchObject({ state: "engaged" });
    expect(room.people.find(({ person }) => person.id === "ben")).toMatchObject({ state: "answered", roles: ["solutioneer"] });
    expect(room.runbooks[0]?.steps[0]).toMatchObject({ done: true, by: { name: "Demo Ben" } });
    expect(room.followUps[0]).toMatchObject({ text: "alert on the queue length", by: "Demo Cleo" });
    expect(room.customerMessages[0]).toMatchObject({ state: "published", by: { name: "Demo Ana" } });
    expect(room.documents.map(({ kind, missing }) => [kind, missing])).toEqual([
      ["postmortem", []],
      ["sitrep", ["solution", "impactedWho", "impactedHow"]],
    ]);
    expect(room.documents[0]?.sections.find(({ key }) => key === "learnings")).toMatchObject({
      text: "Test the rollback every week",
      revision: 1,
      by: { name: "Demo Ben" },
    });
  });

  test("tells each what they could do, with the sentence that forbids it and the form it needs", async () => {
    const ability = async (who: string, name: string) => (await look<RoomView>(parts, who, "room", { id: "1" }))!.abilities.find((one) => one.name === name);
    expect(await ability("ana", "close")).toMatchObject({
      refused: { code: "gate_unmet", rule: expect.arrayContaining(["SR-36"]), unmet: expect.arrayContaining(["sitrep.sent"]) },
    });
    expect(await ability("dan", "close")).toMatchObject({ refused: { code: "not_permitted", rule: ["SR-08"], policy: "/may/close" } });
    expect(await ability("ana", "reopen")).toMatchObject({
      refused: null,
      says: expect.any(String),
      input: { properties: { reason: { type: "string", title: "Why?" } }, required: ["reason"] },
    });
    expect(await ability("ana", "resolve")).toBeUndefined();
    expect(await ability("ana", "note-delivery")).toBeUndefined();
  });

  test("counts what was owed, met and late", async () => {
    const { conformance, duties } = (await look<RoomView>(parts, "ana", "room", { id: "1" }))!;
    expect(conformance).toMatchObject({ missed: expect.any(Number), open: 2 });
    expect(conformance.met).toBeGreaterThanOrEqual(2);
    expect(duties.map(({ key, mine }) => [key, mine])).toEqual([
      ["document/sitrep/1/ready", true],
      ["document/postmortem/1/ready", false],
    ]);
    expect(duties[0]).toMatchObject({
      who: { label: "Incident Commander", people: [{ name: "Demo Ana" }] },
      by: { name: "mark-document-ready", input: { kind: "sitrep" } },
      cites: [{ id: "SR-25", enforced: "block" }],
    });
  });

  test("an observer is told so", async () => {
    const other = await world.open("dan", "declare", { title: "Another one", severity: 3 });
    expect((await look<RoomView>(parts, "cleo", "room", { id: other.stream }))!.me).toEqual({ person: "cleo", roles: [], observer: true });
    expect((await look<RoomView>(parts, "dan", "room", { id: other.stream }))!.me.observer).toBe(false);
    await other.does("dan", "cancel", { reason: "Only to look at it" });
  });
});

describe("the timeline", () => {
  test("X-12 whom no machine reaches stands there with name and number, to be called by hand", async () => {
    const failing = storyWorld();
    failing.outcomes.next = (_channel, to) =>
      to === "cleo" ? { outcome: "failed", reason: "no route", permanent: true } : { outcome: "ok", providerId: null, delivered: false };
    const unreached = await failing.open("dan", "declare", { title: "Checkout is down", severity: 1, area: "web" });
    const { items } = (await look<Items<TimelineEntry>>(partsOf(failing), "dan", "timeline", { id: unreached.stream }))!;
    expect(items.find(({ type }) => type === "person-unreachable")?.sentence).toMatch(/Demo Cleo .*call by hand, \+15005550006/);
    expect(await look(partsOf(failing), null, "timeline", { id: unreached.stream })).toBeNull();
  });

  test("X-04 is a chain without a gap, in pages, each entry with its hash", async () => {
    const all: TimelineEntry[] = [];
    for (let next: number | null = 0; next !== null; ) {
      const page: Items<TimelineEntry> = (await look<Items<TimelineEntry>>(parts, "ana", "timeline", {
        id: "1",
        query: { after: next, limit: 7, all: "true" },
      }))!;
      all.push(...page.items);
      next = page.next ?? null;
    }
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(all.length);
    expect(await look(parts, "ana", "verify", { id: "1" })).toEqual({ ok: true, events: all.length, brokenAt: null });
  });

  test("X-04 says where a tampered log is broken", async () => {
    const other = await world.open("dan", "declare", { title: "To be tampered with", severity: 3 });
    const row = world.store.tables.streams.get(other.stream)!;
    (row.events[0] as { data: unknown }).data = { ...(row.events[0]!.data as object), title: "Nothing happened" };
    expect(await look(parts, "dan", "verify", { id: other.stream })).toMatchObject({ ok: false, brokenAt: 1 });
    world.store.tables.streams.delete(other.stream);
  });

  test("names people, and the sentence behind what the process did by itself", async () => {
    const { items } = (await look<Items<TimelineEntry>>(parts, "dan", "timeline", { id: "1" }))!;
    expect(items.find(({ type }) => type === "role-assigned")).toMatchObject({
      sentence: "Demo Ana takes the role Incident Commander",
      actor: { kind: "person", id: "ana", name: "Demo Ana" },
    });
    expect(items.find(({ type }) => type === "paged")).toMatchObject({
      actor: { kind: "rule", id: "alert" },
      cites: expect.arrayContaining([expect.objectContaining({ id: "SR-02", says: expect.stringContaining("at once") })]),
    });
    expect(items.some(({ type }) => type === "page-delivered")).toBe(false);
  });
});
