/** Where to meet stands in the room while they talk, and who only wants summaries reads them on a page of their own. */
import { expect, test } from "vitest";
import { setStage } from "./stage.ts";

const stage = setStage();

test("PD-02 the room leads to the call, the chat and a commander, and says that a place is not written down yet", () =>
  stage.at("/incidents/71", async (page) => {
    const strip = page.getByRole("region", { name: "Where to meet" });
    expect(await strip.getByRole("link", { name: "Join the call" }).getAttribute("href")).toBe("https://call.demo-shop.invalid/war-room");
    for (const words of ["incident-chat", "!ic page", "Not every place to meet is written down yet"]) expect(await strip.textContent()).toContain(words);
    expect(await strip.getByRole("link", { name: "Write them into the process" }).getAttribute("href")).toBe("/process");
  }));

test("PD-31 once the call is over the room leads nowhere but to the chat", () =>
  stage.at("/incidents/72", async (page) => {
    const strip = page.getByRole("region", { name: "Where to meet" });
    await strip.getByText("The call is over").waitFor();
    expect(await strip.getByRole("link", { name: "Join the call" }).count()).toBe(0);
    expect(await strip.textContent()).toContain("incident-chat");
  }));

test("PD-04 executives read their summaries, the newest first, each with its incident", () =>
  stage.at("/incidents/71", async (page) => {
    await page.getByRole("link", { name: "Summaries for executives" }).click();
    await page.getByRole("heading", { name: "For executives" }).waitFor();
    expect(await page.getByText("@here Nobody can pay").count()).toBe(2);
    expect(await page.getByRole("listitem").first().getByRole("link").getAttribute("href")).toBe("/incidents/71");
  }));
