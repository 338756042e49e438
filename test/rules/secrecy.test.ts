/** What is secret is so from its first event, whatever process was asked for; who is inside follows who has a part in it (X-15, PD-05, K5, K6). */
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/kernel/refusal.ts";
import { followChanges } from "../../src/shell/wake.ts";
import { packData, packOf, personFact } from "../organisation.ts";
import { look, partsOf } from "../views/looking.ts";
import { crewed as commanded, commandWorld } from "./command-world.ts";
import { gracefulWorld, managed } from "./graceful-world.ts";
import { begun, crewed, leak, led, securityData, securityWorld } from "./security-world.ts";

type Offered = { readonly abilities: readonly { readonly name: string; readonly refused: object | null; readonly warnings: readonly object[] }[] };

const sees = async (world: ReturnType<typeof securityWorld>, person: string, stream: string) =>
  (await world.store.read.find({ person, all: false }, stream)) !== null;

/** An open incident under a process that Ana leads; Cleo is security, and Ian has no part in it. */
async function openUnder(key: string, leads: string | null, severity: number) {
  const people = ["ana", "ben", "cleo", "dan", "ian", "mia"];
  const world = leads === null ? gracefulWorld() : securityWorld([], { pack: packOf(packData(key)), people });
  world.packs.set("security", [packOf(securityData())]);
  world.store.setFact("person", "ian", { ...personFact("ian", {}), teams: [], orgLevel: 0 });
  world.store.setFact("group", "security", { key: "security", people: ["cleo"], contacts: [] });
  if (leads === null) return { world, story: await managed(world, severity) };
  const story = await world.open("dan", "declare", { title: "A strange sign-in", severity });
  await story.does("ana", "assign-role", { role: leads, person: "ana" });
  return { world, story };
}

