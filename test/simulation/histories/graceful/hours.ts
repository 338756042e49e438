/** Hours: nobody commands past eight without a break, rounds come at the severity's pace and anew when it changes, rests end. */
import { holdersOf } from "../../../../src/core/incident/roles/slice.ts";
import { epochMs } from "../../../../src/core/kernel/time.ts";
import { type Invariant, without } from "../invariant.ts";

const hour = 3_600_000;
const paces: Readonly<Record<number, number>> = { 1: hour, 2: 2 * hour, 3: 4 * hour };
const directing = new Set(["action-added", "severity-changed", "stood-down", "resolved", "update-posted"]);

export const ofHours: readonly Invariant[] = [
  {
    id: "P5",
    says: "whoever has managed for eight hours without an hour's break directs nothing any more",
    spoilt: without("GD-24"),
    watch: (desk) => {
      /** When somebody's stretch began, and until when they are known to have commanded: nobody does while it is not active (5.7). */
      const stretches = new Map<string, { began: number; until: number }>();
      return ({ before, after, accepted }) => {
        const now = epochMs(desk.now);
        const [was] = before.lifecycle.phase === "active" ? holdersOf(before.roles, "manager") : [];
        const stretch = was === undefined ? undefined : stretches.get(was);
        const event = accepted.events.find(({ type, actor }) => directing.has(type) && actor === `person:${was}`);
        const over = event !== undefined && stretch !== undefined && now - stretch.began >= 8 * hour;
        if (was !== undefined && stretch !== undefined) stretches.set(was, { ...stretch, until: now });
        const [next] = after.lifecycle.phase === "active" ? holdersOf(after.roles, "manager") : [];
        const known = next === undefined ? undefined : stretches.get(next);
        if (next !== undefined && (known === undefined || now - known.until >= hour)) stretches.set(next, { began: now, until: now });
        return over && `${was} did ${event.type} after ${((now - stretch.began) / hour).toFixed(1)} hours`;
      };
    },
  },
  {
    id: "P7",
    says: "while it is active there is exactly one next round, no later than the severity's pace from now",
    spoilt: without("GD2-15", "GD-20"),
    watch: (desk) => () => {
      const { lifecycle, severity } = desk.state;
      if (lifecycle.phase !== "active" || severity.rank === null) return null;
      const next = desk.duties.filter(({ key }) => key.startsWith("round@"));
      if (next.length !== 1) return `${next.length} next rounds`;
      const inMs = epochMs(next[0]!.key.slice("round@".length)) - epochMs(desk.now);
      return inMs > paces[severity.rank]! && `the next round is ${inMs / hour} hours away at severity ${severity.rank}`;
    },
  },
  {
    id: "P12",
    says: "a change of severity counts the rounds anew in the same commit",
    watch:
      (desk) =>
      ({ accepted, after }) => {
        const changed = accepted.events.findLast(({ type }) => type === "severity-changed");
        if (!changed || after.lifecycle.phase !== "active" || after.severity.rank === null) return null;
        const next = desk.duties.find(({ key }) => key.startsWith("round@"));
        const at = epochMs(desk.now) + paces[after.severity.rank]!;
        return epochMs(next?.key.slice("round@".length) ?? desk.now) !== at && `the next round is ${next?.key} after a change at ${desk.now}`;
      },
  },
  {
    id: "P22",
    says: "nobody rests at severity 1, and every rest has an end that wakes it",
    spoilt: { "severities/1/standdown": { allowed: true } },
    watch: (desk) => () => {
      const { phase, paused } = desk.state.lifecycle;
      if (phase !== "paused") return null;
      if (desk.state.severity.rank === 1) return "resting at severity 1";
      return (paused === null || desk.wakeAt === null || desk.wakeAt > paused.until) && `resting until ${paused?.until}, waking at ${desk.wakeAt}`;
    },
  },
];
