/** A page to look at, in one of its states. */
import type { Page } from "@playwright/test";
import type { Scenario } from "./mock.ts";

/** `act` brings it into its state; `settled: false` shows it while something is still loading. */
export type Look = {
  readonly name: string;
  readonly path: string;
  readonly scenario?: Scenario;
  readonly act?: (page: Page) => Promise<void>;
  readonly settled?: boolean;
};
