/** Debian's Chromium, and a page that stands still in a known state. */
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Look } from "./look.ts";
import type { Mock } from "./mock.ts";

/** How a page is looked at. */
export type View = { readonly width: 1280 | 390; readonly scheme: "light" | "dark" };

export const views: readonly View[] = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
];

/** Starts the browser. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A window of that size, like a phone where it is small. */
export function open(browser: Browser, { width, scheme }: View): Promise<BrowserContext> {
  const phone = width < 700;
  return browser.newContext({
    viewport: { width, height: phone ? 844 : 860 },
    colorScheme: scheme,
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
}

/** Brings a page into the state of a look, and waits until nothing is loading that should not be. */
export async function show(page: Page, mock: Mock, look: Look): Promise<void> {
  mock.scenario = look.scenario ?? "full";
  const settles = mock.scenario !== "loading" && look.settled !== false;
  await page.goto(mock.url + look.path);
  await page.locator("h1").first().waitFor({ state: "attached" });
  if (settles) await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  await page.evaluate(() => document.fonts.ready);
  await look.act?.(page);
  if (settles) await page.waitForFunction(() => document.querySelector(".skeleton") === null);
}
