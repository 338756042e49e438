/** What the room needs beside commands and views: the chat, files, and on a rehearsal server the clock. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { after } from "../../src/core/kernel/time.ts";
import { type IncidentServer, incidentServer } from "./incidents-server.ts";

let server: IncidentServer;
beforeEach(async () => {
  server = await incidentServer();
});
afterEach(() => server.stop());

const declare = { title: "Checkout is down", severity: 1, area: "web" };
const opened = async () => String((await server.post("dan", "/incidents/declare", declare)).body.id);

describe("the chat", () => {
  test("X-11 is refused what the API refuses, with the rule and the reason, and both are in the journal", async () => {
    const id = await opened();
    const byApi = await server.post("ben", `/incidents/${id}/set-status`, { text: "Fine" });
    const { status, body } = await server.post("ben", `/incidents/${id}/chat`, { text: "!status Fine" });
    expect(status).toBe(200);
    expect(body.reply).toContain("SR-10");
    expect(body.reply).toContain("only Incident Commander may");
    expect(body.refused).toMatchObject({ code: byApi.body.code, rule: byApi.body.rule, policy: byApi.body.policy, detail: byApi.body.detail, status: 403 });
    const { items } = (await server.get("ben", `/incidents/${id}/journal`)).body as unknown as { items: { command: string; refused: object | null }[] };
    expect(items.filter(({ command, refused }) => command === "set-status" && refused !== null)).toHaveLength(2);
  });

  test("takes a role, changes the severity, answers questions, and warns as everywhere else", async () => {
    const id = await opened();
    const say = async (who: string, text: string) => (await server.post(who, `/incidents/${id}/chat`, { text })).body.reply;
    expect(await say("ana", "!role ic")).toBe("Demo Ana takes the role Incident Commander");
    expect(await say("ana", "!status Rolling back")).toBe("Status: Rolling back");
    expect(await say("cleo", "!status")).toBe(
      `Status: CRITICAL (1 open incident)\n1 Checkout is down: active, severity 1 (Critical). Status: Rolling back (Demo Ana, ${server.world.clock.now}). Incident Commander: Demo Ana; Solutioneer: nobody; Marketing/Communications: nobody.`,
    );
    expect(await say("ana", "!sev 2 a way around it")).toContain("severity 2 (Moderate)");
    expect(await say("ben", "TODO alert on it")).toContain("Follow-up: alert on it");
    expect(await say("cleo", "I look at it")).toContain("Careful (SR-23)");
    expect(await say("dan", "!help")).toContain("!role <role>");
    expect(await say("dan", "!dance")).toContain("!help");
    expect((await server.post("dan", "/incidents/4711/chat", { text: "!status" })).status).toBe(404);
  });
});

describe("files", () => {
  const boundary = "demo-boundary";
  const upload = (who: string, id: string, name: string, bytes: Buffer | string, type = "application/octet-stream") => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return server.ask(who, "POST", `/api/v1/incidents/${id}/attachments`, {
      payload,
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    });
  };
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

  test("a file is attached by what it is, and comes back as a download that no browser runs", async () => {
    const id = await opened();
    expect((await upload("dan", id, "graph.html", png, "text/html")).status).toBe(201);
    expect((await upload("dan", id, "../../log \u202e.txt", "<script>alert(1)</script>", "text/html")).status).toBe(201);
    const { attachments } = (await server.get("ana", `/incidents/${id}/room`)).body as unknown as {
      attachments: { id: string; name: string; mediaType: string; by: string }[];
    };
    expect(attachments.map(({ name, mediaType, by }) => [name, mediaType, by])).toEqual([
      ["graph.html", "image/png", "Demo Dan"],
      ["log .txt", "text/plain; charset=utf-8", "Demo Dan"],
    ]);
    const back = await server.get("eve", `/incidents/${id}/attachments/${attachments[1]!.id}`);
    expect(back).toMatchObject({ status: 200, text: "<script>alert(1)</script>" });
    expect(back.headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    });
    expect(back.headers["content-disposition"]).toBe(`attachment; filename="file"; filename*=UTF-8''log%20.txt`);
  });

  test("only its own incident gives it out, and only to whoever sees that incident", async () => {
    const [id, other] = [await opened(), await opened()];
    await upload("dan", id, "a.txt", "words");
    const file = [...server.files.kept.keys()][0]!;
    expect((await server.get("dan", `/incidents/${other}/attachments/${file}`)).status).toBe(404);
    expect((await server.get(null, `/incidents/${id}/attachments/${file}`)).status).toBe(401);
    const row = server.world.store.tables.streams.get(id)!;
    row.summary = { ...row.summary, confidential: true };
    expect((await server.get("eve", `/incidents/${id}/attachments/${file}`)).status).toBe(404);
  });

  test("what is too large, no file, or not allowed is refused before anything is kept", async () => {
    const id = await opened();
    expect(await upload("dan", id, "big.bin", Buffer.alloc(25 * 1024 * 1024 + 1, 7))).toMatchObject({ status: 413, body: { code: "too_large" } });
    expect(await server.post("dan", `/incidents/${id}/attachments`, { file: "no" })).toMatchObject({ status: 415 });
    expect((await upload("dan", "4711", "a.txt", "words")).status).toBe(404);
    const small = String((await server.post("dan", "/incidents/report", { title: "Only a report" })).body.id);
    await server.post("dan", `/incidents/${small}/triage`, { outcome: "dismiss", reason: "Nothing" });
    expect(await upload("dan", small, "a.txt", "words")).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(server.files.kept.size).toBe(0);
  });
});

describe("the clock", () => {
  test("X-19 is not there on a server that is no rehearsal", async () => {
    expect((await server.get("dan", "/clock")).status).toBe(404);
    expect((await server.post("dan", "/clock", { advance: "PT1H" })).status).toBe(404);
  });

  test("X-19 on a rehearsal it moves by and to, settles what falls due, and never goes back", async () => {
    const { storyWorld } = await import("../world.ts");
    const world = storyWorld();
    const moved = async (to: string) => {
      await world.to(to);
      return to;
    };
    const clock = { now: async () => world.clock.now, set: moved, advance: (by: string) => moved(after(world.clock.now, by)) };
    const rehearsal = await incidentServer({ world, more: { clock } });
    const id = String((await rehearsal.post("dan", "/incidents/declare", declare)).body.id);
    expect((await rehearsal.get("dan", "/clock")).body).toEqual({ now: "2026-03-02T10:00:00.000Z", nextAt: "2026-03-02T10:02:00.000Z" });
    expect((await rehearsal.post("dan", "/clock", { advance: "2m" })).body).toMatchObject({ now: "2026-03-02T10:02:00.000Z" });
    expect((await world.story(id).events()).filter(({ type }) => type === "paged-again")).toHaveLength(3);
    expect((await rehearsal.post("dan", "/clock", { set: "2026-03-02T12:10:00+01:00" })).body).toMatchObject({ now: "2026-03-02T11:10:00.000Z" });
    for (const wrong of [
      { set: "2026-03-01T00:00:00Z" },
      { advance: "soon" },
      { advance: "P1M" },
      {},
      { set: "2036-12-01T00:00:00Z", advance: "1h" },
      { set: "2066-01-01T00:00:00Z" },
    ]) {
      expect([wrong, (await rehearsal.post("dan", "/clock", wrong)).status]).toEqual([wrong, 422]);
    }
    await rehearsal.stop();
  });
});
