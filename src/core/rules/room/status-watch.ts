/** Tells a room again and again how the systems are, for as long as somebody wants it there (PD-40). */
import { statusWatchShape } from "../../incident/status-watch/word.ts";
import { rule } from "../rule.ts";
import { nextOnGrid } from "../tell/cadences.ts";

export const statusWatch = rule("status_watch", {
  title: "Watch of the systems",
  says: "Looks every so often how the systems are, and tells the room each time or only what has changed, from when somebody asks for it until somebody stops it or the incident is over.",
  schema: statusWatchShape.optional(),
  demands: (policy, { statusWatch: { since, at } }) => {
    if (!policy.own || since === null) return [];
    const next = nextOnGrid(since, policy.own.every, at);
    const key = `status@${next}`;
    return [
      {
        ...{ key, who: { process: true as const }, what: "Tell how the systems are", during: ["reported", "active", "paused"], due: null },
        steps: [{ at: next, does: "due" as const, then: { name: "tell-status" as const, input: {} } }],
        metBy: ({ type, data }) => type === "duty-fell-due" && (data as { readonly key: string }).key === key,
        cites: policy.cites(policy.at("top", "every")),
      },
    ];
  },
  examples: [
    { title: "every 30 seconds", value: { every: "30s" }, in: "top", valid: true },
    { title: "only what is new", value: { every: "30s", mode: "on_change" }, in: "top", valid: true },
    { title: "now and then", value: { every: "sometimes" }, in: "top", valid: false },
  ],
});
