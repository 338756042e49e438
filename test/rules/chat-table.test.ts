/** Every command of the chat under every shipped process: who may, what comes of it, and refusals that are the API's own (catalog 5.9, X-11). */
import { expect, it } from "vitest";
import { updateWish } from "../../src/core/chat-commands/telling.ts";
import { policy } from "../../src/core/oncall/policy.ts";
import { type StoryWorld, storyWorld } from "../world.ts";
import { commandersOnCall, onCall, types } from "./chatting.ts";
import { crewed as commandCrew, commandWorld } from "./command-world.ts";
import { facts } from "./escalating.ts";
import { crewed as gracefulCrew, gracefulWorld } from "./graceful-world.ts";
import { crewed as radarCrew, radarWorld } from "./radar-world.ts";
import { led, securityWorld } from "./security-world.ts";

type Story = ReturnType<StoryWorld["story"]>;

/** Who types what; then the events that come of it, or the code and the place in the process of the refusal, or how the answer reads. */
type Row = readonly [who: string, line: string, comes: string | { readonly refused: string; readonly at?: string } | RegExp];

const no = (capability: string) => ({ refused: "not_permitted", at: `/may/${capability}` });
const notHere = { refused: "invalid_state" };
/** The watch of the systems belongs to one process only. */
const unwatched: readonly Row[] = [
  ["ana", "!status stalk", notHere],
  ["ana", "!status unstalk", notHere],
];

/** What the line is in the API, where it is one command. */
function byApi(who: string, line: string): readonly [name: string, input: object] | null {
  const [verb = "", first = "", ...rest] = line.slice(1).split(" ");
  const text = [first, ...rest].join(" ");
  switch (verb) {
    case "ic":
      return first === "page" && rest.length > 1 ? ["page", { person: rest[0], reason: rest.slice(1).join(" ") }] : null;
    case "role":
      return ["assign-role", { role: first, person: who }];
    case "sev":
      return ["change-severity", { to: Number(first), because: "other", reason: rest.join(" ") }];
    case "status":
      return [text === "stalk" ? "stalk-status" : "unstalk-status", {}];
    case "update":
      return ["post-update", { audience: "organisation", text }];
    default:
      return null;
  }
}

/** Rest and receipts are nobody's command. */
const beside = new Set(["page-delivered", "deviated", "duty-fell-due", "calendar-looked-at", "thread-opened", "roles-told", "noticed"]);

async function trying(world: StoryWorld, story: Story, [who, line, comes]: Row): Promise<void> {
  const before = (await story.events()).length;
  const { reply, refusal } = await types(world, who, line, story.stream);
  const what = `${who}: ${line}`;
  if (comes instanceof RegExp) {
    expect([what, refusal]).toEqual([what, null]);
    expect([what, reply]).toEqual([what, expect.stringMatching(comes)]);
    return;
  }
  if (typeof comes === "string") {
    const events = (await story.events()).slice(before).map(({ type }) => type);
    expect([what, refusal, events.filter((type) => !beside.has(type))]).toEqual([what, null, comes.split(" ")]);
    return;
  }
  expect([what, refusal?.code, refusal?.policy ?? comes.at]).toEqual([what, comes.refused, comes.at]);
  expect(reply).toContain(`Refused (${refusal?.rule.join(", ") || refusal?.code}): ${refusal?.detail}`);
  const same = byApi(who, line);
  if (same) expect([what, await story.refuses(who, ...same)]).toEqual([what, refusal]);
}

/** Somebody is on call for what the incident is about. */
async function withResponder(world: StoryWorld, area: string, person: string): Promise<void> {
  onCall(world, "line", person);
  const steps = [{ to: [{ schedule: "line" }] }];
  world.store.setFact("escalation", "line", policy.parse({ id: "line", title: "The line", steps, keepTrying: null, forgotten: null }));
  await facts(world, "area", area, { escalation: "line" });
}

