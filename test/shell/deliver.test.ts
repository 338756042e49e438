/** Delivering, through the real door and the memory store: own rules, limits, digests, later words, breakers, and what people are told. */
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/channels/channel.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { receiverOf } from "../../src/shell/hear/receive.ts";
import type { Limits } from "../../src/store/limits.ts";
import { personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld } from "../world.ts";

const ok: Outcome = { outcome: "ok", providerId: null, delivered: false };
const wide: Limits = { addresses: {}, each: [], person: { most: 1_000, perSeconds: 60 }, day: { most: 10_000 } };
const declared = (severity: number, title = "Checkout is down") => ({ title, area: "web", severity, because: "" });

/** Somebody's own rules for pages, or for notices; whose is in the methods. */
function ruled(world: StoryWorld, rules: readonly { readonly method: string; readonly after: string }[], urgency: "page" | "notice" = "page"): void {
  const person = rules[0]!.method.split("-")[0]!;
  world.store.setFact("person", person, { ...personFact(person, {}), rules: { page: [], notice: [], [urgency]: rules } });
}

const to = (world: StoryWorld, person: string, template?: string) =>
  world.sent
    .filter(({ to: address, message }) => address === person && (template === undefined || message.template === template))
    .map(({ at, channel }) => [at.slice(11, 19), channel]);

describe("own rules", () => {
  it("R17 a page goes by each rule at its time until it is answered, then no more", async () => {
    const world = storyWorld();
    ruled(world, [
      { method: "eve-email", after: "PT0S" },
      { method: "eve-sms", after: "PT1M" },
      { method: "eve-email", after: "PT10M" },
    ]);
    const story = await world.open("dan", "declare", declared(2));
    await story.does("dan", "page", { person: "eve", reason: "You know it" });
    await world.pass("PT3M");
    expect(to(world, "eve", "page")).toEqual([
      ["10:00:00", "email"],
      ["10:01:00", "sms"],
    ]);
    const page = Object.values((await story.state()).pages.pages).find(({ person }) => person === "eve")!;
    await story.does("eve", "answer-page", { page: page.id });
    await world.pass("PT30M");
    expect(to(world, "eve", "page")).toHaveLength(2);
    expect((await story.outbox({ person: "eve" })).filter(({ state }) => state === "superseded")).toHaveLength(1);
  });

  it("E11 a rule whose method fails goes on to the person's other methods at once", async () => {
    const world = storyWorld();
    ruled(world, [{ method: "eve-email", after: "PT0S" }]);
    world.outcomes.next = (channel, to) => (channel === "email" && to === "eve" ? { outcome: "failed", reason: "no route", permanent: false } : ok);
    const story = await world.open("dan", "declare", declared(2));
    await story.does("dan", "page", { person: "eve", reason: "You know it" });
    expect(to(world, "eve", "page")).toEqual([["10:00:00", "sms"]]);
  });

  it("E13 repeated alerts go by the first rule's method while the rules run, by the last one's after them", async () => {
    const world = storyWorld();
    ruled(world, [
      { method: "ana-email", after: "PT0S" },
      { method: "ana-sms", after: "PT3M" },
    ]);
    await world.open("dan", "declare", declared(1));
    await world.pass("PT5M");
    expect(to(world, "ana").slice(0, 4)).toEqual([
      ["10:00:00", "email"],
      ["10:02:00", "email"],
      ["10:03:00", "sms"],
      ["10:04:00", "sms"],
    ]);
  });

  it("a notice goes by the method chosen for notices, else in the person's order", async () => {
    const world = storyWorld();
    ruled(world, [{ method: "ana-sms", after: "PT0S" }], "notice");
    const story = await world.open("dan", "declare", declared(2));
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("ana", "post-update", { audience: "organisation", text: "We look into it" });
    const updates = world.sent.filter(({ message }) => message.template === "update");
    expect(new Set(updates.map(({ to, channel }) => `${to} ${channel}`))).toContain("ben email");
    await story.does("ben", "post-update", { audience: "organisation", text: "Still looking" }).catch(() => undefined);
    const own = world.sent.filter(({ to, message }) => to === "ana" && message.urgency === "notice");
    for (const one of own) expect(one.channel).toBe("sms");
  });
});

