/** The kernel's small functions, for any input. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citesAt, withoutSentences } from "../../src/core/kernel/cites.ts";
import { dueSteps, type OwedDuty, wakeAt } from "../../src/core/kernel/duty.ts";
import { between, instantOf, after as later, lengthMs, parseDuration } from "../../src/core/kernel/time.ts";
import { mayRead, maySee } from "../../src/core/kernel/viewer.ts";
import { isQuiet, quietEnds, workBegins } from "../../src/core/oncall/local-time.ts";
import { diffPacks } from "../../src/core/pack/diff.ts";
import { readPack } from "../../src/core/pack/read-pack.ts";
import { hoursIn, packData } from "../organisation.ts";

const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) }).map(instantOf);

describe("time", () => {
  it("instants compare as they follow one another, and a duration adds its length", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 10_000 }), (at, minutes) => {
        expect(later(at, `PT${minutes}M`) >= at).toBe(true);
        expect(lengthMs(between(at, later(at, `PT${minutes}M`)))).toBe(minutes * 60_000);
      }),
    );
  });
  it("durations are read as people write them, and nothing else is", () => {
    expect(["90s", "30m", "2h", "1d", "PT2H", "P6M"].map(parseDuration)).toEqual(["PT90S", "PT30M", "PT2H", "P1D", "PT2H", "P6M"]);
    expect(["soon", "", "-PT1H", "5", "2 hours"].map(parseDuration)).toEqual([null, null, null, null, null]);
  });
  it("months are the calendar's", () => expect(later("2026-08-31T00:00:00.000Z", "P6M")).toBe("2027-02-28T00:00:00.000Z"));
});

describe("T3 local clocks", () => {
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"];
  it("quiet hours end at the first instant that is not quiet, in every zone and across changes of the clock", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        const end = quietEnds(hoursIn(zone), at);
        expect(end >= at).toBe(true);
        expect(isQuiet(hoursIn(zone), end)).toBe(false);
        if (end > at) expect(isQuiet(hoursIn(zone), instantOf(Date.parse(end) - 1))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it("work begins within a week and never in quiet hours", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        const begins = workBegins(hoursIn(zone), at);
        expect(begins !== null && begins >= at && Date.parse(begins) - Date.parse(at) <= 8 * 86_400_000 && !isQuiet(hoursIn(zone), begins)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it("whoever never works is never due", () => expect(workBegins({ ...hoursIn("UTC"), working: {} }, "2026-03-02T10:00:00.000Z")).toBeNull());
});

describe("duties", () => {
  const duty = (steps: readonly string[]): OwedDuty => ({
    key: "d",
    rule: "r",
    who: { process: true },
    what: "",
    during: [],
    due: null,
    cites: [],
    metBy: () => false,
    steps: steps.map((at) => ({ at, does: "due" })),
  });
  it("E13 only the latest step that has come fires, and after it the next wake lies ahead", () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), moment, (instants, now) => {
        const one = duty([...instants].sort());
        const due = dueSteps([one], {}, now);
        expect(due.length).toBeLessThanOrEqual(1);
        const fired: Record<string, number> = due[0] ? { d: due[0].index } : {};
        const next = wakeAt([one], fired);
        expect(next === null || next > now).toBe(true);
        expect(dueSteps([one], fired, now)).toEqual([]);
      }),
    );
  });
});

describe("sentences", () => {
  const pack = {
    a: { cites: { ".": ["X1"], b: ["X2"] }, b: 1, c: 2 },
    list: [
      { v: 1, cites: ["X1"] },
      { v: 2, cites: ["X1", "X2"] },
    ],
    sentences: { X1: {}, X2: {} },
  };
  it("the nearest value around a path says what it serves", () => {
    expect(citesAt(pack, "/a/b")).toEqual(["X2"]);
    expect(citesAt(pack, "/a/c")).toEqual(["X1"]);
    expect(citesAt(pack, "/list/1/v")).toEqual(["X1", "X2"]);
    expect(citesAt(pack, "/nothing")).toEqual([]);
  });
  it("what only a switched-off sentence asks for is gone, what another asks for stays", () => {
    expect(withoutSentences(pack, new Set(["X1"]))).toMatchObject({ list: [{ v: 2 }] });
    expect(withoutSentences(pack, new Set(["X1"])).a).toBeUndefined();
    expect(withoutSentences(pack, new Set(["X2"])).a).toEqual({ cites: pack.a.cites, c: 2 });
  });
  it("a difference is said with its path, and equal packs have none", () => {
    const data = packData("sitrep");
    expect(diffPacks(data, structuredClone(data))).toEqual([]);
    const changed = structuredClone(data) as { stated_role: { nudgeAfter: string } };
    changed.stated_role.nudgeAfter = "20m";
    expect(diffPacks(data, changed)).toMatchObject([{ at: "/stated_role/nudgeAfter", says: "Stated role, nudge after: 10 minutes is now 20 minutes." }]);
    const steps = (...keys: string[]) => ({ severities: { 2: { steps: keys.map((key) => ({ key, what: `Do ${key}.` })) } } });
    expect(diffPacks(steps("a", "b"), steps("new", "a", "b"))).toMatchObject([
      { at: "/severities/2/steps/0", says: "New: severity 2, steps, new (key: new; what: Do new.)." },
    ]);
    expect(diffPacks(steps("a", "b"), steps("b", "a"))).toMatchObject([{ at: "/severities/2/steps", says: "Severity 2, steps: in another order." }]);
    expect(diffPacks(steps("a", "b"), steps("b"))).toMatchObject([{ says: "Gone: severity 2, steps, a (it was key: a; what: Do a.)." }]);
    expect(diffPacks({ sentences: { "GD-17": { enforced: "block" } } }, { sentences: { "GD-17": { enforced: "warn" } } })).toMatchObject([
      { at: "/sentences/GD-17/enforced", says: "Sentences, GD-17, enforced: block is now warn." },
    ]);
  });
  it("X-09 what a pack lacks is said to be missing", () => {
    const data = structuredClone(packData("sitrep")) as unknown as { severities: Record<string, { description?: string }> };
    delete data.severities["1"]!.description;
    expect(readPack(data)).toMatchObject({ problems: [{ at: "/severities/1/description", detail: "It is missing." }] });
  });
  it("X-09 a difference names roles and severities as the packs do, and says lengths of time", () => {
    const pack = {
      roles: { incident_commander: { label: "Incident Commander", kind: "commander", max: 1 }, comms: { label: "Communications", kind: "comms_external" } },
      severities: { "1": { name: "Critical", alert: { again: "2m" } }, "2": { name: "Moderate" } },
      updates: { owner: "comms", levels: [1], loud: true },
      "PD-99": "stays",
    };
    const said = (change: (changed: Record<string, never> & typeof pack) => void) => {
      const changed = structuredClone(pack) as Record<string, never> & typeof pack;
      change(changed);
      return diffPacks(pack, changed).map(({ says }) => says);
    };
    expect(said((to) => (to.severities["1"].alert.again = "PT1H30M"))).toEqual(["Severity 1 (Critical), alert, again: 2 minutes is now 1 hour 30 minutes."]);
    expect(said((to) => Object.assign(to, { shift: { role: "incident_commander", minBreak: "1h", prefers: "not_best_fixer" } }))).toEqual([
      "New: shift (role: Incident Commander; min break: 1 hour; prefers: not best fixer).",
    ]);
    expect(said((to) => (to.roles.incident_commander.max = 2))).toEqual(["Roles, Incident Commander, max: 1 is now 2."]);
    expect(said((to) => (to.roles.comms.kind = "comms_internal"))).toEqual(["Roles, Communications, kind: comms external is now comms internal."]);
    expect(said((to) => Object.assign(to.updates, { owner: "incident_commander", levels: [1, 2], loud: false }))).toEqual([
      "Updates, levels: severity 1 (Critical) is now severity 1 (Critical), severity 2 (Moderate).",
      "Updates, loud: yes is now no.",
      "Updates, owner: Communications is now Incident Commander.",
    ]);
    expect(said((to) => Object.assign(to.updates, { levels: [2] }))).toEqual(["Updates, levels, no. 1: severity 1 (Critical) is now severity 2 (Moderate)."]);
    expect(said((to) => (to["PD-99"] = "goes"))).toEqual(["PD-99: stays is now goes."]);
  });
});

describe("K4 who sees what", () => {
  const incident = { confidential: true, participants: ["ana"], commander: "ana", publicRelations: null };
  it("a confidential incident exists only for its participants and the program", () => {
    expect(maySee({ person: "ana", all: false }, incident)).toBe(true);
    expect(maySee({ person: "ben", all: false }, incident)).toBe(false);
    expect(maySee({ person: null, all: false }, { ...incident, confidential: false })).toBe(false);
    expect(maySee({ person: null, all: true }, incident)).toBe(true);
  });
  it("an event for the commander is not for others; what one asked is one's own", () => {
    expect(mayRead({ person: "ben", all: false }, incident, "commander", "person:ben")).toBe(false);
    expect(mayRead({ person: "ben", all: false }, incident, "asker", "person:ben")).toBe(true);
    expect(mayRead({ person: "ana", all: false }, incident, "commander", "person:ben")).toBe(true);
  });
  it("GD2-31 what is for one person is for them and the commander", () => {
    const seenBy = (person: string) => mayRead({ person, all: false }, { ...incident, participants: ["ana", "ben", "dan"] }, "person:ben", "person:ana");
    expect(["ana", "ben", "dan"].map(seenBy)).toEqual([true, true, false]);
  });
});
