/** The stage of a file of browser tests: the mock server and Chromium, begun before its first test and ended after its last. */
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll } from "vitest";
import { launch, open, show, type View } from "./chromium.ts";
import { type Mock, type Scenario, startMock } from "./mock.ts";

type More = {
  readonly scenario?: Scenario;
  readonly width?: View["width"];
  readonly prepare?: (page: Page) => Promise<void>;
  /** False: begins while something is still loading. */
  readonly settled?: boolean;
};

/** What the tests of the file do with it. */
export type Stage = {
  readonly mock: Mock;
  /** Opens a path in a fresh window, and closes it whatever happens. Nothing has been sent yet. */
  readonly at: (path: string, act: (page: Page) => Promise<void>, more?: More) => Promise<void>;
  /** What was sent to a path, or to a command by its name. */
  readonly sentTo: (path: string) => readonly unknown[];
  /** The paths of everything that was sent. */
  readonly paths: () => readonly string[];
};

/** Sets it; to be called once, at the top of a file. */
export function setStage(): Stage {
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
  return {
    get mock() {
      return mock;
    },
    at: async (path, act, { scenario = "full", width = 1280, prepare, settled = true } = {}) => {
      const context = await open(browser, { width, scheme: "light" });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        mock.sent.length = 0;
        await prepare?.(page);
        await show(page, mock, { name: path, path, scenario, settled });
        await act(page);
      } finally {
        await context.close();
      }
    },
    sentTo: (path) => mock.sent.filter((one) => one.path === path || one.path.endsWith(`/${path}`)).map(({ body }) => body),
    paths: () => mock.sent.map((one) => one.path),
  };
}
