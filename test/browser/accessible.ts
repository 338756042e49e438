/** Every screen and state against axe, WCAG 2.2 AA, in one page that goes from state to state: light with every rule, dark with the only one that differs. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, show, type View } from "./chromium.ts";
import type { Look } from "./look.ts";
import { type Mock, startMock } from "./mock.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type RunOnly = { readonly type: "tag" | "rule"; readonly values: string[] };

/** What axe objects to, one line per rule. There are no frames, so that it runs in the page itself. */
async function violations(page: Page, runOnly: RunOnly): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly, resultTypes: ["violations"] })
    .analyze();
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim()})`).join("; ")}`,
  );
}

/** A page that is used again and again, with what it complained about since it was last asked. */
type Used = { readonly page: Page; readonly complaints: string[]; readonly context: BrowserContext };

async function used(browser: Browser, width: View["width"]): Promise<Used> {
  const context = await open(browser, { width, scheme: "light" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) complaints.push(message.text());
  });
  return { page, complaints, context };
}

/** Leaves a state so that nothing of it is seen by the next: no typed text, no answers made up for it, no missing network. */
async function leave(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  await page.goto("about:blank");
}

async function complaintsAt(page: Page, mock: Mock, look: Look): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await show(page, mock, look);
  const light = await violations(page, { type: "tag", values: tags });
  // In the dark only the colours are others.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await violations(page, { type: "rule", values: ["color-contrast"] });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...light, ...dark.map((one) => `dark ${one}`), ...(overflow > 0 ? [`scrolls sideways by ${overflow}`] : [])];
}

/** One test for each state, at one width. */
export function accessible(looks: readonly Look[], width: View["width"]): void {
  let mock: Mock;
  let browser: Browser;
  let at: Used | null = null;
  beforeAll(async () => {
    mock = await startMock();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await mock.close();
  });
  test.each(looks)("$name", async (look) => {
    at ??= await used(browser, width);
    const { page, complaints, context } = at;
    complaints.length = 0;
    try {
      const found = await complaintsAt(page, mock, look);
      expect([...complaints, ...found]).toEqual([]);
      await leave(page);
    } catch (error) {
      // Whatever went wrong does not follow into the next state.
      at = null;
      await context.close();
      throw error;
    }
  });
}