describe("secrecy", () => {
  it("PD-05 what is a matter of security runs under its own process, whatever is asked for, and stays there", async () => {
    const world = securityWorld();
    const story = await begun(world, { process: "sitrep" });
    expect(await story.row()).toMatchObject({ process: "security", confidential: true, number: null });
    const report = await world.open("dan", "report", { title: "A strange sign-in", security: true, process: "sitrep" });
    const refusal = await report.refuses("dan", "triage", { outcome: "declare", severity: 1, process: "sitrep" }, { reason: "It is nothing" });
    expect(refusal.code).toBe("security_process_required");
    expect((await report.row()).confidential).toBe(true);
  });

  it("X-15 the very first event is hidden, and no message tells anybody outside", async () => {
    const world = securityWorld();
    const { stream } = await begun(world);
    expect(await sees(world, "eve", stream)).toBe(false);
    expect(await sees(world, "mia", stream)).toBe(false);
    for (const person of ["dan", "ana", "sol", "sam"]) expect([person, await sees(world, person, stream)]).toEqual([person, true]);
    expect((await world.store.read.feed({ person: "eve", all: false }, 0, 100)).events).toEqual([]);
    expect([...new Set(world.sent.map(({ to }) => to))].sort()).toEqual(["ana", "sam", "sol"]);
  });

  it("X-15 no number is taken, so that none is missing; a disclosed one takes the next", async () => {
    const world = securityWorld();
    const before = await world.open("dan", "declare", { title: "Checkout is down", severity: 1 });
    const story = await led(world);
    const next = await world.open("dan", "declare", { title: "Search is slow", severity: 2 });
    expect((await next.row()).number).toBe(((await before.row()).number ?? 0) + 1);
    await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
    await story.does("ana", "disclose", { reason: "The notice is out" });
    expect(await story.row()).toMatchObject({ confidential: false, number: ((await next.row()).number ?? 0) + 1, title: leak().title });
    expect(await sees(world, "eve", story.stream)).toBe(true);
  });

  it("PD-05 a running incident becomes a secret: seats go on, everybody else sees it no more, what waited to be sent says nothing", async () => {
    const world = securityWorld();
    const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 1, area: "web" });
    await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
    await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
    await story.does("eve", "post-message", { text: "What is going on?" });
    expect(await sees(world, "eve", story.stream)).toBe(true);
    await story.does("ben", "make-confidential", { reason: "Somebody else is on the machine" });
    expect(await story.row()).toMatchObject({ process: "security", processVersion: 1, confidential: true, commander: "ana", severity: 1 });
    expect((await story.state()).roles.held.map(({ role, person }) => `${role}/${person}`)).toEqual(["ic/ana", "service_representative/ben"]);
    expect(await sees(world, "eve", story.stream)).toBe(false);
    for (const person of ["ana", "ben", "dan"]) expect(await sees(world, person, story.stream)).toBe(true);
    // Whoever always sees what is secret comes in by itself.
    expect(await sees(world, "sol", story.stream)).toBe(true);
    const open = await story.duties(["open"]);
    expect(open.filter(({ rule }) => rule === "classify" || rule === "cadences")).toEqual([]);
    const answer = await world.ask("eve", "post-message", { text: "Hello?" }, { stream: story.stream });
    expect(isRefusal(answer) && answer.code).toBe("not_found");
  });

  it.each([
    ["graceful", null, 2, 2, ["ic", "service_representative"]],
    ["sitrep", "incident_commander", 2, 2, ["ic"]],
    ["radar", "comms_lead", 4, 1, ["ic"]],
    ["command", "ic", 3, 1, ["ic"]],
  ] as const)("X-15 under %s anybody may make what turns out to be a matter of security a secret, at any severity", async (...row) => {
    const [key, leads, severity, rank, seats] = row;
    const { world, story } = await openUnder(key, leads, severity);
    const offered = async (who: string) => (await look<Offered>(partsOf(world), who, "room", { id: story.stream }))?.abilities;
    expect((await offered("ian"))?.find(({ name }) => name === "make-confidential")).toMatchObject({ refused: null, warnings: [] });
    await story.does("ben", "make-confidential", { reason: "Nobody of us was there" });
    expect(await story.row()).toMatchObject({ process: "security", confidential: true, severity: rank, commander: "ana" });
    expect((await story.state()).roles.held.map(({ role }) => role).sort()).toEqual(seats);
    expect([await sees(world, "ian", story.stream), await sees(world, "cleo", story.stream)]).toEqual([false, true]);
    expect(await offered("ian")).toBeUndefined();
    expect((await offered("ana"))?.map(({ name }) => name)).not.toContain("make-confidential");
  });

  it("PD-05 under the process with one commander the room offers it, and every seat goes on", async () => {
    const world = commandWorld();
    world.packs.set("security", [packOf(securityData())]);
    const story = await commanded(world, 1);
    const offered = await look<Offered>(partsOf(world), "eve", "room", { id: story.stream });
    expect(offered?.abilities.find(({ name }) => name === "make-confidential")).toMatchObject({ refused: null });
    await story.does("eve", "make-confidential", { reason: "Somebody reads our mail" });
    const held = (await story.state()).roles.held.map(({ role }) => role);
    expect(held.sort()).toEqual(["deputy", "ic", "marketing", "scribe", "service_representative"]);
    expect((await story.state()).severity.rank).toBe(1);
    // Eve said so, and is let in; Vic watched, and is not.
    expect([await sees(world, "eve", story.stream), await sees(world, "vic", story.stream)]).toEqual([true, false]);
    const inside = await look<{ incident: { title: string }; abilities: { name: string }[] }>(partsOf(world), "ana", "room", { id: story.stream });
    expect(inside?.incident.title).toBe((await story.state()).secrecy.codename);
    expect(inside?.abilities.map(({ name }) => name)).toEqual(expect.arrayContaining(["let-in", "shut-out", "assign-step", "add-evidence", "give-verdict"]));
  });

  it("R-PD-S08 where no customer has security people to write to, nothing waits for them", async () => {
    const world = securityWorld();
    const story = await crewed(world);
    await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
    await story.does("ana", "resolve", { note: "They are out" });
    expect((await story.refuses("ana", "disclose", { reason: "It is known anyway" })).unmet).toEqual(["public-notice.sent"]);
    world.store.setFact("group", "customer-security", { key: "customer-security", people: [], contacts: [] });
    await story.does("ana", "disclose", { reason: "It is known anyway" });
  });

  it("K5 whoever is shut out sees no further event; whoever is let in or called sees all", async () => {
    const world = securityWorld();
    const story = await crewed(world);
    await story.does("ana", "let-in", { person: "eve", why: "She wrote the firewall" });
    expect(await sees(world, "eve", story.stream)).toBe(true);
    const upTo = (await world.store.read.feed({ person: "eve", all: false }, 0, 1_000)).position;
    await story.does("ana", "shut-out", { person: "eve", why: "Not needed any more" });
    await story.does("ana", "set-status", { text: "We know the way in" });
    expect((await world.store.read.feed({ person: "eve", all: false }, upTo, 1_000)).events).toEqual([]);
    expect((await story.refuses("ana", "shut-out", { person: "ben" })).code).toBe("role_conflict");
    await story.does("ana", "page", { person: "eve", reason: "We need you after all" });
    expect(await sees(world, "eve", story.stream)).toBe(true);
  });

  it("K5 whoever joins the people who always see it comes in, and whoever leaves them goes, without a word of anybody", async () => {
    const world = securityWorld();
    const story = await led(world);
    world.store.setFact("group", "security", { key: "security", people: ["sol", "sam", "eve"], contacts: [] });
    await world.settle();
    expect(await sees(world, "eve", story.stream)).toBe(true);
    world.store.setFact("group", "security", { key: "security", people: ["sol"], contacts: [] });
    await world.settle();
    expect(await sees(world, "eve", story.stream)).toBe(false);
    // Sam was called as well, and stays.
    expect(await sees(world, "sam", story.stream)).toBe(true);
  });

  it("K5 what still waits to be sent to somebody who left the group is never sent, however soon they left", async () => {
    const world = securityWorld();
    const story = await led(world);
    const failed: unknown[] = [];
    const now = async (people: readonly string[]) => {
      world.store.setFact("group", "security", { key: "security", people, contacts: [] });
      await followChanges({ parts: world.parts, dispatch: world.dispatch }, (error) => failed.push(error));
      return sees(world, "eve", story.stream);
    };
    // Nothing else happens in between: no loop looks, no message leaves.
    expect([await now(["sol", "sam", "eve"]), await now(["sol", "sam"])]).toEqual([true, false]);
    await world.settle();
    expect(world.sent.filter(({ to }) => to === "eve")).toEqual([]);
    expect([await now(["sol", "sam", "eve"]), failed]).toEqual([true, []]);
    await world.settle();
    expect(world.sent.filter(({ to }) => to === "eve")).toHaveLength(1);
  });

  it("K6 an administrator may break the glass, for a reason, and its owners are called at once", async () => {
    const world = securityWorld();
    const story = await led(world);
    const sent = world.sent.length;
    expect((await story.refuses("ana", "break-glass", { person: "mia", reason: "Nobody inside can be reached" })).code).toBe("not_permitted");
    await story.does("system", "break-glass", { person: "mia", reason: "Nobody inside can be reached" });
    expect(await sees(world, "mia", story.stream)).toBe(true);
    expect([...new Set(world.sent.slice(sent).map(({ to }) => to))]).toEqual(expect.arrayContaining(["ana", "sol", "sam"]));
    expect((await story.events()).some(({ type }) => type === "glass-broken")).toBe(true);
  });

  it("no message of a secret says what it is about, on no channel", async () => {
    const world = securityWorld();
    const story = await crewed(world);
    await story.does("ana", "page", { person: "eve", reason: "Our customer data are outside" });
    const { codename } = (await story.state()).secrecy;
    expect(codename).toMatch(/^\w+ \w+ \d\d$/);
    expect(world.sent.length).toBeGreaterThan(3);
    for (const { message } of world.sent) {
      expect(message.headline).toBe(`Legal work: ${codename}`);
      expect(JSON.stringify(message)).not.toMatch(/customer|strangers|security|attack|severity":"|Severity \d/i);
    }
  });
});
