/** The states of proof, work, questions, order, what passes outside, proposals and follow-ups that are looked at. */
import type { Page } from "@playwright/test";
import type { Look } from "./look.ts";

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).filter({ visible: true }).first().click();
};

const tab = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).filter({ visible: true }).last().click();
};

/** Opens a tab, then the form behind a button there. */
const form = (name: string, button: string | RegExp) => async (page: Page) => {
  await tab(name)(page);
  await press(button)(page);
  await page.getByRole("dialog").waitFor();
};

export const provenLooks: readonly Look[] = [
  { name: "proof", path: "/incidents/61", act: tab("Proof") },
  { name: "proof-done", path: "/incidents/62", act: tab("Proof") },
  { name: "proof-bare", path: "/incidents/63", act: tab("Proof") },
  { name: "proof-run", path: "/incidents/61", act: form("Proof", "Record a run in staging") },
  { name: "proof-case", path: "/incidents/61", act: form("Proof", "Add a case") },
  { name: "proof-plan", path: "/incidents/61", act: form("Proof", "Areas and expert") },
  { name: "proof-automated", path: "/incidents/61", act: form("Proof", "Say what they showed") },
  {
    name: "proof-ways-out",
    path: "/incidents/61",
    act: async (page) => {
      await tab("Proof")(page);
      await page.getByText("Something stands in the way of a new test").click();
      await page.getByText("Writing it would keep the fix from customers").scrollIntoViewIfNeeded();
    },
  },
  { name: "work-manager", path: "/incidents/61", act: tab("Work") },
  { name: "work-worker", path: "/incidents/62", act: tab("Work") },
  { name: "work-observer", path: "/incidents/63", act: tab("Work") },
  { name: "work-answer", path: "/incidents/61", act: form("Work", "Answer") },
  { name: "work-decide", path: "/incidents/61", act: form("Work", "Choose") },
  {
    name: "order",
    path: "/incidents/61",
    act: async (page) => {
      await page.getByRole("button", { name: "More about the message of Demo Eli" }).click();
    },
  },
  { name: "order-observer", path: "/incidents/63" },
  { name: "outside", path: "/incidents/61", act: tab("Outside") },
  { name: "outside-bare", path: "/incidents/63", act: tab("Outside") },
  { name: "outside-call", path: "/incidents/61", act: form("Outside", "Note a call") },
  { name: "outside-hit", path: "/incidents/61", act: form("Outside", "Who was hit") },
  { name: "outside-answer", path: "/incidents/61", act: form("Outside", "Answer") },
  { name: "record-learning", path: "/incidents/61", act: tab("Record") },
  { name: "record-propose", path: "/incidents/61", act: form("Record", "Propose a change") },
  { name: "follow-ups", path: "/follow-ups" },
  { name: "follow-ups-none", path: "/follow-ups?owner=me", scenario: "empty" },
  { name: "follow-ups-loading", path: "/follow-ups", scenario: "loading" },
  {
    name: "follow-ups-change",
    path: "/incidents/61#do=change-follow-up&followUp=f-1",
    act: async (page) => {
      await page.getByRole("dialog").waitFor();
    },
  },
];
