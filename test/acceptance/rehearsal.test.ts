/** on a rehearsal server time moves only by hand, from wake to wake, and nothing leaves the house. */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fakeSmtp } from "../fakes/smtp.ts";
import { type Installation, install } from "../server.ts";
import { invite, office, type Person, setUp } from "./crew.ts";
import { messagesOf, roomOf, timelineOf } from "./looking.ts";

let server: Installation;
let ana: Person;
let ben: Person;
let area: string;

beforeAll(async () => {
  server = await install();
  await server.start("rehearse");
  ana = await setUp(server);
  ben = await invite(ana, "Demo Ben", null);
  await ana.post(`/people/${ben.id}/methods`, { channel: "sms", address: ben.phone, vouched: true });
  area = (await office(ana, [ana, ben])).area;
}, 180_000);

afterAll(async () => {
  await server?.remove();
}, 60_000);

const now = async () => (await ana.get<{ now: string }>("/clock")).now;
const plus = (at: string, duration: string) => Temporal.Instant.from(at).add(Temporal.Duration.from(duration)).toString({ fractionalSecondDigits: 3 });

it("X-19 an advance goes from wake to wake: each thing happens at its own instant, in order, inclusive (X-20)", { timeout: 120_000 }, async () => {
  const { number } = await ana.does("", "declare", { title: "Checkout is down", severity: 1, area });
  const declared = (await roomOf(ana, number!)).incident.declaredAt!;
  expect(await now()).toBe(declared);
  await ana.post("/clock", { advance: "PT1M59S" });
  expect((await timelineOf(ana, number!)).filter(({ type }) => type === "paged-again")).toEqual([]);
  await ana.post("/clock", { advance: "PT1S" });
  const again = (await timelineOf(ana, number!)).filter(({ type }) => type === "paged-again");
  expect(again.map(({ at }) => at)).toEqual([plus(declared, "PT2M"), plus(declared, "PT2M")]);
  await ana.post("/clock", { advance: "PT8M" });
  const instants = (await timelineOf(ana, number!)).filter(({ type }) => ["paged-again", "silence-reported"].includes(type)).map(({ at }) => at);
  const expected = ["PT2M", "PT2M", "PT4M", "PT4M", "PT5M", "PT6M", "PT6M", "PT8M", "PT8M", "PT10M", "PT10M"].map((duration) => plus(declared, duration));
  expect(instants).toEqual(expected);
  expect(await now()).toBe(plus(declared, "PT10M"));
});

it("X-19 time goes forward only, and stands still by itself", async () => {
  const before = await now();
  expect(await ana.ask("POST", "/api/v1/clock", { set: plus(before, "-PT1M") })).toMatchObject({ status: 422 });
  const { number } = await ben.does("", "report", { title: "Something is slow", area });
  expect((await roomOf(ben, number!)).incident.reportedAt).toBe(before);
  expect(await now()).toBe(before);
});

it("X-19 messages end in sinks, and every one can be looked at", async () => {
  const [first] = (await ana.get<{ items: readonly { number: number }[] }>("/incidents?severity=1")).items;
  const pages = (await messagesOf(ben, first!.number)).filter(({ template }) => template === "page");
  expect(pages.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  expect(pages.find(({ channel }) => channel === "sms")?.body).toContain("Checkout is down");
});

it("X-19 a rehearsal refuses to start with a real provider's credentials", { timeout: 60_000 }, async () => {
  const smtp = await fakeSmtp();
  const real = await install({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, SMTP_FROM: "quarterdeck@example.test" });
  const ran = await real.command("rehearse");
  expect(ran).toMatchObject({ code: 1, err: expect.stringContaining("credentials") });
  await real.remove();
  await smtp.close();
});
