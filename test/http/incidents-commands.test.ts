/** Commands and views over HTTP: derived from the registries, with the door's own answers. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandsPage } from "../../scripts/reference/incidents.ts";
import { verbs } from "../../scripts/reference/verbs.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { views } from "../../src/views/index.ts";
import type { RoomView } from "../../src/views/room-shape.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";
import { wave } from "./wave.ts";

let server: IncidentServer;
beforeAll(async () => {
  server = await incidentServer();
});
afterAll(() => server.stop());

const declare = { title: "Checkout is down", severity: 1, area: "web" };
const opened = async () => String((await server.post("dan", "/incidents/declare", declare)).body.id);

describe("commands", () => {
  test("X-02 the same key twice is one incident, one page each, and the same answer", async () => {
    const before = server.world.sent.length;
    const first = await server.post("dan", "/incidents/declare", declare, { "idempotency-key": "k-1" });
    const second = await server.post("dan", "/incidents/declare", declare, { "idempotency-key": "k-1" });
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    expect(server.world.sent.length - before).toBe(3);
    const other = await server.post("dan", "/incidents/declare", { ...declare, title: "Another one" }, { "idempotency-key": "k-1" });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  });

  test("X-03 twenty who claim the one seat at once: one gets it, nineteen are told why not", async () => {
    const id = await opened();
    const people = server.world.people;
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        server.post(people[at % people.length]!, `/incidents/${id}/assign-role`, { role: "incident_commander", person: people[at % people.length]! }),
      ),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  });

  test("X-05 every refusal of the process names its rule and where the pack says so, as problem+json", async () => {
    const id = await opened();
    const refused = await server.post("ben", `/incidents/${id}/resolve`);
    expect(refused.status).toBe(403);
    expect(refused.headers["content-type"]).toContain("application/problem+json");
    expect(refused.body).toMatchObject({ code: "not_permitted", rule: ["SR-08"], policy: "/may/command", status: 403, request: expect.any(String) });
    await server.post("ana", `/incidents/${id}/assign-role`, { role: "incident_commander", person: "ana" });
    const gate = await server.post("ana", `/incidents/${id}/resolve`);
    expect(gate).toMatchObject({
      status: 409,
      body: { code: "gate_unmet", unmet: ["role.solutioneer"], rule: ["SR-14"], policy: expect.stringMatching(/^\/gates\/resolve/) },
    });
    const taken = await server.post("ben", `/incidents/${id}/assign-role`, { role: "incident_commander", person: "ben" });
    expect(taken).toMatchObject({ status: 409, body: { code: "role_cardinality", rule: ["SR-12"], policy: "/roles/incident_commander/max" } });
  });

  test("id and number are the same incident; one that does not exist is not found", async () => {
    const id = await opened();
    const { number } = (await server.get("ana", `/incidents/${id}`)).body as unknown as { number: number };
    expect((await server.post("ana", `/incidents/${number}/post-message`, { text: "Hello" })).status).toBe(201);
    expect((await server.post("ana", "/incidents/4711/post-message", { text: "Hello" })).body).toMatchObject({ code: "not_found", status: 404 });
  });

  test("a field that is wrong, missing or unknown is named", async () => {
    const id = await opened();
    expect(await server.post("ana", `/incidents/${id}/post-message`, {})).toMatchObject({ status: 422, body: { code: "invalid_value", pointer: "/text" } });
    expect(await server.post("ana", "/incidents/declare", { ...declare, severity: "one" })).toMatchObject({ status: 422, body: { pointer: "/severity" } });
    expect(await server.post("ana", "/incidents/declare", { ...declare, security: true })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining("security") },
    });
    expect(await server.post("ana", `/incidents/${id}/post-message`, { text: "x" }, { "idempotency-key": "two words" })).toMatchObject({ status: 422 });
  });

  test("a command without fields needs no body, and one that changes nothing new answers 200", async () => {
    const id = await opened();
    expect((await server.ask("ana", "POST", `/api/v1/incidents/${id}/close`)).body).toMatchObject({ code: "not_permitted" });
    const page = Object.values((await server.world.story(id).state()).pages.pages).find(({ person }) => person === "ana")!;
    expect((await server.post("ana", `/incidents/${id}/answer-page`, { page: page.id })).status).toBe(201);
    expect((await server.post("ana", `/incidents/${id}/answer-page`, { page: page.id })).status).toBe(200);
  });

  test("what only the process does has no address", async () => {
    const id = await opened();
    for (const name of ["page-again", "open-thread", "note-signals"]) expect((await server.post("ana", `/incidents/${id}/${name}`)).status).toBe(404);
    expect((await server.post("ana", `/incidents/${id}/report`, { title: "Once more" })).status).toBe(404);
  });

  test("nobody without a name reads or writes (X-16)", async () => {
    const id = await opened();
    for (const view of views) {
      const below = (view.path ?? view.name).replace(":id", "sitrep");
      const url = view.of === "incident" ? `/incidents/${id}${below === "" ? "" : `/${below}`}` : `/${below}`;
      expect([url, (await server.get(null, url)).status]).toEqual([url, 401]);
    }
    expect((await server.post(null, "/incidents/report", { title: "Anonymous" })).status).toBe(401);
    expect((await server.get(null, "/commands")).status).toBe(401);
  });
});

describe("a dry run", () => {
  test("says who would be reached how and when, and does nothing", async () => {
    const before = server.world.store.tables.streams.size;
    const { status, body } = await server.post("dan", "/incidents/declare?dryRun=true", declare);
    expect(status).toBe(200);
    const seen = body as unknown as {
      effects: { to: string; via: string; heldUntil: string | null; at: string | null }[];
      events: { sentence: string }[];
      duties: { what: string; who: string }[];
    };
    expect(seen.effects.map(({ to, via, heldUntil }) => [to, via, heldUntil]).sort()).toEqual([
      ["Demo Ana", "sms", null],
      ["Demo Ben", "sms", null],
      ["Demo Cleo", "sms", null],
    ]);
    expect(seen.events.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining(["Reported: Checkout is down", "#sitrep: Severity 1 (Critical): Checkout is down"]),
    );
    expect(seen.duties).toEqual(expect.arrayContaining([expect.objectContaining({ what: "Answer the page", who: "Demo Ana" })]));
    expect(server.world.store.tables.streams.size).toBe(before);
  });

  test("says whose morning it would wait for, and why", async () => {
    const { storyWorld } = await import("../world.ts");
    const night = await incidentServer({ world: storyWorld({ start: "2026-03-03T03:00:00.000Z" }) });
    const { body } = await night.post("dan", "/incidents/declare?dryRun=true", { ...declare, severity: 2 });
    const { effects } = body as unknown as { effects: { heldUntil: string; at: null; why: string }[] };
    expect(effects[0]).toMatchObject({ heldUntil: "2026-03-03T07:00:00.000Z", at: null, why: expect.stringContaining("quiet hours") });
    await night.stop();
  });

  test("SR-01 names the severity that the answers suggest, with the reason, and none without answers", async () => {
    const tried = async (answers: object) => (await server.post("dan", "/incidents/report?dryRun=true", { title: "Checkout is down", answers })).body;
    expect(await tried({ customerOpsPrevented: true })).toMatchObject({ refusals: [], suggested: { severity: 1, why: expect.stringMatching(/./) } });
    expect(await tried({})).not.toHaveProperty("suggested");
  });

  test("carries the refusal instead of failing, but hides what does not exist", async () => {
    const id = await opened();
    const { status, body } = await server.post("ben", `/incidents/${id}/resolve?dryRun=true`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ refusals: [{ code: "not_permitted", rule: ["SR-08"] }], effects: [] });
    expect((await server.post("ben", "/incidents/4711/resolve?dryRun=true")).status).toBe(404);
  });
});

describe("the log", () => {
  test("X-04 nothing changes or removes an entry: PUT, PATCH and DELETE are 405, and the chain verifies", async () => {
    const id = await opened();
    for (const method of ["PUT", "PATCH", "DELETE"] as const) {
      const answer = await server.ask("ana", method, `/api/v1/incidents/${id}/timeline`, { payload: {} });
      expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
      expect(answer.headers.allow).toContain("GET");
    }
    const { items } = (await server.get("ana", `/incidents/${id}/timeline?all=true`)).body as unknown as { items: { seq: number; hash: string }[] };
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, at) => at + 1));
    expect((await server.get("ana", `/incidents/${id}/verify`)).body).toEqual({ ok: true, events: items.length, brokenAt: null });
  });

  test("a table of incidents holds no formula, and that it left is written down (X-16)", async () => {
    await server.post("dan", "/incidents/report", { title: '=HYPERLINK("http://evil.example.test")' });
    const answer = await server.get("dan", "/incidents.csv?limit=5");
    expect(answer.headers["content-type"]).toContain("text/csv");
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil.example.test"")"`);
    expect(server.exported).toContain("dan incidents.csv");
  });
});

describe("the registry", () => {
  test("a command added as one file appears in route, OpenAPI, the list and the room's forms, on the command line and in the reference", async () => {
    const { storyWorld } = await import("../world.ts");
    const { doorOf } = await import("../../src/shell/dispatch.ts");
    const world = storyWorld();
    const known = world.parts.engineOf("incident");
    const engine = { ...known, commands: [...known.commands, wave as AnyCommand] };
    const waving = await incidentServer({ world, engine: () => engine, more: { dispatch: doorOf({ ...world.parts, engineOf: () => engine }) } });
    const id = String((await waving.post("dan", "/incidents/declare", declare)).body.id);
    expect((await waving.post("dan", `/incidents/${id}/wave`, { to: "everybody" })).status).toBe(201);
    expect((await world.story(id).events()).at(-1)).toMatchObject({ type: "message-posted", data: { text: "Hello, everybody" } });
    const { items } = (await waving.get("dan", "/commands")).body as unknown as { items: { name: string; path: string; input: object }[] };
    expect(items.find(({ name }) => name === "wave")).toMatchObject({
      path: "/api/v1/incidents/{id}/wave",
      input: { properties: { to: { type: "string", title: "To whom" } }, required: ["to"] },
    });
    const api = (await waving.ask("dan", "GET", "/openapi.json")).body as unknown as {
      paths: Record<string, Record<string, { operationId: string; requestBody: { content: { "application/json": { schema: { properties: object } } } } }>>;
    };
    const operation = api.paths["/api/v1/incidents/{id}/wave"]!.post!;
    expect(operation.operationId).toBe("wave");
    expect(operation.requestBody.content["application/json"].schema.properties).toMatchObject({ to: { title: "To whom" }, override: { type: "object" } });
    const { abilities } = (await waving.get("dan", `/incidents/${id}/room`)).body as unknown as RoomView;
    expect(abilities.find(({ name }) => name === "wave")).toMatchObject({
      refused: null,
      input: { properties: { to: { title: "To whom" } }, required: ["to"] },
    });
    const registry = engine.commands as readonly AnyCommand[];
    expect(verbs(registry).commands.find(({ name }) => name === "wave")?.fields).toMatchObject([{ name: "to", kind: "text", required: true }]);
    expect(commandsPage(registry, (name) => `src/core/incident/chat/${name}.ts`)).toContain("## wave\n\n**Wave.** Says hello");
    await waving.stop();
  });

  test("OpenAPI names every command and view by its own name, once", async () => {
    const api = (await server.ask("dan", "GET", "/openapi.json")).body as unknown as {
      openapi: string;
      paths: Record<string, Record<string, { operationId?: string }>>;
    };
    const ids = Object.values(api.paths).flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId));
    expect(api.openapi).toBe("3.1.0");
    expect(new Set(ids).size).toBe(ids.length);
    const names = server.parts.engine.commands.filter(({ may }) => may !== "program").map(({ name }) => name);
    expect(ids).toEqual(expect.arrayContaining([...names, ...views.map(({ name }) => name)]));
  });
});