const asked: readonly Row[] = [
  ["dan", "!ic who ana", /^Demo Ana/],
  ["dan", "!ic responders", /^On call: Demo Mia/],
  ["dan", "!roles", /: Demo Ana/],
  ["dan", "!help", /!link <code>: say in a chat outside who you are\n!help/],
  ["dan", "TODO: fix the alert", "message-posted follow-up-added"],
];

it("5.9 under SitRep", async () => {
  const world = storyWorld({ people: ["ana", "ben", "cleo", "dan", "eve", "mia"] });
  const story = await world.open("dan", "declare", { title: "Checkout is down", severity: 1, area: "web" });
  await story.does("ana", "assign-role", { role: "incident_commander", person: "ana" });
  await story.does("ben", "assign-role", { role: "solutioneer", person: "ben" });
  await withResponder(world, "web", "mia");
  const rows: readonly Row[] = [
    ...[...asked, ...unwatched],
    ["ben", "!ic page responders", no("page")],
    ["ana", "!ic page responders", /^Demo Mia is paged\.$/],
    ["ben", "!ic page eve now", no("page")],
    ["dan", "!ic page eve now", "paged"],
    ["eve", "!status", /^Status: CRITICAL \(1 open incident\)\n1 Checkout is down: active, severity 1/],
    ["eve", "!role comms", "role-assigned"],
    ["eve", "!role comms", { refused: "invalid_state" }],
    ["ben", "!sev 2 a way around", no("decide_severity")],
    ["ana", "!sev 2 a way around", "severity-changed escalation-started escalated"],
    ["ben", "!update We look", no("brief")],
    ["ana", "!update We look", "update-posted"],
    ["eve", "!note web 4.2 is out", "change-noted"],
  ];
  for (const row of rows) await trying(world, story, row);
});

it("5.9 under Graceful Disasters", async () => {
  const world = gracefulWorld();
  const story = await gracefulCrew(world, 1);
  await withResponder(world, "payments", "mia");
  const rows: readonly Row[] = [
    ...[...asked, ...unwatched],
    ["vic", "!ic page responders", no("page")],
    ["ana", "!ic page responders", /^Demo Mia/],
    ["ben", "!ic page ian now", no("page")],
    ["ana", "!ic page ian now", "paged"],
    ["max", "!status", /^Status: CRITICAL \(1 open incident\)\n1 Nobody can pay: active, severity 1/],
    ["dan", "!role worker", no("take_worker")],
    ["vic", "!sev 2 fewer than we thought", no("decide_severity")],
    ["ana", "!sev 2 fewer than we thought", "severity-changed"],
    ["ben", "!update We look", no("brief")],
    ["ana", "!update We look", "update-posted"],
    ["ben", "!note The cache is empty", "change-noted"],
  ];
  for (const row of rows) await trying(world, story, row);
});

it("5.9 under Radar", async () => {
  const world = radarWorld();
  const story = await radarCrew(world, 2);
  await withResponder(world, "shop", "mia");
  const rows: readonly Row[] = [
    ...[...asked, ...unwatched],
    ["ben", "!ic page responders", no("page")],
    ["ana", "!ic page responders", /^Demo Mia is paged\.$/],
    ["ben", "!ic page cleo now", no("page")],
    ["ana", "!ic page cleo now", "paged"],
    ["dan", "!status", /^Status: CRITICAL \(1 open incident\)\n1 Prices are far off: active, severity 2/],
    ["cleo", "!role responder", "role-assigned"],
    ["cleo", "!sev 1 the site is down", no("decide_severity")],
    ["dan", "!sev 1 the site is down", "severity-changed paged"],
    ["ana", "!update We look\nfound: a price list\nactions: we put the old one back", "update-posted update-posted"],
    ["ana", "!note web 4.2 is out", "change-noted"],
  ];
  for (const row of rows) await trying(world, story, row);
  const told = (await story.events()).filter(({ type }) => type === "update-posted").map(({ data }) => data as { audience: string; text: string });
  const text = "Being looked into: We look\nFound: a price list\nWhat is being done: we put the old one back";
  expect(told).toMatchObject([
    { audience: "organisation", text },
    { audience: "stakeholders", text },
  ]);
  const { refusal } = await types(world, "ben", "!update We look", story.stream);
  expect(await story.refuses("ben", "tell-situation", { investigating: "We look" })).toEqual(refusal);
  expect(refusal).toMatchObject({ code: "not_permitted", policy: "/may/brief" });
});

