/** Proofs of the process with one commander on a call: the commands of the chat. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import { allIncidents, commandersOnCall, pagesSent, types } from "./chatting.ts";
import { crewed, ended, led, open, type Story, seat } from "./command-world.ts";
import { type Proof, proof } from "./proof.ts";

type Documents = { readonly items: readonly { readonly kind: string; readonly sections: readonly { readonly key: string; readonly text: string }[] }[] };

/** What the room was told of one kind, oldest first. */
const told = async (story: Story, type: string) => (await story.events()).filter((event) => event.type === type).map(({ data }) => data);

const statusOf = async (story: Story) =>
  [...(await told(story, "status-watched")), ...(await told(story, "status-told"))].map((data) => (data as { readonly text: string }).text);

export const chat: readonly Proof[] = [
  proof("PD-14", "one line pages the first and the second in the same instant, and opens an incident where none is open", async (world) => {
    commandersOnCall(world);
    expect(await allIncidents(world)).toEqual([]);
    const { reply, incident } = await types(world, "dan", "!ic page");
    expect(reply.split("\n")).toEqual(["Demo Ana is paged.", "Demo Ben is paged.", "Incident 1: /incidents/1"]);
    expect((await allIncidents(world)).map(({ id, phase }) => ({ id, phase }))).toEqual([{ id: incident, phase: "active" }]);
    expect(pagesSent(world).map(({ to, at }) => ({ to, at }))).toEqual(["ana", "ben"].map((to) => ({ to, at: world.clock.now })));
    const story = await open(world, 1);
    await types(world, "dan", "!ic page", story.stream);
    expect((await told(story, "paged")).map((data) => (data as { readonly person: string }).person)).toEqual(["ana", "ben"]);
    expect((await allIncidents(world)).length).toBe(2);
  }),
  proof("PD-15", "anybody may, at three at night, also whom nobody here knows; a second call within two minutes leads to the same pages", async (world) => {
    commandersOnCall(world);
    await world.to("2026-03-03T03:00:00.000Z");
    const first = await types(world, "chat:U123", "!ic page");
    expect(first.refusal).toBeNull();
    expect(pagesSent(world).map(({ to, at }) => ({ to, at }))).toEqual(["ana", "ben"].map((to) => ({ to, at: "2026-03-03T03:00:00.000Z" })));
    await world.pass("PT1M59S");
    const second = await types(world, "ian", "!ic page");
    expect([second.incident, second.reply.split("\n")[0]]).toEqual([first.incident, "They are paged already."]);
    expect(pagesSent(world)).toHaveLength(2);
    await world.pass("PT1S");
    expect((await types(world, "ian", "!ic page")).incident).toBe(first.incident);
    expect(pagesSent(world)).toHaveLength(4);
    expect(await allIncidents(world)).toHaveLength(1);
  }),
  proof("PD-39", "the systems are said to be normal, degraded or critical, and unknown where a source is not heard", async (world) => {
    const says = async () => (await types(world, "dan", "!status")).reply.split("\n")[0];
    expect(await says()).toBe("Status: NORMAL");
    world.store.setFact("systems", "systems", { silent: ["Demo watchdog"] });
    expect(await says()).toBe("Status: UNKNOWN (nothing is heard from Demo watchdog)");
    await open(world, 3);
    expect(await says()).toBe("Status: DEGRADED (1 open incident, nothing is heard from Demo watchdog)");
    world.store.setFact("systems", "systems", { silent: [] });
    const story = await open(world, 1);
    expect(await says()).toBe("Status: CRITICAL (2 open incidents)");
    expect((await types(world, "dan", "!status", story.stream)).reply).toContain("Nobody can pay: active, severity 1");
    expect((await types(world, "chat:U123", "!status")).reply.split("\n")[0]).toBe("Status: CRITICAL (2 open incidents)");
  }),
  proof("PD-40", "it is said at once and every 30 seconds after, once for two who ask, until somebody stops it or it is over", async (world) => {
    const story = await crewed(world, 1);
    expect(await story.refuses("cleo", "stalk-status")).toMatchObject({ code: "not_permitted", policy: "/may/watch_status" });
    expect((await types(world, "dan", "!status stalk", story.stream)).reply).toBe("Watches how the systems are. Status: CRITICAL (1 open incident)");
    await types(world, "ben", "!status stalk", story.stream);
    await world.pass("PT29S");
    expect(await statusOf(story)).toHaveLength(1);
    await world.pass("PT1M1S");
    expect(await statusOf(story)).toEqual(Array.from({ length: 4 }, () => "Status: CRITICAL (1 open incident)"));
    await types(world, "ben", "!status unstalk", story.stream);
    await world.pass("PT5M");
    expect(await statusOf(story)).toHaveLength(4);
    await types(world, "ben", "!status stalk", story.stream);
    await world.pass("PT30S");
    await ended(story);
    await world.pass("PT5M");
    expect(await statusOf(story)).toHaveLength(6);
  }),
  proof("PD-44", "who commands, helps and writes stands in the room, again whenever one of them changes, and whenever somebody asks", async (world) => {
    const story = await led(world, 1);
    await story.does("ana", "assign-role", seat("scribe", "dan"));
    const lines = async () => (await told(story, "roles-told")).map((data) => (data as { readonly line: unknown }).line);
    const line = (ic: string[], deputy: string[], scribe: string[]) => [
      { as: "IC", people: ic },
      { as: "Deputy", people: deputy },
      { as: "Scribe", people: scribe },
    ];
    const deputies = (await story.state()).roles.held.filter(({ role }) => role === "deputy").map(({ person }) => person);
    expect((await lines()).at(-1)).toEqual(line(["ana"], deputies, ["dan"]));
    const before = (await lines()).length;
    await story.does("ana", "assign-role", seat("deputy", "ivo"));
    await story.does("ana", "assign-role", seat("sme", "cleo"));
    expect((await lines()).slice(before)).toEqual([line(["ana"], [...deputies, "ivo"], ["dan"])]);
    const words = (people: readonly string[]) => people.map((person) => `Demo ${person[0]!.toUpperCase()}${person.slice(1)}`).join(" and ");
    expect((await types(world, "eve", "!roles", story.stream)).reply).toBe(`IC: Demo Ana, Deputy: ${words([...deputies, "ivo"])}, Scribe: Demo Dan`);
    await story.does("dan", "leave-role", { role: "scribe" });
    expect((await lines()).at(-1)).toEqual(line(["ana"], [...deputies, "ivo"], []));
  }),
  proof("PD-46", "what begins with TODO is a follow-up with its author, its time and its message, and stands in the post-mortem", async (world) => {
    const story = await crewed(world, 1);
    await types(world, "cleo", "TODO: fix the alert", story.stream);
    await story.does("cleo", "post-message", { text: "I have TODO things at home" });
    const { followUps } = (await story.state()).actions;
    const message = (await told(story, "message-posted"))[0] as { readonly message: string };
    expect(Object.values(followUps)).toMatchObject([
      { text: "fix the alert", by: "person:cleo", at: world.clock.now, message: message.message, state: "open" },
    ]);
    await ended(story);
    const shown = await look<Documents>(partsOf(world), "ana", "documents", { id: story.stream });
    const sections = shown!.items.find(({ kind }) => kind === "postmortem")!.sections;
    expect(sections.find(({ key }) => key === "followUps")?.text).toMatch(/^- fix the alert, noted by Demo Cleo at 2026-03-02 10:00 UTC$/m);
  }),
];
