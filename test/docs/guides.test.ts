/** The guides' code is tried: each new file stands where its guide puts it, and its examples hold. */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Channel } from "../../src/channels/channel.ts";
import { incidents } from "../../src/core/engine.ts";
import { commands } from "../../src/core/incident/index.ts";
import type { State } from "../../src/core/incident/slices.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import type { Engine } from "../../src/core/kernel/engine.ts";
import type { AnyRule } from "../../src/core/kernel/rule.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { rules } from "../../src/core/rules/index.ts";
import type { Source } from "../../src/sources/source.ts";
import { filesUnder, type Planted, plant, read, root } from "../architecture/plant.ts";
import { incidentServer } from "../http/incidents-server.ts";
import { packData, packOf } from "../organisation.ts";
import { commandersOnCall, pagesSent } from "../rules/chatting.ts";
import { commandWorld } from "../rules/command-world.ts";
import { storyWorld } from "../world.ts";

let planted: Planted | undefined;
afterEach(() => {
  planted?.remove();
  planted = undefined;
});

/** The block of a guide that begins with this after its fence. */
function block(guide: string, head: string): string {
  const found = read(`docs/guides/${guide}.md`)
    .split("```")
    .find((part) => part.startsWith(`${head}\n`));
  if (found === undefined) throw new Error(`docs/guides/${guide}.md has no block ${head}`);
  return found.slice(head.length + 1);
}

/** What the guide's new file exports, loaded as if it stood at its path. */
async function exported(guide: string, path: string): Promise<unknown> {
  const text = block(guide, `ts ${path}`).replace(/from "(\.[^"]+)"/g, (_all, to: string) => `from "${join(root, dirname(path), to)}"`);
  planted = plant({ [path]: text });
  const [only] = Object.values((await import(pathToFileURL(join(planted.folder, path)).href)) as object);
  return only;
}

describe("add a command", () => {
  it("its examples hold, through the door", async () => {
    const command = (await exported("add-a-command", "src/core/incident/information/freeze-deploys.ts")) as AnyCommand;
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
    const engine = { ...incidents, commands: [...commands, command] } as Engine<State>;
    const world = storyWorld({ engine });
    const story = await world.open("ana", "declare", { title: "Checkout is down", severity: 1 });
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    expect(await story.refuses("ben", command.name, { why: "" })).toMatchObject({ code: "invalid_value" });
    expect(await story.refuses("dan", command.name, { why: "Because" })).toMatchObject({ code: "not_permitted" });
    await story.does("ben", command.name, { why: "Because" });
    expect((await story.events()).at(-1)).toMatchObject({ type: "change-noted", data: { text: "Frozen: Because" } });
  });
});

describe("add a rule", () => {
  it("its values read as said, and it objects to whoever reported", async () => {
    const rule = (await exported("add-a-rule", "src/core/rules/end/second_look.ts")) as AnyRule;
    for (const { value, valid } of rule.examples) expect(rule.schema?.safeParse(value).success).toBe(valid);
    const engine = { ...incidents, rules: [...rules, rule] } as Engine<State>;
    const more = parse(block("add-a-rule", "yaml")) as { sentences: object; second_look: object };
    const data = packData("sitrep");
    const plain = packOf({ ...data, gates: undefined, sentences: { ...(data.sentences as object), ...more.sentences } });
    const world = storyWorld({ engine, pack: { ...plain, second_look: more.second_look } });
    const story = await world.open("ana", "declare", { title: "Checkout is down", severity: 1 });
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    expect(await story.refuses("ana", "resolve")).toMatchObject({ code: "approval_required", rule: ["OWN-01"], override: { role: "incident_commander" } });
  });
});

