/** S1, K4: for whoever may not see an incident, no view differs from a world in which it never was, however much time passes and whatever happens after it. */
import { beforeAll, expect, test } from "vitest";
import { views } from "../../src/views/index.ts";
import { publicList } from "../../src/views/public-list.ts";
import { crewed, securityWorld } from "../rules/security-world.ts";
import type { StoryWorld } from "../world.ts";
import { look, partsOf } from "./looking.ts";

type World = { readonly world: StoryWorld; readonly hidden: string };

/** A world with incidents for everybody before and after, and where asked a secret one between them. */
async function worldWith(secret: boolean): Promise<World> {
  const world = securityWorld();
  const open = await world.open("dan", "declare", { title: "For everybody", severity: 3 });
  await open.does("dan", "post-message", { text: "Everybody reads this" });
  const hidden = secret ? await keptSecret(world) : "";
  await world.pass("PT2H");
  const later = await world.open("dan", "declare", { title: "For everybody, later", severity: 1, area: "web" });
  await later.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await world.pass("PT30M");
  return { world, hidden };
}

async function keptSecret(world: StoryWorld): Promise<string> {
  const story = await crewed(world, { area: "web" });
  await story.does("ana", "assign-step", { step: "stop_attack", person: "sol" });
  await story.does("ana", "draft-customer-message", { text: "Secret words" });
  await story.does("ana", "add-follow-up", { text: "Secret work" });
  await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
  await story.does("dora", "post-update", { audience: "organisation", text: "Secret words for the house" });
  return story.stream;
}

let plain: World;
let secret: World;
beforeAll(async () => {
  [plain, secret] = [await worldWith(false), await worldWith(true)];
});

/** Ids are random, and hashes are over them: only which of them are the same can be seen. */
function seenAs(value: unknown): unknown {
  const known: string[] = [];
  const placeOf = (id: string) => {
    if (!known.includes(id)) known.push(id);
    return `#${known.indexOf(id)}`;
  };
  return JSON.parse(JSON.stringify(value).replaceAll(/\bid\d{5}(?:[.-]\d+)*|\b[0-9a-f]{64}\b/g, placeOf));
}

const addressed = ["channel", "process", "severity-document"];

/** Each view as asked for the organisation, or for the first incident. */
const askedFor = (name: string, of: string) => (of === "incident" ? "1" : addressed.includes(name) ? "sitrep" : name === "availability" ? "ben" : "");

test.each(views.map(({ name, of }) => [name, of] as const))("S1 K4 %s tells an outsider nothing of a secret incident", async (name, of) => {
  const id = askedFor(name, of);
  for (const who of ["eve", "mia", null]) {
    const seen = await look(partsOf(secret.world), who, name, { id });
    expect([who, seenAs(seen)]).toEqual([who, seenAs(await look(partsOf(plain.world), who, name, { id }))]);
    expect(JSON.stringify(seen)).not.toMatch(/secret words/i);
  }
  if (of !== "incident") return;
  expect(await look(partsOf(secret.world), "eve", name, { id: secret.hidden })).toBeNull();
  expect(await look(partsOf(secret.world), "ana", name, { id: secret.hidden })).not.toBeNull();
});

test.each(["board", "incidents", "follow-ups", "notifications", "my-duties"])("whoever is inside sees in %s that the worlds differ", async (name) => {
  const seen = seenAs(await look(partsOf(secret.world), "sol", name));
  expect(seen).not.toEqual(seenAs(await look(partsOf(plain.world), "sol", name)));
});

test("S1 the public sees nothing of it, whatever was published", async () => {
  expect(await publicList(partsOf(secret.world))).toEqual(await publicList(partsOf(plain.world)));
  expect(await publicList(partsOf(secret.world))).toEqual([]);
});
