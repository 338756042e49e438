/** The Friday story in a real browser: three people run a severity 2 of Graceful Disasters on a rehearsal server, by its forms and its clock bar alone. */
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../browser/chromium.ts";
import { dialog, tab } from "../browser/touch.ts";
import { type Installation, install } from "../server.ts";
import { invite, type Person, setUp } from "./crew.ts";
import { roomOf, shown } from "./looking.ts";
import { press, signedIn, submit } from "./screen.ts";

let server: Installation;
let browser: Browser;
let [ana, ben, eve, dan]: Person[] = [];
let [at, desk, work, phone]: Page[] = [];
let number = 0;

/** The Friday that comes, at 17:55 where the organisation works. */
function friday(now: string): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + ((5 - day.getUTCDay() + 7) % 7 || 7));
  return `${day.toISOString().slice(0, 10)}T16:55:00.000Z`;
}

const room = () => roomOf(ana!, number);
const until = (what: string, condition: (seen: Awaited<ReturnType<typeof room>>) => unknown) =>
  shown(what, async () => ((await room()) && condition(await room())) || null);
const holders = async (role: string) => (await room()).roles.find((one) => one.role === role)!.holders.map(({ person }) => person.name);

/** Moves the clock by its bar, as anybody can on a rehearsal. */
async function hours(page: Page, count: number): Promise<void> {
  for (let done = 0; done < count; done++) {
    const before = (await ana!.get<{ now: string }>("/clock")).now;
    await page.getByRole("button", { name: "+1 h" }).click();
    await shown("an hour later", async () => (await ana!.get<{ now: string }>("/clock")).now > before);
    await page.locator('button:has-text("+1 h"):not([disabled])').waitFor({ timeout: 60_000 });
  }
}

/** Says on the report page what is wrong, as severity 2; gives the number of the incident. */
async function declared(page: Page, title: string): Promise<number> {
  await page.goto(`${server.url}/report`);
  await page.getByLabel("In one sentence").fill(title);
  await page.getByLabel("What is it about?").fill("Payments");
  await page.getByRole("button", { name: /^Payments/ }).click();
  await page
    .getByRole("group", { name: /keep customers from important parts/ })
    .getByText("Yes", { exact: true })
    .click();
  await page.getByRole("button", { name: "Choose 2" }).click();
  await page.getByText("Demo Eve").first().waitFor();
  await page.getByRole("button", { name: "Declare severity 2" }).click();
  await page.waitForURL(/\/incidents\/\d+/);
  return Number(page.url().split("/").at(-1));
}

/** Eve says that she is on it, and so manages; then Ben works on it. */
async function taken(): Promise<void> {
  await desk!.goto(`${server.url}/incidents/${number}`);
  await press(desk!, "I am on it");
  await until("Eve manages", (seen) => seen.roles.find(({ role }) => role === "manager")?.holders[0]?.person.name === "Demo Eve");
}

async function benWorks(): Promise<void> {
  await tab(desk!, "People");
  await press(desk!, /Take or give a role/);
  await dialog(desk!).getByLabel("Role").selectOption("worker");
  await dialog(desk!)
    .getByRole("radio", { name: /^Demo Ben/ })
    .check();
  await submit(desk!);
  expect(await holders("worker")).toEqual(["Demo Ben"]);
}

beforeAll(async () => {
  server = await install();
  await server.start("rehearse");
  ana = await setUp(server, "graceful");
  [ben, eve, dan] = [await invite(ana, "Demo Ben", null), await invite(ana, "Demo Eve", null), await invite(ana, "Demo Dan", null)];
  for (const person of [ben, eve]) await ana.post(`/people/${person.id}/methods`, { channel: "sms", address: person.phone, vouched: true });
  const { id: team } = await ana.post<{ id: string }>("/teams", { name: "Payments team", members: [ana.id, ben.id, eve.id] });
  await ana.post("/areas", { name: "Payments", says: "Cards, orders, invoices", keywords: ["pay"], team, experts: [eve.id] });
  await ana.post("/clock", { set: friday((await ana.get<{ now: string }>("/clock")).now) });
  browser = await launch();
  [at, desk, work, phone] = await Promise.all([ana, eve, ben, dan].map((person) => signedIn(browser, server.url, person!)));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.remove();
}, 60_000);

