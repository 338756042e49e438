/** A room with one role that keeps everybody informed: words by one press, how long a fix waited, and what triage asks first. */
import { expect, test } from "vitest";
import { radar } from "./canned/told.ts";
import { setStage } from "./stage.ts";
import { button, dialog, submit } from "./touch.ts";

const stage = setStage();
const { sentTo } = stage;

test("PE-40 beside the update that is due, one press says that there is nothing new", () =>
  stage.at("/incidents/81", async (page) => {
    const mine = page.getByRole("region", { name: "Your next duties" });
    await mine.getByText("Send an update to the organisation").waitFor();
    await mine.getByRole("button", { name: "Nothing new yet" }).click();
    await expect.poll(() => sentTo("tell-holding")).toEqual([{}]);
    expect(await dialog(page).count()).toBe(0);
    await mine.getByRole("button", { name: "Tell everybody how it stands" }).click();
    await dialog(page).waitFor();
  }));

test("PE-24 the room says when there was a fix and how long it took until it was out", () =>
  stage.at("/incidents/81", async (page) => {
    await page.getByRole("button", { name: "Record", exact: true }).first().click();
    await page.getByText("It was out 7 minutes later.").waitFor();
  }));

test("PE-11 triage asks whether it needs an answer right now, and sends what was said", () =>
  stage.at(
    "/incidents/82",
    async (page) => {
      await button(page, "Triage").click();
      await dialog(page)
        .getByRole("radio", { name: /^A ticket/ })
        .check();
      await dialog(page).getByRole("group", { name: "Does it need an answer right now?" }).getByText("No", { exact: true }).click();
      await submit(page).click();
      await expect.poll(() => sentTo("triage")).toEqual([{ outcome: "ticket", answers: { emergency: false } }]);
    },
    { prepare: async (page) => void (await page.route("**/api/v1/processes", (route) => route.fulfill({ json: { items: [radar] } }))) },
  ));
