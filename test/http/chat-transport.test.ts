/** A chat outside, over HTTP: one token speaks for everybody in it, each as themselves (X-11, X-17, PD-14, PD-15). */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandersOnCall, pagesSent } from "../rules/chatting.ts";
import { commandWorld } from "../rules/command-world.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer({ world: commandersOnCall(commandWorld()) });
  server.chatPeople.set("U1", "ana");
  server.chatPeople.set("U5", "eve");
});
afterEach(() => server.stop());

const say = (user: string, text: string, more: object = {}, headers: Record<string, string> = {}) =>
  server.post("mia", "/chat", { user, text, ...more }, headers).then(({ status, body }) => ({ status, ...body }) as Record<string, unknown>);

describe("POST /api/v1/chat", () => {
  it("X-17 !ic page of an identity nobody knows pages both at once, and opens an incident as that identity", async () => {
    const said = await say("U123", "!ic page", { name: "Somebody new" });
    expect(said).toMatchObject({ status: 200, refused: null, url: `http://127.0.0.1:4700/incidents/${said.incident}` });
    expect(pagesSent(server.world).map(({ to }) => to)).toEqual(["ana", "ben"]);
    const { items } = (await server.get("dan", `/incidents/${said.incident}/timeline`)).body as unknown as {
      items: { type: string; actor: { name: string } }[];
    };
    expect(items.filter(({ type }) => type === "commander-called").map(({ actor }) => actor.name)).toEqual(["somebody in the chat (U123)"]);
    for (const text of ["!sev 2 better", "!status stalk", "hello"])
      expect(await say("U123", text)).toMatchObject({ refused: { code: "not_permitted", status: 403, rule: ["X-17"] } });
    expect((await say("U123", "!help")).reply).toContain("!ic page");
  });

  it("X-11 a linked identity acts as its person, and is refused what the API refuses with the sentence and the reason", async () => {
    await say("U1", "!ic page");
    expect((await say("U1", "!role ic")).reply).toContain("Demo Ana takes the role Incident Commander");
    const { incident, ...refused } = await say("U5", "!ic page max");
    const byApi = (await server.post("eve", `/incidents/${incident}/page`, { person: "max", reason: "Called from the chat" })).body;
    expect(refused.refused).toMatchObject({ code: byApi.code, rule: byApi.rule, detail: byApi.detail, policy: byApi.policy, status: 403 });
    expect(refused.reply).toBe(`Refused (${(byApi.rule as unknown as string[]).join(", ") || byApi.code}): ${byApi.detail}`);
    expect(await say("U1", "!status", { incident: "4711" })).toMatchObject({ status: 404 });
  });

  it("X-17 an identity that nobody knows says with a code whose it is, and acts as that person from the next line on", async () => {
    await say("U1", "!ic page");
    server.chatCodes.set("ABCD", "ana");
    expect(await say("U9", "!link WRONG")).toMatchObject({
      status: 200,
      refused: { code: "invalid_value" },
      reply: expect.stringContaining("not a code that works"),
    });
    expect((await say("U9", "!role ic")).refused).toMatchObject({ rule: ["X-17"] });
    expect(await say("U9", "!link ABCD")).toMatchObject({ refused: null, reply: "From now on you speak here as Demo Ana." });
    expect((await say("U9", "!role ic")).reply).toContain("Demo Ana takes the role Incident Commander");
    expect((await say("U9", "!link")).reply).toContain("!link <code>");
  });

  it("says which incident is meant where more than one is open", async () => {
    await server.post("dan", "/incidents/declare", { title: "Nobody can pay", severity: 1 });
    await server.post("dan", "/incidents/declare", { title: "Nothing is found", severity: 2 });
    expect((await say("U1", "!role ic")).reply).toContain("belongs to none");
    expect((await say("U1", "!role ic", { incident: "2" })).reply).toContain("Demo Ana takes the role");
    expect((await say("U1", "!status")).reply).toBe("Status: CRITICAL (2 open incidents)\n2 Nothing is found, severity 2\n1 Nobody can pay, severity 1");
  });

  it("the same message delivered twice is one", async () => {
    const key = { "idempotency-key": "message-1" };
    const [first, again] = [await say("U123", "!ic page", {}, key), await say("U123", "!ic page", {}, key)];
    expect(again.incident).toBe(first.incident);
    expect(pagesSent(server.world)).toHaveLength(2);
  });
});

describe("POST /api/v1/incidents/page-commander", () => {
  it("PD-14 opens an incident where none is open, and leads to the one that is", async () => {
    const first = await server.post("dan", "/incidents/page-commander", { reason: "Nobody can pay" });
    expect(first).toMatchObject({ status: 201, body: { number: 1 } });
    expect(pagesSent(server.world)).toHaveLength(2);
    const second = await server.post("eve", "/incidents/page-commander");
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, events: [] } });
    const dry = await server.post("eve", "/incidents/page-commander?dryRun=true");
    expect(dry.status).toBe(200);
    await server.world.pass("PT2M");
    expect((await server.post("eve", `/incidents/${first.body.id}/page-commander`)).status).toBe(201);
    expect(pagesSent(server.world)).toHaveLength(4);
    const { body } = await server.get("dan", `/incidents/${first.body.id}/room`);
    expect(JSON.stringify(body.abilities)).toContain('"page-commander"');
  });
});