describe("a Friday in the browser", () => {
  it("GD2-02 GD-40 Dan says what is wrong; his answers suggest severity 2, and what will happen is there before the click", { timeout: 120_000 }, async () => {
    number = await declared(phone!, "Orders can only be taken by phone");
    expect((await room()).incident).toMatchObject({ phase: "active", severity: { rank: 2 } });
  });

  it("GD-08 GD-09 Eve knows the area, says that she is on it, and so manages", { timeout: 120_000 }, async () => {
    await taken();
  });

  it("GD-18 GD-44 the next step leads her: Ben works on it", { timeout: 120_000 }, async () => {
    await desk!.reload();
    const card = desk!.getByRole("region", { name: "Next step" });
    await card.waitFor();
    await benWorks();
  });

  it("GD2-15 GD-32 GD2-16 GD2-18 two hours later Ben says how it stands; Eve sums it up and decides", { timeout: 180_000 }, async () => {
    await hours(at!, 2);
    await work!.goto(`${server.url}/incidents/${number}`);
    await press(work!, "Say how it stands");
    for (const label of ["What did you learn since the last time?", "What did you try?", "Did it work?", "What are you doing now?", "What is left to do?"])
      await dialog(work!).getByLabel(label).fill("The certificate");
    await submit(work!);
    await desk!.reload();
    await press(desk!, "Sum the round up");
    await dialog(desk!).getByLabel("Your summary").fill("A new certificate is on its way");
    await dialog(desk!).getByRole("radio", { name: /chat/i }).check();
    await submit(desk!);
    await tab(desk!, "Rounds");
    await press(desk!, "Decide");
    await dialog(desk!)
      .getByRole("radio", { name: /^Go on as before/ })
      .check();
    await submit(desk!);
    const rounds = await ana!.get<{ rounds: readonly { decision: unknown }[] }>(`/incidents/${number}/rounds`);
    expect(JSON.stringify(rounds)).toContain("no_change");
  });

  it("GD-10 GD2-13 Eve asks Ana to take over, who reads the brief and says yes", { timeout: 120_000 }, async () => {
    await tab(desk!, "People");
    await press(desk!, "Hand over");
    await dialog(desk!).getByLabel("What do you hand over?").selectOption("manager");
    await dialog(desk!)
      .getByRole("radio", { name: /^Demo Ana/ })
      .check();
    await dialog(desk!).getByLabel("What must they know").fill("Ben renews the certificate");
    await submit(desk!);
    await at!.goto(`${server.url}/incidents/${number}`);
    await at!
      .getByRole("region", { name: /asks you to take over/ })
      .getByRole("button", { name: "Take over" })
      .click();
    await until("Ana manages", (seen) => seen.roles.find(({ role }) => role === "manager")?.holders[0]?.person.name === "Demo Ana");
  });

  it("GD2-20 at night everybody is sent home, and at eight they begin again", { timeout: 180_000 }, async () => {
    await hours(at!, 3);
    await at!.reload();
    await press(at!, "Send everybody home");
    await dialog(at!).getByRole("radio", { name: "A time of your own day" }).check();
    await dialog(at!).getByLabel("Begin again at").fill("08:00");
    await submit(at!);
    expect((await room()).incident.phase).toBe("paused");
    await hours(at!, 11);
    await until("it goes on", ({ incident }) => incident.phase === "active");
  });

  it("GD2-39 GD2-40 Ana plans two cases and says that the plan is ready", { timeout: 120_000 }, async () => {
    await at!.reload();
    for (const [title, kind] of [
      ["A card is charged once", "the fault is gone"],
      ["Orders are still listed", "nothing near it broke"],
    ] as const) {
      await tab(at!, "Proof");
      await press(at!, "Add a case");
      await dialog(at!).getByLabel("What is tried").fill(title);
      await dialog(at!).getByRole("radio", { name: kind }).check();
      await submit(at!);
    }
    await press(at!, /plan ready|Mark .*ready/i);
    await submit(at!);
  });

  it("GD2-37 GD2-42 Ben runs it in staging and deploys; in production one case fails, so it is not over before the next build", {
    timeout: 180_000,
  }, async () => {
    await work!.reload();
    const run = async (environment: string, build: string, list: "Passed" | "Failed") => {
      await tab(work!, "Proof");
      await press(work!, /^Record a run/);
      await dialog(work!).getByRole("radio", { name: environment }).check();
      await dialog(work!).getByLabel("Build").fill(build);
      await dialog(work!).getByRole("group", { name: "A card is charged once" }).getByRole("radio", { name: "Passed" }).check();
      await dialog(work!).getByRole("group", { name: "Orders are still listed" }).getByRole("radio", { name: list }).check();
      await submit(work!);
    };
    const deploy = async (build: string) => {
      await tab(work!, "Proof");
      await press(work!, "Note a deploy");
      await dialog(work!).getByLabel("In one line").fill("The renewed certificate");
      await dialog(work!).getByLabel("Build that was deployed").fill(build);
      await submit(work!);
    };
    await run("Staging", "shop 4.3", "Passed");
    await deploy("shop 4.3");
    await run("Production", "shop 4.3", "Failed");
    expect((await ana!.refuses(number, "resolve")).unmet).toContain("test_plan.production");
    await deploy("shop 4.4");
    await run("Staging", "shop 4.4", "Passed");
    await run("Production", "shop 4.4", "Passed");
    expect((await ana!.refuses(number, "resolve")).unmet).not.toContain("test_plan.production");
  });

  it("GD2-44 GD2-47 GD2-48 the automated tests there were pass; new ones are put off: severity 3, and still open", { timeout: 120_000 }, async () => {
    await press(work!, "Say what they showed");
    await dialog(work!).getByRole("group").first().getByRole("radio", { name: "Passed" }).check();
    await dialog(work!).getByLabel("Link to the run").fill("https://ci.example.test/run/8");
    await submit(work!);
    await at!.reload();
    await tab(at!, "Proof");
    await at!.getByText("Something stands in the way of a new test").click();
    await press(at!, "Put new tests off");
    await dialog(at!).getByRole("textbox").first().fill("Every way to pay needs new fixtures");
    await submit(at!);
    expect((await room()).incident).toMatchObject({ phase: "active", severity: { rank: 3 } });
    expect((await ana!.refuses(number, "resolve")).unmet).toContain("automated_tests.new");
  });

  it("GD2-38 the new tests pass, both sign, and Ana declares it over", { timeout: 120_000 }, async () => {
    await press(work!, "Say what they showed");
    await dialog(work!).getByRole("group", { name: "New tests" }).getByRole("radio", { name: "Passed" }).check();
    await dialog(work!).getByLabel("Link to the run").fill("https://ci.example.test/run/9");
    await submit(work!);
    for (const page of [at!, work!]) {
      await page.reload();
      await tab(page, "Proof");
      await page.getByRole("button", { name: "Sign", exact: true }).click();
      await submit(page);
    }
    await at!.reload();
    await press(at!, "Send an update");
    await dialog(at!).getByRole("combobox", { name: /^To/ }).selectOption("participants");
    await dialog(at!)
      .getByRole("textbox", { name: /^Update/ })
      .fill("It is mended and tested");
    await submit(at!);
    await press(at!, "Declare over");
    await submit(at!);
    const { incident, documents } = await room();
    expect([incident.phase, documents.map(({ kind }) => kind)]).toEqual(["resolved", ["postmortem"]]);
  });

  it("GD-03 GD2-49 GD2-51 Ana writes the post-mortem; marked ready, it calls the meeting", { timeout: 180_000 }, async () => {
    await at!.reload();
    await tab(at!, "Record");
    await at!.getByRole("link", { name: /^Post-mortem/ }).click();
    await at!
      .getByRole("button", { name: /^Write/ })
      .first()
      .waitFor();
    expect((await ana!.refuses(number, "close")).unmet).toContain("postmortem");
    for (let open = await at!.getByRole("button", { name: /^Write/ }).count(); open > 0; open--) {
      await press(at!, /^Write/);
      await at!.getByRole("main").getByRole("textbox").fill("Nobody renewed the certificate");
      await at!.getByRole("button", { name: "Save", exact: true }).click();
      await at!.getByRole("main").getByRole("textbox").waitFor({ state: "detached" });
    }
    await press(at!, "Mark as ready");
    await submit(at!);
    await at!.getByRole("link", { name: "Back to the room" }).click();
    await tab(at!, "Record");
    await at!.getByRole("heading", { name: "The meeting about it" }).waitFor();
    await at!.getByText("Demo Ana must be there.").waitFor();
  });

  it("GD-04 GD-42 what Ben learned is put into force as version 2 with one press; this one keeps version 1, and is closed", { timeout: 120_000 }, async () => {
    await work!.reload();
    await tab(work!, "Record");
    await press(work!, "Propose a change");
    await dialog(work!).getByLabel("What should change?").fill("Ask the workers every hour at severity 2");
    await dialog(work!).getByLabel("What did we learn?").fill("Two hours were long");
    await dialog(work!).getByText("I know where it stands in the process").click();
    await dialog(work!).getByLabel("Where in the process").fill("/severities/2/rounds/every");
    await dialog(work!).getByLabel("What stands there from now on").fill("1h");
    await submit(work!);
    expect((await ana!.refuses(number, "close")).unmet).toContain("refinements");
    await at!.reload();
    await tab(at!, "Record");
    await press(at!, "Put it into force");
    await at!.getByText("in force with version 2").waitFor();
    await press(at!, "Close");
    await submit(at!);
    expect((await room()).incident).toMatchObject({ phase: "closed", process: { version: 1 } });
  });

  it("GD-04 GD2-15 the next severity 2 runs under version 2: Ben is asked after one hour", { timeout: 180_000 }, async () => {
    number = await declared(phone!, "Orders fail again");
    await phone!.getByRole("link", { name: "Graceful Disasters 2" }).waitFor();
    await taken();
    await benWorks();
    await hours(at!, 1);
    await work!.goto(`${server.url}/incidents/${number}`);
    await press(work!, "Say how it stands");
    await dialog(work!).getByLabel("What did you learn since the last time?").waitFor();
  });
});
