/** The first run asks where people meet where the chosen process only has examples of it, and insists on nothing. */
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { setStage } from "./stage.ts";

const stage = setStage();
const begun = (act: (page: Page) => Promise<void>) =>
  stage.at(
    "/setup",
    async (page) => {
      await page.getByLabel("Setup token").fill("demo-token");
      await page.getByLabel("Your name").fill("Demo Ana");
      await page.getByLabel("E-mail").fill("ana@example.test");
      await page.getByLabel("Password").fill("a long password of a demo");
      await page.getByRole("group", { name: "Your organisation" }).getByLabel("Name").fill("Demo Works");
      await act(page);
      await page.getByRole("button", { name: "Finish" }).click();
      await page.getByRole("heading", { name: "Ready" }).waitFor();
    },
    { scenario: "setup" },
  );
const pick = (page: Page, name: RegExp) => page.getByRole("radio", { name }).check();
const places = (page: Page) => page.getByRole("group", { name: "Where do you meet?" });

describe("PD-02 the first run", () => {
  test("sends the places that were said, and none that was left empty", () =>
    begun(async (page) => {
      await pick(page, /^Incident command/);
      await places(page).getByLabel("Link to the call").fill("https://call.demo-shop.invalid/war-room");
      await places(page).getByLabel("Phone number of the call").fill(" +49 30 1234 ");
    }).then(() =>
      expect(stage.sentTo("/setup")).toEqual([
        expect.objectContaining({ process: "command", contacts: { callUrl: "https://call.demo-shop.invalid/war-room", phone: "+49 30 1234" } }),
      ]),
    ));

  test("goes on without any of them", () =>
    begun((page) => pick(page, /^Incident command/)).then(() =>
      expect(stage.sentTo("/setup")).toEqual([expect.not.objectContaining({ contacts: expect.anything() })]),
    ));

  test("does not ask for a process that has none, and does not send what was typed for another", () =>
    begun(async (page) => {
      await pick(page, /^Incident command/);
      await places(page).getByLabel("Chat room").fill("#demo");
      await pick(page, /^Graceful/);
      expect(await places(page).count()).toBe(0);
    }).then(() => expect(stage.sentTo("/setup")).toEqual([expect.not.objectContaining({ contacts: expect.anything() })])));
});
