/** Every command and rule carries its own examples; one loop runs them all. */
import { describe, expect, it } from "vitest";
import { incidents } from "../../src/core/engine.ts";
import { commands } from "../../src/core/incident/index.ts";
import type { AnyCommand } from "../../src/core/kernel/command.ts";
import { evolve, initialState } from "../../src/core/kernel/engine.ts";
import type { Actor } from "../../src/core/kernel/event.ts";
import { draftOf, judge } from "../../src/core/kernel/judge.ts";
import type { AnyRule } from "../../src/core/kernel/rule.ts";
import { rules } from "../../src/core/rules/index.ts";
import { packData, packOf } from "../organisation.ts";

const known: Record<string, unknown> = {
  "incident/other": { id: "other", phase: "active" },
  "runbook/deployment": { key: "deployment", title: "Deployment", steps: ["Freeze deploys"], reviewedAt: null },
  "attachment/file": { id: "file", name: "log.txt", mediaType: "text/plain", sizeBytes: 3 },
  "contact/customer-a": { id: "customer-a", name: "Demo Customer", kind: "customer", zone: null, owner: null },
  "meetings/ben": {
    person: "ben",
    meetings: [
      { uid: "m1", title: "Sprint planning", from: "2026-03-02T11:00:00.000Z", until: "2026-03-02T12:00:00.000Z", organiser: "Demo Lea", writable: true },
    ],
  },
  "rooms/rooms": { ids: ["blue"] },
  "room/blue": { id: "blue", name: "Blue", place: "", seats: 8, heldBy: null, bookings: [] },
  "group/stakeholders": { key: "stakeholders", people: [], contacts: ["board"] },
};
const facts = {
  get: (kind: string, key: string) => (kind === "person" ? (key === "nobody" ? null : { id: key, active: true }) : (known[`${kind}/${key}`] ?? null)),
};
const steps = [{ key: "worker", who: "solutioneer", what: "Find somebody who repairs it", when: "At once" }];
// A pack without rules of its own: examples show what is possible, not what a process forbids.
const bare = packOf({
  ...packData("sitrep"),
  may: { brief: { holds: ["anyone"], delegable: true } },
  exclusions: [],
  stated_role: undefined,
  gates: { resolve: [], close: [] },
  alert: undefined,
  thread: undefined,
  severities: Object.fromEntries(
    Object.entries(packData("sitrep").severities as object).map(([rank, level]) => [rank, { ...level, alert: undefined, gates: undefined, steps }]),
  ),
});

// Every command is there, whatever the pack leaves out.
const full = { ...Object.fromEntries((commands as readonly AnyCommand[]).flatMap(({ partOf }) => (partOf === undefined ? [] : [[partOf, {}]]))), ...bare };

function setting(rulesInForce: boolean) {
  const engine = rulesInForce ? incidents : { ...incidents, rules: [] };
  return { engine, pack: full, stream: "this", seq: 0, now: "2026-03-02T10:00:00.000Z", commandId: "c1", facts: facts as never };
}

describe.each((commands as readonly AnyCommand[]).map((command) => [command.name, command] as const))("command %s", (name, command) => {
  it("has at least two examples", () => expect(command.examples.length).toBeGreaterThanOrEqual(2));
  it.each(command.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    let state = initialState(incidents);
    example.given.forEach((event, index) => {
      state = evolve(incidents, state, { stream: "this", seq: index + 1, v: 1, at: "2026-03-02T09:00:00.000Z", actor: "person:ana", ...event });
    });
    const draft = draftOf(setting(false), state);
    const refusal = judge(draft, { name, input: example.input, actor: (example.by ?? "person:ana") as Actor });
    if ("refused" in example.then) expect(refusal?.code).toBe(example.then.refused);
    else {
      expect(refusal).toBeNull();
      expect(draft.events.map((event) => event.type)).toEqual(example.then);
    }
  });
});

describe.each((rules as readonly AnyRule[]).map((rule) => [rule.key, rule] as const))("rule %s", (_key, rule) => {
  it("has at least two examples of its value, where it has one", () => expect(rule.examples.length).toBeGreaterThanOrEqual(rule.schema || rule.level ? 2 : 0));
  it.each(rule.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    const schema = example.in === "top" ? rule.schema : rule.level;
    expect(schema?.safeParse(example.value).success).toBe(example.valid);
  });
});
