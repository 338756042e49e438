/** The chat as a way in like any other: one commit, one process, one set of refusals (P18, X-11, X-17). */
import { describe, expect, it } from "vitest";
import { chatHelp } from "../../src/core/chat-commands/help.ts";
import { parseChat, personNamed } from "../../src/core/chat-commands/parse.ts";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { program } from "../../src/core/kernel/viewer.ts";
import { callCommander } from "../../src/shell/chat/call-commander.ts";
import { packData, packOf } from "../organisation.ts";
import { partsOf } from "../views/looking.ts";
import { storyWorld } from "../world.ts";
import { allIncidents, commandersOnCall, onCall, pagesSent, types } from "./chatting.ts";
import { commandData, commandWorld, crewed, led, open } from "./command-world.ts";

describe("calling for a commander", () => {
  it("P18 a call makes the first's and the second's pages in the same commit, or none of it", async () => {
    const world = commandersOnCall(commandWorld());
    const answer = await callCommander(
      { dispatch: world.dispatch, views: partsOf(world) },
      { actor: "person:dan", viewer: { person: "dan", all: false }, into: null, input: { reason: "Nobody can pay" } },
    );
    if (!("events" in answer)) throw new Error(JSON.stringify(answer));
    expect(answer.events.filter(({ type }) => type === "paged")).toHaveLength(2);
    const journal = await world.store.read.journal(program, answer.stream);
    expect(journal.map(({ name, firstSeq, lastSeq }) => ({ name, firstSeq, lastSeq }))[0]).toEqual({
      ...{ name: "page-commander", firstSeq: 1 },
      lastSeq: answer.events.at(-1)!.seq,
    });
    const queued = await world.store.jobs.outbox(program, { stream: answer.stream, limit: 10 });
    expect(queued.filter(({ template }) => template === "page").map(({ person }) => person)).toEqual(expect.arrayContaining(["ana", "ben"]));
  });

  it("two at the same instant meet in one incident, and each is paged once", async () => {
    const world = commandersOnCall(commandWorld());
    const views = partsOf(world);
    const call = (person: string) =>
      callCommander({ dispatch: world.dispatch, views }, { actor: `person:${person}`, viewer: { person, all: false }, into: null, input: {} });
    const both = await Promise.all([call("dan"), call("eve")]);
    await world.settle();
    expect(new Set(both.map((one) => ("stream" in one ? one.stream : "none"))).size).toBe(1);
    expect(await allIncidents(world)).toHaveLength(1);
    expect(pagesSent(world).map(({ to }) => to)).toEqual(["ana", "ben"]);
  });

  it("the same call sent again is the same call", async () => {
    const world = commandersOnCall(commandWorld());
    const call = () =>
      callCommander(
        { dispatch: world.dispatch, views: partsOf(world) },
        { actor: "person:dan", viewer: { person: "dan", all: false }, into: null, input: {}, key: "k1" },
      );
    const first = await call();
    await world.pass("PT10M");
    const sent = pagesSent(world).length;
    const again = await call();
    if (isRefusal(again) || "elsewhere" in again || isRefusal(first) || "elsewhere" in first) throw new Error("refused");
    expect([again.stream, again.events]).toEqual([first.stream, first.events]);
    expect(pagesSent(world)).toHaveLength(sent);
  });

  it("nobody on call: the organisation's last resort; nobody with a way to be reached: the number to call", async () => {
    const world = commandWorld();
    expect((await types(world, "dan", "!ic page")).reply.split("\n")[0]).toBe("Demo Mia is paged.");
    const other = commandWorld();
    onCall(other, "ic-primary", "cleo");
    other.store.setFact("person", "cleo", { ...((await other.store.read.fact("person", "cleo")).value as object), methods: [] });
    expect((await types(other, "dan", "!ic page")).reply.split("\n")[0]).toBe("Demo Cleo could not be paged: call Demo Cleo +15005550006.");
  });

  it("X-15 what became a secret is led to no more, and a call leaves the same traces as where there is no secret", async () => {
    const worlds = [true, false].map(() => commandersOnCall(commandWorld()));
    const traces = await Promise.all(
      worlds.map(async (world, secret) => {
        world.packs.set("security", [packOf(packData("security"))]);
        const first = await types(world, "dan", "!ic page");
        const story = world.story(first.incident!);
        await (secret === 0
          ? story.does("ana", "make-confidential", { reason: "A strange sign-in" })
          : story.does("ana", "assign-role", { role: "ic", person: "ana" }));
        if (secret === 1) await story.does("ana", "cancel", { reason: "A false alarm" });
        const second = await types(world, "chat:U123", "!ic page");
        const events = await world.store.read.events({ person: "vic", all: false }, second.incident!, 0, 50);
        expect(second.incident).not.toBe(first.incident);
        return { reply: second.reply.replaceAll(/\d+/g, "n"), reported: events[0]?.data, types: events.map(({ type }) => type) };
      }),
    );
    expect(traces[0]).toEqual(traces[1]);
  });

  it("a call in the room of what is over begins anew", async () => {
    const world = commandersOnCall(commandWorld());
    const story = await led(world, 3);
    await story.does("ana", "cancel", { reason: "A false alarm" });
    const { incident, refusal } = await types(world, "dan", "!ic page", story.stream);
    expect(refusal).toBeNull();
    expect(incident).not.toBe(story.stream);
  });
});

