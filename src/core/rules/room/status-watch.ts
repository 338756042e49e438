/** Tells a room again and again how the systems are, for as long as somebody wants it there (PD-40). */
import { z } from "zod";
import { cites, duration } from "../../kernel/process.ts";
import { rule } from "../rule.ts";
import { nextOnGrid } from "../tell/cadences.ts";

const value = z.strictObject({ every: duration, cites });

export const statusWatch = rule("status_watch", {
  title: "Watch of the systems",
  says: "Tells the room how the systems are every so often, from when somebody asks for it until somebody stops it or the incident is over.",
  schema: value.optional(),
  demands: (policy, { statusWatch: { since, at } }) => {
    if (!policy.own || since === null) return [];
    const next = nextOnGrid(since, policy.own.every, at);
    return [
      {
        ...{ key: `status@${next}`, who: { process: true as const }, what: "Tell how the systems are", during: ["reported", "active", "paused"], due: null },
        steps: [{ at: next, does: "due" as const, then: { name: "tell-status" as const, input: {} } }],
        metBy: (event) => event.type === "status-told",
        cites: policy.cites(policy.at("top", "every")),
      },
    ];
  },
  examples: [
    { title: "every 30 seconds", value: { every: "30s" }, in: "top", valid: true },
    { title: "now and then", value: { every: "sometimes" }, in: "top", valid: false },
  ],
});
