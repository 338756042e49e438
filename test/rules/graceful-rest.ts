/** Proofs of Graceful Disasters: nights, rests, and what follows the severity of the moment. */
import { expect } from "vitest";
import { personFact } from "../organisation.ts";
import type { StoryWorld } from "../world.ts";
import { called, crewed, managed, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const typesOf = async (story: Story) => (await story.events()).map(({ type }) => type);

/** Pages that went out from an instant on: to whom and when. */
const pagedSince = (world: StoryWorld, since: string) =>
  world.sent.filter(({ message, at }) => message.template === "page" && at >= since).map(({ to, at }) => `${to} ${at.slice(11, 16)}`);

export const resting: readonly Proof[] = [
  proof(
    "GD2-03",
    "at ten in the evening the manager is asked whether to rest; nothing changes before the answer, and the answer is in the log",
    async (world) => {
      await world.to("2026-03-02T16:00:00.000Z");
      const worst = await managed(world, 1);
      const story = await crewed(world, 2);
      await world.to("2026-03-02T21:59:59.999Z");
      expect(await typesOf(story)).not.toContain("quiet-hours-began");
      await world.to("2026-03-02T22:00:00.000Z");
      expect((await story.events()).find(({ type }) => type === "quiet-hours-began")).toMatchObject({
        data: { people: expect.arrayContaining(["ana", "ben"]) },
      });
      const asked = world.sent.filter(({ message }) => message.template === "nudge" && message.headline.startsWith("Quiet hours have begun"));
      expect(asked.map(({ to, at }) => [to, at])).toEqual([["ana", "2026-03-02T22:00:00.000Z"]]);
      expect(await story.row()).toMatchObject({ phase: "active", severity: 2 });
      expect((await story.duties(["open"])).find(({ key }) => key.startsWith("night/answer@"))).toMatchObject({
        by: { name: "stand-down" },
        cites: ["GD2-03"],
      });
      await story.does("ana", "go-on", { reason: "An hour more" });
      expect((await story.events()).at(-1)).toMatchObject({ type: "went-on", actor: "person:ana", data: { reason: "An hour more" } });
      expect((await story.row()).phase).toBe("active");
      expect(await typesOf(worst)).not.toContain("quiet-hours-began");
    },
  ),
  proof("GD2-20", "at 2 and 3 everybody may sleep until the morning, and is called together then, each by their own clock; at 1 nobody may", async (world) => {
    world.store.setFact("person", "ben", personFact("ben", { zones: { ben: "America/New_York" } }));
    await world.to("2026-03-02T20:00:00.000Z");
    const story = await crewed(world, 2);
    await story.does("ana", "page", { person: "ian", reason: "We need hands" });
    await story.does("ana", "stand-down", { until: "08:00" });
    expect(await story.row()).toMatchObject({ phase: "paused" });
    expect((await story.events()).at(-1)).toMatchObject({ type: "stood-down", data: { until: "2026-03-03T08:00:00.000Z" } });
    expect(await story.refuses("ana", "page", { person: "cleo", reason: "One question" })).toMatchObject({ code: "invalid_state", rule: ["GD2-20"] });
    await world.to("2026-03-03T07:59:59.999Z");
    expect(pagedSince(world, "2026-03-02T20:00:00.001Z")).toEqual([]);
    expect((await typesOf(story)).filter((type) => ["round-opened", "paged-again", "quiet-hours-began"].includes(type))).toEqual([]);
    await world.to("2026-03-03T12:00:00.000Z");
    const again = pagedSince(world, "2026-03-03T00:00:00.000Z");
    expect(again).toEqual(expect.arrayContaining(["ana 08:00", "eve 08:00", "pam 08:00", "ben 12:00"]));
    expect(again.find((one) => one.startsWith("ben"))).toBe("ben 12:00");
    expect((await story.row()).phase).toBe("active");
    const small = await managed(world, 3);
    await small.does("ana", "stand-down");
    expect((await small.state()).lifecycle.paused).toMatchObject({ until: "2026-03-04T09:00:00.000Z" });
    const worst = await managed(world, 1);
    expect(await worst.refuses("ana", "stand-down", { until: "18:00" })).toMatchObject({
      code: "standdown_not_allowed",
      rule: ["GD2-20"],
      policy: "/severities/1/standdown/allowed",
    });
  }),
  proof("GD-51", "what becomes 1 while everybody sleeps wakes them in the same instant, and asks for what 1 asks for", async (world) => {
    await world.to("2026-03-02T21:00:00.000Z");
    const story = await crewed(world, 2);
    await story.does("ana", "stand-down", { until: "08:00" });
    await world.to("2026-03-03T03:00:00.000Z");
    const answer = await story.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect(answer.events.map(({ type }) => type)).toEqual(expect.arrayContaining(["severity-changed", "resumed", "paged"]));
    expect((await story.row()).phase).toBe("active");
    expect(pagedSince(world, "2026-03-03T00:00:00.000Z").sort()).toEqual(["ben 03:00", "eve 03:00", "pam 03:00"]);
    expect(await story.refuses("ana", "stand-down")).toMatchObject({ code: "standdown_not_allowed" });
    await story.does("ana", "change-severity", { to: 2, because: "workaround" });
    const rounds = async () => (await typesOf(story)).filter((type) => type === "round-opened").length;
    await world.to("2026-03-03T04:59:59.999Z");
    expect(await rounds()).toBe(0);
    await world.to("2026-03-03T05:00:00.000Z");
    expect(await rounds()).toBe(1);
    const small = await managed(world, 3);
    expect(await called(small, "ian")).toMatchObject({ state: "held", releaseAt: "2026-03-03T09:00:00.000Z" });
    await small.does("ana", "change-severity", { to: 1, because: "bigger_problem" });
    expect(sentTo(world, "page").filter((to) => to === "ian")).toEqual(["ian"]);
  }),
  proof(
    "GD-45",
    "what becomes less severe at four in the morning lets people sleep: pages wait, whoever has nothing to do may go, rounds are rarer",
    async (world) => {
      const slow = { ...personFact("eve", {}), rules: { page: [{ method: "eve-sms", after: "PT10M" }], notice: [] } };
      world.store.setFact("person", "eve", slow);
      await world.to("2026-03-03T04:00:00.000Z");
      const story = await managed(world, 1);
      for (const person of ["ben", "ian"]) await story.does("ana", "assign-role", { role: "worker", person });
      await story.does("ana", "add-action", { kind: "investigate", text: "Read the log", assignee: "ian" });
      await story.does("ana", "page", { person: "eve", reason: "You know the database" });
      await world.to("2026-03-03T04:02:00.000Z");
      await story.does("ana", "change-severity", { to: 3, because: "partial_fix" });
      await world.settle();
      expect((await story.outbox({ person: "eve" })).find((one) => one.template === "page")).toMatchObject({
        state: "held",
        releaseAt: "2026-03-03T09:00:00.000Z",
      });
      const may = (await story.duties(["open"])).filter(({ key }) => key.startsWith("release/"));
      expect(may.filter(({ due }) => due === "2026-03-03T04:02:00.000Z")).toMatchObject([
        { by: { name: "release", input: { person: "ben" } }, cites: ["GD-45"] },
      ]);
      expect((await story.events()).filter(({ type, data }) => type === "duty-fell-due" && (data as { key: string }).key.startsWith("release/"))).toMatchObject(
        [{ at: "2026-03-03T04:02:00.000Z", data: { cites: ["GD-45"] } }],
      );
      await world.to("2026-03-03T08:01:59.999Z");
      expect(await typesOf(story)).not.toContain("round-opened");
    },
  ),
];