describe("the chat's words", () => {
  it("X-11 the same forbidden act in the chat is refused with the same code, sentence and reason", async () => {
    const world = commandWorld();
    const story = await crewed(world, 1);
    const byApi = await story.refuses("eve", "page", { person: "max", reason: "Called from the chat" });
    const { reply, refusal } = await types(world, "eve", "!ic page max", story.stream);
    expect(refusal).toEqual(byApi);
    expect(reply).toBe(`Refused (${byApi.rule.join(", ")}): ${byApi.detail}`);
    expect((await types(world, "eve", "!ic page responders", story.stream)).reply).toMatch(/^(Refused|Nobody is on call)/);
  });

  it("X-17 who belongs to nobody here may call for a commander, read how it stands and the help, and nothing else", async () => {
    const world = commandersOnCall(commandWorld());
    const story = await open(world, 1);
    for (const line of [
      "!role ic",
      "!sev 2 better",
      "!update Fine",
      "TODO fix it",
      "hello",
      "!status stalk",
      "!ic page ana",
      "!ic who ana",
      "!ic responders",
      "!roles",
    ]) {
      const { refusal } = await types(world, "chat:U123", line, story.stream);
      expect([line, refusal?.code, refusal?.rule]).toEqual([line, "not_permitted", ["X-17"]]);
    }
    for (const line of ["!ic", "!status", "!help", "!link"]) expect((await types(world, "chat:U123", line, story.stream)).refusal).toBeNull();
    expect((await types(world, "chat:U123", "!ic")).reply).toBe("ic-primary: Demo Ana\nic-backup: Demo Ben\n!ic page calls all of them at once.");
    await types(world, "chat:U123", "!ic page", story.stream);
    const called = (await story.events()).find(({ type }) => type === "commander-called");
    expect(called?.actor).toBe("chat:U123");
    for (const name of ["post-message", "post-update", "resolve", "escalate-changed", "assign-role"]) {
      const answer = await world.dispatch({
        stream: story.stream,
        name,
        input: { text: "x", role: "ic", person: "ana", run: 1, why: "x" },
        actor: "chat:U123",
        viewer: program,
      });
      expect([name, isRefusal(answer)]).toEqual([name, true]);
    }
  });

  it("people are found by their names, roles by theirs, and what is no command says so", async () => {
    const people = [{ name: "Demo Ana" }, { name: "Demo Anabel" }, { name: "Demo Ben" }];
    expect([personNamed(people, "ben"), personNamed(people, "demo ana"), personNamed(people, "demo"), personNamed(people, "")]).toEqual([
      people[2],
      people[0],
      null,
      null,
    ]);
    const scene = { person: "ana", roles: [], todo: null };
    const roles = [{ role: "ic", label: "2 x" }];
    for (const { usage } of chatHelp({ calling: true, watching: true, todo: "TODO" }))
      expect([usage, parseChat(usage.replaceAll(/<[^>]*>/g, "2 x"), { ...scene, roles }).kind]).not.toEqual([usage, "unclear"]);
    expect(parseChat("!ic dance", scene).kind).toBe("unclear");
    expect(parseChat("!constructor", scene).kind).toBe("unclear");
    const world = commandWorld();
    const story = await crewed(world, 1);
    expect((await types(world, "dan", "!ic who cleo")).reply).toBe("Demo Cleo +15005550006");
    expect((await types(world, "dan", "!ic who demo")).reply).toContain("nobody, or more than one");
    expect((await types(world, "ana", "!ic page max He knows the contract", story.stream)).reply).toBe("Paged Demo Max: He knows the contract");
    expect((await types(world, "dan", "!sev 2 soon")).reply).toContain("room");
  });
});