describe("limits", () => {
  const perMinute: Limits = { ...wide, each: [{ most: 1, perSeconds: 60 }] };

  async function called(world: StoryWorld, count: number, severity = 2) {
    const stories = [];
    for (let index = 0; index < count; index++) {
      const story = await world.open("dan", "declare", declared(severity, `Incident ${index}`));
      await story.does("dan", "page", { person: "eve", reason: "You know it" });
      stories.push(story);
    }
    return stories;
  }
  const toEve = (world: StoryWorld) => world.sent.filter(({ to }) => to === "eve");

  it("E12 field 24 a limited page goes by the next method that is free; then pages wait and are said together, every one listed", async () => {
    const world = storyWorld({ limits: perMinute });
    const stories = await called(world, 5);
    expect(toEve(world).map(({ channel }) => channel)).toEqual(["email", "sms"]);
    const second = (await stories[1]!.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    expect(second.attempts[0]?.reason).toContain("1 in a minute; it went by sms");
    const bundled = (await stories[2]!.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    expect(bundled).toMatchObject({ state: "bundled", reason: expect.stringContaining("Said together with others") });
    expect((await stories[2]!.events()).map(({ type }) => type)).toContain("page-bundled");
    await world.pass("PT1M");
    const digest = toEve(world)[2]!;
    expect(digest.message.headline).toBe("3 pages wait for you: #3 Incident 2, #4 Incident 3, #5 Incident 4");
    expect(digest.message.action?.url).toMatch(/\/p\//);
    const [row] = await world.store.jobs.outbox(program, { id: bundled.bundle!, limit: 1 });
    expect(row).toMatchObject({ state: "sent", bundles: expect.arrayContaining([bundled.id]) });
    expect((await stories[2]!.state()).pages.pages[bundled.page!]?.deliveredAt).not.toBeNull();
  });

  it("E8 a page that is answered leaves its digest, and a digest with nothing to say is not sent", async () => {
    const world = storyWorld({ limits: perMinute });
    const stories = await called(world, 4);
    for (const story of stories.slice(2)) {
      const page = Object.values((await story.state()).pages.pages).find(({ person }) => person === "eve")!;
      await story.does("eve", "answer-page", { page: page.id });
    }
    await world.pass("PT5M");
    expect(toEve(world)).toHaveLength(2);
  });

  it("R9 the first page of severity 1 is exempt", async () => {
    const world = storyWorld({ limits: { ...wide, person: { most: 1, perSeconds: 900 } } });
    await called(world, 3, 1);
    expect(toEve(world).filter(({ message }) => message.template === "page")).toHaveLength(3);
  });

  it("half of a day's calls and text messages are told to the person and the administrators, once", async () => {
    const world = storyWorld({ limits: { ...wide, day: { most: 6 } }, methods: { eve: ["sms", "email"] } });
    await called(world, 5);
    await world.pass("PT1M");
    const told = world.sent.filter(({ message }) => message.template === "half-of-day").map(({ to }) => to);
    expect(told.sort()).toEqual(["ana", "eve"]);
  });
});

describe("what providers say later", () => {
  it("R7 E11 failed, for good or not, makes the next method due at once; a permanent one marks the method dead", async () => {
    const world = storyWorld();
    let nth = 0;
    world.outcomes.next = () => ({ outcome: "ok", providerId: `p${++nth}`, delivered: false });
    const dead: string[] = [];
    const said = [{ kind: "receipt" as const, providerId: "", key: null, state: "failed" as const, permanent: true, reason: "No such number" }];
    const receive = receiverOf({
      channels: [{ ...world.deliverer.channels.find(({ name }) => name === "email")!, receive: () => said }],
      settings: () => ({}),
      store: world.store,
      dispatch: world.dispatch,
      desk: { markDead: async (method: string) => void dead.push(method) },
    } as unknown as Parameters<typeof receiverOf>[0]);
    const story = await world.open("dan", "declare", declared(2));
    await story.does("dan", "page", { person: "eve", reason: "You know it" });
    const before = (await story.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    expect(before).toMatchObject({ state: "sent", attempts: [{ channel: "email" }] });
    said[0]!.providerId = before.attempts[0]!.providerId!;
    await receive("email", { url: "https://quarterdeck.example.test/", headers: {}, rawBody: "" });
    await world.settle();
    const after = (await story.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    expect(after).toMatchObject({
      state: "sent",
      attempts: [
        { channel: "email", heard: { state: "failed" } },
        { channel: "sms", outcome: "ok" },
      ],
    });
    expect(dead).toEqual(["eve-email"]);
    await receive("email", { url: "https://quarterdeck.example.test/", headers: {}, rawBody: "" });
    expect(dead).toHaveLength(1);
  });

  it("X-12 whom no method reaches any more is named to the room, and to the administrators", async () => {
    const world = storyWorld();
    world.outcomes.next = (_channel, to) => (to === "eve" ? { outcome: "failed", reason: "gone", permanent: true } : ok);
    const story = await world.open("dan", "declare", declared(2));
    await story.does("dan", "page", { person: "eve", reason: "You know it" });
    expect((await story.events()).map(({ type }) => type)).toContain("person-unreachable");
    expect(world.sent.filter(({ message, to }) => message.template === "unreachable" && to === "ana")).toHaveLength(1);
  });
});

describe("providers that fail", () => {
  it("R7 after five faults in a row people's next method is chosen at once, and a provider that works again is used again", async () => {
    const world = storyWorld();
    let tries = 0;
    let broken = true;
    world.outcomes.next = (channel) => {
      if (channel !== "email") return ok;
      tries += 1;
      return broken ? { outcome: "failed", reason: "down", permanent: false } : ok;
    };
    const story = await world.open("dan", "declare", declared(2));
    for (const person of ["ana", "ben", "cleo", "dan", "eve"]) await story.does("dan", "page", { person, reason: "Come" }).catch(() => undefined);
    expect(world.deliverer.breakers.states().get("email")).toBe("open");
    const before = tries;
    const next = await world.open("dan", "declare", declared(2));
    await next.does("dan", "page", { person: "eve", reason: "Come" });
    const eve = (await next.outbox({ person: "eve" })).find(({ template }) => template === "page")!;
    expect(eve).toMatchObject({ state: "sent", attempts: [{ channel: "sms", reason: expect.stringContaining("email fails at the moment") }] });
    expect(tries).toBe(before);
    broken = false;
    await world.pass("PT2M");
    const last = await world.open("dan", "declare", declared(2));
    await last.does("dan", "page", { person: "eve", reason: "Come" });
    expect((await last.outbox({ person: "eve" })).find(({ template }) => template === "page")!.attempts.at(-1)?.channel).toBe("email");
    expect(world.deliverer.breakers.states().get("email")).toBe("closed");
  });
});
