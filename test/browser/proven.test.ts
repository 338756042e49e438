/** Proof, work, questions, order in the room, what passes outside and follow-ups: what is shown to whom, and what each form sends. */
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import type { Scenario } from "./mock.ts";
import { setStage } from "./stage.ts";
import { submit, tab } from "./touch.ts";

const stage = setStage();
const at = (path: string, act: (page: Page) => Promise<void>, scenario: Scenario = "full") => stage.at(path, act, { scenario });

const side = (page: Page) => page.getByRole("complementary", { name: "Panels" });
const lastSent = () => expect.poll(() => stage.mock.sent.at(-1));

describe("the room of a process without any of it", () => {
  test("has the panels it had, and asks for none of the views", () =>
    at("/incidents/42", async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.reload();
      await page.getByRole("log").getByRole("listitem").first().waitFor();
      expect(await side(page).locator("button[aria-pressed]").allInnerTexts()).toEqual(["Work", "People", "Documents", "Record"]);
      expect(asked.filter((path) => /\/(test-plan|work|questions|messages|outside|afterwards)$/.test(path))).toEqual([]);
    }));
});

describe("GD2-37 proof", () => {
  test("says what is missing with its sentence, and leads to the first of it", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      const missing = page.getByRole("region", { name: "4 things are missing before it is over" });
      await expect.poll(() => missing.getByRole("listitem").count()).toBe(4);
      await missing.getByRole("button").click();
      await page.getByRole("dialog").getByRole("heading", { name: "Record a test run" }).waitFor();
      expect(await page.getByRole("dialog").getByRole("radio", { name: "Staging" }).isChecked()).toBe(true);
    }));

  test("GD2-42 shows each case by place, and that production waits for staging", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      const rows = side(page).getByRole("table").getByRole("row");
      expect(await rows.nth(0).innerText()).toMatch(/Staging\s+shop 4\.3\s+Production\s+after staging/);
      expect(await rows.nth(1).innerText()).toMatch(/A card is charged once[\s\S]*passed[\s\S]*not run/);
      expect(await rows.nth(2).innerText()).toMatch(/changes customers' data[\s\S]*passed[\s\S]*never run here/);
      expect(await rows.nth(3).innerText()).toMatch(/failed[\s\S]*not run/);
    }));

  test("GD2-43 a run in production leaves out what changes customers' data, asks why, and sends each result", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      await side(page).getByRole("button", { name: "Record a run in staging" }).last().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("radio", { name: "Production" }).check();
      await dialog.getByText("Staging first").waitFor();
      await dialog.getByText("never run in production").waitFor();
      await dialog.getByLabel("Build").fill("shop 4.3");
      await dialog.getByRole("group", { name: "A card is charged once" }).getByRole("radio", { name: "Passed" }).check();
      await dialog.getByRole("group", { name: "Orders are still listed" }).getByRole("radio", { name: "Failed" }).check();
      expect(await dialog.locator("button[type=submit]").isDisabled()).toBe(true);
      await dialog.getByLabel("Why was it left out?").fill("It moves money");
      await submit(page).click();
      await lastSent().toMatchObject({
        path: "/incidents/61/record-test-run",
        body: { environment: "production", build: "shop 4.3", passed: ["pay"], failed: ["list"], skipped: ["refund"], why: "It moves money" },
      });
    }));

  test("a case begins in the incident's area; automated tests are told with their link", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      await side(page).getByRole("button", { name: "Add a case" }).click();
      await page.getByRole("dialog").getByLabel("What is tried").fill("A voucher still works");
      await page.getByRole("dialog").getByRole("radio", { name: "nothing near it broke" }).check();
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/add-test-case", body: { title: "A voucher still works", kind: "regression", area: "a-shop" } });
      await side(page).getByRole("button", { name: "Say what they showed" }).click();
      expect(await page.getByRole("dialog").locator("button[type=submit]").isDisabled()).toBe(true);
      await page.getByRole("dialog").getByRole("group", { name: "New tests" }).getByRole("radio", { name: "Passed" }).check();
      await page.getByRole("dialog").getByLabel("Link to the run").fill("https://ci.example.test/run/8");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/set-automated-tests", body: { new: "passed", link: "https://ci.example.test/run/8" } });
    }));

  test("a deploy is noted beside the plan, with the build the tests name", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      await side(page).getByRole("button", { name: "Note a deploy" }).click();
      await page.getByRole("dialog").getByLabel("In one line").fill("The new certificate");
      await page.getByRole("dialog").getByLabel("Build that was deployed").fill("shop 4.4");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/note-change", body: { kind: "deploy", text: "The new certificate", build: "shop 4.4" } });
    }));

  test("GD2-46 GD2-47 the two ways out lie behind a quiet link and say what they lead to", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Proof");
      expect(await side(page).getByRole("button", { name: "Put new tests off" }).isVisible()).toBe(false);
      await side(page).getByText("Something stands in the way of a new test").click();
      await side(page).getByText("the severity becomes 3").waitFor();
      await side(page).getByRole("button", { name: "Put new tests off" }).click();
      await page.getByRole("dialog").getByRole("heading", { name: "Put new tests off" }).waitFor();
    }));

  test("is said plainly once nothing is missing, with who agreed that no test can be written", () =>
    at("/incidents/62", async (page) => {
      await tab(page, "Proof");
      await side(page).getByText("Nothing is missing. The fix is proven.").waitFor();
      await side(page).getByText("Demo Dee agrees.").waitFor();
    }));
});

