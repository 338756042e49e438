/** Every sentence of the process for matters of security, on a rehearsal server over HTTP: its proof holds, and whoever goes against it is told which sentence says so. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packOf } from "../organisation.ts";
import { proofs } from "../rules/security-proofs.ts";
import { begun, securityData, securityWorld } from "../rules/security-world.ts";
import { rehearsal } from "./graceful-http.ts";
import { isWellSaid } from "./well-said.ts";

const pack = packOf(securityData());

/** Sentences that refuse nobody: the process itself does what they say, and there is nothing to go against. */
const ofThemselves: Readonly<Record<string, string>> = {
  "R-PD-S02": "the steps are there, and each may be given to somebody",
  "R-PD-S05": "no message has a word to take out",
  "R-PD-S09": "it is shown by itself",
};

let server: Awaited<ReturnType<typeof rehearsal>>;
beforeEach(async () => {
  server = await rehearsal(securityWorld());
});
afterEach(() => server.stop());

describe("matters of security, over HTTP", () => {
  it.each(proofs.map((one) => [`${one.id} ${one.title}`, one] as const))("%s", async (_name, { id, run }) => {
    await run(server.world);
    const refusals = server.heard.filter(({ said }) => (said.body.rule as unknown as readonly string[]).includes(id));
    expect(refusals.length > 0, id).toBe(!(id in ofThemselves));
    for (const one of refusals) isWellSaid(pack, one, "ic");
  });

  it("X-15 for whoever is outside there is no such incident, by any command", async () => {
    const { stream } = await begun(server.world);
    const { commands } = server.world.parts.engineOf(stream);
    const answers = await Promise.all(commands.filter(({ may }) => may !== "program").map(async ({ name }) => server.world.ask("eve", name, {}, { stream })));
    expect(new Set(answers.map((answer) => ("code" in answer ? answer.code : "accepted")))).toEqual(new Set(["not_found", "invalid_value"]));
  });
});
