/** The forms about being reached send exactly what the server wants: methods, rules, escalation, limits, silences, sources, and the commander's call. */
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";

const stage = setStage();
const { paths, sentTo } = stage;
const at = (path: string, act: (page: Page) => Promise<void>, prepare?: (page: Page) => Promise<void>) =>
  stage.at(path, act, {
    prepare: async (page) => {
      await page.context().grantPermissions(["notifications"]);
      await prepare?.(page);
    },
  });

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();

describe("ways to be reached", () => {
  test("a topic of ntfy goes with its token, and a code is asked for at once", () =>
    at("/settings/me", async (page) => {
      expect(await page.getByText("Not set up on this server: Call.").count()).toBe(1);
      await page.getByLabel("How").selectOption("ntfy");
      await page.getByLabel("Address of the topic").fill("https://ntfy.example.test/demo-ana");
      await page.getByLabel("Access token").fill("tk_demo");
      await press(page, "Add");
      await expect.poll(paths).toEqual(["/people/me/methods", "/people/me/methods/m-9/code"]);
      expect(sentTo("/people/me/methods")).toEqual([{ channel: "ntfy", address: "https://ntfy.example.test/demo-ana", secret: "tk_demo" }]);
    }));

  test("field 22 this browser subscribes with the server's key and goes as its subscription", () =>
    at(
      "/settings/me",
      async (page) => {
        await page.getByLabel("How").selectOption("push");
        await press(page, "This browser");
        await expect.poll(paths).toContain("/people/me/methods/m-9/code");
        const [body] = sentTo("/people/me/methods") as { channel: string; address: string; label: string }[];
        expect(body).toMatchObject({ channel: "push", label: "Chrome, Linux" });
        expect(JSON.parse(body!.address)).toEqual({ endpoint: "https://push.example.test/x", userVisibleOnly: true });
      },
      async (page) => {
        await page.addInitScript(() => {
          // Headless Chromium has no push service: what it would give is given here.
          PushManager.prototype.subscribe = async (options?: PushSubscriptionOptionsInit) =>
            ({ toJSON: () => ({ endpoint: "https://push.example.test/x", userVisibleOnly: options?.userVisibleOnly }) }) as unknown as PushSubscription;
        });
      },
    ));

  test("a whole code is sent by itself, half a code is not", () =>
    at("/settings/me", async (page) => {
      const row = page.getByRole("listitem").filter({ hasText: "ana@example.test" });
      await row.getByLabel("Code").fill("12345");
      await row.getByLabel("Code").fill("123456");
      await expect.poll(paths).toEqual(["/people/me/methods/m-3/verify"]);
      expect(sentTo("/people/me/methods/m-3/verify")).toEqual([{ code: "123456" }]);
    }));

  test("what does not work any more says why, and is taken back by a code", () =>
    at("/settings/me", async (page) => {
      await page.getByText("Switch push on again in it. (410)").waitFor();
      await press(page, /^Send a code to take it back/);
      await expect.poll(paths).toEqual(["/people/me/methods/m-4/code"]);
    }));

  test("rules are ordered by keyboard, delayed, and saved whole with their version", () =>
    at("/settings/me", async (page) => {
      const form = page.locator("form").filter({ hasText: "When it cannot wait" });
      await form.getByRole("button", { name: "Move down: Rule 1" }).first().press("Enter");
      // The focus goes along with what was moved.
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Move up: Rule 2");
      await form.getByLabel("After").first().selectOption("0");
      await form.getByLabel("After").last().selectOption("600");
      await form.getByRole("button", { name: /^Add a rule\s*: When it can wait/ }).click();
      await form.getByRole("button", { name: "Save" }).click();
      await expect
        .poll(() => sentTo("/people/me/rules"))
        .toEqual([
          {
            version: 3,
            page: [
              { method: "m-2", afterSeconds: 0 },
              { method: "m-1", afterSeconds: 600 },
            ],
            notice: [
              { method: "m-1", afterSeconds: 0 },
              { method: "m-2", afterSeconds: 0 },
            ],
          },
        ]);
    }));

  test("the weekly test is set, and one is sent at once", () =>
    at("/settings/me", async (page) => {
      const section = page.locator("section").filter({ hasText: "Weekly test page" });
      await section.getByLabel("On", { exact: true }).selectOption("5");
      await section.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => sentTo("/people/me/test-page")).toEqual([{ weekly: { weekday: 5, at: "10:00" } }]);
      await section.getByRole("button", { name: "Send one now" }).click();
      await expect.poll(() => sentTo("/people/me/test-page")).toHaveLength(2);
    }));

  test("own hours are sent only as what they are: a week, and nothing where the organisation's count", () =>
    at("/settings/me", async (page) => {
      const form = page.locator("form").filter({ hasText: "My own working hours" });
      await form.getByLabel("My own working hours").check();
      await form.getByLabel("Friday until").fill("14:00");
      await form.getByLabel("My own quiet hours").uncheck();
      await form.getByLabel("Before a shift begins, tell me").selectOption("60");
      await form.getByRole("button", { name: "Save" }).click();
      await expect
        .poll(() => sentTo("/people/me")[0])
        .toMatchObject({
          version: 1,
          working: { 1: ["09:00", "18:00"], 5: ["09:00", "14:00"] },
          quiet: null,
          shiftNoticeMinutes: 60,
        });
    }));
});

