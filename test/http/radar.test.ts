/** Every sentence of Radar that blocks, on a rehearsal server over HTTP: its proof holds, and whoever goes against it is told which sentence says so. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { proofs } from "../rules/radar-proofs.ts";
import { radarPack, radarWorld } from "../rules/radar-world.ts";
import { rehearsal } from "./graceful-http.ts";
import { isWellSaid } from "./well-said.ts";

const pack = radarPack();
const firm = Object.entries(pack.sentences).flatMap(([id, { enforced }]) => (["block", "override"].includes(enforced) ? [id] : []));

/** Sentences that block and refuse nobody: the process itself does what they say, and there is nothing to go against. */
const ofThemselves: Readonly<Record<string, string>> = {
  "PE-08": "it is refused where a process is imported",
  "PE-09": "it is refused where a process is imported",
  "PE-17": "the engineering manager is called",
  "PE-22": "the channel hears it with the declaration",
  "PE-23": "the engineering manager is called",
  "PE-27": "the duties are due by themselves",
  "PE-28": "nobody is called",
  "PE-30": "what is told waits for the morning",
  "PE-31": "both are told with the declaration",
  "PE-34": "everything follows the severity in the same instant",
  "PE-39": "the next update is owed by itself",
};

let server: Awaited<ReturnType<typeof rehearsal>>;
beforeEach(async () => {
  server = await rehearsal(radarWorld());
});
afterEach(() => server.stop());

/** The refusals that name a sentence. */
const naming = (id: string) => server.heard.filter(({ said }) => (said.body.rule as unknown as readonly string[]).includes(id));

describe("Radar over HTTP", () => {
  it.each(proofs.filter(({ id }) => firm.includes(id)).map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, { id, run }) => {
    await run(server.world);
    const refusals = naming(id);
    expect(refusals.length > 0 || id in ofThemselves, `${id} refuses nobody`).toBe(true);
    expect(refusals.length > 0 && id in ofThemselves, `${id} does refuse`).toBe(false);
    for (const one of refusals) isWellSaid(pack, one, "commander");
  });

  it("knows every sentence that blocks: each is tried above", () => {
    const tried = proofs.map(({ id }) => id);
    expect(firm.filter((id) => !tried.includes(id))).toEqual([]);
    expect(Object.keys(ofThemselves).filter((id) => !firm.includes(id))).toEqual([]);
  });
});
