/** Proofs of the process with one commander on a call: the clock. */
import { expect } from "vitest";
import { crewed, ended, open, type Story, sentTo } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

/** What was called out so far, of one kind. */
const called = async (story: Story, type: string) => (await story.events()).filter((event) => event.type === type).map(({ data }) => data);

export const clock: readonly Proof[] = [
  proof("R-PD-R03", "the time since command was taken is called out every ten minutes until it is over, and so is whose time is up", async (world) => {
    const story = await open(world, 1);
    await world.pass("PT30M");
    expect(await called(story, "time-called-out")).toEqual([]);
    const led = await crewed(world, 1);
    world.sent.length = 0;
    await world.pass("PT9M59S");
    expect(await called(led, "time-called-out")).toEqual([]);
    await world.pass("PT1S");
    expect(await called(led, "time-called-out")).toEqual([{ minutes: 10 }]);
    expect(sentTo(world, "update")).toEqual(["ana"]);
    await led.does("ana", "add-action", { kind: "task", text: "Read the error log", assignee: "cleo", timeboxMinutes: 5 });
    const [action = ""] = Object.keys((await led.state()).actions.actions);
    await led.does("cleo", "start-action", { action });
    await led.does("ana", "offer-handover", { role: "ic", to: "ivo", brief: "The log is being read" });
    await led.does("ivo", "accept-handover");
    world.sent.length = 0;
    await world.pass("PT5M");
    expect(await called(led, "timebox-called-out")).toEqual([{ action, person: "cleo", minutes: 5, text: "Read the error log" }]);
    expect(sentTo(world, "nudge")).toEqual(["ben", "cleo", "ivo"]);
    await world.pass("PT5M");
    expect(await called(led, "time-called-out")).toEqual([{ minutes: 10 }, { minutes: 20 }]);
    await led.does("ivo", "resolve", { note: "Rolled back", condition: "recovered", nothingLeft: true });
    await world.pass("PT1H");
    expect(await called(led, "time-called-out")).toHaveLength(2);
    const short = await crewed(world, 1);
    await ended(short);
    await short.does("ana", "reopen", { reason: "It came back" });
    await world.pass("PT10M");
    await short.does("ana", "assign-role", { role: "ic", person: "ana" });
    await world.pass("PT10M");
    expect(await called(short, "time-called-out")).toEqual([{ minutes: 10 }]);
  }),
];
