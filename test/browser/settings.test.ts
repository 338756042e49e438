/** The controls of the settings that end something: asked once more, sent once, and what they answer is shown. */
import type { Page } from "@playwright/test";
import { expect, test } from "vitest";
import { bo, people } from "./canned/people.ts";
import { setStage } from "./stage.ts";

const stage = setStage();
const { paths, sentTo } = stage;
const at = (part: string, act: (page: Page) => Promise<void>) => stage.at(`/settings/${part}`, act);

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
const submit = (page: Page) => page.locator("li button[type=submit]").first().click();

test("letting somebody go is asked once more, and shows with links what they still hold", () =>
  at("people", async (page) => {
    await press(page, "Deactivate Demo Bo");
    await page.getByText("Demo Bo is signed out everywhere at once.").waitFor();
    expect(paths()).toEqual([]);
    const without = people.people.map((person) => (person.id === bo.id ? { ...person, active: false } : person));
    await page.route("**/api/v1/people", (route) => route.fulfill({ json: { people: without } }));
    await submit(page);
    const held = page.getByRole("status").filter({ hasText: "Demo Bo can no longer sign in." });
    await held.getByText("Incident Commander").waitFor();
    expect(await held.getByRole("link", { name: /^42 / }).getAttribute("href")).toBe("/incidents/42");
    expect(await held.getByRole("link", { name: "Response team" }).getAttribute("href")).toBe("/settings/teams");
    expect(paths()).toEqual(["/people/p-bo/deactivate"]);
    await press(page, "Take back Demo Bo");
    await expect.poll(paths).toEqual(["/people/p-bo/deactivate", "/people/p-bo/reactivate"]);
  }));

test("nobody is offered to let themselves go", () =>
  at("people", async (page) => {
    await page.getByRole("button", { name: "Deactivate Demo Bo" }).waitFor();
    expect(await page.getByRole("button", { name: "Deactivate Demo Ana" }).count()).toBe(0);
  }));

test("S9 removing a contact method asks for the password where the server wants it, then goes on by itself", () =>
  at("me", async (page) => {
    let fresh = false;
    await page.route("**/api/v1/session/confirm", (route) => {
      fresh = true;
      return route.fulfill({ json: {} });
    });
    await page.route("**/api/v1/people/me/methods/m-1", (route) =>
      fresh
        ? route.continue()
        : route.fulfill({ status: 403, json: { code: "not_permitted", detail: "Give your password again first.", rule: [], instead: "confirm-password" } }),
    );
    await press(page, "Remove Text message +15005550101");
    await submit(page);
    await page.getByLabel("Your password, once more").fill("a demo password");
    await press(page, "Confirm");
    await expect.poll(paths).toEqual(["/people/me/methods/m-1"]);
  }));

test("a code is sent again to what is not verified", () =>
  at("me", async (page) => {
    await press(page, "Send the code again E-mail ana@example.test");
    await expect.poll(paths).toEqual(["/people/me/methods/m-3/code"]);
  }));

test("a new key is asked once more and shown; revoking too goes through a second step", () =>
  at("sources", async (page) => {
    await press(page, "New key Production monitoring");
    expect(paths()).toEqual([]);
    await submit(page);
    await page.getByText("demo-new-key-shown-once").first().waitFor();
    await press(page, "Revoke Deploy pipeline");
    await page.getByText("To connect it again, add it as a new one.").waitFor();
    expect(paths()).toEqual(["/sources/src1/rotate"]);
    await submit(page);
    await expect.poll(paths).toEqual(["/sources/src1/rotate", "/sources/src2/revoke"]);
  }));

test("S3 a token is made with the scopes that were chosen, and with at least one", () =>
  at("tokens", async (page) => {
    await press(page, "Add");
    await page.getByLabel("What is it for?").fill("Backup script");
    const make = page.locator("form button[type=submit]");
    await page.getByRole("checkbox", { name: "Respond" }).uncheck();
    await page.getByRole("checkbox", { name: "Read" }).uncheck();
    expect(await make.isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: "Administer" }).check();
    await page.getByRole("checkbox", { name: "Read" }).check();
    await make.click();
    await expect.poll(() => stage.mock.sent[0]?.body).toEqual({ name: "Backup script", scopes: ["read", "admin"] });
  }));

test("GD2-27 a room is booked for a time, one's own bookings are given back, and removing one is asked once more", () =>
  at("rooms", async (page) => {
    await press(page, "Bookings of Blue room");
    const blue = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Blue room" }) });
    await press(page, "Give back Weekly planning");
    await blue.getByLabel("From").fill("2026-03-03T17:00");
    await blue.getByLabel("Until").fill("2026-03-03T16:00");
    expect(await blue.getByRole("button", { name: "Book it" }).isDisabled()).toBe(true);
    await blue.getByLabel("Until").fill("2026-03-03T18:00");
    await blue.getByLabel("What for").fill("Budget");
    await blue.getByRole("button", { name: "Book it" }).click();
    await press(page, "Remove Blue room");
    await submit(page);
    await expect.poll(paths).toEqual(["/rooms/r-1/bookings/b-1", "/rooms/r-1/bookings", "/rooms/r-1"]);
    expect(stage.mock.sent[1]?.body).toEqual({ what: "Budget", from: "2026-03-03T16:00:00.000Z", until: "2026-03-03T17:00:00.000Z" });
  }));

