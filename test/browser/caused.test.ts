/** What it may be and what to do about it stands in the room, with the button for each. */
import { expect, test } from "vitest";
import { setStage } from "./stage.ts";
import { dialog, submit, tab } from "./touch.ts";

const stage = setStage();

test("PD-06 PD-09 PD-19 PD-22 PD-50 the room says what to do first, who is there, what it may be, what the playbook says and what is proposed", () =>
  stage.at("/incidents/73", async (page) => {
    await tab(page, "Cause");
    const panel = page.getByRole("main");
    await panel.getByText("Renew the certificate").waitFor();
    for (const words of [
      "Join the call and the chat.",
      "through Demo Bo",
      "Suspected: A bad deploy",
      "shop 4.3",
      "Checkout · noted",
      "Queue is long",
      "Orders wait",
      "Roll the deploy back.",
      "Demo Chi is against it",
    ])
      expect(await panel.textContent()).toContain(words);
    for (const name of ["Give to somebody", "Decide", "Say what you think", "Pass on"])
      expect(await panel.getByRole("button", { name, exact: true }).count()).toBe(1);
    await panel.getByRole("button", { name: "Note this", exact: true }).click();
    await expect.poll(() => stage.sentTo("note-suspect")).toMatchObject([{ kind: "alert", text: "Queue is long", minutesBefore: 19, origin: "alert/7" }]);
  }));

test("PD-20 whoever goes on without a cause ticks whom they asked, as many as they were, and takes one out again", () =>
  stage.at("/incidents/73", async (page) => {
    await tab(page, "Cause");
    await page.getByRole("main").getByRole("button", { name: "Say what it is", exact: true }).click();
    const form = dialog(page);
    await form.getByLabel("How sure are you?").selectOption("unknown");
    for (const name of ["Demo Bo", "Demo Chi", "Demo Eli"]) await form.getByRole("checkbox", { name }).check();
    await form.getByRole("checkbox", { name: "Demo Chi" }).uncheck();
    await submit(page).click();
    await expect.poll(() => stage.sentTo("set-cause")).toMatchObject([{ status: "unknown", people: ["p-bo", "p-eli"] }]);
  }));
