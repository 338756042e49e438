/** On the phone: every page can be reached under the thumb, and what is touched is large enough. */
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";
import { dialog } from "./touch.ts";

const stage = setStage();
const at = (path: string, act: (page: Page) => Promise<void>) => stage.at(path, act, { width: 390 });

const bar = (page: Page) => page.getByRole("navigation", { name: "Main" }).filter({ visible: true });

describe("the menu", () => {
  test("leads to every place that the bar has no room for, and closes", () =>
    at("/", async (page) => {
      await bar(page).getByRole("button", { name: "Menu" }).click();
      await expect.poll(() => dialog(page).getByRole("link").allInnerTexts()).toEqual(["Follow-ups", "On call", "Process", "Settings"]);
      await dialog(page).getByRole("link", { name: "Follow-ups" }).click();
      await page.waitForURL("**/follow-ups");
      await page.getByRole("heading", { level: 1, name: "Follow-ups" }).waitFor();
      expect(await dialog(page).count()).toBe(0);
    }));

  test("leads to what can be found or done, and out", () =>
    at("/", async (page) => {
      await bar(page).getByRole("button", { name: "Menu" }).click();
      await dialog(page).getByRole("button", { name: "Sign out" }).waitFor();
      await dialog(page).getByRole("button", { name: "Find or do" }).click();
      await page.getByRole("combobox").waitFor();
    }));
});

test("the menu of a message is at least 44 px wide and high, and can be seen without a mouse", () =>
  at("/incidents/61", async (page) => {
    const more = page.getByRole("button", { name: "More about the message of Demo Eli" });
    const box = await more.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(await more.evaluate((element) => getComputedStyle(element).opacity)).toBe("1");
  }));