it("5.9 under Command", async () => {
  const world = commandersOnCall(commandWorld());
  const story = await commandCrew(world, 1);
  await withResponder(world, "payments", "mia");
  const rows: readonly Row[] = [
    ...asked,
    ["eve", "!ic", /^ic-primary: Demo Ana\nic-backup: Demo Ben\n!ic page/],
    ["cleo", "!ic page responders", no("page")],
    ["ben", "!ic page responders", /^Demo Mia is paged\.$/],
    ["cleo", "!ic page max now", no("page")],
    ["ben", "!ic page max now", "paged"],
    ["eve", "!ic page", /^They are paged already|^Demo Ana is paged/],
    ["eve", "!status", /^Status: CRITICAL \(1 open incident\)\n1 Nobody can pay/],
    ["cleo", "!status stalk", no("watch_status")],
    ["dan", "!status stalk", "status-watched"],
    ["ana", "!status unstalk", "status-unwatched"],
    ["cleo", "!role deputy", { refused: "role_conflict", at: "/exclusions/6" }],
    ["eve", "!role observer", "role-assigned"],
    ["ben", "!sev 2 better", no("decide_severity")],
    ["ana", "!sev 2 better", { refused: "invalid_state", at: "/severity/lowering" }],
    ["cleo", "!update We look", no("brief")],
    ["ben", "!update We roll back", "executives-told"],
    ["ana", "!update We roll back", "update-posted"],
    ["vic", "!note The rollback began", no("take_notes")],
    ["dan", "!note The rollback began", "noted"],
  ];
  for (const row of rows) await trying(world, story, row);
  expect((await types(world, "ben", `!update ${"long ".repeat(110)}`, story.stream)).refusal).toMatchObject({ code: "invalid_value", rule: ["PD-42"] });
  await story.does("ivo", "assign-role", { role: "internal_liaison", person: "ivo" });
  await trying(world, story, ["ivo", "!update We roll back", "executives-told"]);
  await trying(world, story, ["ben", "!update We roll back", "update-posted"]);
});

it("5.9 under Security", async () => {
  const world = securityWorld();
  const story = await led(world);
  const rows: readonly Row[] = [
    ["dan", "!ic who ana", /^Demo Ana/],
    ["dan", "!roles", /: Demo Ana/],
    ["dan", "TODO: fix the alert", "message-posted follow-up-added"],
    ...unwatched,
    ["dan", "!ic page max now", no("page")],
    ["sol", "!ic page max now", "paged"],
    ["sol", "!role scribe", "role-assigned"],
    ["sol", "!sev 2 less", no("decide_severity")],
    ["ana", "!sev 2 less", "severity-changed"],
    ["sol", "!update We look", no("brief")],
    ["ana", "!update We look", { refused: "gate_unmet", at: "/verdicts/before/2" }],
    ["sol", "!note The keys are new", "change-noted"],
    ["sol", "!status", /: active, severity 2/],
    ["eve", "!status", /^Status: NORMAL$/],
    ["eve", "!note Let me in", /^Say it in an incident's room/],
  ];
  for (const row of rows) await trying(world, story, row);
});

it("at a severity without the full response nobody owes executives anything: an update goes to the organisation", async () => {
  const world = commandWorld();
  const story = await commandCrew(world, 3);
  const pack = world.packs.get("command")?.[0];
  expect(pack && updateWish({ pack: pack as never, state: await story.state(), person: "ben" }, "We look")).toMatchObject({ name: "post-update" });
});
