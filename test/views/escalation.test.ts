/** The preview of an escalation policy, and the explanation of what it did: both say what the engine does. */
import { describe, expect, it } from "vitest";
import { incidentServer } from "../http/incidents-server.ts";
import { demoName } from "../organisation.ts";
import { alarm, facts, givePolicy, pageOf, pagesOf, quietPack, rota, underPolicy, type Written } from "../rules/escalating.ts";
import { storyWorld } from "../world.ts";
import { look, partsOf } from "./looking.ts";

type Preview = {
  readonly steps: readonly {
    readonly step: number;
    readonly minutes: number | null;
    readonly skipped: string | null;
    readonly people: readonly {
      readonly id: string;
      readonly name: string;
      readonly heldUntil: string | null;
      readonly why: string | null;
      readonly ways: readonly object[];
    }[];
  }[];
  readonly lastResort: { readonly minutes: number; readonly why: string } | null;
  readonly warnings: readonly { readonly pointer: string; readonly detail: string }[];
};
type Explanation = {
  readonly state: string;
  readonly next: readonly { readonly at: string; readonly what: string; readonly people: readonly { readonly name: string }[] }[];
  readonly people: readonly {
    readonly id: string;
    readonly says: string;
    readonly messages: readonly { readonly state: string; readonly reason: string | null }[];
  }[];
};

const steps: readonly Written[] = [
  { to: [{ schedule: "web" }] },
  { after: "5m", to: [{ team: "response" }], when: { severities: [1] } },
  { after: "10m", to: [{ person: "dan" }] },
];
const preview = async (world: Parameters<typeof partsOf>[0], query: object = {}) =>
  (await look<Preview>(partsOf(world), "eve", "escalation-preview", { id: "web", query }))!;
const lines = ({ steps: all }: Preview) => all.map(({ minutes, people, skipped }) => `${minutes ?? "-"} ${people.map(({ id }) => id).join("+") || skipped}`);

describe("the preview", () => {
  it("says for this alert at this time these people, these channels, these minutes", async () => {
    const world = await underPolicy(steps, { repeat: { times: 1, after: "5m" } });
    world.store.setFact("schedule", "web", rota([["ana"], ["ben"]]));
    const ben = (await world.store.read.fact("person", "ben")).value as object;
    world.store.setFact("person", "ben", {
      ...ben,
      rules: {
        page: [
          { method: "ben-email", after: "PT0S" },
          { method: "ben-sms", after: "PT2M" },
        ],
        notice: [],
      },
    });
    expect(lines(await preview(world, { severity: "2" }))).toEqual(["0 ana", "- it is for severity 1", "10 dan", "15 ana", "- it is for severity 1", "25 dan"]);
    const nextWeek = await preview(world, { severity: "1", at: "2026-03-09T12:00:00Z" });
    expect(lines(nextWeek).slice(0, 3)).toEqual(["0 ben", "5 ana+ben+cleo", "15 dan"]);
    expect(nextWeek.steps[0]?.people[0]).toMatchObject({
      name: "Demo Ben",
      ways: [
        { channel: "email", minutes: 0 },
        { channel: "sms", minutes: 2 },
      ],
    });
    expect(nextWeek.steps[2]?.people[0]?.ways).toEqual([
      { channel: "email", minutes: 0 },
      { channel: "sms", minutes: null },
    ]);
    expect(nextWeek.lastResort).toMatchObject({ minutes: 40, why: "nobody answered" });
  });

  it("E9 says who would be held by their night, and that the rest waits for them; the engine then does that", async () => {
    const world = await underPolicy([{ to: [{ person: "ana" }] }, { after: "5m", to: [{ person: "ben" }] }], {}, { start: "2026-03-03T02:00:00.000Z" });
    const said = await preview(world, { severity: "2" });
    expect(said.steps[0]?.people[0]).toMatchObject({ heldUntil: "2026-03-03T07:00:00.000Z", why: "Held until their quiet hours end" });
    expect(said.steps[1]?.minutes).toBe(305);
    await world.open("dan", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    await world.to("2026-03-03T07:06:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 07:00", "ben 07:05"]);
  });

  it("R26 shows gaps before they hurt: an empty turn in days to come, a severity without a step", async () => {
    const world = await underPolicy([{ to: [{ schedule: "web" }], when: { severities: [1, 2] } }]);
    world.store.setFact("schedule", "web", rota([["ana"], []]));
    const { warnings } = await preview(world, { at: "2026-03-08T10:00:00Z" });
    expect(warnings).toEqual([
      { pointer: "/steps", detail: "It has no step for severity 3: nobody is called then." },
      { pointer: "/steps", detail: expect.stringContaining("2026-03-09T10:00:00.000Z") },
    ]);
    expect((await preview(world, { severity: "3" })).lastResort).toBeNull();
  });

  it("tries what is not saved yet, with pointers to what is wrong in it", async () => {
    const server = await incidentServer();
    const body = { steps: [{ to: [{ person: "ana" }, { person: "nobody" }] }] };
    const said = await server.post("eve", "/escalations/preview", body);
    expect(said, said.text).toMatchObject({ status: 200 });
    expect(said.body.steps).toMatchObject([{ people: [{ id: "ana" }] }]);
    expect(said.body.warnings).toContainEqual({ pointer: "/steps/0/to/1", detail: "This person is not here, or has left." });
    expect((await server.post("eve", "/escalations/preview", { steps: [] })).status).toBe(422);
    expect((await server.post(null, "/escalations/preview", body)).status).toBe(401);
    await server.stop();
  });
});