describe("work under a manager", () => {
  test("whoever works reads their own first; a clue is taken up with one press", () =>
    at("/incidents/62", async (page) => {
      await tab(page, "Work");
      expect(await side(page).getByRole("heading", { level: 2 }).first().innerText()).toBe("Yours");
      await side(page).getByRole("button", { name: "Take it up" }).click();
      await lastSent().toMatchObject({ path: "/incidents/62/take-finding", body: { finding: "cl-1" } });
    }));

  test("GD2-21 whoever manages chooses between ways, and says why", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Work");
      await side(page).getByRole("button", { name: "Choose", exact: true }).click();
      await page.getByRole("dialog").getByLabel("Why").fill("It loses an hour of orders");
      await page.getByRole("dialog").getByRole("radio", { name: "Set aside" }).check();
      await submit(page).click();
      await lastSent().toMatchObject({
        path: "/incidents/61/decide-option",
        body: { option: "o-2", choice: "rejected", reason: "It loses an hour of orders" },
      });
    }));

  test("GD2-31 the manager answers with the question in front of them; an observer sees only their own, and asks instead of writing", async () => {
    await at("/incidents/61", async (page) => {
      await tab(page, "Work");
      await side(page).getByRole("button", { name: "Answer", exact: true }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("May we tell our own staff that orders go by phone?").waitFor();
      await dialog.getByLabel("Answer").fill("You may.");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/answer-question", body: { question: "q-1", text: "You may." } });
    });
    await at("/incidents/63", async (page) => {
      await side(page)
        .getByRole("heading", { name: /Your questions/ })
        .waitFor();
      expect(await side(page).getByText("Have you a minute for the budget?").count()).toBe(0);
      const composer = page.locator("form").filter({ has: page.getByLabel("Message to the room") });
      await composer.getByText("what you write is kept, and laid before the Incident Manager").waitFor();
      await composer.getByRole("button", { name: "Ask the manager" }).click();
      await page.getByRole("dialog").getByLabel("Question").fill("When is it over?");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/63/ask-question", body: { text: "When is it over?" } });
    });
  });
});

describe("GD2-28 order in the room", () => {
  test("the manager is led to what waits for a look, lets it stand, moves it or hides it with a reason", () =>
    at("/incidents/61", async (page) => {
      await page.getByRole("link", { name: "1 message waits for your look" }).waitFor();
      const more = page.getByRole("button", { name: "More about the message of Demo Eli" });
      await more.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Let it stand" }).click();
      await lastSent().toMatchObject({ path: "/incidents/61/keep-message", body: { message: "m-3" } });
      await page.getByRole("button", { name: "Hide", exact: true }).click();
      await page.getByRole("dialog").getByText("Demo Eli: When is it over?").waitFor();
      await page.getByRole("dialog").getByLabel("Why").fill("It names the board");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/hide-message", body: { message: "m-3", why: "It names the board" } });
    }));

  test("nobody else may more than they may: a worker flags, and sees neither what waits nor hidden words", () =>
    at("/incidents/62", async (page) => {
      expect(await page.getByRole("link", { name: /waits for your look/ }).count()).toBe(0);
      await page.getByText("(A message that was hidden.)").waitFor();
      await page.getByRole("button", { name: "More about the message of Demo Eli" }).click();
      expect(await page.getByRole("button", { name: "Hide", exact: true }).count()).toBe(0);
      await page.getByRole("button", { name: "Flag", exact: true }).click();
      await page.getByRole("dialog").getByText("Demo Eli: When is it over?").waitFor();
    }));
});