describe("add a source", () => {
  it("its examples hold", async () => {
    const source = (await exported("add-a-source", "src/sources/plain-line.ts")) as Source;
    for (const { payload, signals } of source.examples) {
      const parsed = source.parse({ headers: {}, query: {}, payload, receivedAt: "2026-03-02T10:00:00.000Z" });
      if ("unreadable" in signals) expect(parsed).toEqual(signals);
      else expect(parsed).toMatchObject(signals);
    }
    expect(source.howTo).toContain("{url}");
    expect(source.howTo).toContain("{key}");
  });
});

describe("add a channel", () => {
  it("its examples hold, and it tells the three outcomes apart", async () => {
    const channel = (await exported("add-a-channel", "src/channels/loudspeaker.ts")) as Channel;
    for (const { message, contains } of channel.examples) for (const part of contains) expect(channel.preview(message).text).toContain(part);
    const message = channel.examples[0]!.message;
    const settings = { url: "https://loudspeaker.example.test", key: "demo" };
    const outcome = async (status: number) => {
      const wire = { http: async () => ({ status, headers: {}, body: "" }), mail: async () => "", nowMs: () => 0 };
      return (await channel.send(wire, settings, { address: "bridge", secrets: [] }, message)).outcome;
    };
    expect([await outcome(200), await outcome(500)]).toEqual(["ok", "failed"]);
  });
});

describe("write a pack", () => {
  it("the least that works is a pack, with nothing left over", () => {
    expect(readPack(parse(block("write-a-pack", "yaml own.yaml")))).toHaveProperty("pack.key", "own");
  });
});

describe("connect a chat", () => {
  it("its bot carries a call, a refusal and a code, once each", async () => {
    const carry = (await exported("connect-a-chat", "chat-bridge.ts")) as (line: object, way: object) => Promise<string>;
    const server = await incidentServer({ world: commandersOnCall(commandWorld()) });
    server.chatCodes.set("7K2M-QX4T-0DEM-0ANA", "ana");
    const send = async (url: string, { headers, body }: { readonly headers: Record<string, string>; readonly body: string }) => {
      const said = await server.ask("mia", "POST", new URL(url).pathname, { payload: body, headers: { ...headers, authorization: "Bearer mia" } });
      return { ok: said.status < 300, status: said.status, headers: new Headers(), json: async () => said.body };
    };
    const way = { url: "http://127.0.0.1:4700", token: "demo", send };
    const says = (id: string, text: string, incident: string | null = null) => carry({ id, user: "U123", name: "Somebody new", incident, text }, way);
    const called = await says("m1", "!ic page");
    expect(called).toMatch(/^Demo Ana is paged\.\nDemo Ben is paged\.\nIncident 1: .*\nhttp:\/\/127\.0\.0\.1:4700\/incidents\//);
    await says("m1", "!ic page");
    expect(pagesSent(server.world)).toHaveLength(2);
    expect(await says("m2", "!role ic")).toContain("Refused (X-17)");
    expect(await says("m3", "!link 7K2M-QX4T-0DEM-0ANA")).toBe("From now on you speak here as Demo Ana.");
    expect(await says("m4", "!role ic", "1")).toContain("Demo Ana takes the role Incident Commander");
    expect(await says("m5", "!status", "4711")).toBe("There is no such incident.");
    await server.stop();
  });
});

it("no guide names a verb that the command line does not have", () => {
  const said = [...filesUnder(["docs"], /\.md$/), "README.md"]
    .filter((path) => !path.startsWith("docs/reference/"))
    .flatMap((path) =>
      [...read(path).matchAll(/quarterdeck ((?:incident|process|directory|on-call|admin) )?([a-z][a-z-]+)/g)].map(([whole]) => ({ path, whole })),
    );
  const known = read("docs/reference/cli.md");
  const made = ["quarterdeck incident freeze-deploys"];
  const words = /^quarterdeck (for|is|runs|at|has|the|below|server|and|of|does)\b/;
  expect(said.filter(({ whole }) => !known.includes(`### ${whole}`) && !made.includes(whole) && !words.test(whole))).toEqual([]);
});