test("a room is added with its place and seats, and changed by its version", () =>
  at("rooms", async (page) => {
    await press(page, "Add");
    await page.getByLabel("Name").fill("Green room");
    await page.getByLabel("Seats").fill("eight");
    expect(await page.locator("form button[type=submit]").isDisabled()).toBe(true);
    await page.getByLabel("Seats").fill("8");
    await page.locator("form button[type=submit]").click();
    await expect.poll(() => stage.mock.sent.at(-1)).toMatchObject({ path: "/rooms", body: { name: "Green room", place: "", seats: 8 } });
    await press(page, "Edit");
    await page.getByLabel("Where it is").fill("3rd floor");
    await page.locator("form button[type=submit]").click();
    await expect.poll(() => stage.mock.sent.at(-1)).toMatchObject({ path: "/rooms/r-1", body: { version: 1, place: "3rd floor", seats: 12 } });
  }));

test("GD2-24 one's own calendar is followed at an address, read from a file, or forgotten after it was asked once more", () =>
  at("me", async (page) => {
    await page.getByText("https://calendar.example.test/private/demo-ana.ics").waitFor();
    await press(page, "Another calendar");
    const form = page.locator("form").filter({ hasText: "Where is it?" });
    await form.getByLabel("Address", { exact: true }).fill("calendar.example.test");
    expect(await form.locator("button[type=submit]").isDisabled()).toBe(true);
    await form.getByLabel("Address", { exact: true }).fill("webcal://calendar.example.test/mine.ics");
    await form.locator("button[type=submit]").click();
    await expect.poll(() => stage.mock.sent.at(-1)).toMatchObject({ path: "/me/calendar", body: { url: "webcal://calendar.example.test/mine.ics" } });
    await press(page, "Another calendar");
    await form.getByRole("radio", { name: "In a file" }).check();
    await form.getByLabel("Calendar file").setInputFiles({ name: "mine.ics", mimeType: "text/calendar", buffer: Buffer.from("BEGIN:VCALENDAR") });
    await form.locator("button[type=submit]").click();
    await expect.poll(() => stage.mock.sent.at(-1)).toMatchObject({ path: "/me/calendar", body: { file: "BEGIN:VCALENDAR" } });
    await press(page, "Forget it");
    await page.locator("form").filter({ hasText: "Its meetings are forgotten." }).locator("button[type=submit]").click();
    await expect.poll(() => stage.mock.sent.length).toBe(3);
    expect(stage.mock.sent[2]).toMatchObject({ path: "/me/calendar", body: {} });
  }));

test("X-17 an administrator says to whom an identity of a chat belongs, and forgets one", () =>
  at("chat", async (page) => {
    await page.getByText("dee on the road").waitFor();
    await press(page, "Edit");
    await page.getByLabel("Who that is").selectOption({ label: "Demo Bo" });
    await press(page, "Save");
    await expect.poll(() => stage.mock.sent.at(-1)).toMatchObject({ path: "/chat/identities/U0123", body: { person: bo.id } });
    await press(page, "Remove U0042");
    await expect.poll(paths).toEqual(["/chat/identities/U0123", "/chat/identities/U0042"]);
  }));

test("K6 an administrator opens what is hidden by its codename and a reason, and is told whom that wakes", () =>
  at("audit", async (page) => {
    await page.getByText("Open a hidden incident").click();
    await page.getByText("Everybody who works on it is paged at once", { exact: false }).waitFor();
    const open = page.getByRole("button", { name: "Open it and page those inside" });
    await page.getByLabel("Its codename or id").fill("Quiet Harbour 27");
    await page.getByLabel("Why can this not wait?").fill("Urgent");
    expect(await open.isDisabled()).toBe(true);
    await page.getByLabel("Why can this not wait?").fill("Nobody inside can be reached");
    await page.route("**/break-glass", (route) => route.fulfill({ status: 404, json: { code: "not_found", detail: "There is no such incident.", rule: [] } }));
    await open.click();
    await page.getByText("There is no such incident.").waitFor();
    await page.unroute("**/break-glass");
    await page.route("**/break-glass", (route) => route.fulfill({ status: 201, json: { ok: true, id: "i-42" } }));
    const sent = page.waitForRequest("**/incidents/Quiet%20Harbour%2027/break-glass");
    await open.click();
    expect((await sent).postDataJSON()).toEqual({ reason: "Nobody inside can be reached" });
    await page.getByRole("link", { name: "Go to the room" }).click();
    await page.waitForURL("**/incidents/i-42");
  }));

test("X-17 one asks for a code, types it in the chat, and takes back what is linked", () =>
  at("chat", async (page) => {
    await press(page, "Get a code");
    await page.getByText("!link 7K2M-QX4T-0DEM-0ANA").waitFor();
    expect(paths()).toEqual(["/me/chats/code"]);
    await press(page, "Unlink U0042");
    await expect.poll(paths).toEqual(["/me/chats/code", "/me/chats/U0042"]);
  }));

test("PE-17 PE-31 who answers for an area is chosen among the people, one for each", () =>
  at("areas", async (page) => {
    const row = page.getByRole("listitem").filter({ hasText: "Payments" }).first();
    await row.getByRole("button", { name: "Edit" }).click();
    const choose = (who: string, name: string) => page.getByRole("group", { name: who, exact: true }).getByRole("checkbox", { name }).check();
    await choose("Engineering manager", "Demo Bo");
    await choose("Engineering manager", "Demo Chi");
    await choose("Product owner", "Demo Dee");
    await choose("Team lead", "Demo Ana");
    await press(page, "Save");
    const answering = { engineeringManager: "p-chi", productOwner: "p-dee", teamLead: "p-ana" };
    await expect.poll(() => sentTo("/areas/a-pay")).toMatchObject([answering]);
  }));