describe("escalation", () => {
  test("a new policy is laid out before it is saved, and saved with its steps", () =>
    at("/settings/escalations", async (page) => {
      await press(page, "Add");
      await page.getByLabel("Name").fill("Night shift");
      await page.getByLabel("Whom").selectOption("schedule:commander");
      await page.getByLabel("Whom").selectOption("endpoint:e-1");
      await press(page, "Add a step");
      const second = page.getByRole("listitem").filter({ hasText: "Step 2" }).first();
      await second.getByLabel("Minutes after the step before").fill("10");
      await second.getByLabel("Whom").selectOption("person:p-bo");
      await second.getByText("one in turn").click();
      await second.getByText("Only when …").click();
      await second.getByRole("checkbox", { name: "1", exact: true }).check();
      await second.getByLabel("Time").selectOption("outside");
      await expect
        .poll(() => sentTo("/escalations/preview").at(-1))
        .toMatchObject({ severity: 1, steps: [{}, { when: { severities: [1], hours: "outside" } }] });
      await page.getByRole("region", { name: "What it would do" }).getByText("after 20 min").waitFor();
      await page.locator("form button[type=submit]").click();
      await expect
        .poll(() => sentTo("/escalations"))
        .toEqual([
          {
            key: "night-shift",
            title: "Night shift",
            steps: [
              { after: "PT0S", to: [{ schedule: "commander" }, { endpoint: "e-1" }], take: "everybody", answers: "first", when: {} },
              { after: "PT10M", to: [{ person: "p-bo" }], take: "in_turn", answers: "first", when: { severities: [1], hours: "outside" } },
            ],
            repeat: { times: 1, after: "PT5M" },
            forgotten: "PT30M",
            keepTrying: "PT5M",
          },
        ]);
    }));

  test("R26 the organisation's policy, last resort and notice go together, each form with its version", () =>
    at("/settings/organisation", async (page) => {
      const form = page.locator("form").filter({ hasText: "Last resort" });
      await form.getByLabel("Escalation where an area says nothing else").selectOption("labels");
      await form.getByRole("checkbox", { name: "Demo Ana" }).check();
      await form.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => sentTo("/organisation")).toEqual([{ escalation: "labels", lastResort: ["p-eli", "p-ana"], shiftNoticeMinutes: 60, version: 1 }]);
    }));

  test("only limits that differ from the usual are set", () =>
    at("/settings/organisation", async (page) => {
      await page.getByLabel("Calls and text messages to one person in a day: at most").fill("100");
      await page.locator("form").filter({ hasText: "Pages to one person" }).getByRole("button", { name: "Save" }).click();
      await expect.poll(() => sentTo("/limits")).toEqual([{ version: 1, overrides: { person: { most: 6, perSeconds: 900 }, day: { most: 100 } } }]);
    }));

  test("an area gets its policy", () =>
    at("/settings/areas", async (page) => {
      await press(page, "Edit");
      await page.getByLabel("Who is called when something here breaks").selectOption("labels");
      await page.locator("form button[type=submit]").click();
      await expect.poll(() => sentTo("/areas/a-login")[0]).toMatchObject({ escalation: "labels" });
    }));

  test("an endpoint is tried out, and removed with its version after it was asked once more", () =>
    at("/settings/escalations", async (page) => {
      await press(page, /^Send a test\s*War room/);
      await press(page, /^Remove\s*War room/);
      await page.locator("li form button[type=submit]").click();
      await expect.poll(paths).toEqual(["/endpoints/e-1/test", "/endpoints/e-1"]);
    }));

  test("the room says who was called and why, and calls the next step now with a reason", () =>
    at("/incidents/42", async (page) => {
      await page.getByRole("button", { name: "Record", exact: true }).filter({ visible: true }).last().click();
      await page.getByText("Not called: step 3 would mean them").waitFor();
      await press(page, "Next step now");
      await page.getByRole("dialog").getByLabel("Why").fill("Nobody is here");
      await page.getByRole("dialog").locator("button[type=submit]").click();
      await expect.poll(() => sentTo("/incidents/42/escalate-now")).toEqual([{ reason: "Nobody is here" }]);
    }));
});

