/** with no outside service configured at all, the whole life cycle passes, and whom to call by hand is said. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Installation, install } from "../server.ts";
import { callerOf } from "./api.ts";
import { invite, office, type Person, setUp } from "./crew.ts";
import { messagesOf, roomOf, shown, timelineOf } from "./looking.ts";

let server: Installation;
let ana: Person;
let ben: Person;
let area: string;

beforeAll(async () => {
  server = await install();
  await server.start();
  ana = await setUp(server);
  ben = await invite(ana, "Demo Ben", null);
  area = (await office(ana, [ana, ben])).area;
}, 180_000);

afterAll(async () => {
  await server?.remove();
}, 60_000);

it("X-13 a report is triaged, people who cannot be reached are named, the work is done, and the documents are there to read", {
  timeout: 120_000,
}, async () => {
  const { number } = await ben.does("", "report", { title: "Nobody can pay", text: "Every card is refused.", area });
  const n = number!;
  await ana.does(n, "triage", { outcome: "declare", severity: 1 });
  await shown("the room says who cannot be reached", async () => (await roomOf(ana, n)).people.filter(({ state }) => state === "unreachable").length === 2);
  const messages = await messagesOf(ana, n);
  expect(messages.filter(({ template }) => template === "page").map(({ state }) => state)).toEqual(["failed", "failed"]);
  await ana.does(n, "record-alert", { person: ben.id, how: "call" });
  await ana.does(n, "assign-role", { role: "incident_commander", person: ana.id });
  await ben.does(n, "assign-role", { role: "solutioneer", person: ben.id });
  await ben.does(n, "post-message", { text: "The payment provider has a fault." });
  await ana.does(n, "post-update", { audience: "organisation", text: "Card payment is down." });
  await ana.does(n, "resolve", { note: "The provider is back" });
  await ben.does(n, "edit-document", { kind: "postmortem", section: "learnings", text: "A second provider is needed.", base: 0 });
  await ben.does(n, "mark-document-ready", { kind: "postmortem" });
  for (const section of ["solution", "impactedWho", "impactedHow"]) await ana.does(n, "edit-document", { kind: "sitrep", section, text: "Known", base: 0 });
  await ana.does(n, "mark-document-ready", { kind: "sitrep" });
  await ana.does(n, "send-document", { kind: "sitrep" });
  await ana.does(n, "close");
  expect((await roomOf(ana, n)).incident.phase).toBe("closed");
  expect((await timelineOf(ana, n)).some(({ type }) => type === "document-attached")).toBe(true);
  await shown("the outbox says that nobody could be told", async () => {
    const told = (await messagesOf(ana, n)).filter(({ template }) => template === "documents");
    return told.length === 2 && told.every(({ state, reason }) => state === "failed" && reason !== null);
  });
});

it("X-13 severity 3 goes to the built-in tracker", async () => {
  const { number } = await ben.does("", "report", { title: "The logo is blurred", area });
  await ana.does(number!, "triage", { outcome: "declare", severity: 3 });
  const { items } = await ana.get<{ items: readonly object[] }>("/tracker");
  expect(items).toMatchObject([{ title: "The logo is blurred", kind: "bug", sprint: "current" }]);
});

it("X-13 words for the public stand on the built-in page, without signing in", async () => {
  const { number } = await ben.does("", "declare", { title: "Search is slow", severity: 1, area });
  await ben.does(number!, "assign-role", { role: "comms", person: ben.id });
  await ben.does(number!, "draft-customer-message", { text: "Search is slow. We are on it." });
  const { customerMessages } = await roomOf(ben, number!);
  await ben.does(number!, "publish-customer-message", { message: customerMessages[0]!.id });
  const page = await callerOf(`http://127.0.0.1:${Number(new URL(server.url).port) + 1}`).ask("GET", "/public");
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining("Search is slow. We are on it.") });
});

it("X-16 nobody sees anything about people, areas or incidents without signing in", async () => {
  const anonymous = callerOf(server.url);
  const { paths } = (await anonymous.ask("GET", "/openapi.json")).body as { paths: Record<string, { get?: object }> };
  const open = /^\/(healthz|readyz|startupz|public)|^\/api\/v1\/(setup|processes\/schema\.json)$|[{]/;
  const readable = Object.entries(paths).filter(([path, { get }]) => get !== undefined && !open.test(path));
  expect(readable.length).toBeGreaterThan(15);
  for (const [path] of readable.slice(0, 40)) expect({ path, status: (await anonymous.ask("GET", path)).status }).toEqual({ path, status: 401 });
});

it("X-16 others' addresses are masked for members, shown whole on asking, and both that and every export are written down", async () => {
  const { people } = await ben.get<{ people: readonly { id: string; email: string }[] }>("/people");
  expect(people.find(({ id }) => id === ana.id)?.email).not.toContain("ana@");
  await ben.get(`/people/${ana.id}/methods`);
  expect((await ana.ask("GET", "/api/v1/people.csv")).text).toContain(ben.email);
  expect(await ben.ask("GET", "/api/v1/people.csv")).toMatchObject({ status: 403 });
  const { lines } = await ana.get<{ lines: readonly { action: string; actor: string; subject: string }[] }>("/audit?limit=100");
  expect(lines).toContainEqual(expect.objectContaining({ action: "addresses-shown", actor: `person:${ben.id}`, subject: `person/${ana.id}` }));
  expect(lines.some(({ actor, subject }) => actor === `person:${ana.id}` && subject.includes("people.csv"))).toBe(true);
  expect(await ana.get("/audit/verify")).toMatchObject({ ok: true });
});

it("X-19 a normal server has no clock to look at or to move", async () => {
  expect(await ana.ask("GET", "/api/v1/clock")).toMatchObject({ status: 404 });
  expect(await ana.ask("POST", "/api/v1/clock", { advance: "1h" })).toMatchObject({ status: 404 });
});

it("a second server on a taken port says so and ends, with its database", { timeout: 90_000 }, async () => {
  const second = await install({ PORT: new URL(server.url).port });
  expect(await second.command("serve")).toMatchObject({ code: 1, err: expect.stringContaining("EADDRINUSE") });
  await expect(second.databasePid()).rejects.toThrow("ENOENT");
  await second.remove();
});
