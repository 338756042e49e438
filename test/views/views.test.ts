/** Every view over one long story: its answer fits its shape, and says what happened. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { policy } from "../../src/core/oncall/policy.ts";
import type { BoardView, IncidentLine, ProcessView } from "../../src/views/board-shape.ts";
import { views } from "../../src/views/index.ts";
import { publicList } from "../../src/views/public-list.ts";
import type { DeliveryView, DocumentView, RoomView, TimelineEntry } from "../../src/views/room-shape.ts";
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
      : name === "channel" || name === "process" || name === "severity-document"
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

describe("the bridge and the lists", () => {
  test("the bridge says how it stands, what is mine and who is on call", async () => {
    expect((await look<BoardView>(parts, "ana", "board"))!.status).toEqual({ word: "normal", why: "Nothing is going on." });
    const open = await world.open("dan", "declare", { title: "Search is down", severity: 1, area: "web" });
    await open.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    const board = (await look<BoardView>(parts, "ana", "board"))!;
    expect(board.status).toEqual({ word: "critical", why: "Search is down, severity 1 (Critical)" });
    expect(board.incidents[0]).toMatchObject({
      title: "Search is down",
      commander: { name: "Demo Ana" },
      myRoles: ["Incident Commander"],
      severity: { rank: 1, name: "Critical" },
    });
    expect(board.duties.map(({ what }) => what)).toEqual(expect.arrayContaining(["Answer the page", "Finish the Situation report"]));
    expect(board.documents).toHaveLength(2);
    expect(board.onCall).toEqual([
      {
        schedule: { id: "primary", name: "Primary" },
        people: [
          { id: "ana", name: "Demo Ana" },
          { id: "ben", name: "Demo Ben" },
        ],
        zone: "UTC",
      },
    ]);
    expect((await look<BoardView>(parts, "eve", "board"))!.duties).toEqual([]);
    await open.does("ana", "cancel", { reason: "Only to look at it" });
  });

  test("a page that waits for somebody's morning stands on the bridge with its reason", async () => {
    const night = storyWorld({ start: "2026-03-03T03:00:00.000Z" });
    await night.open("dan", "declare", { title: "The scheduler is down", severity: 2, area: "web" });
    const { heldPages } = (await look<BoardView>(partsOf(night), "dan", "board"))!;
    expect(heldPages).toHaveLength(3);
    expect(heldPages[0]).toMatchObject({
      incident: { title: "The scheduler is down" },
      until: "2026-03-03T07:00:00.000Z",
      why: expect.stringContaining("quiet hours"),
    });
  });

  test("incidents are found by their words, phase and page", async () => {
    const found = (await look<Items<IncidentLine>>(parts, "ana", "incidents", { query: { text: "checkout" } }))!;
    expect(found.items.map(({ number }) => number)).toEqual([1]);
    const paged = (await look<Items<IncidentLine>>(parts, "ana", "incidents", { query: { limit: "1" } }))!;
    expect(paged.items).toHaveLength(1);
    const older = (await look<Items<IncidentLine>>(parts, "ana", "incidents", { query: { before: paged.next, phase: "resolved,closed" } }))!;
    expect(older.items.map(({ number }) => number)).toEqual([1]);
    expect((await look<Items<IncidentLine>>(parts, null, "incidents"))!.items).toEqual([]);
  });

  test("messages out never hold an address, and are filtered by incident, person and channel", async () => {
    const { items } = (await look<Items<DeliveryView>>(parts, "ana", "notifications", { query: { incident: "1", to: "ben", channel: "sms" } }))!;
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ person, channel }) => person === "ben" && channel === "sms")).toBe(true);
    expect(items.find(({ template }) => template === "page")).toMatchObject({
      to: "Demo Ben",
      state: "sent",
      acknowledgedAt: expect.any(String),
      attempts: [{ n: 1, channel: "sms", outcome: "ok" }],
    });
    expect(JSON.stringify(items)).not.toContain("@");
    expect(await look(parts, "ana", "notifications", { query: { incident: "4711" } })).toBeNull();
  });

  test("processes say what is ready", async () => {
    const { items } = (await look<Items<ProcessView>>(parts, "ana", "processes"))!;
    expect(items[0]).toMatchObject({
      key: "sitrep",
      severities: [{ rank: 1, motto: "All hands on deck" }, { rank: 2 }, { rank: 3 }],
      questions: expect.arrayContaining([expect.objectContaining({ key: "workaround", kind: "text" })]),
    });
    expect(items[0]!.readiness.map(({ key, ready, cites }) => [key, ready, cites])).toEqual([
      ["runbook.deployment", true, ["SR-39"]],
      ["drill", false, ["SR-40"]],
      ["stakeholders", true, ["SR-36"]],
    ]);
  });

  test("a drill makes the process ready for six months", async () => {
    const practised = storyWorld();
    const drill = await practised.open("dan", "declare", { title: "A drill", severity: 3, drill: true });
    await drill.does("dan", "assign-role", { role: "incident_commander", person: "dan" });
    await drill.does("dan", "resolve");
    const ready = async () => (await look<Items<ProcessView>>(partsOf(practised), "dan", "processes"))!.items[0]!.readiness.find(({ key }) => key === "drill");
    expect(await ready()).toMatchObject({ ready: true });
    await practised.to("2026-09-03T10:00:00.000Z");
    expect(await ready()).toMatchObject({ ready: false, detail: expect.stringContaining("2026-09-02") });
  });

  test("a ticket, a severity in words, and the standing channel", async () => {
    const small = await world.open("dan", "report", { title: "A report opens slowly" });
    await small.does("ana", "triage", { outcome: "ticket", severity: 3 });
    expect((await look<Items<object>>(parts, "eve", "tracker"))!.items).toEqual([
      expect.objectContaining({ title: "A report opens slowly", kind: "bug", sprint: "current" }),
    ]);
    const severity = (await look<Items<{ markdown: string }>>(parts, "eve", "severity-document", { id: "sitrep", query: { rank: 1 } }))!.items[0]!;
    expect(severity.markdown).toContain("- Customers cannot log in");
    expect(severity.markdown).toContain("(SR-20)");
    const { threads } = (await look<{ threads: { text: string; messages: TimelineEntry[] }[] }>(parts, "eve", "channel", { id: "sitrep" }))!;
    const thread = threads.at(-1)!;
    expect(thread.text).toBe("Severity 1 (Critical): Checkout is down");
    expect(thread.messages.map(({ type }) => type)).toEqual(expect.arrayContaining(["thread-opened", "message-posted"]));
  });
});

describe("afterwards", () => {
  test("conformance names the duty, the rule and the events; a refusal is the commander's to read", async () => {
    type Conformance = {
      share: number;
      duties: { key: string; rule: string; state: string; events: number[] }[];
      refusals: { command: string; cites: { id: string }[] }[];
    };
    const seen = (await look<Conformance>(parts, "ana", "conformance", { id: "1" }))!;
    expect(seen.share).toBeGreaterThan(0);
    const answered = seen.duties.find(({ key, state }) => key.endsWith("/answer") && state === "met")!;
    const [event] = (await story.events()).filter(({ seq }) => seq === answered.events[0]);
    expect(answered.rule).toBe("alert");
    expect(event).toBeDefined();
    expect(seen.refusals).toEqual([expect.objectContaining({ command: "resolve", cites: [expect.objectContaining({ id: "SR-08" })] })]);
    expect((await look<Conformance>(parts, "cleo", "conformance", { id: "1" }))!.refusals).toEqual([]);
  });

  test("X-05 an ignored warning is a deviation with its sentence", async () => {
    const { items } = (await look<Items<{ command: string; cites: { id: string }[] }>>(parts, "dan", "deviations", { id: "1" }))!;
    expect(items).toEqual([expect.objectContaining({ command: "post-message", cites: [expect.objectContaining({ id: "SR-23" })] })]);
  });

  test("documents keep every revision of every section", async () => {
    await story.does("ben", "edit-document", { kind: "postmortem", section: "learnings", text: "And alert on the queue", base: 1 });
    const { items } = (await look<Items<DocumentView & { revisions: { revision: number; text: string }[]; markdown: string }>>(parts, "dan", "documents", {
      id: "1",
      query: { kind: "postmortem" },
    }))!;
    expect(items[0]!.revisions.map(({ revision, text }) => [revision, text])).toEqual([
      [1, "Test the rollback every week"],
      [2, "And alert on the queue"],
    ]);
    expect(items[0]!.markdown).toContain("And alert on the queue");
  });

  test("the public sees what was released, and nothing of drills", async () => {
    const drill = await world.open("dan", "declare", { title: "A drill", severity: 1, drill: true, area: "web" });
    await drill.does("eve", "assign-role", { role: "comms", person: "eve" });
    await drill.does("eve", "draft-customer-message", { text: "Only a drill" });
    await drill.does("eve", "publish-customer-message", { message: Object.keys((await drill.state()).public.drafts)[0]! });
    const told = await publicList(parts);
    expect(told).toEqual([
      {
        reference: "1",
        state: "over",
        since: expect.any(String),
        overAt: expect.any(String),
        whatHappened: null,
        howHandled: null,
        messages: [{ at: expect.any(String), text: "Orders may fail. We are on it." }],
      },
    ]);
    expect(JSON.stringify(told)).not.toContain("Checkout");
  });
});
