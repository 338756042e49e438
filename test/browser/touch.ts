/** What tests touch in the app, by the words that stand on it. */
import type { Locator, Page } from "@playwright/test";

/** The form that is open. */
export const dialog = (page: Page): Locator => page.getByRole("dialog");

/** The button that sends it. */
export const submit = (page: Page): Locator => dialog(page).locator("button[type=submit]");

/** A button that can be seen, by its words. */
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name, exact: true }).filter({ visible: true }).first();

/** Turns to a panel of the room. */
export const tab = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).filter({ visible: true }).last().click();