describe("field 25 the explanation", () => {
  it("says who was called and why, who was not and why, and what comes next", async () => {
    const world = await underPolicy([
      { to: [{ person: "ana" }] },
      { after: "5m", to: [{ person: "ben" }] },
      { to: [{ person: "cleo" }], when: { severities: [3] } },
    ]);
    const story = await world.open("eve", "declare", { title: "Checkout is down", area: "web", severity: 1 });
    const explain = async (query: object = {}) => (await look<Explanation>(partsOf(world), "eve", "explain", { id: story.stream, query }))!;
    const before = await explain();
    expect(before.state).toBe("It calls people until somebody answers.");
    expect(before.next).toContainEqual({ at: "2026-03-02T10:05:00.000Z", what: "Call step 2", people: [{ id: "ben", name: demoName("ben") }] });
    expect(Object.fromEntries(before.people.map(({ id, says }) => [id, says]))).toEqual({
      ana: "Called once (Step 1 of Web shop): open.",
      ben: "Not called yet: step 2 means them.",
      cleo: "Not called: step 3 would mean them, but it is for severity 3.",
    });
    expect((await explain({ person: "dan" })).people).toMatchObject([{ id: "dan", says: "Not called: no step of the policy means them now." }]);
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    const after = await explain();
    expect(after.state).toBe("It is over: answered.");
    expect(after.people.find(({ id }) => id === "ben")?.says).toBe("Not called: it was over before step 2, which means them (answered).");
  });

  it("shows a held message with its reason, and says where no policy has run", async () => {
    const world = storyWorld({ start: "2026-03-03T02:00:00.000Z", pack: quietPack() });
    const none = await world.open("dan", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    expect((await look<Explanation>(partsOf(world), "eve", "explain", { id: none.stream }))?.state).toBe("No escalation policy has run here.");
    await givePolicy(world, [{ to: [{ person: "ana" }] }]);
    await facts(world, "area", "web", { escalation: "web" });
    const story = await world.open("dan", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    const said = await look<Explanation>(partsOf(world), "eve", "explain", { id: story.stream });
    expect(said?.people.find(({ id }) => id === "ana")?.messages).toMatchObject([{ state: "held", reason: "Held until their quiet hours end" }]);
    expect(await alarm(world)).toBeDefined();
  });
});
