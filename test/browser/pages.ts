/** Every screen in every state that is looked at: by people in the screenshots, by axe in the tests. */
import type { Page } from "@playwright/test";
import type { Look } from "./look.ts";
import { causedLooks } from "./pages-caused.ts";
import { commandedLooks } from "./pages-commanded.ts";
import { firstLooks } from "./pages-first.ts";
import { processLooks } from "./pages-process.ts";
import { provenLooks } from "./pages-proven.ts";
import { settingsLooks } from "./pages-settings.ts";
import { steeredLooks } from "./pages-steered.ts";

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
};

const dialog = (name: string | RegExp) => async (page: Page) => {
  await press(name)(page);
  await page.getByRole("dialog").getByText("What will happen").waitFor();
  await page.getByRole("dialog").locator("[aria-busy=false]").waitFor();
};

const panel = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).filter({ visible: true }).last().click();
};

/** Sends the open dialog and waits for the refusal. */
async function sendRefused(page: Page) {
  await page.getByRole("dialog").getByRole("radio").nth(1).check();
  await page.getByRole("dialog").locator("button[type=submit]").click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
}

export const looks: readonly Look[] = [
  { name: "bridge", path: "/" },
  { name: "bridge-empty", path: "/", scenario: "empty" },
  { name: "bridge-loading", path: "/", scenario: "loading" },
  { name: "bridge-rehearsal", path: "/", scenario: "rehearsal" },
  {
    name: "bridge-offline",
    path: "/",
    act: async (page) => {
      await page.context().setOffline(true);
      await page.getByText("No connection.").waitFor();
    },
  },
  {
    name: "palette",
    path: "/",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "report", path: "/report" },
  {
    name: "report-filled",
    path: "/report",
    act: async (page) => {
      await page.getByLabel("In one sentence").fill("Customers cannot log in");
      await page.getByLabel("What can people no longer do?").fill("Nobody outside can sign in. Phone orders still work.");
      await page.getByRole("radio", { name: /Severity 1/ }).check();
      await page.getByText("Client managers").waitFor();
    },
  },
  {
    name: "menu",
    path: "/",
    act: async (page) => {
      // At a desk there is none: everything stands at the side.
      const menu = page.getByRole("button", { name: "Menu", exact: true });
      if (await menu.isVisible()) {
        await menu.click();
        await page.getByRole("dialog").waitFor();
      }
    },
  },
  { name: "incidents", path: "/incidents" },
  { name: "incidents-none", path: "/incidents?text=nothing" },
  { name: "incidents-empty", path: "/incidents", scenario: "empty" },
  { name: "room", path: "/incidents/42" },
  { name: "room-loading", path: "/incidents/42", scenario: "loading" },
  { name: "room-missing", path: "/incidents/999" },
  { name: "room-drill", path: "/incidents/43" },
  { name: "room-work", path: "/incidents/42", act: panel("Work") },
  { name: "room-people", path: "/incidents/42", act: panel("People") },
  { name: "room-documents", path: "/incidents/42", act: panel("Documents") },
  { name: "room-record", path: "/incidents/42", act: panel("Record") },
  {
    name: "room-commands",
    path: "/incidents/42",
    act: async (page) => {
      await page.getByLabel("Message to the room").fill("/");
      await page.getByRole("list", { name: "Commands" }).waitFor();
    },
  },
  { name: "room-severity", path: "/incidents/42", act: dialog(/Change severity/) },
  { name: "room-update", path: "/incidents/42", act: dialog("Post an update") },
  { name: "room-resolve", path: "/incidents/42", act: dialog("Resolve") },
  {
    name: "room-refused",
    path: "/incidents/42",
    scenario: "refused",
    act: async (page) => {
      await press(/^Take it/)(page);
      await sendRefused(page);
    },
  },
  ...steeredLooks,
  { name: "document", path: "/incidents/42/documents/sitrep" },
  {
    name: "document-conflict",
    path: "/incidents/42/documents/sitrep",
    scenario: "refused",
    act: async (page) => {
      await press(/^Edit What solved it/)(page);
      await page.getByRole("textbox", { name: "What solved it" }).fill("A new certificate was put into the store by hand.");
      await press("Save")(page);
      await page.getByText("Theirs", { exact: true }).waitFor();
    },
  },
  { name: "directory", path: "/directory" },
  { name: "directory-empty", path: "/directory", scenario: "empty" },
  { name: "on-call", path: "/on-call" },
  {
    name: "on-call-shift",
    path: "/on-call",
    act: async (page) => {
      await page.getByRole("list", { name: "On call", exact: true }).filter({ visible: true }).getByRole("button").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "on-call-new",
    path: "/on-call",
    act: async (page) => {
      await press("New rota")(page);
      await page.getByText("As the engine will run it.").waitFor();
    },
  },
  {
    name: "on-call-subscribe",
    path: "/on-call",
    act: async (page) => {
      await press("Subscribe")(page);
      await page.getByRole("dialog").getByRole("button", { name: "Make an address" }).click();
      await page.getByText("It is shown only now.").waitFor();
    },
  },
  { name: "on-call-empty", path: "/on-call", scenario: "empty" },
  { name: "process", path: "/process" },
  {
    name: "page-commander",
    path: "/",
    act: async (page) => {
      await press("Page a commander")(page);
      await page.getByRole("dialog").getByLabel("What is wrong?").fill("Nobody can sign in");
      await page.getByRole("dialog").locator("[aria-busy=false]").getByText("At once").waitFor();
    },
  },
  { name: "silences", path: "/silences" },
  {
    name: "silences-new",
    path: "/silences?state=over",
    act: async (page) => {
      await press("Add a silence")(page);
      await press("Add a condition")(page);
    },
  },
  {
    name: "deliveries",
    path: "/deliveries?all=true",
    act: async (page) => {
      await page.locator("summary").first().click();
    },
  },
  ...settingsLooks,
  { name: "sign-in", path: "/sign-in", scenario: "signed-out" },
  { name: "join", path: "/join#demo", scenario: "signed-out" },
  ...firstLooks,
  ...provenLooks,
  ...processLooks,
  ...causedLooks,
  ...commandedLooks,
  { name: "not-found", path: "/nowhere" },
];