describe("the watch of the systems", () => {
  /** A room that is watched under a process that says so; what it was told within the time, without what was said at once. */
  async function watched(mode: string) {
    const pack = packOf({ ...commandData(), status_watch: { every: "30s", mode, cites: ["PD-40"] } });
    const world = commandWorld([], { pack });
    const story = await crewed(world, 1);
    await types(world, "ben", "!status stalk", story.stream);
    const told = async () => (await story.events()).filter(({ type }) => type === "status-told").map(({ data }) => (data as { text: string }).text);
    return { world, story, told };
  }

  it("C-10 every tick: said again every 30 seconds, whether or not anything is new", async () => {
    const { world, told } = await watched("every_tick");
    await world.pass("PT2M");
    expect(await told()).toEqual(Array.from({ length: 4 }, () => "Status: CRITICAL (1 open incident)"));
  });

  it("C-10 on change: looked at every 30 seconds, and said when it is not what was said last", async () => {
    const { world, story, told } = await watched("on_change");
    await world.pass("PT2M");
    expect(await told()).toEqual([]);
    world.store.setFact("systems", "systems", { silent: ["Demo watchdog"] });
    await world.pass("PT29S");
    expect(await told()).toEqual([]);
    await world.pass("PT1S");
    const unheard = "Status: CRITICAL (1 open incident, nothing is heard from Demo watchdog)";
    expect(await told()).toEqual([unheard]);
    await world.pass("PT10M");
    expect(await told()).toEqual([unheard]);
    world.store.setFact("systems", "systems", { silent: [] });
    await world.pass("PT30S");
    expect(await told()).toEqual([unheard, "Status: CRITICAL (1 open incident)"]);
    await types(world, "ben", "!status unstalk", story.stream);
    world.store.setFact("systems", "systems", { silent: ["Demo watchdog"] });
    await world.pass("PT5M");
    expect(await told()).toHaveLength(2);
  });
});

describe("under a process that says nothing of calling for a commander", () => {
  it("a call is a report, and whoever that process names is called", async () => {
    const world = storyWorld();
    const { reply, incident, refusal } = await types(world, "chat:U123", "!ic page");
    expect(refusal).toBeNull();
    const [row] = await allIncidents(world);
    expect([row?.id, row?.phase, row?.process]).toEqual([incident, "reported", "sitrep"]);
    expect(reply).toContain("/incidents/1");
    expect((await types(world, "dan", "!ic")).reply).toContain("has nobody on call to command");
    expect((await types(world, "dan", "!ic page", incident)).refusal?.code).toBe("invalid_state");
  });
});
