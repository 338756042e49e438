/** Every sentence of the process with one commander that blocks, on a rehearsal server over HTTP: its proof holds, and whoever goes against it is told which sentence says so. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { proofs } from "../rules/command-proofs.ts";
import { commandPack, commandWorld } from "../rules/command-world.ts";
import { rehearsal } from "./graceful-http.ts";
import { isWellSaid } from "./well-said.ts";

const pack = commandPack();
const firm = Object.entries(pack.sentences).flatMap(([id, { enforced }]) => (["block", "override"].includes(enforced) ? [id] : []));

/** Sentences that block and refuse nobody: the process itself does what they say, and there is nothing to go against. */
const ofThemselves: Readonly<Record<string, string>> = {
  "PD-01": "the severities say it, and the call opens by itself",
  "PD-02": "it is refused where a process is put in force",
  "PD-03": "the room says it by itself",
  "PD-07": "calls say where both are, and who is in which is shown",
  "PD-08": "nobody is kept from watching",
  "PD-14": "both are called in the same instant",
  "PD-15": "nobody is kept from calling",
  "PD-18": "the room says it by itself, and the second on call is deputy",
  "PD-29": "doubt is a decision to tell",
  "PD-31": "the call ends by itself",
  "PD-37": "the right is handed on, and what is done with it says for whom",
  "PD-39": "it is said to whoever asks",
  "PD-40": "it is said again by itself",
  "PD-44": "the room says it by itself",
  "PD-45": "nobody is asked for leave, and the words are at hand",
  "PD-46": "it becomes a follow-up by itself",
  "PD-48": "the commander is told by itself",
  "PD-52": "the commander is asked, and the task waits",
};

let server: Awaited<ReturnType<typeof rehearsal>>;
beforeEach(async () => {
  server = await rehearsal(commandWorld());
});
afterEach(() => server.stop());

/** The refusals that name a sentence. */
const naming = (id: string) => server.heard.filter(({ said }) => (said.body.rule as unknown as readonly string[]).includes(id));

describe("one commander on a call, over HTTP", () => {
  it.each(proofs.filter(({ id }) => firm.includes(id)).map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, { id, run }) => {
    await run(server.world);
    const refusals = naming(id);
    expect(refusals.length > 0 || id in ofThemselves, `${id} refuses nobody`).toBe(true);
    expect(refusals.length > 0 && id in ofThemselves, `${id} does refuse`).toBe(false);
    for (const one of refusals) isWellSaid(pack, one, "ic");
  });

  it("knows every sentence that blocks: each is tried above", () => {
    const tried = proofs.map(({ id }) => id);
    expect(firm.filter((id) => !tried.includes(id))).toEqual([]);
    expect(Object.keys(ofThemselves).filter((id) => !firm.includes(id))).toEqual([]);
  });
});
