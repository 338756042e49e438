/** From an empty installation to a tested two-person rota that follows the sun, in a real browser: SMS, push and mail, in at most 60 actions of people. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch } from "../browser/chromium.ts";
import { fakePushService } from "../fakes/push-service.ts";
import { fakeSmtp } from "../fakes/smtp.ts";
import { fakeTwilio } from "../fakes/twilio.ts";
import { type Installation, install } from "../server.ts";
import { until } from "../until.ts";
import { callerOf } from "./api.ts";
import { linkIn, mailTo, password, settingsFor } from "./crew.ts";
import { type Hand, handOf } from "./hand.ts";
import { messagesOf, shown } from "./looking.ts";

/** Two zones half a day apart; in the first it is day now, so that nobody's quiet hours hold a test page back. */
const zones = (
  [
    ["Europe/Berlin", "Pacific/Auckland"],
    ["America/New_York", "Asia/Singapore"],
    ["America/Los_Angeles", "Asia/Dubai"],
    ["Pacific/Auckland", "Europe/Berlin"],
    ["Asia/Singapore", "America/New_York"],
  ] as const
).find(([zone]) => {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: zone }).format(new Date()));
  return hour >= 9 && hour < 20;
})!;

const [ana, ben] = ["demo.ana@example.test", "demo.ben@example.test"] as const;
const phones = { ana: "+15005550101", ben: "+15005550102" };

let server: Installation;
let providers: { readonly smtp: Awaited<ReturnType<typeof fakeSmtp>>; readonly twilio: Awaited<ReturnType<typeof fakeTwilio>> };
let service: Awaited<ReturnType<typeof fakePushService>> | null = null;
let browser: Browser;

beforeAll(async () => {
  providers = { smtp: await fakeSmtp(), twilio: await fakeTwilio() };
  server = await install({ ...settingsFor(providers), WEBHOOK_ALLOW: "127.0.0.1/32" });
  await server.start();
  browser = await launch();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await providers?.smtp.close();
  await providers?.twilio.close();
  await service?.close();
}, 60_000);

/** A person's own browser. Headless Chromium has no push service of its own: only `subscribe` is ours, and gives an address of the push service of the tests. */
async function ownBrowser(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ timezoneId: zones[0], locale: "en-GB", permissions: ["notifications"] });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.exposeFunction("subscribeToTests", async (key: string) => {
    service ??= await fakePushService(key);
    return service.subscription;
  });
  await page.addInitScript(() => {
    const subscribe = (window as unknown as { subscribeToTests: (key: string) => Promise<unknown> }).subscribeToTests;
    PushManager.prototype.subscribe = async (options?: PushSubscriptionOptionsInit) => {
      const subscription = await subscribe(String(options?.applicationServerKey));
      return { toJSON: () => subscription } as PushSubscription;
    };
  });
  return page;
}

const smsCode = (phone: string) =>
  until(
    `the code on ${phone}`,
    () => /\b\d{6}\b/.exec(providers.twilio.messages.findLast(({ to, body }) => to === phone && /\b\d{6}\b/.test(body))?.body ?? "")?.[0],
  );
const pushCode = () =>
  until(
    "the code by push",
    () => /\b\d{6}\b/.exec(String(service?.received.findLast(({ payload }) => /\b\d{6}\b/.test(String(payload.title)))?.payload.title))?.[0],
  );

/** The row of a way to reach somebody. */
const rowOf = (page: Page, words: string) => page.getByRole("listitem").filter({ hasText: words }).first();

async function addPhone(hand: Hand, phone: string): Promise<void> {
  await hand.fill(hand.page.getByLabel("Phone number"), phone);
  await hand.click(hand.page.getByRole("button", { name: "Add", exact: true }));
  await hand.fill(rowOf(hand.page, phone).getByLabel("Code"), await smsCode(phone));
  await rowOf(hand.page, phone).getByText("verified", { exact: true }).waitFor();
}

const ruleButton = (page: Page) => page.getByRole("button", { name: /^Add a rule\s*: When it cannot wait/ });

async function saveRules(hand: Hand): Promise<void> {
  await hand.click(
    hand.page
      .locator("form")
      .filter({ has: ruleButton(hand.page) })
      .getByRole("button", { name: "Save" }),
  );
  await hand.page.getByText("These are your rules now.").first().waitFor();
}

async function setUp(hand: Hand): Promise<void> {
  const { page } = hand;
  await hand.goto(`${server.url}/setup`);
  await hand.fill(page.getByLabel("Setup token"), server.setupToken());
  await hand.fill(page.getByLabel("Your name"), "Demo Ana");
  await hand.fill(page.getByLabel("E-mail"), ana);
  await hand.fill(page.getByLabel("Password"), password);
  await hand.fill(page.getByRole("group", { name: "Your organisation" }).getByLabel("Name"), "Demo Works");
  await hand.check(page.locator('input[name="process"][value="sitrep"]'));
  await hand.click(page.getByRole("button", { name: "Finish" }));
  await hand.fill(page.getByLabel("Invite people"), ben);
  await hand.click(page.getByRole("button", { name: "Make invitations" }));
  await page.getByText("The invitation is in their mail.").waitFor();
  await hand.click(page.getByRole("link", { name: "Say how you can be reached" }));
}

/** Presses the button for a test page, opens what arrives as one would on a phone, and confirms it there. */
async function testPage(hand: Hand, arrives: () => Promise<string>): Promise<void> {
  await hand.click(hand.page.getByRole("button", { name: "Send one now" }));
  await hand.page.getByText("A test page is on its way.").first().waitFor();
  const phone = await hand.page.context().newPage();
  await hand.open(phone, await arrives());
  const yes = phone.locator('button[name="answer"][value="yes"]');
  await hand.click(yes);
  await yes.waitFor({ state: "detached" });
  await phone.close();
}

