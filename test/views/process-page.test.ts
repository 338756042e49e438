/** A process as a page: every value in words, with its sentences; nothing of a pack is missing on it. */
import { describe, expect, it } from "vitest";
import { durationInWords } from "../../src/core/kernel/time.ts";
import { inline, keyInWords } from "../../src/views/process/in-words.ts";
import { pageOf } from "../../src/views/process/page.ts";
import { packData, packOf } from "../organisation.ts";

const graceful = packOf(packData("graceful"));
const page = pageOf(graceful);
const row = (key: string, label: string) => page.compared.find((one) => one.key === key && one.label === label);

describe("a process to read", () => {
  it("says what differs by severity side by side, with its sentences", () => {
    expect(row("rounds", "Every")).toMatchObject({ says: ["1 hour", "2 hours", "4 hours"], cites: expect.arrayContaining(["GD2-15"]) });
    expect(row("contact", "Window")).toMatchObject({ says: ["always", "waking", "working"] });
    expect(row("severity", "Review, after")).toMatchObject({ says: ["", "8 hours", "2 days"] });
    expect(row("severity", "Review, propose")).toMatchObject({ says: ["", "severity 1", "severity 2"] });
  });

  it("says what holds at every severity: shifts, gates, documents, roles and what they may", () => {
    const shift = page.parts.find(({ key }) => key === "shift")!;
    expect(shift.lines).toContainEqual({ label: "Most, after", says: "8 hours", cites: ["GD-24"] });
    expect(shift.lines).toContainEqual({ label: "Role", says: "Incident Manager", cites: [] });
    expect(page.parts.find(({ key }) => key === "gates")!.lines[0]).toMatchObject({ label: "The fix has not been deployed.", cites: ["GD-23"] });
    expect(page.roles[0]).toMatchObject({ label: "Incident Manager", holders: "exactly 1", may: expect.arrayContaining(["Command", "Decide severity"]) });
    expect(page.roles.find(({ role }) => role === "pr_manager")).toMatchObject({ holders: "at most 1" });
  });

  it("has every step of a severity with who and when", () => {
    const [first] = page.severities;
    expect(first!.steps).toHaveLength((graceful.severities[1] as unknown as { steps: unknown[] }).steps.length);
    expect(first!.steps[1]).toMatchObject({ who: "Incident Manager", when: "At once, whatever the hour" });
  });

  it.each(["graceful", "sitrep"])(
    "leaves out no rule that %s fills, at the top or at a severity, but steps, readiness and questions, which have lists of their own",
    (key) => {
      const pack = packOf(packData(key));
      const shown = pageOf(pack);
      const skeleton = ["key", "name", "version", "origin", "summary", "incidentDefinition", "sentences", "enforcement", "roles", "may", "severities"];
      const own = ["steps", "readiness", "classify", ...skeleton];
      const raw = packData(key) as Record<string, unknown>;
      expect(shown.parts.map((part) => part.key).sort()).toEqual(
        expect.arrayContaining(Object.keys(raw).filter((one) => !own.includes(one) && said(raw[one]))),
      );
      for (const [rank, level] of Object.entries(raw.severities as Record<string, Record<string, unknown>>)) {
        const at = Object.keys(raw.severities as object).indexOf(rank);
        const told = new Set([
          ...shown.compared.filter(({ says }) => says[at] !== "").map((one) => one.key),
          ...shown.severities[at]!.parts.map((one) => one.key),
        ]);
        const skeletonOfLevel = ["name", "motto", "handling", "major", "description", "examples", "typicalResponse", "cites", "steps"];
        for (const one of Object.keys(level)) if (!skeletonOfLevel.includes(one) && said(level[one])) expect([...told], `${rank}/${one}`).toContain(one);
      }
    },
  );

  it("says lengths of time, keys and groups as people do", () => {
    expect(durationInWords("PT1H30M")).toBe("1 hour 30 minutes");
    expect(durationInWords("P6M")).toBe("6 months");
    expect(durationInWords("P1D")).toBe("1 day");
    expect(durationInWords("PT0S")).toBe("at once");
    expect(keyInWords("nudgeAfter")).toBe("Nudge after");
    expect(keyInWords("oneAtATime")).toBe("One at a time");
    expect(inline(graceful, [{ role: "observer" }, { group: "customers" }])).toBe("Observer, group customers");
    expect(inline(graceful, { after: "PT5M", to: { role: "manager" } })).toBe("after: 5 minutes; to: Incident Manager");
  });
});

/** Whether a value says anything: a list of nothing, and what is only false, does not. */
function said(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== "object" || value === null) return true;
  const inner = Object.entries(value).filter(([key]) => key !== "cites");
  return inner.length === 0 || inner.some(([, one]) => one !== false && said(one));
}
