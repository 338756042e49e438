/** Escalation policies: steps, answers, rounds, and the last resort that is never nobody. */
import { describe, expect, it } from "vitest";
import { alarm, facts, pageOf, pagesOf, quietPack, rota, underPolicy } from "./escalating.ts";

const ana = { to: [{ person: "ana" }] };
const benAfter5 = { after: "5m", to: [{ person: "ben" }] };
const types = async (story: { events: () => Promise<readonly { type: string }[]> }) => (await story.events()).map(({ type }) => type);

describe("steps", () => {
  it("E9 the second step is called when the first has had its delay, not before", async () => {
    const world = await underPolicy([ana, benAfter5]);
    await alarm(world);
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    await world.to("2026-03-02T10:04:59.999Z");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    await world.to("2026-03-02T10:05:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:05"]);
  });

  it("the first answer ends it", async () => {
    const world = await underPolicy([ana, benAfter5]);
    const story = await alarm(world);
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    await world.pass("PT2H");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    expect((await story.state()).escalation.run?.ended?.why).toBe("answered");
  });

  it("a step that wants all answers goes on until all have answered", async () => {
    const world = await underPolicy([
      { to: [{ person: "ana" }, { person: "ben" }], answers: "all" },
      { after: "5m", to: [{ person: "cleo" }] },
    ]);
    const story = await alarm(world);
    await story.does("ana", "answer-page", { page: await pageOf(story, "ana") });
    await world.pass("PT5M");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:00", "cleo 10:05"]);
    const other = await alarm(world);
    for (const person of ["ana", "ben"]) await other.does(person, "answer-page", { page: await pageOf(other, person) });
    expect((await other.state()).escalation.run?.ended?.why).toBe("answered");
  });

  it("E11 whoever cannot come, and whom nothing reaches, is not waited for", async () => {
    const world = await underPolicy([ana, benAfter5, { after: "5m", to: [{ person: "cleo" }] }]);
    world.outcomes.next = (_channel, to) =>
      to === "ben" ? { outcome: "failed", reason: "gone", permanent: true } : { outcome: "ok", providerId: null, delivered: false };
    const story = await alarm(world);
    await world.to("2026-03-02T10:01:00.000Z");
    await story.does("ana", "decline-page", { page: await pageOf(story, "ana"), reason: "On a plane" });
    await world.to("2026-03-02T10:02:00.000Z");
    expect(pagesOf(world)).toEqual(["ana 10:00", "cleo 10:01"]);
    expect(await types(story)).toContain("person-unreachable");
  });

  it("field 6, E10 a step that means nobody is skipped at once with its reason", async () => {
    const world = await underPolicy([{ to: [{ schedule: "web" }] }, benAfter5]);
    world.store.setFact("schedule", "web", rota([[]]));
    const story = await alarm(world);
    expect(pagesOf(world)).toEqual(["ben 10:00"]);
    expect((await story.events()).find(({ type }) => type === "escalation-skipped")?.data).toMatchObject({
      steps: [{ step: 0, why: "nobody is on call in Web" }],
    });
  });

  it("field 25 rounds: as often as the policy says, then the last resort, once an hour; the administrators hear of it", async () => {
    const world = await underPolicy([ana, benAfter5], { repeat: { times: 1, after: "10m" } });
    const story = await alarm(world);
    await world.pass("PT2H");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:05", "ana 10:15", "ben 10:20", "dan 10:30", "dan 11:30"]);
    expect(world.sent.find(({ message }) => message.template === "last-resort")).toMatchObject({ to: "eve", at: "2026-03-02T10:30:00.000Z" });
    expect(await types(story)).toContain("last-resort-paged");
  });

  it("everything stops when the incident is over", async () => {
    const world = await underPolicy([ana, benAfter5], { keepTrying: "2m" });
    const story = await alarm(world);
    await story.does("dan", "triage", { outcome: "dismiss", reason: "A test of the probe" });
    await world.pass("PT2H");
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    expect((await story.row()).phase).toBe("rejected");
  });

  it("in turn: each incident calls whoever's latest incident lies the longest back, each round the next", async () => {
    const team = { to: [{ team: "response" }], take: "in_turn" };
    const world = await underPolicy([team], { repeat: { times: 1, after: "5m" } });
    for (const person of ["ana", "ben", "cleo", "ana"]) {
      world.sent.length = 0;
      const story = await alarm(world);
      expect(pagesOf(world)).toEqual([expect.stringContaining(person)]);
      await story.does(person, "answer-page", { page: await pageOf(story, person) });
    }
    world.sent.length = 0;
    await alarm(world);
    await world.pass("PT5M");
    expect(pagesOf(world)).toEqual(["ben 10:00", "cleo 10:05"]);
  });

  it("branches by severity, area and working hours; the organisation's holidays are outside", async () => {
    const steps = [
      { to: [{ person: "ana" }], when: { hours: "working" } },
      { to: [{ person: "ben" }], when: { hours: "outside" } },
      { to: [{ person: "cleo" }], when: { severities: [1] } },
      { to: [{ person: "dan" }], when: { areas: ["elsewhere"] } },
    ];
    const world = await underPolicy(steps);
    const declare = (severity: number) => world.open("eve", "declare", { title: "Checkout is down", area: "web", severity });
    await declare(2);
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
    world.sent.length = 0;
    await declare(1);
    expect(pagesOf(world)).toEqual(["ana 10:00", "cleo 10:00"]);
    const { hours } = (await world.store.read.fact("organisation", "organisation")).value as { hours: object };
    await facts(world, "organisation", "organisation", { hours: { ...hours, holidays: "DE" } });
    world.store.setFact("calendar", "DE", { region: "DE", holidays: { "2026-03-02": "A holiday" } });
    world.sent.length = 0;
    await declare(2);
    expect(pagesOf(world)).toEqual(["ben 10:00"]);
  });

  it("rooms and webhooks are called once, and wait for nobody's answer", async () => {
    const world = await underPolicy([{ to: [{ endpoint: "room" }, { person: "ana" }] }, benAfter5]);
    world.store.setFact("endpoint", "room", { id: "room", name: "Web room", kind: "room" });
    await alarm(world);
    await world.pass("PT5M");
    const room = world.sent.filter(({ to }) => to === "room");
    expect(room.map(({ message }) => message.template)).toEqual(["escalated"]);
    expect(room[0]?.message.paragraphs.join(" ")).toContain("Demo Ana");
    expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:05"]);
  });

  it("a process that says nothing of alerting still has its pages sent", async () => {
    const world = await underPolicy([ana], {}, { pack: quietPack({ alert: undefined, severities: bare() }) });
    await alarm(world);
    expect(pagesOf(world)).toEqual(["ana 10:00"]);
  });
});

