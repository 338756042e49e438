/** S1, X-15, K4: for whoever is outside, a server with a secret incident answers every read of its API exactly as it did without one. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, install } from "../server.ts";
import { type Caller, callerOf } from "./api.ts";
import { invite, office, type Person, setUp } from "./crew.ts";

let server: Installation;
let ana: Person;
let [ben, dan, sol, eve]: Person[] = [];
let outsiders: Readonly<Record<string, Caller>>;
let operations: readonly string[];
let commands: readonly string[];
let places: Readonly<Record<string, string>>;
let secret = "";

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What each parameter of a path stands for, by the beginning of the path. */
const parameters = (path: string): string => {
  const [, , , list = "", ...rest] = path.split("/");
  const known = places[list] ?? "unknown";
  const parts = rest.map((part, index) => (part.startsWith("{") ? (index === 0 ? known : part === "{version}" ? "1" : "unknown") : part));
  return ["/api/v1", list, ...parts].join("/");
};

/** Required words of an address. */
const words: Readonly<Record<string, string>> = {
  "/api/v1/incidents/{id}/candidates": "?role=worker",
  "/api/v1/processes/{key}/{version}/diff": "?with=1",
  "/api/v1/reports/on-call": "?from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z",
  "/api/v1/audit": "?limit=500",
};

/** An id of nothing, as long as one that is known. */
const unlike = (id: string) => id.replace(/[0-9a-f]/g, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));

/** A feed has no end: it is tried apart. */
const apart = "/api/v1/feed";

const addresses = () => operations.filter((path) => path !== apart).map((path) => `${parameters(path)}${words[path] ?? ""}`);

type Line = { readonly actor: string; readonly action: string; readonly subject: string; readonly details: unknown };

