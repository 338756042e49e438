/** The pages of processes in their states. */
import type { Page } from "@playwright/test";
import type { Look } from "./look.ts";

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("dialog").waitFor();
};

export const processLooks: readonly Look[] = [
  { name: "process-graceful", path: "/process/graceful#severity-2" },
  {
    name: "process-steps",
    path: "/process/graceful",
    act: async (page) => {
      for (const name of [/^\d+ steps$/, "Gates, notices and more"]) await page.locator("summary").filter({ hasText: name }).first().click();
      await page.getByText("Whoever knows the area and answers manages").first().waitFor();
    },
  },
  { name: "process-compared", path: "/process/graceful", act: async (page) => page.getByRole("table").scrollIntoViewIfNeeded() },
  {
    name: "process-always",
    path: "/process/sitrep",
    act: async (page) => page.locator("#rule-gates").scrollIntoViewIfNeeded(),
  },
  {
    name: "process-versions",
    path: "/process/sitrep/versions",
    act: async (page) => {
      await page.locator("summary").nth(1).click();
      await page.getByText("Severity 1 (Critical), alert, again: 2 minutes is now 1 minute.").waitFor();
    },
  },
  {
    name: "process-activate",
    path: "/process/sitrep/versions",
    act: async (page) => {
      await press("Put in force…")(page);
      await page.getByRole("radio", { name: "At a time" }).check();
    },
  },
  { name: "process-fork", path: "/process/sitrep/versions", act: press("Make it our own…") },
  { name: "process-import", path: "/process/sitrep/versions", act: press("Bring one in…") },
  {
    name: "process-edit",
    path: "/process/sitrep/edit/5",
    act: async (page) => {
      await page.getByRole("button", { name: /^Line 7/ }).click();
    },
  },
  { name: "process-open", path: "/process/sitrep/open" },
  {
    name: "process-prepared",
    path: "/process/sitrep",
    act: async (page) => {
      await page.getByRole("button", { name: "I agree to work by it" }).scrollIntoViewIfNeeded();
    },
  },
];
