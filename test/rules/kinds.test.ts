/** Every rule kind holds something: taken out of the engine, its proof fails. */
import { describe, expect, it } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import { rules } from "../../src/core/rules/index.ts";
import { packData, packOf, personFact } from "../organisation.ts";
import { type StoryWorld, storyWorld, type WorldOptions } from "../world.ts";
import { proofs as command } from "./command-proofs.ts";
import { commandWorld } from "./command-world.ts";
import { alarm, givePolicy, pagesOf, quietPack } from "./escalating.ts";
import { remindedOfFollowUps } from "./follow-ups.ts";
import { proofs as graceful } from "./graceful-proofs.ts";
import { gracefulWorld, crewed as manned } from "./graceful-world.ts";
import type { Proof } from "./proof.ts";
import { proofs as radar } from "./radar-proofs.ts";
import { radarWorld } from "./radar-world.ts";
import { proofs as security } from "./security-proofs.ts";
import { begun, securityWorld } from "./security-world.ts";
import { afterwards } from "./sitrep-after.ts";
import { alerting, crewed, declareAt } from "./sitrep-alerting.ts";

type Kind = (typeof rules)[number]["key"];
type KindProof = {
  readonly title: string;
  readonly world?: WorldOptions;
  /** Builds another organisation than the usual one. */
  readonly opens?: (options: WorldOptions) => StoryWorld;
  readonly run: (world: StoryWorld) => Promise<void>;
};

type Opens = NonNullable<KindProof["opens"]>;
/** The proof of a sentence, in the organisation it is told of. */
const of =
  (told: readonly Proof[], opens?: Opens) =>
  (id: string): KindProof => {
    const found = told.find((one) => one.id === id);
    if (!found) throw new Error(`no proof of ${id}`);
    return { title: `${id} ${found.title}`, run: found.run, ...(opens ? { opens } : {}) };
  };
const ofSentence = of([...alerting, ...afterwards]);
const ofGraceful = of(graceful, (options) => gracefulWorld([], options));
const ofCommand = of(command, (options) => commandWorld([], options));
const ofSecurity = of(security, (options) => securityWorld([], options));
const ofRadar = of(radar, (options) => radarWorld([], options));

/** A pack with one more value at severity 1. */
const withLevel = (more: object): WorldOptions => {
  const data = packData("sitrep");
  const severities = data.severities as Record<string, object>;
  return { pack: packOf({ ...data, severities: { ...severities, 1: { ...severities[1], ...more } } }) };
};

