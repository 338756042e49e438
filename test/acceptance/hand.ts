/** A person's hand at a browser: each thing it does is one action, and all are counted. */
import type { Locator, Page } from "@playwright/test";

/** What a person can do, and how often they have. */
export type Hand = {
  readonly page: Page;
  readonly goto: (address: string) => Promise<void>;
  /** An address on another page, as from a message on a phone. */
  readonly open: (page: Page, address: string) => Promise<void>;
  readonly click: (what: Locator) => Promise<void>;
  readonly fill: (what: Locator, text: string) => Promise<void>;
  readonly check: (what: Locator) => Promise<void>;
  readonly pick: (what: Locator, value: string | { readonly label: string }) => Promise<void>;
  readonly actions: () => number;
};

/** Begins with nothing done. */
export function handOf(page: Page): Hand {
  let done = 0;
  const counted = async (act: () => Promise<unknown>) => {
    done += 1;
    await act();
  };
  return {
    page,
    goto: (address) => counted(() => page.goto(address)),
    open: (other, address) => counted(() => other.goto(address)),
    click: (what) => counted(() => what.click()),
    fill: (what, text) => counted(() => what.fill(text)),
    check: (what) => counted(() => what.check()),
    pick: (what, value) => counted(() => what.selectOption(value)),
    actions: () => done,
  };
}
