/** The states of a room whose process leads step by step. */
import type { Page } from "@playwright/test";
import type { Look } from "./look.ts";

/** Presses a button wherever it stands, on the tab of its panel where there are tabs. */
const press = async (page: Page, name: string | RegExp, tab?: string) => {
  if (tab !== undefined) await page.getByRole("button", { name: tab, exact: true }).filter({ visible: true }).last().click();
  await page.getByRole("button", { name, exact: true }).filter({ visible: true }).first().click();
};

const settled = async (page: Page) => {
  await page.getByRole("dialog").locator(".skeleton").first().waitFor({ state: "detached" });
  await page.getByRole("dialog").locator("section[aria-busy=false]").waitFor();
};

/** Opens a form of the manager's room and waits for it. */
const form = (name: string | RegExp, tab?: string, path = "/incidents/51", act?: (page: Page) => Promise<void>): Pick<Look, "path" | "act"> => ({
  path,
  act: async (page) => {
    await page.getByRole("region", { name: "Next step" }).or(page.getByText("Declare").first()).first().waitFor();
    await press(page, name, tab);
    await page.getByRole("dialog").waitFor();
    await act?.(page);
    await settled(page);
  },
});

const choose = (role: "radio" | "checkbox", name: string | RegExp) => (page: Page) => page.getByRole("dialog").getByRole(role, { name }).check();

export const steeredLooks: readonly Look[] = [
  { name: "steered", path: "/incidents/51", act: async (page) => page.getByRole("region", { name: "Next step" }).waitFor() },
  {
    name: "steered-steps",
    path: "/incidents/51",
    act: async (page) => {
      await press(page, "All steps");
      await page.getByRole("dialog").getByText("The provider has a ticket of its own").waitFor();
    },
  },
  { name: "steered-skip", ...form(/^Leave out/) },
  {
    name: "steered-rounds",
    path: "/incidents/51",
    act: async (page) => {
      await page.getByRole("button", { name: "Rounds", exact: true }).filter({ visible: true }).last().click();
      await page.locator("summary", { hasText: "Demo Bo" }).first().click();
    },
  },
  {
    name: "steered-rounds-empty",
    path: "/incidents/53",
    act: async (page) => {
      await page.getByRole("button", { name: "Rounds", exact: true }).filter({ visible: true }).last().click();
      await page.getByText("Nobody has been asked yet").waitFor();
    },
  },
  { name: "steered-sum", ...form("Sum up", "Rounds", "/incidents/51", (page) => choose("radio", /^Told/)(page)) },
  { name: "steered-decide", ...form("Decide", "Rounds", "/incidents/51", (page) => choose("radio", /^Swap/)(page)) },
  { name: "steered-candidates", ...form("Hand over", "People", "/incidents/51", (page) => choose("radio", /^Demo Dee/)(page)) },
  { name: "steered-release", ...form("Let somebody go", "People", "/incidents/51", (page) => choose("radio", /^Demo Bo/)(page)) },
  { name: "steered-stand-down", ...form("Stand down", "People", "/incidents/51", (page) => choose("radio", /^A time/)(page)) },
  {
    name: "steered-people",
    path: "/incidents/51",
    act: async (page) => {
      await page.getByRole("button", { name: "People", exact: true }).filter({ visible: true }).last().click();
      await page.getByText("On its way").waitFor();
    },
  },
  { name: "steered-offered", path: "/incidents/52", act: async (page) => page.getByText("Demo Chi asks you to take over").waitFor() },
  {
    name: "steered-answer",
    path: "/incidents/52",
    act: async (page) => {
      await page.getByRole("button", { name: "Say how it stands" }).first().click();
      await page.getByLabel("What did you learn since the last time?").fill("The provider's disk is full, not ours");
    },
  },
  { name: "steered-severity", ...form(/Change severity/, undefined, "/incidents/51", (page) => choose("radio", /^Severity 1/)(page)) },
  { name: "steered-rest", path: "/incidents/53", act: async (page) => page.getByText("Everybody rests", { exact: true }).waitFor() },
  {
    name: "steered-triage",
    path: "/incidents/54",
    act: async (page) => {
      await page.getByRole("button", { name: "Triage", exact: true }).click();
      await page
        .getByRole("dialog")
        .getByRole("radio", { name: /For the next working day/ })
        .check();
      await page.getByRole("dialog").getByRole("alert").waitFor();
    },
  },
];
