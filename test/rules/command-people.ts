/** Proofs of the process with one commander on a call: the people, who takes part and how. */

import { expect } from "vitest";
import type { MessagesView } from "../../src/views/messages.ts";
import type { PresenceView } from "../../src/views/presence.ts";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { crewed, led, type Story, sentTo, writePlaces } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

const presence = async (world: StoryWorld, story: Story, who: string) => (await look<PresenceView>(partsOf(world), who, "presence", { id: story.stream }))!;

const threads = async (world: StoryWorld, story: Story) => {
  const shown = (await look<MessagesView>(partsOf(world), "vic", "messages", { id: story.stream }))!;
  return Object.fromEntries(shown.items.map(({ text, thread }) => [text, thread]));
};

const newest = async (story: Story) => Object.keys((await story.state()).chat.messages).at(-1)!;

export const people: readonly Proof[] = [
  proof("PD-06", "whoever comes reads first: join, follow, do what the commander says", async (world) => {
    const story = await led(world, 1);
    const steps = ["Join the call and the chat.", "Follow what is said; say what you know, in short.", "Do what the Incident Commander asks."];
    expect((await presence(world, story, "vic")).firstSteps).toEqual(steps);
    expect(await look<object>(partsOf(world), "vic", "incident", { id: story.stream })).toMatchObject({ firstSteps: steps });
  }),
  proof("PD-07", "it is known who is on the call and in the chat, and whoever is called reads where both are", async (world) => {
    const story = await crewed(world, 1);
    await story.does("vic", "set-presence", { call: true, chat: true });
    expect((await presence(world, story, "vic")).places).toEqual(["call", "chat"]);
    await story.does("ana", "page", { person: "eve", reason: "We need you" });
    const pageOf = (person: string) => JSON.stringify(world.sent.find(({ to, message }) => to === person && message.template === "page")!.message);
    const example = pageOf("eve");
    expect(example).toContain("Join the chat: chat #incident-chat.");
    for (const invented of ["call.example.test", "555 0100", "4711"]) expect(example).not.toContain(invented);
    await writePlaces(world);
    await story.does("ana", "page", { person: "dan", reason: "We need you" });
    const page = pageOf("dan");
    expect(page).toContain("Join both the call and the chat: https://call.demo-shop.invalid/war-room; phone +49 30 1234, PIN 4711; chat #incident-chat.");
    expect(page).toContain(`https://quarterdeck.example.test/incidents/`);
  }),
  proof("PD-08", "anybody may come, watch and read, without a seat and without a call", async (world) => {
    const story = await led(world, 1);
    await story.does("vic", "set-presence", { participate: false });
    const shown = await presence(world, story, "vic");
    expect(shown.people).toMatchObject([{ person: { name: "Demo Vic" }, chat: true, participates: false }]);
    expect(shown.me.takesPart).toBe(false);
    expect(await look(partsOf(world), "vic", "messages", { id: story.stream })).not.toBeNull();
  }),
  proof("PD-09", "to take part is to be in both, or to have somebody on the call for oneself alone; when they leave, one watches again", async (world) => {
    const story = await crewed(world, 1);
    const refused = { code: "proxy_required", rule: ["PD-09"], policy: "/presence/participation" };
    expect(await story.refuses("vic", "set-presence", { participate: true })).toMatchObject(refused);
    expect(await story.refuses("vic", "set-presence", { call: true, chat: false, participate: true })).toMatchObject(refused);
    expect(await story.refuses("vic", "set-presence", { participate: true, proxy: "eve" })).toMatchObject(refused);
    await story.does("eve", "set-presence", { call: true });
    await story.does("vic", "set-presence", { participate: true, proxy: "eve" });
    expect(await story.refuses("max", "set-presence", { participate: true, proxy: "eve" })).toMatchObject(refused);
    expect((await presence(world, story, "vic")).me.takesPart).toBe(true);
    await story.does("eve", "set-presence", { call: false });
    expect((await presence(world, story, "vic")).me.takesPart).toBe(false);
    expect(sentTo(world, "update")).toEqual(["vic"]);
    await story.does("max", "set-presence", { call: true, participate: true });
    expect((await presence(world, story, "max")).me.takesPart).toBe(true);
  }),
  proof("PD-10", "what somebody writes who does not take part stands in the side thread, with a warning", async (world) => {
    const story = await crewed(world, 1);
    expect((await story.does("vic", "post-message", { text: "When is it over?" })).warnings).toMatchObject([{ code: "posting_restricted", rule: ["PD-10"] }]);
    await story.does("cleo", "post-message", { text: "The certificate has run out" });
    await story.does("max", "set-presence", { call: true, participate: true });
    await story.does("max", "post-message", { text: "I have the contract here" });
    expect(await threads(world, story)).toMatchObject({
      "When is it over?": "side",
      "The certificate has run out": "main",
      "I have the contract here": "main",
    });
  }),
  proof("PD-11", "who takes part writes freely; commander and deputy move aside what is beside the point, and it stays in the log", async (world) => {
    const story = await crewed(world, 1);
    await story.does("cleo", "post-message", { text: "Is there still coffee?" });
    const message = await newest(story);
    expect(await story.refuses("dan", "move-aside", { message })).toMatchObject({ code: "not_permitted" });
    await story.does("ben", "move-aside", { message });
    expect(await threads(world, story)).toMatchObject({ "Is there still coffee?": "side" });
    const talk = async (thread: "main" | "side") =>
      (await look<MessagesView>(partsOf(world), "vic", "messages", { id: story.stream, query: { thread } }))!.items.map(({ text }) => text);
    expect([await talk("main"), await talk("side")]).toEqual([[], ["Is there still coffee?"]]);
    const lines = await look<{ readonly items: readonly { readonly sentence: string }[] }>(partsOf(world), "vic", "timeline", { id: story.stream });
    expect(lines!.items.map(({ sentence }) => sentence)).toContain("Is there still coffee?");
    expect((await story.events()).find(({ type, data }) => type === "message-posted" && (data as { message: string }).message === message)?.data).toMatchObject(
      {
        text: "Is there still coffee?",
      },
    );
  }),
  proof("PD-51", "experts add to the post-mortem once it is over; whoever was not there does not, and nothing waits for it", async (world) => {
    const story = await crewed(world, 1);
    await story.does("ana", "resolve", { note: "The certificate was renewed", condition: "recovered", cleanup: [] });
    const note = (text: string) => ({ kind: "postmortem", section: "experts", text, base: 0 });
    expect(await story.refuses("vic", "edit-document", note("I was not there"))).toMatchObject({ code: "not_permitted", rule: ["PD-51"] });
    await story.does("cleo", "edit-document", note("The reminder went to somebody who had left"));
    const silent = await crewed(world, 1);
    await silent.does("ana", "resolve", { note: "The certificate was renewed", condition: "recovered", cleanup: [] });
    await silent.does("ana", "assign-document", { kind: "postmortem", person: "cleo" });
    const { documents } = (await silent.state()).documents;
    for (const kind of ["postmortem", "internal-email"]) {
      for (const section of documents[kind]!.required) await silent.does("ana", "edit-document", { kind, section, text: `The ${section}`, base: 0 });
      await silent.does("ana", "mark-document-ready", { kind });
    }
    await silent.does("ana", "send-document", { kind: "internal-email", to: "staff" });
    await silent.does("ana", "close");
    expect((await silent.row()).phase).toBe("closed");
  }),
];