function bare(): object {
  const { severities } = quietPack();
  return Object.fromEntries(Object.entries(severities).map(([rank, level]) => [rank, { ...level, alert: undefined }]));
}

describe("R26 somebody is always reached, within a minute, and the administrators hear of it", () => {
  const lastResort = ["dan 10:00"];
  it.each([
    ["an empty schedule", [{ to: [{ schedule: "web" }], after: "5m" }], "schedule"],
    ["a person who has left", [{ to: [{ person: "ana" }] }], "person"],
    ["a schedule that was removed", [{ to: [{ schedule: "gone" }] }], "none"],
    ["a team without members", [{ to: [{ team: "response" }] }], "team"],
    ["a policy that was removed", [ana], "policy"],
  ] as const)("%s", async (_title, steps, broken) => {
    const world = await underPolicy(steps);
    world.store.setFact("schedule", "web", rota([[]]));
    if (broken === "person") await facts(world, "person", "ana", { active: false });
    if (broken === "team") await facts(world, "team", "response", { members: [] });
    if (broken === "policy") await facts(world, "area", "web", { escalation: "gone" });
    const story = await alarm(world);
    expect(pagesOf(world)).toEqual(lastResort);
    expect(world.sent.some(({ to, message }) => to === "eve" && message.template === "last-resort")).toBe(true);
    expect(await types(story)).toContain("last-resort-paged");
  });

  it("all ways of reaching everybody are dead", async () => {
    const world = await underPolicy([ana, benAfter5], { repeat: { times: 3, after: "30m" } });
    world.outcomes.next = (_channel, to) =>
      to === "dan" || to === "eve" ? { outcome: "ok", providerId: null, delivered: false } : { outcome: "failed", reason: "gone", permanent: true };
    await alarm(world);
    await world.pass("PT1M");
    expect(pagesOf(world)).toEqual(["dan 10:00"]);
  });

  it("a policy that has no step for the severity calls nobody, and begins when it gets worse", async () => {
    const world = await underPolicy([{ ...ana, when: { severities: [1] } }]);
    const story = await world.open("eve", "declare", { title: "Checkout is slow", area: "web", severity: 2 });
    await world.pass("PT1H");
    expect(pagesOf(world)).toEqual([]);
    await story.does("eve", "assign-role", { role: "incident_commander", person: "eve" });
    await story.does("eve", "change-severity", { to: 1, because: "bigger_problem" });
    expect(pagesOf(world)).toEqual(["ana 11:00"]);
  });
});
