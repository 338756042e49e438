/** The states of the settings that are looked at. */
import type { Page } from "@playwright/test";
import { bo, people } from "./canned/people.ts";
import type { Look } from "./look.ts";

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
};

const settings = [
  "me",
  "people",
  "teams",
  "areas",
  "rotas",
  "groups",
  "contacts",
  "escalations",
  "sources",
  "heartbeats",
  "runbooks",
  "rooms",
  "chat",
  "tokens",
  "organisation",
  "audit",
];

/** Lets Demo Bo go, and looks at what they leave behind. */
async function deactivate(page: Page) {
  await press("Deactivate Demo Bo")(page);
  const without = people.people.map((person) => (person.id === bo.id ? { ...person, active: false } : person));
  await page.route("**/api/v1/people", (route) => route.fulfill({ json: { people: without } }));
  await page.locator("li button[type=submit]").click();
  await page.getByText("Roles to hand over in open incidents").waitFor();
}

export const settingsLooks: readonly Look[] = [
  ...settings.map((part) => ({ name: `settings-${part}`, path: `/settings/${part}` })),
  {
    name: "settings-audit-glass",
    path: "/settings/audit",
    act: async (page) => {
      await page.getByText("Open a hidden incident").click();
      await page.getByLabel("Its codename or id").waitFor();
    },
  },
  {
    name: "settings-source-made",
    path: "/settings/sources",
    act: async (page) => {
      await press("Add")(page);
      await page.getByLabel("Name").fill("Staging");
      await page.locator("form button[type=submit]").click();
      await page.getByText("Its key, shown once").waitFor();
    },
  },
  {
    name: "settings-escalation-edit",
    path: "/settings/escalations",
    act: async (page) => {
      await press("Edit")(page);
      await page.getByText("Last resort", { exact: false }).first().waitFor();
    },
  },
  {
    name: "settings-endpoint-made",
    path: "/settings/escalations",
    act: async (page) => {
      await page.getByRole("button", { name: "Add", exact: true }).last().click();
      await page.getByLabel("Name").fill("Support room");
      await page.getByLabel("Address").fill("https://chat.example.test/hook");
      await page.locator("form button[type=submit]").click();
      await page.getByText("Its signing secret, shown once").waitFor();
    },
  },
  {
    name: "settings-heartbeat-source",
    path: "/settings/sources",
    act: async (page) => {
      await press("Add")(page);
      await page.getByLabel("Kind").selectOption("heartbeat");
    },
  },
  {
    name: "settings-calendar-none",
    path: "/settings/me",
    act: async (page) => {
      await page.route("**/api/v1/me/calendar", (route) => route.fulfill({ status: 404, json: { code: "not_found", detail: "There is no such thing here." } }));
      await page.reload();
      await page.getByRole("radio", { name: "In a file" }).check();
      await page.getByLabel("Calendar file").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "settings-calendar-changed",
    path: "/settings/me",
    act: async (page) => {
      await press("Another calendar")(page);
      await press("Forget it")(page);
      await page.getByText("Its meetings are forgotten.", { exact: false }).scrollIntoViewIfNeeded();
    },
  },
  { name: "settings-rooms-empty", path: "/settings/rooms", scenario: "empty" },
  {
    name: "settings-room-booked",
    path: "/settings/rooms",
    act: async (page) => {
      await press("Bookings of Small room")(page);
      await page.getByText("People work there on an incident now.").waitFor();
      await press("Bookings of Blue room")(page);
      await page.getByText("Weekly planning · by Demo Ana").waitFor();
    },
  },
  { name: "settings-room-edit", path: "/settings/rooms", act: press("Edit") },
  { name: "settings-method-remove", path: "/settings/me", act: press("Remove Text message +15005550101") },
  { name: "settings-person-left", path: "/settings/people", act: deactivate },
  {
    name: "settings-source-rekeyed",
    path: "/settings/sources",
    act: async (page) => {
      await press("New key Production monitoring")(page);
      await page.locator("li button[type=submit]").click();
      await page.getByText("demo-new-key-shown-once").first().waitFor();
    },
  },
  { name: "settings-token-scopes", path: "/settings/tokens", act: press("Add") },
];
