/** Every screen and state against axe, WCAG 2.2 AA: wide and narrow, light and dark, under the strict content security policy. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, show } from "./chromium.ts";
import { type Mock, startMock } from "./mock.ts";
import { looks } from "./pages.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe objects to, one line per rule. */
async function violations(page: Page, runOnly: { readonly type: "tag" | "rule"; readonly values: string[] }): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).options({ runOnly, resultTypes: ["violations"] }).analyze();
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim()})`).join("; ")}`,
  );
}

let mock: Mock;
let browser: Browser;

beforeAll(async () => {
  mock = await startMock();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await mock.close();
});

describe.each([1280, 390] as const)("%i px wide", (width) => {
  test.each(looks)("$name", async (look) => {
    const context = await open(browser, { width, scheme: "light" });
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) complaints.push(message.text());
      });
      await show(page, mock, look);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      complaints.push(...(await violations(page, { type: "tag", values: tags })));
      // In the dark only the colours are others.
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      complaints.push(...(await violations(page, { type: "rule", values: ["color-contrast"] })).map((one) => `dark ${one}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(complaints).toEqual([]);
      expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
    } finally {
      await context.close();
    }
  });
});
