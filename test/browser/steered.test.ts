/** A room whose process leads step by step: every form sends what was meant, and says what it means before that. */
import type { Page, Route } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";
import { button, dialog, submit, tab } from "./touch.ts";

const stage = setStage();
const { sentTo } = stage;
const at = (number: number, act: (page: Page) => Promise<void>) => stage.at(`/incidents/${number}`, act);

describe("the next step", () => {
  test("GD-18 there is one, with its words, and one button that does it with them filled in", () =>
    at(51, async (page) => {
      const card = page.getByRole("region", { name: "Next step" });
      await card.getByText("Call somebody for public relations").first().waitFor();
      expect(await card.getByRole("checkbox").count()).toBe(0);
      expect(await card.innerText()).toContain("We need you for public relations, to speak with customers.");
      await card.getByRole("button", { name: "Take or give a role" }).click();
      await expect.poll(() => dialog(page).getByLabel("Role").inputValue()).toBe("pr_manager");
    }));

  test("GD-44 done is one press", () =>
    at(51, async (page) => {
      await page.getByRole("region", { name: "Next step" }).getByRole("button", { name: /^Done/ }).click();
      await expect.poll(() => sentTo("finish-step")).toEqual([{ step: "public_relations" }]);
    }));

  test("GD-02 left out with its reason", () =>
    at(51, async (page) => {
      await page
        .getByRole("region", { name: "Next step" })
        .getByRole("button", { name: /^Leave out/ })
        .click();
      await dialog(page).getByLabel("Why is it left out?").fill("No customer sees it");
      await submit(page).click();
      await expect.poll(() => sentTo("skip-step")).toEqual([{ step: "public_relations", reason: "No customer sees it" }]);
    }));

  test("the whole list says who did what, and why something was left out", () =>
    at(51, async (page) => {
      await button(page, "All steps").click();
      await dialog(page).getByText("because: The provider has a ticket of its own").waitFor();
      expect(await dialog(page).locator("[aria-current=step]").innerText()).toContain("public relations");
    }));

  test("nobody but who leads is led", () =>
    at(52, async (page) => {
      await page.getByText("Demo Chi asks you to take over").waitFor();
      expect(await page.getByRole("region", { name: "Next step" }).count()).toBe(0);
    }));
});

describe("what comes late", () => {
  test.each([1280, 390] as const)("moves no button under a finger, at %i", (width) => {
    const held: Route[] = [];
    const prepare = (page: Page) => page.route("**/incidents/52/brief*", (route) => void held.push(route));
    const act = async (page: Page) => {
      const asked = button(page, "Say how it stands");
      await asked.waitFor();
      const [before, place] = [await asked.elementHandle(), await asked.boundingBox()];
      await expect.poll(() => held.length).toBeGreaterThan(0);
      for (const route of held.splice(0)) await route.continue();
      await page.getByText("Demo Chi asks you to take over").waitFor();
      expect(await before?.evaluate((element) => element.isConnected)).toBe(true);
      if (width === 1280) expect(await asked.boundingBox()).toEqual(place);
    };
    return stage.at("/incidents/52", act, { width, settled: false, prepare: async (page) => void (await prepare(page)) });
  });
});

