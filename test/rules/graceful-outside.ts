/** Proofs of Graceful Disasters: what passes between us and those outside. */
import { expect } from "vitest";
import { publicList } from "../../src/views/public-list.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, finished, over, type Story, sentTo } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

const owedByPr = async (story: Story, prefix: string) =>
  (await story.duties(["open"])).filter(({ key, who }) => key.startsWith(prefix) && (who as { role?: string }).role === "pr_manager").map(({ key }) => key);

async function writes(story: Story, kind: string): Promise<void> {
  await story.does("pam", "draft-customer-message", { text: "We look for the cause", kind });
  await story.does("pam", "publish-customer-message", { message: Object.keys((await story.state()).public.drafts).at(-1)! });
}

/** How often Pam was told that a message is owed. */
const toldToWrite = (world: StoryWorld) =>
  world.sent.filter((one) => one.to === "pam" && one.message.template === "nudge" && /Write to the customers/.test(one.message.headline)).length;

export const outside: readonly Proof[] = [
  proof("GD2-35", "everybody can read of every incident what happened and how it was handled, and nothing is closed silently without it", async (world) => {
    const stories = [];
    for (const severity of [2, 3]) {
      const story = await over(world, severity);
      stories.push(story);
      const who = severity === 2 ? "pam" : "ana";
      await story.does("ben", "post-message", { text: "It was the certificate of the inner gate" });
      expect((await story.duties(["open"])).find(({ key }) => key.startsWith("public-log@"))).toMatchObject({
        who: { role: severity === 2 ? "pr_manager" : "manager" },
      });
      const silently = async () => JSON.stringify(await world.ask("ana", "close", {}, { stream: story.stream, dryRun: true }));
      await finished(story, "ana", "postmortem");
      if (severity === 3) expect(await silently()).toContain("GD2-35");
      await story.does(who, "write-public-entry", { whatHappened: "Payments failed for an hour." });
      await story.does(who, "write-public-entry", { howHandled: "A certificate was renewed." });
      expect(await silently()).not.toContain("GD2-35");
      expect((await story.duties(["met"])).some(({ key }) => key.startsWith("public-log@"))).toBe(true);
    }
    const all = await publicList({ store: world.store });
    expect(all).toHaveLength(stories.length);
    for (const one of all) expect(one).toMatchObject({ state: "over", whatHappened: "Payments failed for an hour.", howHandled: "A certificate was renewed." });
    expect(JSON.stringify(all)).not.toMatch(/inner gate|Nobody can pay|Severity/);
  }),
  proof("GD-35", "public relations has work at 1 and 2, and none at 3: raised from 3 to 2, the tasks are there", async (world) => {
    const story = await crewed(world, 3);
    await story.does("ana", "assign-role", { role: "pr_manager", person: "pam" });
    expect(await owedByPr(story, "pr-task/")).toEqual([]);
    await story.does("ana", "change-severity", { to: 2, because: "bigger_problem" });
    expect(await owedByPr(story, "pr-task/")).toEqual(["pr-task/questions", "pr-task/calls", "pr-task/mails", "pr-task/link"]);
    await story.does("pam", "finish-pr-task", { task: "calls" });
    expect(await owedByPr(story, "pr-task/")).not.toContain("pr-task/calls");
    expect(await owedByPr(await crewed(world, 1), "pr-task/")).toHaveLength(4);
  }),
  proof(
    "GD2-32",
    "nobody told a customer for two hours: public relations and the manager are prompted, again after two more, until somebody did",
    async (world) => {
      const story = await crewed(world, 2);
      await world.pass("PT1H59M");
      expect(sentTo(world, "no-customer-contact")).toEqual([]);
      await world.pass("PT1M");
      expect(sentTo(world, "no-customer-contact")).toEqual(["ana", "pam"]);
      await world.pass("PT2H");
      expect(sentTo(world, "no-customer-contact")).toHaveLength(4);
      await story.does("pam", "record-customer-contact", { customer: "customer-a", outcome: "not_reached" });
      await world.pass("PT2H");
      expect(sentTo(world, "no-customer-contact")).toHaveLength(6);
      await story.does("pam", "record-customer-contact", { customer: "customer-a", note: "They knew already" });
      await world.pass("PT6H");
      expect(sentTo(world, "no-customer-contact")).toHaveLength(6);
    },
  ),
  proof(
    "GD-36",
    "each message says whether it tells of the state, a discovery, a success or a setback, goes to those who were hit, and one is owed every two hours",
    async (world) => {
      const story = await crewed(world, 2);
      expect(await story.refuses("pam", "draft-customer-message", { text: "We are on it" })).toMatchObject({
        code: "missing_fields",
        unmet: ["kind"],
        rule: ["GD-36"],
      });
      expect(await story.refuses("ana", "draft-customer-message", { text: "We are on it", kind: "status" })).toMatchObject({
        code: "not_permitted",
        rule: ["GD-36"],
      });
      await writes(story, "status");
      expect(sentTo(world, "customer-message")).toEqual(["customer-a", "customer-b"]);
      await story.does("pam", "set-affected-customers", { customers: ["customer-b"] });
      for (const kind of ["discovery", "success", "setback"]) await writes(story, kind);
      expect(sentTo(world, "customer-message")).toEqual(["customer-a", ...Array(4).fill("customer-b")]);
      await world.pass("PT1H59M");
      expect(toldToWrite(world)).toBe(0);
      await world.pass("PT1M");
      expect(toldToWrite(world)).toBe(1);
      await writes(story, "status");
      await world.pass("PT1H59M");
      expect(toldToWrite(world)).toBe(1);
      await world.pass("PT1M");
      expect(toldToWrite(world)).toBe(2);
    },
  ),
  proof("GD-38", "what a customer asks is public relations' to answer, not the room's, and what was said is kept", async (world) => {
    const story = await crewed(world, 2);
    await story.does("dan", "log-customer-question", { text: "Were our orders lost?", customer: "customer-a" });
    expect(sentTo(world, "customer-question")).toEqual(["pam"]);
    const seenBy = async (person: string) => JSON.stringify(await world.store.read.events({ person, all: false }, story.stream, 0, 1_000));
    expect(await seenBy("pam")).toContain("Were our orders lost?");
    expect(await seenBy("ben")).not.toContain("Were our orders lost?");
    const [open] = await owedByPr(story, "customer-question/");
    await story.does("pam", "answer-customer-question", { question: open!.slice("customer-question/".length), reply: "No, each one is there." });
    expect(sentTo(world, "customer-message")).toEqual(["customer-a"]);
    expect(await seenBy("pam")).toContain("No, each one is there.");
    expect(await owedByPr(story, "customer-question/")).toEqual([]);
  }),
  proof("GD-39", "the manager alone asks public relations to find something out, and the workers read the answer", async (world) => {
    const story = await crewed(world, 2);
    const refused = { code: "not_permitted", rule: ["GD-39"] };
    expect(await story.refuses("pam", "request-information", { text: "Since when?" })).toMatchObject(refused);
    await story.does("ana", "request-information", { text: "Since when does it happen?" });
    expect(sentTo(world, "information")).toEqual(["pam"]);
    const [open] = await owedByPr(story, "information/");
    const request = open!.slice("information/".length);
    expect(await story.refuses("ben", "give-information", { request, text: "Since nine" })).toMatchObject(refused);
    await story.does("pam", "give-information", { request, text: "Since nine, with cards only" });
    expect(sentTo(world, "information")).toEqual(["ana", "ben", "pam"]);
    const read = await world.store.read.events({ person: "ben", all: false }, story.stream, 0, 1_000);
    expect(JSON.stringify(read)).toContain("Since nine, with cards only");
  }),
];
