/** Answers: at 2 the engineering manager is called after ten minutes of silence, once; at 1 at once; at 3 and 4 never for silence. */
import type { State } from "../../../../src/core/incident/slices.ts";
import { after as later } from "../../../../src/core/kernel/time.ts";
import type { Desk } from "../desk.ts";
import { type Invariant, without } from "../invariant.ts";

const begins = new Set(["declared", "severity-changed", "reopened"]);
const silence = "Nobody has answered yet";

function managerOf({ facts }: Desk, { lifecycle }: State): string | null {
  return (lifecycle.area === null ? null : facts.get("area", lifecycle.area)?.engineeringManager) ?? null;
}

export const ofAnswers: readonly Invariant[] = [
  {
    id: "P17",
    says: "at 2 the engineering manager is called exactly ten minutes after nobody has answered, once, and at no other severity for that",
    spoilt: without("PE-23"),
    watch: (desk) => {
      let [since, answered, calls] = [desk.now, false, 0];
      return ({ before, after, accepted }) => {
        const manager = managerOf(desk, before);
        const called = accepted.events.filter(({ type, data }) => type === "paged" && (data as { why: string }).why.startsWith(silence)).length;
        const wrong = called > 0 && (before.severity.rank !== 2 || answered || calls > 0 || desk.now !== later(since, "PT10M"));
        calls += called;
        for (const { type, actor } of accepted.events) {
          if (begins.has(type)) [since, answered, calls] = [desk.now, false, 0];
          else if (actor.startsWith("person:") && actor !== after.lifecycle.reporter) answered = answered || desk.now > since;
        }
        if (wrong) return `called for silence at ${desk.now}, said at ${since}, at severity ${before.severity.rank}`;
        const waits = after.lifecycle.phase === "active" && after.severity.rank === 2 && !answered && manager !== null;
        return waits && calls === 0 && desk.now > later(since, "PT10M") && `nobody has answered since ${since}, and nobody was called`;
      };
    },
  },
  {
    id: "P16",
    says: "becoming 1 calls the engineering manager in the same commit, who has not said no",
    spoilt: { "severities/1/alert/who": "nobody" },
    watch:
      (desk) =>
      ({ after, accepted }) => {
        const worse = accepted.events.some(({ type, data }) => type === "declared" || (type === "severity-changed" && (data as { to: number }).to === 1));
        const manager = managerOf(desk, after);
        if (!worse || after.severity.rank !== 1 || after.lifecycle.phase !== "active" || manager === null) return null;
        return !Object.values(after.pages.pages).some(({ person }) => person === manager) && `${manager} was not called`;
      },
  },
];
