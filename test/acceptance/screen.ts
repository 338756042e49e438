/** How people work a room of the web app in the acceptance tests: by what stands on its buttons. */
import type { Browser, Page } from "@playwright/test";
import { dialog } from "../browser/touch.ts";
import { type Person, password } from "./crew.ts";

/** Somebody signed in at a desk of a rehearsal server, in a window of their own. */
export async function signedIn(browser: Browser, url: string, person: Person): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "+1 h" }).waitFor();
  return page;
}

/** Presses the first button called so. */
export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).filter({ visible: true }).first().click();

/** Sends the open form, and waits until it was accepted. */
export async function submit(page: Page): Promise<void> {
  await dialog(page).locator("button[type=submit]").click();
  await dialog(page).waitFor({ state: "detached" });
}
