/** The nine sentences of the process for matters of security, each proven by what the process does. */
import { expect } from "vitest";
import { look, partsOf } from "../views/looking.ts";
import type { StoryWorld } from "../world.ts";
import { type Proof, proof } from "./proof.ts";
import { begun, crewed, led, type Story } from "./security-world.ts";

const pagedIn = async (story: Story) => Object.values((await story.state()).pages.pages).map(({ person }) => person);
const sees = async (world: StoryWorld, person: string, { stream }: Story) => (await world.store.read.find({ person, all: false }, stream)) !== null;

/** What forensics and the others found out: nobody of us, and the facts hold. */
const clear = async (story: Story) => {
  await story.does("sol", "give-verdict", { question: "inside", answer: "no", why: "Every sign-in of ours is accounted for" });
  await story.does("sol", "give-verdict", { question: "verified", answer: "yes", why: "Two logs say the same" });
};

const steps = [
  ...["stop_attack", "cut_vector", "assemble_team", "isolate_instances", "attack_timeline", "compromised_data", "risk_elsewhere", "risk_again"],
  ...["further_measures", "forensics", "internal_communication", "law_enforcement", "external_parties", "external_communication"],
];

/** All of them; each is run as it is and without its sentence. */
export const proofs: readonly Proof[] = [
  proof("R-PD-S01", "the commander is called at once, by suspicion alone, and nothing is worked on before one is there", async (world) => {
    const story = await begun(world, { severity: 2 });
    expect(await pagedIn(story)).toContain("ana");
    expect((await story.refuses("sol", "add-action", { kind: "task", text: "Look at the log", assignee: "sol" })).rule).toEqual(["R-PD-S01"]);
    await story.does("ana", "assign-role", { role: "ic", person: "ana" });
    await story.does("sol", "add-action", { kind: "task", text: "Look at the log", assignee: "sol" });
  }),
  proof("R-PD-S02", "fourteen steps, given to people by the commander, done side by side in any order", async (world) => {
    const story = await crewed(world);
    const items = (await look<{ items: { step: string }[] }>(partsOf(world), "ana", "checklist", { id: story.stream }))?.items ?? [];
    expect(items.map(({ step }) => step)).toEqual(steps);
    await story.does("ana", "assign-step", { step: "stop_attack", person: "sol" });
    await story.does("ana", "assign-step", { step: "isolate_instances", person: "ben" });
    const shown = await look<{ items: { who: { people: object[] }; mine: boolean }[] }>(partsOf(world), "ben", "checklist", { id: story.stream });
    expect(shown?.items[3]).toMatchObject({ who: { people: [{ id: "ben" }] }, mine: true });
    expect((await story.refuses("ben", "assign-step", { step: "cut_vector", person: "sol" })).code).toBe("not_permitted");
    const owed = async () =>
      (await story.duties(["open"])).filter(({ rule }) => rule === "step_owners").map(({ who }) => (who as { people: string[] }).people[0]);
    expect((await owed()).sort()).toEqual(["ben", "sol"]);
    await story.does("ben", "finish-step", { step: "isolate_instances" });
    expect(await owed()).toEqual(["sol"]);
  }),
  proof("R-PD-S03", "nobody else knows that there is one: another name, the same words before it, and no end of it before forensics", async (world) => {
    const story = await led(world);
    const { codename } = (await story.state()).secrecy;
    expect(await story.row()).toMatchObject({ confidential: true, number: null, title: codename });
    expect(codename).toMatch(/^\w+ \w+ \d\d$/);
    expect(await sees(world, "eve", story)).toBe(false);
    expect(new Set(world.sent.map(({ message }) => message.headline))).toEqual(new Set([`Legal work: ${codename}`]));
    expect((await story.refuses("ana", "disclose", { reason: "Why not" })).rule).toEqual(["R-PD-S03"]);
    expect((await story.refuses("sol", "let-in", { person: "eve" })).rule).toEqual(["R-PD-S03"]);
    await clear(story);
    await story.does("ana", "disclose", { reason: "The notice is out" });
    expect(await sees(world, "eve", story)).toBe(true);
  }),
  proof("R-PD-S04", "security is called and let in from the first moment, and must be there; those who lead come later, and command nothing", async (world) => {
    const story = await begun(world);
    expect((await pagedIn(story)).sort()).toEqual(["ana", "sam", "sol"]);
    expect(await sees(world, "sam", story)).toBe(true);
    await story.does("ana", "assign-role", { role: "ic", person: "ana" });
    expect((await story.refuses("ana", "resolve", { note: "It is over" })).unmet).toEqual(["role.security_team"]);
    await story.does("ana", "assign-role", { role: "executive", person: "max" });
    expect((await story.refuses("max", "assign-role", { role: "ic", person: "max" })).rule).toEqual(["R-PD-S04"]);
  }),
  proof("R-PD-S05", "no message says what it is about; a text message only asks to come", async (world) => {
    const story = await crewed(world);
    world.outcomes.next = (channel) =>
      channel === "email" ? { outcome: "failed", reason: "no route", permanent: false } : { outcome: "ok", providerId: null, delivered: false };
    await story.does("ana", "page", { person: "dora", reason: "Our customer data are outside" });
    expect(new Set(world.sent.map(({ channel }) => channel))).toEqual(new Set(["sms", "email"]));
    for (const { message } of world.sent) {
      expect(message.paragraphs).toEqual(["Please come to the room. Nothing is said of it here."]);
      expect(JSON.stringify(message)).not.toMatch(/customer data|strangers/i);
      expect([message.facts, message.documents]).toEqual([[], []]);
    }
    expect((await story.outbox()).flatMap(({ template }) => template).filter((template) => template !== "veiled")).toEqual([]);
  }),
  proof("R-PD-S06", "each is told by whom it is for, and not before the facts allow it", async (world) => {
    const story = await crewed(world);
    const waits = async (who: string, step: string) => (await story.refuses(who, "finish-step", { step })).unmet;
    expect(await waits("dora", "internal_communication")).toEqual(["verdict.inside"]);
    expect(await waits("mark", "external_communication")).toEqual(["verdict.verified"]);
    const update = { audience: "organisation", text: "It was not one of us" };
    expect((await story.refuses("dora", "post-update", update)).rule).toEqual(["R-PD-S06"]);
    expect((await story.refuses("ana", "finish-step", { step: "law_enforcement" })).rule).toEqual(["R-PD-S06"]);
    await clear(story);
    await story.does("dora", "finish-step", { step: "internal_communication" });
    await story.does("dora", "finish-step", { step: "law_enforcement" });
    await story.does("dora", "post-update", update);
    expect((await story.refuses("ben", "finish-step", { step: "external_communication" })).code).toBe("not_permitted");
    await story.does("mark", "finish-step", { step: "external_communication" });
  }),
  proof("R-PD-S07", "what shows what happened is kept by its kind, and nothing takes it away again", async (world) => {
    const story = await led(world);
    await story.does("sol", "add-evidence", { kind: "disk_image", what: "The web machine, read-only", where: "The vault in the other house" });
    expect(Object.values((await story.state()).evidence.pieces)).toMatchObject([{ kind: "disk_image", by: "person:sol" }]);
    const list = await look<{ items: object[] }>(partsOf(world), "ana", "evidence", { id: story.stream });
    expect(list?.items).toMatchObject([{ label: "Image of a disk", what: "The web machine, read-only", where: "The vault in the other house" }]);
    expect((await story.refuses("sol", "add-evidence", { kind: "gossip", what: "Somebody said so" })).rule).toEqual(["R-PD-S07"]);
  }),
  proof("R-PD-S08", "the notice is owed within days, says everything, and customers' own security people have it first", async (world) => {
    const story = await crewed(world);
    await clear(story);
    await story.does("ana", "resolve", { note: "They are out" });
    const notice = (await story.state()).documents.documents["public-notice"];
    expect(notice?.required).toEqual(["title", "whatHappened", "whatWasTaken", "whatWeDid"]);
    const due = (await story.duties(["open"])).find(({ key }) => key.startsWith("document/public-notice"))?.due;
    expect(due).toBe(new Date(Date.parse((await story.row()).resolvedAt!) + 72 * 3_600_000).toISOString());
    expect((await story.refuses("mark", "mark-document-ready", { kind: "public-notice" })).code).toBe("missing_sections");
    const write = (section: string, text: string) => ["mark", "edit-document", { kind: "public-notice", section, text, base: 0 }] as const;
    expect(await story.refuses(...write("title", "What happened to your data"))).toMatchObject({ code: "invalid_value", rule: ["R-PD-S08"] });
    await story.does(...write("title", "2 March 2026: what happened to your data"));
    for (const section of ["whatHappened", "whatWasTaken", "whatWeDid"]) await story.does(...write(section, "Strangers read a list of orders"));
    await story.does("mark", "mark-document-ready", { kind: "public-notice" });
    // Customers' own security people come before everybody else, and nobody else is written to.
    const early = await story.refuses("ana", "disclose", { reason: "The notice is out" });
    expect(early).toMatchObject({ code: "gate_unmet", rule: ["R-PD-S08"], unmet: ["public-notice.sent"] });
    expect((await story.refuses("mark", "send-document", { kind: "public-notice", to: "customers" })).rule).toEqual(["R-PD-S08"]);
    const sent = world.sent.length;
    await story.does("mark", "send-document", { kind: "public-notice", to: "customer-security" });
    const said = world.sent.slice(sent);
    expect(said.map(({ to }) => to)).toEqual(["customer-a"]);
    expect(JSON.stringify(said[0]!.message)).toContain("2 March 2026: what happened to your data");
    expect(JSON.stringify(said[0]!.message)).not.toContain((await story.state()).secrecy.codename);
    await story.does("ana", "disclose", { reason: "The notice is out" });
  }),
  proof("R-PD-S09", "the process says when it was last tried", async (world) => {
    const ready = async () => {
      const process = await look<{ readiness: { key: string; ready: boolean; detail: string }[] }>(partsOf(world), "eve", "process", { id: "security" });
      return process?.readiness.find(({ key }) => key === "tried");
    };
    expect(await ready()).toMatchObject({ ready: false });
    const drill = await led(world, { drill: true, severity: 2 });
    await drill.does("ana", "resolve", { note: "Well done" });
    expect(await ready()).toMatchObject({ ready: true, detail: "The last drill ended on 2026-03-02." });
  }),
];
