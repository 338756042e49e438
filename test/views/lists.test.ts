/** The bridge and the lists after one long story: what is going on, what is mine, who is on call, what was sent. */
import { beforeAll, describe, expect, test } from "vitest";
import type { BoardView, IncidentLine, ProcessView } from "../../src/views/board-shape.ts";
import type { DeliveryView, TimelineEntry } from "../../src/views/room-shape.ts";
import type { ViewParts } from "../../src/views/view.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

type Items<T> = { readonly items: readonly T[]; readonly next?: number | null };

const world: StoryWorld = storyWorld();
const parts: ViewParts = partsOf(world);
beforeAll(async () => {
  await wholeStory(world);
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
