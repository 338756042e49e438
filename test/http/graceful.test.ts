/** Every sentence of Graceful Disasters that blocks, on a rehearsal server over HTTP: its proof holds, and whoever goes against it is told which sentence says so. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packOf } from "../organisation.ts";
import { proofs } from "../rules/graceful-proofs.ts";
import { gracefulData, managed } from "../rules/graceful-world.ts";
import type { StoryWorld } from "../world.ts";
import { rehearsal } from "./graceful-http.ts";
import { isWellSaid } from "./well-said.ts";

type Sentence = { readonly enforced: string };
const pack = packOf(gracefulData());
const sentences: Readonly<Record<string, Sentence>> = pack.sentences;
const held = (how: string) => Object.keys(sentences).filter((id) => sentences[id]!.enforced === how);

/** Sentences that block and refuse nobody: the process itself does what they say, and there is nothing to go against. */
const ofThemselves: Readonly<Record<string, string>> = {
  "GD2-04": "people are called before their work begins",
  "GD2-07": "a page is answered, or declined with a reason: without one it is no answer, whatever a process says",
  "GD2-10": "the experts are called again and again",
  "GD2-15": "the process asks every worker",
  "GD2-36": "the entry comes with the declaration",
  "GD2-49": "the document is made, owned and reminded of",
  "GD-05": "the roles are there",
  "GD-08": "the experts are told first",
  "GD-12": "a report calls the expert; searching and calling are everybody's (test/http/areas.test.ts)",
  "GD-13": "the next is called before the last is free",
  "GD-19": "the severity's people are told",
  "GD-20": "the process asks every worker",
  "GD-25": "the handover is due, and candidates are called",
  "GD-30": "whoever is silent is reminded",
  "GD-42": "severities of one's own are taken",
  "GD-44": "the checklist is the severity's steps",
  "GD-45": "pages wait, those without work are let go, rounds are rarer",
  "GD-50": "the severity changes while it is worked on; after that there is nothing to change, whatever a process says",
  "GD-51": "everything follows the severity in the same instant",
  "GD-11": "it is refused where a process is put in force and where the last expert leaves (test/http/areas.test.ts)",
  "GD-43": "it is refused where a process is imported (test/http/graceful-import.test.ts)",
  "GD-48": "it is refused where a process is imported (test/http/graceful-import.test.ts)",
};

/** What a sentence's own proof does not try: going against it by one more wish. */
const further: Readonly<Record<string, (world: StoryWorld) => Promise<void>>> = {
  "GD-41": async (world) => {
    await (await managed(world, 3)).refuses("ana", "page", { person: "eve", reason: "We need you", immediate: true });
  },
};

/** Those that block or can be overridden. */
const firm = [...held("block"), ...held("override")];

let server: Awaited<ReturnType<typeof rehearsal>>;
beforeEach(async () => {
  server = await rehearsal();
});
afterEach(() => server.stop());

/** The refusals that name a sentence. */
const naming = (id: string) => server.heard.filter(({ said }) => (said.body.rule as unknown as readonly string[]).includes(id));

describe("Graceful Disasters over HTTP", () => {
  it.each(proofs.filter(({ id }) => firm.includes(id)).map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, { id, run }) => {
    await run(server.world);
    await further[id]?.(server.world);
    const refusals = naming(id);
    expect(refusals.length > 0 || id in ofThemselves, `${id} refuses nobody`).toBe(true);
    expect(refusals.length > 0 && id in ofThemselves, `${id} does refuse`).toBe(false);
    for (const one of refusals) isWellSaid(pack, one, "manager");
  });

  it("knows every sentence that blocks: each is tried above", () => {
    const tried = proofs.map(({ id }) => id);
    expect(firm.filter((id) => !tried.includes(id))).toEqual([]);
    expect(Object.keys(ofThemselves).filter((id) => !firm.includes(id))).toEqual([]);
  });
});