const proofs: Record<Kind, KindProof> = {
  activation: ofRadar("PE-03"),
  agreement: ofRadar("PE-06"),
  trainings: ofRadar("PE-07"),
  balance: ofRadar("PE-01"),
  modules: ofRadar("PE-41"),
  approvals: ofRadar("PE-18"),
  prioritised: ofRadar("PE-32"),
  triage: ofRadar("PE-02"),
  deployment: ofRadar("PE-24"),
  first_in_line: ofRadar("PE-26"),
  no_response: ofRadar("PE-23"),
  process_review: ofRadar("PE-10"),
  situation: ofRadar("PE-38"),
  survey: ofRadar("PE-42"),
  alert: ofSentence("SR-20"),
  bystanders: ofGraceful("GD-37"),
  communications: ofGraceful("GD-48"),
  commander_page: ofCommand("PD-14"),
  system_status: ofCommand("PD-39"),
  status_watch: ofCommand("PD-40"),
  roles_line: ofCommand("PD-44"),
  todo: ofCommand("PD-46"),
  contact_summary: ofCommand("PD-31"),
  announcement: ofCommand("PD-18"),
  ending: ofCommand("PD-33"),
  executive_updates: ofCommand("PD-42"),
  notes: ofCommand("PD-45"),
  severity_prompts: ofCommand("PD-27"),
  public_decision: ofCommand("PD-53"),
  presence: ofCommand("PD-09"),
  aside: ofCommand("PD-10"),
  relay: ofCommand("PD-12"),
  instructions: ofCommand("PD-13"),
  callouts: ofCommand("R-PD-R03"),
  cause: ofCommand("PD-20"),
  decisions: ofCommand("R-PD-R10"),
  wording: ofCommand("R-PD-R06"),
  playbooks: ofCommand("PD-26"),
  proposals: ofCommand("PD-50"),
  trained: {
    title: "R-PD-R02 only who is trained commands, where the house says who is",
    opens: (options) => commandWorld([], options),
    run: async (world) => {
      const { store } = world;
      store.setFact("person", "ian", { ...personFact("ian", {}), canManage: false });
      store.setFact("organisation", "organisation", { ...((await store.read.fact("organisation", "organisation")).value as object), leads: ["ana"] });
      const story = await world.open("dan", "declare", { title: "Nobody can pay", area: "payments", severity: 1 });
      expect(await story.refuses("ian", "assign-role", { role: "ic", person: "ian" })).toMatchObject({ code: "training_required" });
    },
  },
  handover: ofGraceful("GD-13"),
  levels: ofGraceful("GD-46"),
  severity: ofGraceful("GD-52"),
  standdown: ofGraceful("GD2-20"),
  start: ofGraceful("GD2-05"),
  workers: ofGraceful("GD2-08"),
  evidence: ofSecurity("R-PD-S07"),
  verdicts: ofSecurity("R-PD-S06"),
  step_owners: ofSecurity("R-PD-S02"),
  secrecy: {
    title: "a matter of security takes no number",
    opens: (options) => securityWorld([], options),
    run: async (world) => expect((await (await begun(world)).row()).number).toBeNull(),
  },
  security: {
    title: "the process names the one for matters of security, and says so where it is left",
    opens: (options) => securityWorld([], { ...options, pack: packOf({ ...packData("sitrep"), security: { process: "security", cites: ["SR-12"] } }) }),
    run: async (world) => {
      const report = await world.open("dan", "report", { title: "A strange sign-in", security: true });
      const refusal = await report.refuses("dan", "triage", { outcome: "declare", severity: 1, process: "sitrep" }, { reason: "It is nothing" });
      expect([refusal.code, refusal.rule]).toEqual(["security_process_required", ["SR-12"]]);
    },
  },
  steps: ofGraceful("GD-44"),
  vacancy: ofGraceful("GD-15"),
  observers: ofGraceful("GD-34"),
  public: ofGraceful("GD2-36"),
  actions: ofGraceful("GD2-55"),
  findings: {
    title: "a clue for somebody disturbs them, unless the process wants it quiet",
    opens: (options) => gracefulWorld(["GD2-56"], options),
    run: async (world) => {
      const story = await manned(world, 2);
      await story.does("ana", "add-finding", { text: "The backup ran at two", handTo: "ben" });
      expect(world.sent.filter((one) => one.message.template === "update").map(({ to }) => to)).toEqual(["ben"]);
    },
  },
  needs: ofGraceful("GD-22"),
  options: ofGraceful("GD2-21"),
  rooms: ofGraceful("GD2-27"),
  rounds: ofGraceful("GD2-16"),
  strength: ofGraceful("GD2-19"),
  refinements: ofGraceful("GD-04"),
  cadences: {
    title: "an update is owed every hour from the last one, its holder is reminded, and sending it starts the hour anew",
    world: withLevel({ cadences: [{ key: "org", every: "1h", who: "incident_commander", audience: "organisation" }] }),
    run: async (world) => {
      const story = await crewed(world);
      await world.pass("PT1H");
      expect(world.sent.filter((one) => one.message.template === "nudge" && one.to === "ana")).toHaveLength(1);
      await story.does("ana", "post-update", { audience: "organisation", text: "We are on it" });
      expect(
        (await story.duties())
          .filter((duty) => duty.key.startsWith("update/org@"))
          .map((duty) => duty.state)
          .sort(),
      ).toEqual(["met", "open"]);
      await world.pass("PT59M");
      expect(world.sent.filter((one) => one.message.template === "nudge" && one.to === "ana")).toHaveLength(1);
      await world.pass("PT1M");
      expect(world.sent.filter((one) => one.message.template === "nudge" && one.to === "ana")).toHaveLength(2);
    },
  },
  cardinality: ofSentence("SR-12"),
  chat: ofGraceful("GD2-28"),
  classify: ofSentence("SR-01"),
  consultations: ofGraceful("GD-14"),
  contact: {
    title: "GD2-01 GD2-04 nobody is woken, and before work is fine",
    run: async (world) => {
      await world.to("2026-03-03T02:30:00.000Z");
      const story = await world.open("dan", "declare", declareAt(2));
      expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({ state: "held", releaseAt: "2026-03-03T07:00:00.000Z" });
      await world.to("2026-03-03T07:00:00.000Z");
      expect((await story.outbox({ person: "ana" }))[0]).toMatchObject({ state: "sent" });
    },
  },
  customers: ofSentence("SR-15"),
  customer_contact: ofGraceful("GD2-32"),
  customer_questions: ofGraceful("GD-38"),
  information_requests: ofGraceful("GD-39"),
  meeting: ofGraceful("GD2-51"),
  pr_tasks: ofGraceful("GD-35"),
  declaration: {
    title: "GD-40 a declaration without a severity is refused",
    run: async (world) => {
      expect(await world.ask("dan", "declare", { title: "Something is wrong" })).toMatchObject({
        code: "severity_required",
        policy: "/declaration/severityRequired",
      });
      await world.open("dan", "declare", declareAt(1));
    },
  },
  documents: ofSentence("SR-25"),
  escalation: {
    title: "E9 R26 the area's policy calls step by step, and in the end the last resort",
    world: { pack: quietPack() },
    run: async (world) => {
      await givePolicy(world, [{ to: [{ person: "ana" }] }, { after: "5m", to: [{ person: "ben" }] }]);
      await alarm(world);
      await world.pass("PT10M");
      expect(pagesOf(world)).toEqual(["ana 10:00", "ben 10:05", "dan 10:10"]);
    },
  },
  experts: ofGraceful("GD2-09"),
  exclusions: {
    title: "the commander who also repairs is a departure, in both directions",
    run: async (world) => {
      const story = await crewed(world);
      expect((await story.does("ana", "assign-role", { role: "solutioneer", person: "ana" })).warnings).toMatchObject([{ code: "role_conflict" }]);
      expect((await story.does("ana", "hand-over", { role: "incident_commander", to: "ben" })).warnings).toMatchObject([{ code: "role_conflict" }]);
    },
  },
  follow_ups: { title: "whoever owns a follow-up is reminded until it is done", run: remindedOfFollowUps },
  gates: ofSentence("SR-05"),
  notices: ofSentence("SR-16"),
  offers: {
    title: "PE-04 what the process does not use is refused by name",
    world: { pack: packOf({ ...packData("sitrep"), offers: { human_reports: {} } }) },
    run: async (world) => {
      expect(await world.ask("dan", "declare", { ...declareAt(1), drill: true })).toMatchObject({ code: "invalid_state", detail: "SitRep has no drills." });
    },
  },
  questions: ofGraceful("GD2-31"),
  rank: ofGraceful("GD-16"),
  readiness: ofSentence("SR-39"),
  shield: ofGraceful("GD2-26"),
  shift: ofGraceful("GD-25"),
  stated_role: ofSentence("SR-23"),
  tests: ofGraceful("GD2-37"),
  thread: ofSentence("SR-21"),
  ticket: ofSentence("SR-07"),
  workload: {
    title: "X-10 whoever has a role in one incident is given one in another with a warning",
    run: async (world) => {
      await crewed(world);
      const other = await world.open("dan", "declare", declareAt(2));
      const seat = { role: "incident_commander", person: "ana" };
      expect((await other.does("ana", "assign-role", seat)).warnings).toMatchObject([{ code: "workload" }]);
    },
  },
};

