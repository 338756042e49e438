/** A process made one's own in a real browser on a real server: copied, written in, compared, agreed to, put in force, taken away as a file and brought back. */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../browser/chromium.ts";
import { dialog } from "../browser/touch.ts";
import { type Installation, install } from "../server.ts";
import type { Said } from "./api.ts";
import { invite, type Person, setUp } from "./crew.ts";
import { shown } from "./looking.ts";
import { press, signedIn, submit } from "./screen.ts";

let server: Installation;
let browser: Browser;
let [ana, ben]: Person[] = [];
let [at, desk]: Page[] = [];

type Pack = { readonly status: string; readonly text: string; readonly effectiveFrom: string | null };
const asJson = { accept: "application/json" };
const asked = (key: string, version: number): Promise<Said> => ana!.ask("GET", `/api/v1/processes/${key}/${version}`, undefined, asJson);
const pack = async (version: number, key = "ours") => (await asked(key, version)).body as unknown as Pack;
const written = () => at!.getByLabel("The process as YAML");
const inForce = async () =>
  (await ana!.get<{ items: readonly { key: string; version: number }[] }>("/processes")).items.find(({ key }) => key === "ours")?.version;

/** Where the versions are. */
const versions = async (key = "ours") => {
  await at!.goto(`${server.url}/process/${key}/versions`);
  await at!.getByRole("heading", { name: "Version 1" }).waitFor();
};

/** The list entry of a version. */
const entry = (version: number) => at!.getByRole("listitem").filter({ has: at!.getByRole("heading", { name: `Version ${version}`, exact: true }) });

beforeAll(async () => {
  server = await install();
  await server.start("rehearse");
  ana = await setUp(server, "sitrep");
  ben = await invite(ana, "Demo Ben", null);
  browser = await launch();
  [at, desk] = await Promise.all([ana, ben].map((person) => signedIn(browser, server.url, person)));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.remove();
}, 60_000);