/** One turn of twelve hours on every day, by the clock of its zone. */
async function rotation(hand: Hand, number: number, person: string, zone: string | null): Promise<void> {
  const part = hand.page.getByRole("group", { name: `Rotation ${number}` });
  if (zone !== null) await hand.pick(part.getByLabel("Time zone"), zone);
  await hand.check(part.getByRole("checkbox", { name: person }));
  await hand.check(part.getByRole("checkbox", { name: "Only at these times" }));
  await hand.fill(part.getByLabel("to", { exact: true }), "21:00");
}

async function rota(hand: Hand): Promise<void> {
  const { page } = hand;
  await hand.click(page.getByRole("link", { name: "On call" }).first());
  await hand.click(page.getByRole("button", { name: "New rota" }));
  const dialog = page.getByRole("dialog");
  await hand.fill(dialog.getByLabel("Name", { exact: true }), "Shop");
  await rotation(hand, 1, "Demo Ana", null);
  await hand.click(dialog.getByRole("button", { name: "Add a rotation" }));
  await rotation(hand, 2, "Demo Ben", zones[1]);
  await hand.click(dialog.getByRole("button", { name: "Add", exact: true }));
  await dialog.waitFor({ state: "detached" });
}

async function policy(hand: Hand): Promise<void> {
  const { page } = hand;
  await hand.click(page.getByRole("link", { name: "Settings" }).first());
  await hand.click(page.getByRole("link", { name: "Escalation" }));
  await hand.click(page.getByRole("button", { name: "Add", exact: true }).first());
  await hand.fill(page.getByLabel("Name", { exact: true }), "Everybody's");
  await hand.pick(page.getByLabel("Whom"), "schedule:shop");
  const preview = page.getByRole("region", { name: "What it would do" });
  await preview.getByText("Demo Ana").first().waitFor();
  await hand.click(page.locator("form").getByRole("button", { name: "Add", exact: true }));
  await hand.click(page.getByRole("button", { name: /^Use it for the whole organisation/ }));
  await page.getByText("The whole organisation uses it now.").first().waitFor();
}

const answerLink = /\S+\/p\/[\w-]+/;
const smsLink = (phone: string) =>
  until(
    `a link on ${phone}`,
    () => answerLink.exec(providers.twilio.messages.findLast(({ to, body }) => to === phone && answerLink.test(body))?.body ?? "")?.[0],
  );
const pushLink = () => until("a link by push", () => service?.received.map(({ payload }) => String(payload.url)).findLast((url) => answerLink.test(url)));

it("an empty installation becomes a tested rota of two that follows the sun, with SMS, push and mail, in at most 60 actions", {
  timeout: 300_000,
}, async () => {
  const first = handOf(await ownBrowser());
  await setUp(first);
  await addPhone(first, phones.ana);
  await first.pick(first.page.getByLabel("How"), "push");
  await first.click(first.page.getByRole("button", { name: "This browser" }));
  await first.fill(rowOf(first.page, "Push").getByLabel("Code"), await pushCode());
  await rowOf(first.page, "Push").getByText("verified", { exact: true }).waitFor();
  await first.click(ruleButton(first.page));
  await first.pick(first.page.getByLabel("By"), { label: "Push, Chrome, Linux" });
  await saveRules(first);
  await testPage(first, pushLink);

  const second = handOf(await ownBrowser());
  const invitation = await mailTo(providers.smtp, ben, ({ parsed }) => /\/join#/.test(parsed.text ?? ""));
  await second.goto(linkIn(invitation, /\S+\/join#\S+/));
  await second.fill(second.page.getByLabel("Password"), password);
  await second.click(second.page.getByRole("button", { name: "Go on" }));
  await addPhone(second, phones.ben);
  await second.click(ruleButton(second.page));
  await second.click(ruleButton(second.page));
  await second.pick(second.page.getByLabel("After").last(), "0");
  await saveRules(second);
  await testPage(second, () => smsLink(phones.ben));
  await mailTo(providers.smtp, ben, ({ parsed }) => answerLink.test(parsed.text ?? ""));

  await rota(first);
  await policy(first);
  const actions = first.actions() + second.actions();
  expect(actions).toBeLessThanOrEqual(60);
  await proven();
});

/** What the clicks have made, as the API tells it: both test pages answered, the two halves of the day, and whom a report calls. */
async function proven(): Promise<void> {
  const admin = callerOf(server.url);
  await admin.post("/session", { email: ana, password });
  const { people } = await admin.get<{ people: readonly { id: string; name: string; email: string }[] }>("/people");
  const [one, two] = [ana, ben].map((email) => people.find((person) => person.email === email)!);
  for (const person of [one!, two!])
    await shown(
      `${person.name} has answered`,
      async () => (await admin.get<{ last: { state: string } }>(`/people/${person.id}/test-page`)).last.state === "answered",
    );
  const day = Date.now() + 86_400_000;
  const calendar = await admin.get<{ final: readonly { from: string; people: readonly string[] }[] }>(
    `/schedules/shop/calendar?from=${new Date(day).toISOString()}&until=${new Date(day + 86_400_000).toISOString()}`,
  );
  expect(new Set(calendar.final.flatMap((shift) => shift.people))).toEqual(new Set([one!.id, two!.id]));
  const { number } = await admin.does("", "report", { title: "Nobody can pay" });
  const pages = await shown("whoever is on call is paged", async () => {
    const found = (await messagesOf(admin, number!)).filter(({ template }) => template === "page");
    return found.length > 0 ? found : null;
  });
  expect(pages.map(({ person }) => person)).toContain(one!.id);
}
