/** Proofs of Graceful Disasters: whom the process thinks of first, and what it says when somebody else is chosen. */
import { expect } from "vitest";
import { personFact } from "../organisation.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { declared, handsOver, managed, type Story } from "./graceful-world.ts";
import { type Proof, proof } from "./proof.ts";

type Candidates = {
  readonly items: readonly { readonly person: { readonly id: string }; readonly eligible: boolean; readonly reasons: readonly { readonly says: string }[] }[];
};
const listed = async (world: StoryWorld, story: Story, role: string) =>
  (await look<Candidates>(partsOf(world), "dan", "candidates", { id: story.stream, query: { role } }))!.items;
const order = async (world: StoryWorld, story: Story, role: string) => (await listed(world, story, role)).map(({ person }) => person.id);

/** What the directory says of somebody beyond their hours. */
const say = (world: StoryWorld, person: string, more: object) => world.store.setFact("person", person, { ...personFact(person, {}), ...more });

/** Who knows payments: Vic and Lea can manage and understand it; Cleo mends it best; Ben can manage and does not know it; Ana can do both. */
function knowing(world: StoryWorld): void {
  say(world, "ana", { canManage: true, skills: { payments: 3 }, orgLevel: 1 });
  say(world, "cleo", { canManage: true, skills: { payments: 5 }, orgLevel: 2 });
  say(world, "ben", { canManage: true, skills: {}, orgLevel: 3 });
  say(world, "vic", { canManage: true, understands: ["payments"], orgLevel: 8 });
  say(world, "lea", { canManage: true, understands: ["payments"], orgLevel: 4, jobTitle: "Client manager" });
  say(world, "dan", { skills: { payments: 4 }, jobTitle: "Developer" });
  world.store.setFact("area", "payments", {
    id: "payments",
    name: "Payments",
    team: "response",
    experts: ["ana", "cleo"],
    escalation: null,
    knownBy: ["vic", "lea", "dan"],
  });
}

/** Hours in which the server was not there: what fell due comes once. */
async function away(world: StoryWorld, until: string): Promise<void> {
  world.clock.now = until;
  await world.settle();
}

/** What is said when a person gives somebody a role. */
const warnings = async (story: Story, role: string, person: string) => (await story.does("ana", "assign-role", { role, person })).warnings;

export const rank: readonly Proof[] = [
  proof("GD2-11", "whoever can manage and understands the area is asked first, skill or none; somebody else is a departure", async (world) => {
    knowing(world);
    const story = await managed(world, 2);
    const items = await listed(world, story, "manager");
    expect(items.find(({ person }) => person.id === "vic")).toMatchObject({ eligible: true, reasons: [{ says: "Can manage and understands Payments" }, {}] });
    expect(
      items
        .filter(({ eligible }) => !eligible)
        .map(({ person }) => person.id)
        .sort(),
    ).toEqual(["ben", "cleo", "dan"]);
    expect((await order(world, story, "manager")).slice(-2).sort()).toEqual(["ben", "dan"]);
    const offer = (to: string) => story.does("ana", "offer-handover", { role: "manager", to });
    const { warnings: warned } = await offer("ian");
    expect(warned).toMatchObject([{ code: "training_required", rule: ["GD2-11"], policy: "/rank/0/by/0" }]);
    expect((await story.events()).find(({ type }) => type === "deviated")?.data).toMatchObject({ cites: ["GD2-11"], how: "warn" });
    await story.does("ana", "withdraw-handover");
    expect((await offer("lea")).warnings).toEqual([]);
  }),
  proof("GD2-12", "of those who are able, the higher up is asked first at severity 1 and 2, the lower at 3", async (world) => {
    knowing(world);
    const able = async (severity: number) => (await order(world, await managed(world, severity), "manager")).filter((one) => one === "vic" || one === "lea");
    expect([await able(1), await able(2), await able(3)]).toEqual([
      ["vic", "lea"],
      ["vic", "lea"],
      ["lea", "vic"],
    ]);
  }),
  proof("GD-16", "whoever would mend it best is asked last of the able, and is warned of; the answer of an expert is not", async (world) => {
    knowing(world);
    const story = await managed(world, 1);
    expect((await order(world, story, "manager")).slice(0, 3)).toEqual(["vic", "lea", "cleo"]);
    expect((await story.does("ana", "offer-handover", { role: "manager", to: "cleo" })).warnings).toMatchObject([
      { code: "best_fixer_as_manager", rule: ["GD-16"], policy: "/rank/0/by/1" },
    ]);
    say(world, "ana", { canManage: true, skills: { payments: 5 } });
    say(world, "cleo", { canManage: true, skills: { payments: 4 } });
    const deviated = (await (await managed(world, 2)).events()).flatMap(({ type, data }) => (type === "deviated" ? [(data as { code: string }).code] : []));
    expect([...new Set(deviated)]).toEqual(["workload"]);
  }),
  proof("GD2-34", "whoever speaks with clients every day is asked first for public relations; nobody else is shut out", async (world) => {
    knowing(world);
    say(world, "pam", { jobTitle: "Assistant" });
    const story = await managed(world, 2);
    expect(await order(world, story, "pr_manager")).toEqual(["lea", "pam"]);
    expect(await warnings(story, "pr_manager", "dan")).toEqual([]);
  }),
  proof("GD-28", "at severity 1 and 2 the most skilled in the area is asked first to work", async (world) => {
    knowing(world);
    for (const severity of [1, 2]) expect((await order(world, await managed(world, severity), "worker")).slice(0, 3)).toEqual(["cleo", "dan", "ana"]);
    expect((await order(world, await managed(world, 3), "worker")).slice(0, 2)).toEqual(["ana", "cleo"]);
  }),
  proof("GD-29", "whoever worked last night or more than ten hours is asked after everybody who is fresh, and is warned of", async (world) => {
    knowing(world);
    await world.to("2026-03-03T03:00:00.000Z");
    const night = await managed(world, 1);
    await night.does("ana", "assign-role", { role: "worker", person: "cleo" });
    await night.does("cleo", "post-message", { text: "I look at it" });
    await world.to("2026-03-03T10:00:00.000Z");
    const story = await world.open("dan", "declare", declared(1));
    const page = Object.values((await story.state()).pages.pages)[0]!;
    await story.does("ana", "answer-page", { page: page.id });
    const [first] = await listed(world, story, "worker");
    expect(first?.person.id).toBe("dan");
    expect((await listed(world, story, "worker")).find(({ person }) => person.id === "cleo")).toMatchObject({
      eligible: false,
      reasons: [{ says: "Worked last night" }, {}],
    });
    const tired = { code: "shift_limit_exceeded", rule: ["GD-29"], policy: "/rank/1/by/0" };
    expect(await warnings(story, "worker", "cleo")).toMatchObject([tired, { code: "workload" }]);
    expect(await warnings(story, "worker", "dan")).toEqual([]);
    await story.does("ana", "leave-role", { role: "worker", person: "dan" });
    await handsOver(night, "ana", "vic");
    await night.does("vic", "assign-role", { role: "worker", person: "ben" });
    await away(world, "2026-03-03T15:00:00.000Z");
    await handsOver(night, "vic", "ana");
    const anew = async () => {
      await night.does("ana", "leave-role", { role: "worker", person: "ben" });
      return warnings(night, "worker", "ben");
    };
    await away(world, "2026-03-03T20:00:00.000Z");
    expect(await anew()).toEqual([]);
    await world.to("2026-03-03T20:00:00.001Z");
    expect(await anew()).toMatchObject([{ ...tired, detail: expect.stringContaining("10 hours") }]);
  }),
];