test("paging a commander is one sentence, shown with whom it calls, and leads into the room", () =>
  at("/", async (page) => {
    await press(page, "Page a commander");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What is wrong?").fill("Nobody can sign in");
    await expect.poll(() => dialog.innerText()).toContain("Demo Ana, Demo Bo, Demo Chi and Demo Dee");
    expect(stage.mock.sent).toEqual([]);
    await dialog.getByRole("button", { name: "Call them now" }).click();
    await page.waitForURL("**/incidents/42");
    expect(sentTo("/incidents/page-commander")).toEqual([{ reason: "Nobody can sign in" }]);
  }));

describe("silences and sources", () => {
  test("E14 a silence says what, until when and why; one that runs is ended with its version", () =>
    at("/silences", async (page) => {
      await press(page, /^End now\s*We move the database/);
      await press(page, "Add a silence");
      await page.getByLabel("Why").fill("Deployment");
      await page.getByLabel("Source").selectOption("src1");
      await press(page, "Add a condition");
      await page.getByLabel("Label").fill("service");
      await page.getByLabel("Is", { exact: true }).selectOption("prefix");
      await page.getByLabel("Value").fill("shop-");
      await page.getByLabel("Until").fill("2026-03-03T12:00");
      await page.locator("form button[type=submit]").click();
      await expect
        .poll(() => sentTo("/silences"))
        .toEqual([{ source: "src1", matchers: [{ label: "service", is: "prefix", value: "shop-" }], until: "2026-03-03T11:00:00.000Z", reason: "Deployment" }]);
      expect(paths()).toContain("/silences/s-1");
    }));

  test("E15 a heartbeat says how often, an Alertmanager which alert always fires; what the form does not show stays", () =>
    at("/settings/sources", async (page) => {
      await press(page, "Add");
      await page.getByLabel("Kind").selectOption("heartbeat");
      await page.getByLabel("Name").fill("Backup");
      await page.getByLabel("Every").fill("1d");
      await page.locator("form button[type=submit]").click();
      await expect
        .poll(() => sentTo("/sources"))
        .toEqual([{ kind: "heartbeat", title: "Backup", settings: { area: null, declare: "report", stormLimit: 40, every: "1d", grace: "1m" } }]);
      await press(page, "Edit");
      await page.getByLabel("An alert that always fires").check();
      await page.getByLabel("Storm").fill("20");
      await page.locator("form button[type=submit]").click();
      await expect
        .poll(() => sentTo("/sources/src1")[0])
        .toMatchObject({
          version: 1,
          settings: { stormLimit: 20, severity: { map: { critical: 1 } }, watchdog: { alertname: "Watchdog", every: "5m", grace: "2m" } },
        });
    }));

  test("a monitor is told in words", () =>
    at("/settings/heartbeats", async (page) => {
      for (const [title, state] of [
        ["Nightly backup", "fine"],
        ["Invoice run", "missing"],
        ["Certificate renewal", "said that it failed"],
        ["New cron job", "never heard of"],
      ])
        await page.getByRole("listitem").filter({ hasText: title! }).getByText(state!, { exact: true }).waitFor();
    }));
});