describe("a process of one's own, in the browser", () => {
  it("X-09 PE-05 the one that came with the program is copied under a name of the house", { timeout: 120_000 }, async () => {
    await versions("sitrep");
    await press(at!, "Make it our own…");
    await dialog(at!).getByLabel("Name", { exact: true }).fill("Ours");
    await submit(at!);
    await at!.waitForURL(/\/process\/ours\/edit\/1$/);
    expect(await pack(1)).toMatchObject({ status: "draft", effectiveFrom: null });
    expect((await pack(1)).text).toContain("A copy of sitrep, version 1.");
  });

  it("X-09 what is wrong is said with its line and cannot be saved; mended, it is saved", { timeout: 120_000 }, async () => {
    const before = (await pack(1)).text;
    const own = before.replace("nudgeAfter: 10m", "nudgeAfter: 25m");
    expect(own).not.toBe(before);
    const wrong = own.replace("nudgeAfter: 25m", "nudgeAfter: soon");
    await written().fill(wrong);
    const line = wrong.split("\n").findIndex((one) => one.includes("nudgeAfter: soon")) + 1;
    await at!
      .getByRole("button", { name: new RegExp(`^Line ${line}\\b`) })
      .first()
      .waitFor();
    expect(await at!.getByRole("button", { name: "Save the draft" }).isDisabled()).toBe(true);
    expect((await pack(1)).text).toBe(before);
    await written().fill(own);
    await at!.getByText("This is a valid process.").waitFor();
    await press(at!, "Save the draft");
    await at!.getByText("Saved.", { exact: true }).waitFor();
    expect((await pack(1)).text).toBe(own);
  });

  it("X-09 it is put in force at once, and what it says can be read", { timeout: 120_000 }, async () => {
    await versions();
    await press(at!, "Put in force…");
    await submit(at!);
    await entry(1).getByText("In force", { exact: true }).waitFor();
    expect([(await pack(1)).status, await inForce()]).toEqual(["active", 1]);
    await desk!.goto(`${server.url}/process/ours`);
    await desk!.getByRole("heading", { name: "Ours", level: 1 }).waitFor();
    await desk!.getByText("25 minutes").first().waitFor();
  });

  it("PE-06 everybody says that they work by it, and who has not is named", { timeout: 120_000 }, async () => {
    const panel = desk!.locator("section").filter({ has: desk!.getByRole("heading", { name: "Agreed by" }) });
    await panel.getByText("0 of 2").waitFor();
    await panel.getByText("Demo Ana and Demo Ben").first().waitFor();
    await press(desk!, "I agree to work by it");
    await panel.getByText("1 of 2").waitFor();
    await panel.getByText("You have agreed.").waitFor();
    expect(await ana!.get("/processes/ours/agreement?version=1")).toMatchObject({ agreed: [ben!.id], missing: [ana!.id] });
  });

  it("PE-07 a training is noted on the page, and who was in none is named", { timeout: 120_000 }, async () => {
    await at!.goto(`${server.url}/process/ours`);
    const panel = at!.locator("section").filter({ has: at!.getByRole("heading", { name: "Agreed by" }) });
    await panel.getByText("In no training yet: Demo Ana and Demo Ben").waitFor();
    await press(at!, "Note a training…");
    await dialog(at!).getByLabel("Kind").selectOption("workshop");
    await dialog(at!).getByLabel("What it was about").fill("The day nobody could pay");
    await dialog(at!).getByLabel("Real cases it told of").fill("#7, 9");
    expect(await dialog(at!).locator("button[type=submit]").isDisabled()).toBe(true);
    await dialog(at!).getByRole("checkbox", { name: "Demo Ben" }).check();
    await submit(at!);
    await panel.getByText("The day nobody could pay").waitFor();
    await panel.getByText("In no training yet: Demo Ana", { exact: true }).waitFor();
    const noted = { kind: "workshop", incidents: ["7", "9"], attendees: [ben!.id] };
    expect(await ana!.get("/processes/ours/trainings")).toMatchObject({ items: [noted], untaught: [ana!.id] });
  });

  it("PE-03 whoever is named its owner finds the buttons, and nobody else does", { timeout: 120_000 }, async () => {
    const writes = () => desk!.getByRole("button", { name: "Write the next version" });
    await desk!.goto(`${server.url}/process/ours/versions`);
    await desk!.getByRole("heading", { name: "Version 1" }).waitFor();
    expect(await writes().count()).toBe(0);
    await at!.getByLabel("Looked after by").selectOption({ label: "Demo Ben" });
    await at!.getByText("Named below.").waitFor();
    await desk!.reload();
    await writes().waitFor();
    expect(await desk!.getByRole("button", { name: "Make it our own…" }).count()).toBe(0);
  });

  it("X-09 the next version says in words what is different, is planned for an instant, and is in force when it comes", { timeout: 180_000 }, async () => {
    await versions();
    await press(at!, "Write the next version");
    await at!.waitForURL(/\/process\/ours\/edit\/2$/);
    await written().fill((await pack(2)).text.replace("nudgeAfter: 25m", "nudgeAfter: 35m"));
    await at!.getByText("This is a valid process.").waitFor();
    await press(at!, "Save the draft");
    await at!.getByText("Saved.", { exact: true }).waitFor();
    await versions();
    await entry(2).getByText("What changed since version 1").click();
    await entry(2)
      .getByText(/25m is now 35m|25 minutes is now 35 minutes/)
      .waitFor();
    await entry(2).getByRole("button", { name: "Put in force…" }).click();
    await dialog(at!).getByText("At a time", { exact: true }).click();
    await submit(at!);
    await entry(2).getByText("Planned", { exact: true }).waitFor();
    const { status, effectiveFrom } = await pack(2);
    expect([status, await inForce()]).toEqual(["planned", 1]);
    await ana!.post("/clock", { set: new Date(Date.parse(effectiveFrom!) - 1_000).toISOString() });
    expect(await inForce()).toBe(1);
    await ana!.post("/clock", { set: effectiveFrom });
    await shown("version 2 is in force", async () => (await inForce()) === 2);
    await at!.reload();
    await entry(2).getByText("In force", { exact: true }).waitFor();
    await entry(1).getByText("No longer in force").waitFor();
  });

  it("X-09 the file that is taken away is the text, byte for byte, and brought back elsewhere it is the same process", { timeout: 120_000 }, async () => {
    const [file] = await Promise.all([at!.waitForEvent("download"), entry(2).getByRole("link", { name: "YAML file" }).click()]);
    const text = await readFile(await file.path(), "utf8");
    expect([file.suggestedFilename(), text]).toEqual(["ours-2.yaml", (await pack(2)).text]);
    const other = text.replace("key: ours", "key: theirs").replace("version: 2", "version: 1");
    await press(at!, "Bring one in…");
    await dialog(at!).getByLabel("Or paste it here").fill(`${other}\nwishful: true\n`);
    await dialog(at!).locator("button[type=submit]").click();
    await dialog(at!).getByRole("alert").waitFor();
    expect((await asked("theirs", 1)).status).toBe(404);
    await dialog(at!).getByLabel("Or paste it here").fill(other);
    await submit(at!);
    await at!.waitForURL(/\/process\/theirs\/versions$/);
    expect(await pack(1, "theirs")).toMatchObject({ status: "draft", text: other });
  });
});