describe("outside", () => {
  test("GD2-32 the call sheet shows each customer by their own clock; a call is noted with what came of it", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Outside");
      const florist = side(page).getByRole("listitem").filter({ hasText: "Demo Florist" }).filter({ hasText: "Note a call" });
      expect(await florist.innerText()).toMatch(/09:41\s+may be called now[\s\S]*not reached by phone/);
      expect(await side(page).getByRole("listitem").filter({ hasText: "Demo Bookshop" }).innerText()).toMatch(/04:41\s+may be called from 07:00/);
      await florist.getByRole("button", { name: "Note a call" }).click();
      await page.getByRole("dialog").getByRole("radio", { name: "Left word" }).check();
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/record-customer-contact", body: { customer: "k-b", outcome: "left_word" } });
    }));

  test("GD-36 who was hit begins with who is known to be, and is sent whole", () =>
    at("/incidents/61", async (page) => {
      await tab(page, "Outside");
      await side(page).getByRole("button", { name: "Who was hit" }).click();
      const dialog = page.getByRole("dialog");
      expect(await dialog.getByRole("checkbox", { name: "Demo Bakery" }).isChecked()).toBe(true);
      await dialog.getByRole("checkbox", { name: "Demo Bookshop" }).check();
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/set-affected-customers", body: { customers: ["k-a", "k-b", "k-c"] } });
    }));
});

describe("GD-04 changes of the process", () => {
  test("are proposed in words; what is a value is put into force in one step, and a refusal explains itself there", async () => {
    await at("/incidents/61", async (page) => {
      await tab(page, "Record");
      await side(page).getByRole("button", { name: "Propose a change" }).click();
      await page.getByRole("dialog").getByLabel("What should change?").fill("Call the provider at once");
      expect(await page.getByRole("dialog").getByLabel("Where in the process").isVisible()).toBe(false);
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/propose-refinement", body: { change: "Call the provider at once" } });
      await side(page).getByRole("button", { name: "Put it into force" }).click();
      await lastSent().toMatchObject({ path: "/incidents/61/refinements/r-1/apply", body: {} });
    });
    await at(
      "/incidents/61",
      async (page) => {
        await tab(page, "Record");
        await side(page).getByRole("button", { name: "Put it into force" }).click();
        await side(page).getByRole("alert").waitFor();
      },
      "refused",
    );
  });
});

describe("follow-ups of all incidents", () => {
  test("stand by date with mine first; one is done with one press, another is changed in its room with what is known filled in", () =>
    at("/follow-ups", async (page) => {
      expect(await page.getByRole("heading", { level: 2 }).allInnerTexts()).toEqual(["Overdue1", "With a date2", "Without a date1", "Done1"]);
      await page.getByRole("button", { name: "Done: An alarm 30 days before any certificate expires" }).click();
      await lastSent().toMatchObject({ path: "/incidents/38/finish-follow-up", body: { followUp: "f-1" } });
      await page.getByRole("radio", { name: "Mine" }).check();
      await page.waitForURL("**/follow-ups?owner=me");
      await page.goto(`${stage.mock.url}/incidents/61#do=change-follow-up&followUp=f-1`);
      const dialog = page.getByRole("dialog");
      await expect.poll(() => dialog.getByRole("textbox", { name: "What" }).inputValue()).toBe("An alarm before the disk is full");
      await dialog.getByLabel("By when").fill("2026-03-09T17:00");
      await submit(page).click();
      await lastSent().toMatchObject({ path: "/incidents/61/change-follow-up", body: { followUp: "f-1", due: "2026-03-09T16:00:00.000Z" } });
    }));
});