/** What reading itself writes down is left out: each refused read, whose addresses were shown, what was exported, when a token was used last. */
function told(address: string, text: string): string {
  if (address === "/api/v1/audit/verify") return text.slice(0, text.indexOf(","));
  if (!address.startsWith("/api/v1/audit") || !text.startsWith('{"lines"')) return text.replaceAll(/"(?:request|usedAt)":(?:"[^"]+"|null)/g, "");
  const { lines } = JSON.parse(text) as { lines: readonly Line[] };
  return JSON.stringify(
    lines
      .filter(({ action }) => !["denied", "addresses-shown", "exported"].includes(action))
      .map(({ actor, action, subject, details }) => ({ actor, action, subject, details })),
  );
}

let asked = 0;

/** Everything that somebody can read, address by address. */
async function seenBy(who: Caller, all: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  for (const address of all) {
    const from = { "x-forwarded-for": `10.9.${Math.floor(asked / 250) % 250}.${asked++ % 250}` };
    const { status, text, headers } = await who.ask("GET", address, undefined, from);
    seen[address] = [status, headers.get("content-type"), headers.get("etag"), told(address, text)].join("\n");
  }
  return seen;
}

const everything = async () => {
  const seen: Record<string, Readonly<Record<string, string>>> = {};
  for (const [name, who] of Object.entries(outsiders)) seen[name] = await seenBy(who, addresses());
  return seen;
};

async function attach(id: string): Promise<void> {
  const part = 'Content-Disposition: form-data; name="file"; filename="strangers.txt"\r\nContent-Type: text/plain';
  const body = `--edge\r\n${part}\r\n\r\nWho was there\r\n--edge--\r\n`;
  const said = await sol!.ask("POST", `/api/v1/incidents/${id}/attachments`, body, { "content-type": "multipart/form-data; boundary=edge" });
  expect(said.status).toBe(201);
}

/** A secret incident with something of everything: called people, words, steps, files, people let in and shut out. */
async function keepSecret(): Promise<string> {
  const { id } = await dan!.does("", "declare", { title: "Customer data stand on a page of strangers", severity: 1, security: true });
  await sol!.does(id, "assign-role", { role: "ic", person: sol!.id });
  await sol!.does(id, "assign-role", { role: "service_representative", person: ben!.id });
  await sol!.does(id, "page", { person: ben!.id, reason: "Our keys are outside", immediate: true });
  await sol!.does(id, "post-message", { text: "Nobody says a word" });
  await sol!.does(id, "set-status", { text: "We know the way in" });
  await sol!.does(id, "add-action", { kind: "task", text: "Turn every key", assignee: ben!.id });
  await sol!.does(id, "add-follow-up", { text: "Keys that end by themselves" });
  await sol!.does(id, "assign-step", { step: "isolate_instances", person: ben!.id });
  await sol!.does(id, "add-evidence", { kind: "log", what: "A sign-in that was none of ours" });
  await sol!.does(id, "let-in", { person: ben!.id });
  await attach(id);
  await sol!.does(id, "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
  await sol!.does(id, "post-update", { audience: "organisation", text: "Nothing to see here" });
  return id;
}

beforeAll(async () => {
  // Whoever has not signed in asks from an address of its own each time: what one address may ask is limited.
  server = await install({ TRUSTED_PROXIES: "127.0.0.1" });
  await server.start("rehearse");
  ana = await setUp(server);
  [ben, dan, sol, eve] = [
    await invite(ana, "Demo Ben", null),
    await invite(ana, "Demo Dan", null),
    await invite(ana, "Demo Sol", null),
    await invite(ana, "Demo Eve", null),
  ];
  for (const person of [ben, sol]) await ana.post(`/people/${person.id}/methods`, { channel: "sms", address: person.phone, vouched: true });
  const { area } = await office(ana, [ana, eve]);
  await ana.post("/groups", { key: "security", title: "Security", people: [sol.id], contacts: [] });
  const { number, id } = await ana.does("", "declare", { title: "Checkout is down", severity: 1, area });
  await ana.does(id, "assign-role", { role: "incident_commander", person: ana.id });
  await ana.does(id, "add-action", { kind: "task", text: "Read the log", assignee: eve.id });
  await ana.does(id, "draft-customer-message", { text: "Orders may fail. We are on it." });
  const token = async (scopes: string[]) => callerOf(server.url, (await ana.post<{ token: string }>("/tokens", { name: scopes.join(), scopes })).token);
  outsiders = {
    nobody: callerOf(server.url),
    member: eve,
    admin: ana,
    readToken: await token(["read"]),
    respondToken: await token(["respond"]),
    adminToken: await token(["admin"]),
  };
  const source = await ana.post<{ id: string }>("/sources", { kind: "generic", title: "Demo alerts", settings: { area, declare: "report" } });
  places = { incidents: String(number), people: eve.id, areas: area, groups: "security", processes: "security", sources: source.id, runbooks: "deployment" };
  const { body } = await ana.ask("GET", "/openapi.json");
  operations = Object.entries(body.paths as Paths)
    .flatMap(([path, methods]) => (methods.get && path.startsWith("/api/v1") ? [path] : []))
    .sort();
  commands = Object.entries(body.paths as Paths)
    .flatMap(([path, methods]) => (methods.post && path.startsWith("/api/v1/incidents/{id}/") && !path.endsWith("/break-glass") ? [path] : []))
    .sort();
}, 240_000);

afterAll(async () => {
  await server?.remove();
}, 60_000);

type Seen = Awaited<ReturnType<typeof everything>>;

/** Says which address differs, from where on, for whom. */
function same(before: Seen, after: Seen): void {
  for (const [name, said] of Object.entries(before)) {
    for (const [address, text] of Object.entries(said)) {
      const now = after[name]?.[address] ?? "";
      const at = [...text].findIndex((letter, index) => letter !== now[index]);
      const from = Math.max(0, (at < 0 ? text.length : at) - 60);
      expect([name, address, now === text ? "" : now.slice(from, from + 200)]).toEqual([name, address, now === text ? "" : text.slice(from, from + 200)]);
    }
  }
}

describe("a secret incident", () => {
  it("S1 X-15 K4 changes no answer to any read of whoever is outside", { timeout: 300_000 }, async () => {
    expect(operations.length).toBeGreaterThan(80);
    const before = await everything();
    same(before, await everything());
    secret = await keepSecret();
    same(before, await everything());
  });

  it("S1 is there for those inside, and for nobody else under any address: it is as unknown as what never was", { timeout: 120_000 }, async () => {
    const all = operations.filter((path) => path.startsWith("/api/v1/incidents/{id}"));
    const under = (id: string) => all.map((path) => `${path.replace("{id}", id).replace("{aid}", "none")}${words[path] ?? ""}`);
    const unknown = unlike(secret);
    const inside = await seenBy(sol!, under(secret));
    expect(Object.values(inside).filter((said) => said.startsWith("200")).length).toBeGreaterThan(20);
    for (const who of Object.values(outsiders))
      expect(Object.values(await seenBy(who, under(secret)))).toEqual(Object.values(await seenBy(who, under(unknown))));
  });

  it("S1 no command tells a secret from what never was, to anybody outside", { timeout: 240_000 }, async () => {
    const unknown = unlike(secret);
    const fresh = async (who: Person, scope: string) =>
      callerOf(server.url, (await who.post<{ token: string }>("/tokens", { name: scope, scopes: [scope] })).token);
    expect(commands.length).toBeGreaterThan(100);
    for (const who of [await fresh(eve!, "respond"), await fresh(ana, "admin"), callerOf(server.url)])
      for (const path of commands) {
        const said = async (id: string) => {
          const from = { "x-forwarded-for": `10.8.${Math.floor(asked / 250) % 250}.${asked++ % 250}` };
          const { status, text } = await who.ask("POST", path.replace("{id}", id), { reason: "Somebody might be in there", text: "Hello?" }, from);
          return [path, status, text.replaceAll(id, "{id}").replaceAll(/"request":"[^"]+"/g, "")];
        };
        expect(await said(secret)).toEqual(await said(unknown));
      }
  });

  it("S1 takes no number and leaves none out", async () => {
    const [before] = (await ana.get<{ items: { number: number }[] }>("/incidents")).items;
    const { number } = await ana.does("", "report", { title: "Search is slow" });
    expect(number).toBe(before!.number + 1);
  });

  it("S1 the feed says nothing, and where it stands says nothing either", async () => {
    const stop = new AbortController();
    const { token } = await eve!.post<{ token: string }>("/tokens", { name: "feed", scopes: ["read"] });
    const response = await fetch(`${server.url}/api/v1/feed`, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal });
    const reader = response.body!.getReader();
    let text = "";
    const readUntil = async (pattern: RegExp) => {
      while (!pattern.test(text)) text += new TextDecoder().decode((await reader.read()).value);
    };
    await readUntil(/event: hello/);
    await sol!.does(secret, "post-message", { text: "Still nobody says a word" });
    const { id } = await ana.does("", "report", { title: "A lamp blinks" });
    await readUntil(new RegExp(id));
    stop.abort();
    expect(text).not.toContain(secret);
    const cursors = [...text.matchAll(/^id: (.*)$/gm)].map((found) => found[1]!);
    expect(cursors.length).toBeGreaterThan(1);
    expect(new Set(cursors.map(({ length }) => length)).size).toBe(1);
    for (const cursor of cursors) expect(cursor).not.toMatch(/^\d+$/);
  });

  it("K5 whoever joins or leaves the group that always sees it does so by the time the change is answered", async () => {
    const key = "security";
    const room = async () => (await dan!.ask("GET", `/api/v1/incidents/${secret}/room`)).status;
    await sol!.does(secret, "shut-out", { person: dan!.id, why: "He only reported it" });
    const seen = [await room()];
    for (const people of [[sol!.id, eve!.id], [sol!.id]]) {
      const { version } = await ana.get<{ version: number }>(`/groups/${key}`);
      await ana.patch(`/groups/${key}`, { version, people });
      seen.push((await eve!.ask("GET", `/api/v1/incidents/${secret}/room`)).status);
    }
    expect(seen).toEqual([404, 200, 404]);
  });

  it("K6 an administrator who breaks the glass is seen doing so, and everybody who works on it is paged", async () => {
    const reason = "Nobody inside can be reached";
    const glass = (who: Caller, id: string) => who.ask("POST", `/api/v1/incidents/${id}/break-glass`, { reason });
    expect((await glass(eve!, secret)).status).toBe(403);
    const [open] = (await ana.get<{ items: { id: string }[] }>("/incidents")).items;
    expect((await glass(ana, open!.id)).status).toBe(404);
    const { title: codename } = (await sol!.get<{ incident: { title: string } }>(`/incidents/${secret}/room`)).incident;
    expect((await glass(ana, encodeURIComponent("Calm Teapot 10"))).status).toBe(404);
    expect((await glass(ana, encodeURIComponent(codename))).status).toBe(201);
    expect((await ana.get<{ confidential?: boolean }>(`/incidents/${secret}/room`)) !== null).toBe(true);
    const { items } = await sol!.get<{ items: { person: string | null; template: string; urgency: string }[] }>(`/notifications?incident=${secret}`);
    expect(items.filter(({ template, urgency }) => template === "veiled" && urgency === "page").length).toBeGreaterThan(0);
    const audit = (await ana.get<{ lines: Line[] }>("/audit?limit=500")).lines;
    expect(JSON.stringify(audit.filter(({ action }) => action !== "denied"))).not.toMatch(/glass|strangers/);
  });
});
