/** Escalation policies for stories: the web shop's area has one, and its schedule has who is named. */
import { policy } from "../../src/core/oncall/policy.ts";
import type { Schedule } from "../../src/core/oncall/schedule.ts";
import { packData, packOf } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";

/** One step as stories write it. */
export type Written = { readonly to: readonly object[]; readonly after?: string; readonly [field: string]: unknown };

/** A process that alerts nobody by itself, so that only the policy calls people. */
export function quietPack(more: object = {}): NonNullable<WorldOptions["pack"]> {
  const data = packData("sitrep");
  const severities = data.severities as Record<string, object>;
  const quiet = Object.fromEntries(Object.entries(severities).map(([rank, level]) => [rank, { ...level, alert: { who: "nobody" } }]));
  return packOf({ ...data, alert: { who: "nobody" }, severities: quiet, ...more });
}

/** A schedule on which these people take weekly turns from Monday, 2 March 2026, 08:00 UTC; each turn may have several. */
export function rota(turns: readonly (readonly string[])[], id = "web"): Schedule {
  return {
    ...{ id, title: "Web", zone: "UTC", overrides: [], temporary: [], external: null },
    rotations: [
      {
        ...{ id: "weekly", name: "Weekly", zone: "UTC", begins: "2026-03-02T08:00", ends: null, every: { n: 1, unit: "week" }, advance: "active" },
        ...{ restrictions: [], shadows: {} },
        rosters: [{ from: "2026-03-02T08:00", slots: turns.map((turn) => [...turn]), startsWith: 0 }],
      },
    ],
  };
}

/** Changes facts that the organisation already has. */
export async function facts(world: StoryWorld, kind: "organisation" | "area" | "person" | "team", key: string, more: object): Promise<void> {
  world.store.setFact(kind, key, { ...((await world.store.read.fact(kind, key)).value as object), ...more });
}

/** A world whose web shop is under this policy; the last resort is Dan, the administrator Eve. */
export async function underPolicy(steps: readonly Written[], more: object = {}, options: WorldOptions = {}): Promise<StoryWorld> {
  const world = storyWorld({ pack: quietPack(), ...options });
  await givePolicy(world, steps, more);
  return world;
}

/** Gives the web shop of a world this policy. */
export async function givePolicy(world: StoryWorld, steps: readonly Written[], more: object = {}): Promise<void> {
  world.store.setFact("escalation", "web", policy.parse({ id: "web", title: "Web shop", steps, keepTrying: null, forgotten: null, ...more }));
  await facts(world, "area", "web", { escalation: "web" });
  await facts(world, "organisation", "organisation", { lastResort: ["dan"], admins: ["eve"] });
}

/** An alert of the web shop comes in at the story's beginning. */
export const alarm = (world: StoryWorld) => world.open("source:probe", "report", { title: "Checkout is down", area: "web" });

/** Who was paged when: `ana 10:00`, in order. */
export function pagesOf(world: StoryWorld): string[] {
  return world.sent
    .filter(({ message }) => message.urgency === "page" && message.template !== "escalated")
    .map(({ to, at }) => `${to} ${at.slice(11, 16)}`)
    .filter((line, index, all) => all.indexOf(line) === index);
}

/** The page of a person, to answer. */
export async function pageOf(story: { state: StoryWorldState }, person: string): Promise<string> {
  const found = Object.values((await story.state()).pages.pages).filter((page) => page.person === person && page.state === "open");
  if (!found[0]) throw new Error(`${person} has no open page`);
  return found.at(-1)!.id;
}
type StoryWorldState = ReturnType<StoryWorld["story"]>["state"];
