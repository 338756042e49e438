/** How the app behaves where it must not lose, hide or double anything: against canned answers, in real Chromium. */
import type { Page, Route } from "@playwright/test";
import { describe, expect, test } from "vitest";
import type { Scenario } from "./mock.ts";
import { setStage } from "./stage.ts";

const stage = setStage();
const at = (path: string, scenario: Scenario, act: (page: Page) => Promise<void>) => stage.at(path, act, { scenario });

const composer = (page: Page) => page.getByLabel("Message to the room");

test("a page is shown once it is known whether a duty stands above it, so that nothing moves under a finger", () => {
  const held: Route[] = [];
  const prepare = async (page: Page) => void (await page.route("**/api/v1/board", (route) => void held.push(route)));
  const act = async (page: Page) => {
    const title = page.getByRole("heading", { name: "Directory", level: 1 });
    expect(await title.isVisible()).toBe(false);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const route of held.splice(0)) await route.continue();
    await title.waitFor();
    await page.getByText("Next for you").waitFor();
  };
  return stage.at("/directory", act, { settled: false, prepare });
});

describe("typed text", () => {
  test("is kept over a lost connection, and the second try is the same wish", () =>
    at("/incidents/42", "full", async (page) => {
      await composer(page).fill("The old certificate is back in place.");
      const keys: (string | undefined)[] = [];
      await page.route("**/post-message", async (route) => {
        keys.push(route.request().headers()["idempotency-key"]);
        if (keys.length === 1) await route.abort("connectionfailed");
        else await route.continue();
      });
      await composer(page).press("Enter");
      await page.getByText("Not sent: the server could not be reached.").waitFor();
      expect(await composer(page).inputValue()).toBe("The old certificate is back in place.");
      await composer(page).press("Enter");
      await expect.poll(() => composer(page).inputValue()).toBe("");
      expect(keys).toHaveLength(2);
      expect(keys[1]).toBe(keys[0]);
      expect(stage.mock.sent.filter(({ path }) => path.endsWith("/post-message"))).toHaveLength(1);
    }));

  test("survives a reload", () =>
    at("/incidents/42", "full", async (page) => {
      await composer(page).fill("half a thought");
      await page.reload();
      await expect.poll(() => composer(page).inputValue()).toBe("half a thought");
    }));
});

describe("a refusal", () => {
  test("shows its sentence, rule and place, offers what to do instead, and insisting sends the reason", () =>
    at("/incidents/42", "refused", async (page) => {
      await page.getByRole("button", { name: /^Take it/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("button[type=submit]").click();
      const told = dialog.getByRole("alert");
      await told.waitFor();
      for (const words of ["only one person can be", "SR-12", "/roles/incident_commander/max", "recorded as a deviation"])
        expect(await told.innerText()).toContain(words);
      expect(await told.getByRole("button", { name: "Hand over command" }).count()).toBe(1);
      expect(await told.evaluate((element) => element === document.activeElement)).toBe(true);
      await told.getByRole("textbox").fill("She is on a train.");
      stage.mock.sent.length = 0;
      await dialog.getByRole("button", { name: "Go on, recorded as a deviation" }).click();
      await expect.poll(() => stage.mock.sent.at(-1)?.body).toMatchObject({ role: "comms", override: { reason: "She is on a train." } });
    }));

  test("is known before the click where the server says so: what is missing is listed", () =>
    at("/incidents/42", "full", async (page) => {
      await page.getByRole("button", { name: "Resolve", exact: true }).click();
      const told = page.getByRole("dialog").getByRole("alert");
      await told.waitFor();
      expect(await told.getByRole("listitem").allInnerTexts()).toEqual(["At least one update to the organisation", "Somebody who has served as Solutioneer"]);
      expect(await page.getByRole("dialog").locator("button[type=submit]").isDisabled()).toBe(true);
    }));
});

describe("consequences before the click", () => {
  test("who is contacted now and who is held is shown before anything is sent", () =>
    at("/report", "full", async (page) => {
      await page.getByLabel("In one sentence").fill("Customers cannot log in");
      await page.getByRole("radio", { name: /Severity 1/ }).check();
      const preview = page.getByRole("heading", { name: "What will happen" }).locator("..");
      await expect.poll(() => preview.innerText()).toContain("Demo Ana, Demo Bo, Demo Chi and Demo Dee");
      expect(await preview.innerText()).toContain("Held until 14:00");
      expect(stage.mock.sent).toEqual([]);
      await page.getByRole("button", { name: "Declare severity 1" }).click();
      await expect.poll(() => stage.mock.sent.map(({ path }) => path)).toEqual(["/incidents/declare"]);
      expect(stage.mock.sent[0]?.body).toMatchObject({ title: "Customers cannot log in", severity: 1, process: "sitrep" });
      await page.waitForURL("**/incidents/42");
    }));
});

describe("live news", () => {
  test("an event makes the room ask again, for what is new only", () =>
    at("/incidents/42", "full", async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
      stage.mock.announce("incident", { id: "i-42", number: 42, seq: 28, type: "message-posted" });
      await expect.poll(() => asked).toEqual(expect.arrayContaining(["/api/v1/incidents/42/room", "/api/v1/incidents/42/timeline?after=25", "/api/v1/board"]));
    }));

  test("R18 forty events at once cost two rounds of requests, and the last one is seen", () =>
    at("/incidents/42", "full", async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      const rooms = () => asked.filter((path) => path === "/api/v1/incidents/42/room").length;
      for (let seq = 28; seq < 68; seq++) stage.mock.announce("incident", { id: "i-42", number: 42, seq, type: "message-posted" });
      await expect.poll(rooms, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
      stage.mock.announce("incident", { id: "i-42", number: 42, seq: 68, type: "message-posted" });
      await expect.poll(rooms, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
      expect(rooms()).toBeLessThan(6);
    }));
});

describe("by keyboard", () => {
  test("the palette opens, finds an incident and goes there; the page's title gets the focus", () =>
    at("/", "full", async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("scheduling");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/incidents/41");
    }));

  test("moving to another page moves the focus to its title", () =>
    at("/", "full", async (page) => {
      await page.getByRole("navigation").first().getByRole("link", { name: "Directory" }).press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Directory");
    }));
});

test("a duty on the bridge leads to the room with its form open and filled", () =>
  at("/", "full", async (page) => {
    await page.getByRole("link", { name: "Do it" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Post an update" }).waitFor();
    expect(await dialog.getByLabel("Audience").inputValue()).toBe("organisation");
  }));
