/** Staleness: a severity that lasts too long is asked about, and only people ever change it. */
import { epochMs } from "../../../src/core/kernel/time.ts";
import type { Desk } from "./desk.ts";
import type { Invariant, Spoilt } from "./invariant.ts";

const hour = 3_600_000;
const begins = new Set(["declared", "reopened", "severity-changed"]);

/** Severities with how long each may last before somebody says whether it still fits, in ms; the role that answers; what breaks it. */
export function staleAfter(lasts: Readonly<Record<number, number>>, role: string, spoilt: Spoilt): Invariant {
  return {
    id: "P14",
    says: "what is not over in its severity's time is asked about, whoever commands owes the answer, and nothing becomes worse or better by itself",
    spoilt,
    watch: (desk) => {
      let [worked, looked, question] = [0, desk.now, "to come"];
      // Once it was answered it is not asked again (5.7), until the severity begins anew.
      const hear = (type: string) => {
        if (begins.has(type)) [worked, question] = [0, "to come"];
        if (type === "severity-review-due") question = "asked";
        if (type === "severity-kept") question = "answered";
      };
      return ({ before, after, accepted, who }) => {
        if (before.lifecycle.phase === "active") worked += epochMs(desk.now) - epochMs(looked);
        looked = desk.now;
        const changed = accepted.events.find(({ type }) => type === "severity-changed");
        if (changed && who === "time") return `${changed.actor} changed the severity by itself`;
        for (const { type } of accepted.events) hear(type);
        if (after.lifecycle.phase !== "active") return null;
        if (question === "asked") return !owesAnswer(desk, role) && "it was asked about, and whoever commands owes no answer";
        const { rank } = after.severity;
        return question === "to come" && worked > (lasts[rank ?? 1] ?? worked) && `${worked / hour} hours at severity ${rank}, and nobody asks`;
      };
    },
  };
}

const owesAnswer = (desk: Desk, role: string) => desk.duties.some(({ key, who }) => key.startsWith("severity/answer@") && "role" in who && who.role === role);