describe("a round", () => {
  test("GD-30 says who answered, and who is late since when", () =>
    at(51, async (page) => {
      await tab(page, "Rounds");
      const answers = page.getByRole("list", { name: "Answers" }).first();
      await answers.waitFor();
      expect(await answers.innerText()).toMatch(/Demo Bo[\s\S]*answered[\s\S]*Demo Fay[\s\S]*late[\s\S]*since 09:56/);
    }));

  test("GD-32 an answer opens from the duty, is sent when all five are there, and not before", () =>
    at(52, async (page) => {
      await button(page, "Say how it stands").click();
      const said = {
        learned: ["What did you learn since the last time?", "The disk is full"],
        tried: ["What did you try?", "A restart"],
        worked: ["Did it work?", "No"],
        doing: ["What are you doing now?", "Freeing it"],
        left: ["What is left to do?", "A trial"],
      } as const;
      for (const [label, words] of Object.values(said)) {
        expect(await submit(page).isDisabled()).toBe(true);
        await dialog(page).getByLabel(label).fill(words);
      }
      await dialog(page).getByText("4", { exact: true }).click();
      await dialog(page).getByLabel("I am tired and would hand it on").check();
      await submit(page).click();
      await expect
        .poll(() => sentTo("answer-round"))
        .toEqual([{ round: 2, confidence: 4, tired: true, ...Object.fromEntries(Object.entries(said).map(([field, [, words]]) => [field, words])) }]);
    }));

  test("nothing can be sent before what the form is drawn from is there", () =>
    at(52, async (page) => {
      const waiting: Route[] = [];
      await page.route("**/incidents/52/rounds*", (route) => void waiting.push(route));
      await button(page, "Say how it stands").click();
      await dialog(page).getByRole("status", { name: "Loading" }).waitFor();
      expect(await submit(page).isDisabled()).toBe(true);
      for (const route of waiting) await route.continue();
      await dialog(page).getByLabel("What did you learn since the last time?").waitFor();
      expect(await submit(page).isDisabled()).toBe(true);
    }));

  test("GD2-16 GD2-17 the summary is drafted from the answers, and told only to somebody", () =>
    at(51, async (page) => {
      await button(page, "Sum the round up").click();
      await expect
        .poll(() => dialog(page).getByLabel("Your summary").inputValue())
        .toBe("Demo Bo: Routing payments around it. Left: A trial in staging, then roll out.");
      await dialog(page).getByText("It goes to Demo Eli and Demo Chi.").waitFor();
      await dialog(page).getByRole("radio", { name: /^Told/ }).check();
      expect(await submit(page).isDisabled()).toBe(true);
      await dialog(page).getByRole("checkbox", { name: "Demo Eli" }).check();
      await submit(page).click();
      await expect.poll(() => sentTo("summarise-round")).toMatchObject([{ round: 2, delivery: "verbal", told: ["p-eli"] }]);
    }));

  test("GD2-18 the decision is one of five plain choices", () =>
    at(51, async (page) => {
      await tab(page, "Rounds");
      await button(page, "Decide").click();
      await expect.poll(() => dialog(page).getByRole("radio").count()).toBe(5);
      await dialog(page)
        .getByRole("radio", { name: /^Go on as before/ })
        .check();
      await submit(page).click();
      await expect.poll(() => sentTo("decide-round")).toEqual([{ round: 2, decision: "no_change" }]);
    }));
});

describe("handing over", () => {
  test("GD-16 GD2-11 the best are named first with their reasons, the others below with what speaks against them", () =>
    at(51, async (page) => {
      await tab(page, "People");
      await button(page, "Hand over").click();
      expect(await dialog(page).getByLabel("What do you hand over?").inputValue()).toBe("manager");
      const people = dialog(page).getByRole("group", { name: "Whom do you ask?" });
      await people.waitFor();
      const told = await people.innerText();
      expect(told.indexOf("Demo Chi")).toBeLessThan(told.indexOf("Rather not"));
      expect(told.indexOf("Would mend it best, and is needed for that")).toBeGreaterThan(told.indexOf("Rather not"));
      await dialog(page).getByText("Chosen: route payments around the provider").waitFor();
      await people.getByRole("radio", { name: /^Demo Chi/ }).check();
      await dialog(page).getByLabel("What must they know").fill("The provider answers by eleven.");
      await submit(page).click();
      await expect.poll(() => sentTo("offer-handover")).toEqual([{ role: "manager", to: "p-chi", brief: "The provider answers by eleven." }]);
    }));

  test("GD-10 whoever is asked sees the words and the brief, and takes over with one press", () =>
    at(52, async (page) => {
      const card = page.getByRole("region", { name: "Demo Chi asks you to take over as Incident Manager" });
      await card.getByText("The provider promises an answer by eleven.").waitFor();
      await card.getByText("How it stands").click();
      await card.getByText("Route payments around the full disk").waitFor();
      await card.getByRole("button", { name: "Take over" }).click();
      await expect.poll(() => sentTo("accept-handover")).toEqual([{ handover: "h-1" }]);
    }));

  test("GD-10 or says why not", () =>
    at(52, async (page) => {
      await button(page, "I can't, because…").click();
      await dialog(page).getByLabel("Why can you not?").fill("I have been up all night");
      await submit(page).click();
      await expect.poll(() => sentTo("decline-handover")).toEqual([{ handover: "h-1", reason: "I have been up all night" }]);
    }));

  test("an offer that nobody has answered is taken back", () =>
    at(51, async (page) => {
      await tab(page, "People");
      await page.getByText("Demo Chi is asked to take over as Incident Manager").waitFor();
      await button(page, "Take it back").click();
      await expect.poll(() => sentTo("withdraw-handover")).toEqual([{ handover: "h-1" }]);
    }));
});

