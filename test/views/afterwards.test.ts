/** What one long story leaves behind: conformance, departures, documents, and what the public was told. */
import { beforeAll, describe, expect, test } from "vitest";
import { publicList } from "../../src/views/public-list.ts";
import type { DocumentView } from "../../src/views/room-shape.ts";
import type { ViewParts } from "../../src/views/view.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { look, partsOf, wholeStory } from "./looking.ts";

type Items<T> = { readonly items: readonly T[]; readonly next?: number | null };

const world: StoryWorld = storyWorld();
const parts: ViewParts = partsOf(world);
let story: Awaited<ReturnType<typeof wholeStory>>;
beforeAll(async () => {
  story = await wholeStory(world);
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
