/** Every screen in every state that is looked at: by people in the screenshots, by axe in the tests. */
import type { Page } from "@playwright/test";
import { bo, people } from "./canned/people.ts";
import type { Look } from "./look.ts";
import { causedLooks } from "./pages-caused.ts";
import { commandedLooks } from "./pages-commanded.ts";
import { processLooks } from "./pages-process.ts";
import { provenLooks } from "./pages-proven.ts";
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
  ...settings.map((part) => ({ name: `settings-${part}`, path: `/settings/${part}` })),
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
  { name: "sign-in", path: "/sign-in", scenario: "signed-out" },
  { name: "join", path: "/join#demo", scenario: "signed-out" },
  { name: "setup", path: "/setup", scenario: "setup" },
  {
    name: "setup-suggested",
    path: "/setup",
    scenario: "setup",
    act: async (page) => {
      await page.getByRole("radio", { name: "11 to 50" }).check();
      for (const group of ["Do customers outside see your outages?", "Is somebody on call, by rota?"])
        await page.getByRole("group", { name: group }).getByRole("radio", { name: "Yes" }).check();
      await page.getByText("Suggested").waitFor();
    },
  },
  ...provenLooks,
  ...processLooks,
  ...causedLooks,
  ...commandedLooks,
  { name: "not-found", path: "/nowhere" },
];