describe("people's strength", () => {
  test("GD2-22 GD2-23 who may go is named with the reason, and until when they sleep in", () =>
    at(51, async (page) => {
      await tab(page, "People");
      await button(page, "Let somebody go").click();
      const people = dialog(page).getByRole("group", { name: "Who may go?" });
      expect(await people.innerText()).toMatch(/Demo Bo\s+tired[\s\S]*Demo Fay\s+nothing to do[\s\S]*Demo Dee/);
      expect(await people.getByText("Demo Ana").count()).toBe(0);
      await people.getByRole("radio", { name: /^Demo Bo/ }).check();
      await dialog(page).getByText("sleeps in until Tue 14:00").waitFor();
      await submit(page).click();
      await expect.poll(() => sentTo("release")).toEqual([{ person: "p-bo" }]);
    }));

  test("GD2-20 everybody is sent home until a time of one's own day, which is said first", () =>
    at(51, async (page) => {
      await button(page, "Send everybody home").click();
      await dialog(page).getByText("Everybody rests until Wed 07:00.").waitFor();
      await dialog(page).getByRole("radio", { name: "A time of your own day" }).check();
      await dialog(page).getByLabel("Begin again at").fill("06:30");
      await submit(page).click();
      await expect.poll(() => sentTo("stand-down")).toEqual([{ until: "06:30" }]);
    }));

  test("GD2-03 or goes on", () =>
    at(51, async (page) => {
      await button(page, "Go on").click();
      await submit(page).click();
      await expect.poll(() => sentTo("go-on")).toEqual([{}]);
    }));

  test("GD2-20 at rest the room says until when, and who can be called only later", () =>
    at(53, async (page) => {
      const note = page.getByRole("region", { name: "Everybody rests" });
      await note.getByText("until 4 Mar, 07:00").waitFor();
      expect(await note.innerText()).toContain("Demo Fay can be called from 4 Mar, 16:00");
      await note.getByRole("button", { name: "Begin again now" }).click();
      await expect.poll(() => sentTo("resume")).toEqual([{}]);
    }));
});

test("an instant in a sentence of the timeline stands by the reader's clock, exact on hover", () =>
  at(53, async (page) => {
    const line = page.getByRole("log").getByText("Everybody rests until Wed 07:00: New York is awake");
    const time = line.locator("time", { hasText: "Wed 07:00" });
    expect(await time.getAttribute("datetime")).toBe("2026-03-04T06:00Z");
    expect(await time.getAttribute("title")).toMatch(/^4 March 2026/);
  }));

describe("the severity", () => {
  test("GD-54 GD-52 GD-53 what observers advise stands above the choice, and only reasons that count are offered", () =>
    at(51, async (page) => {
      await button(page, /Change severity/).click();
      await dialog(page).getByText("Our largest customer called twice.").waitFor();
      await dialog(page).getByText("It takes long. Should it be 1?").waitFor();
      await dialog(page)
        .getByRole("radio", { name: /Severity 3/ })
        .check();
      const reasons = dialog(page).getByLabel("What is the reason?");
      expect(await reasons.locator("option").allInnerTexts()).not.toContain("It takes too long");
      await dialog(page)
        .getByRole("radio", { name: /Severity 1/ })
        .check();
      await reasons.selectOption("duration");
      await submit(page).click();
      await expect.poll(() => sentTo("change-severity")).toEqual([{ to: 1, because: "duration" }]);
    }));
});

describe("declaring", () => {
  test("GD2-05 waiting is refused where it was chosen, with the way out; the suggestion is one press", () =>
    at(54, async (page) => {
      await button(page, "Triage").click();
      await dialog(page)
        .getByRole("radio", { name: /^For the next working day/ })
        .check();
      const refused = dialog(page).getByRole("group", { name: "What is it?" }).getByRole("alert");
      await refused.waitFor();
      expect(await refused.innerText()).toContain("GD2-05");
      await refused.getByRole("button", { name: "Declare it" }).click();
      await dialog(page).getByText("Severity 2: customers miss important parts").waitFor();
      await dialog(page).getByRole("button", { name: "Choose 2" }).click();
      await submit(page).click();
      await expect.poll(() => sentTo("triage")).toEqual([{ outcome: "declare", severity: 2 }]);
    }));

  test("GD2-02 the answers of a report suggest a severity with its reason", () =>
    stage.at("/report", async (page) => {
      await page.getByLabel("In one sentence").fill("Customers cannot log in");
      await page.getByRole("group", { name: "Are customers kept from working?" }).getByText("Yes", { exact: true }).click();
      await page.getByText("Severity 1: customers are kept from working").waitFor();
      await page.getByRole("button", { name: "Choose 1" }).click();
      expect(await page.getByRole("radio", { name: /Severity 1/ }).isChecked()).toBe(true);
      await page.getByRole("button", { name: "Declare severity 1" }).waitFor();
    }));
});

test("a process without any of it has none of it", () =>
  at(42, async (page) => {
    await page.getByRole("button", { name: "Record", exact: true }).first().waitFor();
    for (const name of ["Rounds", "All steps", "Stand down", "Let somebody go"]) expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
    expect(await page.getByRole("region", { name: "Next step" }).count()).toBe(0);
  }));
