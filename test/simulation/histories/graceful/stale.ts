/** Staleness: a severity that lasts too long is asked about, and only people ever change it. */
import { epochMs } from "../../../../src/core/kernel/time.ts";
import type { Desk } from "../desk.ts";
import { type Invariant, without } from "../invariant.ts";

const hour = 3_600_000;
/** How long a severity may last before somebody says whether it still fits; the worst is never asked about. */
const lasts: Readonly<Record<number, number>> = { 2: 8 * hour, 3: 48 * hour };
const begins = new Set(["declared", "reopened", "severity-changed", "severity-kept"]);

export const ofStaleness: readonly Invariant[] = [
  {
    id: "P14",
    says: "what is not over in its severity's time is asked about, whoever manages owes the answer, and nothing becomes worse or better by itself",
    spoilt: without("GD2-06"),
    watch: (desk) => {
      let [worked, looked, asked] = [0, desk.now, false];
      const hear = (type: string) => {
        if (begins.has(type)) [worked, asked] = [0, false];
        if (type === "severity-review-due") asked = true;
      };
      return ({ before, after, accepted, who }) => {
        if (before.lifecycle.phase === "active") worked += epochMs(desk.now) - epochMs(looked);
        looked = desk.now;
        const changed = accepted.events.find(({ type }) => type === "severity-changed");
        if (changed && who === "time") return `${changed.actor} changed the severity by itself`;
        for (const { type } of accepted.events) hear(type);
        if (after.lifecycle.phase !== "active") return null;
        if (asked) return !owesAnswer(desk) && "it was asked about, and the manager owes no answer";
        const { rank } = after.severity;
        return worked > (lasts[rank ?? 1] ?? worked) && `${worked / hour} hours at severity ${rank}, and nobody asks`;
      };
    },
  },
];

const owesAnswer = (desk: Desk) => desk.duties.some(({ key, who }) => key.startsWith("severity/answer@") && "role" in who && who.role === "manager");
