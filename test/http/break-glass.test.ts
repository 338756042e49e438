/** The emergency way into what is hidden, over HTTP: by its codename or id, for administrators, loud, and blind to everything else (K6). */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuse } from "../../src/core/kernel/refusal.ts";
import { led, securityWorld } from "../rules/security-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
let tries: string[];
beforeEach(async () => {
  tries = [];
  const guessed = async (what: string) => {
    tries.push(what);
    return tries.length > 10 ? refuse("rate_limited", "Too many tries.", { retryAfterSeconds: 60 }) : null;
  };
  server = await incidentServer({ world: securityWorld(), more: { guessed } });
});
afterEach(() => server.app.close());

const reason = "Nobody inside can be reached";
const glass = (who: string, name: string) => server.post(who, `/incidents/${encodeURIComponent(name)}/break-glass`, { reason });

describe("breaking the glass", () => {
  it("K6 whoever heard the codename opens it by that, however it is written, and everybody inside is called", async () => {
    const story = await led(server.world);
    const { codename } = (await story.state()).secrecy;
    const sent = server.world.sent.length;
    expect(await glass("mia", ` ${codename!.toLowerCase()} `)).toMatchObject({ status: 201, body: { ok: true, id: story.stream } });
    expect(await server.get("mia", `/incidents/${story.stream}/room`)).toMatchObject({ status: 200 });
    expect([...new Set(server.world.sent.slice(sent).map(({ to }) => to))].sort()).toEqual(["ana", "sam", "sol"]);
  });

  it("K6 what is no secret, what is none any more and what never was are not found, by name or id", async () => {
    const open = await server.world.open("dan", "declare", { title: "Quiet Harbour 27", severity: 1 });
    const story = await led(server.world);
    const { codename } = (await story.state()).secrecy;
    await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
    await story.does("ana", "disclose", { reason: "The notice is out" });
    for (const name of ["Quiet Harbour 27", open.stream, codename!, story.stream, "Quiet Harbour", "person/mia"])
      expect([name, (await glass("mia", name)).status]).toEqual([name, 404]);
    expect((await server.world.store.read.find({ person: "mia", all: false }, open.stream))?.number).toBe(1);
  });

  it("S10 names are guessed ten times, by whoever guesses, and right ones count as well", async () => {
    const story = await led(server.world);
    const { codename } = (await story.state()).secrecy;
    for (let at = 0; at < 9; at++) expect((await glass("mia", `Calm Teapot ${at + 10}`)).status).toBe(404);
    expect((await glass("mia", codename!)).status).toBe(201);
    expect(await glass("mia", codename!)).toMatchObject({ status: 429 });
    expect(new Set(tries)).toEqual(new Set(["glass:mia"]));
  });
});
