/** The alert rules that ship speak only of metrics that exist, and what nobody knows yet alarms nobody. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { metrics, type Watched } from "../../src/shell/metrics.ts";

type Rules = {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string; readonly labels: object; readonly annotations: object }[];
  }[];
};
const rules = (parse(readFileSync(new URL("../../docs/alert-rules.yaml", import.meta.url), "utf8")) as Rules).groups.flatMap(({ rules }) => rules);

const words = new Set(["min", "max", "sum", "by", "le", "rate", "increase", "histogram_quantile", "receiver", "channel", "pool", "m", "h"]);
const namesIn = (expr: string) => [...expr.replaceAll(/\[[^\]]*\]/g, "").matchAll(/[a-z_]{2,}/g)].map(([name]) => name).filter((name) => !words.has(name));

const watched: Watched = {
  ...{ unknown: 2, overdue: 1, engineAgeMs: 1_500, circuits: new Map([["sms", "open"]]), waiting: { work: 3 }, backupAgeSeconds: 60 },
  watch: {
    now: "2026-03-02T10:01:00.000Z",
    syntheticPage: { at: "2026-03-02T10:00:30.000Z", seconds: 0.4, node: "one" },
    syntheticPageAgeSeconds: 30,
    heartbeats: [
      { host: "good.example.test", sentAt: "2026-03-02T10:00:30.000Z", problem: null },
      { host: "deaf.example.test", sentAt: null, problem: "It answered 500" },
    ],
    found: { asleep: 1, overdue: 1, ms: 3 },
    auditChainOk: true,
  },
};

describe("R23 metrics and alert rules", () => {
  it("every rule names only metrics that exist, with words of its own", async () => {
    const numbers = metrics({ process: true });
    numbers.watch(async () => watched);
    const text = await numbers.text();
    const known = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, type]) => (type === "histogram" ? [name, `${name}_bucket`] : [name])));
    expect(rules.length).toBeGreaterThan(8);
    for (const { alert, expr, annotations, labels } of rules) {
      expect(namesIn(expr).length, alert).toBeGreaterThan(0);
      expect([alert, namesIn(expr).filter((name) => !known.has(name))]).toEqual([alert, []]);
      expect(Object.keys(annotations)).toEqual(["summary", "description"]);
      expect(Object.keys(labels)).toEqual(["severity"]);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it("says what is known, and of the heartbeats that leave only where they go", async () => {
    const numbers = metrics({ process: false });
    numbers.watch(async () => watched);
    const text = await numbers.text();
    for (const line of [
      "synthetic_page_age_seconds 30",
      "synthetic_page_seconds 0.4",
      'deadman_sent_age_seconds{receiver="good.example.test"} 30',
      'deadman_sent_age_seconds{receiver="deaf.example.test"} +Inf',
      "incidents_without_wakeup 2",
      "audit_chain_ok 1",
      "backup_age_seconds 60",
      'db_pool_waiting{pool="work"} 3',
    ])
      expect(text).toContain(`${line}\n`);
  });

  it("what nobody knows yet is no number that a rule could take for bad", async () => {
    const text = await metrics({ process: false }).text();
    for (const name of ["synthetic_page_age_seconds", "audit_chain_ok", "backup_age_seconds"]) expect(text).toMatch(new RegExp(`^${name} Nan$`, "im"));
  });
});