const opened = (key: Kind, options: WorldOptions = {}) => (proofs[key].opens ?? storyWorld)(options);

describe("rule kinds", () => {
  it.each(rules.map((rule) => [rule.key, proofs[rule.key].title] as const))("%s: %s", async (key) => {
    await proofs[key].run(opened(key, proofs[key].world));
  });
});

/** The same world without a rule kind. Contact windows are asked through `mayReach`, which reads the pack: there its values are taken out. */
function without(key: Kind): WorldOptions {
  if (key !== "contact") return { ...proofs[key].world, engine: { ...incidents, rules: incidents.rules.filter((rule) => rule.key !== key) } };
  const data = packData("sitrep");
  const severities = Object.fromEntries(
    Object.entries(data.severities as Record<string, object>).map(([rank, level]) => [rank, { ...level, contact: undefined }]),
  );
  return { pack: packOf({ ...data, severities }) };
}

describe("taken out, a rule kind holds nothing", () => {
  // These have no face in the engine: views or commands read their values, or whoever reads a pack does; their sentences are their proofs.
  const read: readonly Kind[] = [
    "readiness",
    "communications",
    "levels",
    "system_status",
    "todo",
    "activation",
    "agreement",
    "trainings",
    "balance",
    "modules",
  ];
  it.each(rules.filter((rule) => !read.includes(rule.key)).map((rule) => rule.key))("%s", async (key) => {
    await expect(proofs[key].run(opened(key, without(key)))).rejects.toThrow();
  });
});
