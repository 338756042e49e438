/** The settings every source has, and the severity they give. */
import { describe, expect, it } from "vitest";
import { severityOf, sourceSettings } from "../../src/sources/settings.ts";

describe("severityOf", () => {
  const settings = sourceSettings.parse({ severity: { map: { Critical: 1, warning: 3 }, default: 4 } });

  it("maps the label's value whatever its letter case, else takes the default", () => {
    expect(severityOf({ labels: { severity: " CRITICAL " } }, settings)).toBe(1);
    expect(severityOf({ labels: { severity: "warning" } }, settings)).toBe(3);
    expect(severityOf({ labels: { severity: "info" } }, settings)).toBe(4);
    expect(severityOf({ labels: {} }, settings)).toBe(4);
    expect(severityOf({ labels: { severity: "constructor" } }, settings)).toBe(4);
  });

  it("reads another label, and leaves to triage what no setting names", () => {
    const other = sourceSettings.parse({ severity: { label: "priority", map: { p1: 1 } } });
    expect(severityOf({ labels: { priority: "P1", severity: "p1" } }, other)).toBe(1);
    expect(severityOf({ labels: { severity: "p1" } }, other)).toBeNull();
    expect(severityOf({ labels: {} }, sourceSettings.parse({ severity: { label: "toString", map: { a: 2 } } }))).toBeNull();
  });
});

describe("sourceSettings", () => {
  it("has a default for everything: a report, to triage", () => {
    expect(sourceSettings.parse({})).toEqual({
      area: null,
      process: null,
      declare: "report",
      stormLimit: 40,
      severity: { label: "severity", map: {}, default: null },
    });
  });

  it.each([
    [{ declare: "maybe" }],
    [{ severity: { map: { critical: "1" } } }],
    [{ severity: { map: { critical: 1.5 } } }],
    [{ severity: { map: { critical: -1 } } }],
    [{ surprise: 1 }],
    [{ severity: { map: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, 1])) } }],
  ])("refuses %j", (settings) => {
    expect(sourceSettings.safeParse(settings).success).toBe(false);
  });
});
