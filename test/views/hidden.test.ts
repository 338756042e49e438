/** S1: for whoever may not see an incident, no view differs from a world in which it never was. */
import { expect, test } from "vitest";
import { views } from "../../src/views/index.ts";
import { publicList } from "../../src/views/public-list.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { look, partsOf } from "./looking.ts";

/** A world with one incident for everybody, and where asked a confidential one of the others. */
async function worldWith(secret: boolean): Promise<{ readonly world: StoryWorld; readonly hidden: string | null }> {
  const world = storyWorld();
  const open = await world.open("dan", "declare", { title: "For everybody", severity: 3 });
  await open.does("dan", "post-message", { text: "Everybody reads this" });
  if (!secret) return { world, hidden: null };
  const story = await world.open("dan", "declare", { title: "The secret", severity: 1, area: "web" });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ana", "draft-customer-message", { text: "Secret words" });
  const row = world.store.tables.streams.get(story.stream)!;
  row.summary = { ...row.summary, confidential: true, published: [{ at: world.clock.now, text: "Secret words" }] };
  row.head = { ...row.head, number: null, visibility: { ...row.head.visibility, confidential: true } };
  return { world, hidden: story.stream };
}

test.each(views.map(({ name, of }) => [name, of] as const))("S1 %s tells an outsider nothing of a confidential incident", async (name, of) => {
  const [plain, secret] = [await worldWith(false), await worldWith(true)];
  const id = of === "incident" ? "1" : ["channel", "process", "severity-document"].includes(name) ? "sitrep" : "";
  const seen = await look(partsOf(secret.world), "eve", name, { id });
  expect(seen).toEqual(await look(partsOf(plain.world), "eve", name, { id }));
  expect(JSON.stringify(seen)).not.toContain("secret");
  if (of === "incident") {
    expect(await look(partsOf(secret.world), "eve", name, { id: secret.hidden! })).toBeNull();
    expect(await look(partsOf(secret.world), "ana", name, { id: secret.hidden! })).not.toBeNull();
  }
});

test("S1 the public sees nothing of it, whatever was published", async () => {
  const { world } = await worldWith(true);
  expect(await publicList(partsOf(world))).toEqual([]);
});
