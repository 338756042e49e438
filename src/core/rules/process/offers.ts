/** Which features the process uses at all: what it does not offer is refused with its name. */
import { z } from "zod";
import type { Wish } from "../../incident/index.ts";
import { cites } from "../../kernel/process.ts";
import type { Objection } from "../../kernel/refusal.ts";
import type { Policy } from "../../kernel/rule.ts";
import { rule } from "../rule.ts";

/** The features a pack can offer, with their names for people. */
const features = {
  human_reports: "reports by people",
  running_log: "a running log in the room",
  runbooks: "runbooks",
  drills: "drills",
} as const;
type Feature = keyof typeof features;
type Offers = { [F in Feature]?: { cites?: unknown } | undefined };

const offer = z.strictObject({ cites }).optional();

function lacks(policy: Policy<Offers, undefined>, feature: Feature): Objection[] {
  return policy.own[feature] ? [] : [policy.objection(policy.at("top"), "invalid_state", `${policy.process.name} has no ${features[feature]}.`)];
}

const whileReporting = (policy: Policy<Offers, undefined>, _state: unknown, input: Extract<Wish, { name: "report" | "declare" }>["input"] | null) =>
  input?.drill ? lacks(policy, "drills") : [];

export const offers = rule("offers", {
  title: "Offers",
  says: "Refuses what the process does not use, so that a process can start small and add features one by one.",
  schema: z.strictObject({ human_reports: offer, running_log: offer, runbooks: offer, drills: offer }).default({}),
  forbids: {
    report: (policy, state, input, ctx) => [...(ctx.person === null ? [] : lacks(policy, "human_reports")), ...whileReporting(policy, state, input)],
    declare: whileReporting,
    "note-change": (policy) => lacks(policy, "running_log"),
    "start-runbook": (policy) => lacks(policy, "runbooks"),
    "tick-step": (policy) => lacks(policy, "runbooks"),
  },
  examples: [
    { title: "runbooks only", value: { runbooks: {} }, in: "top", valid: true },
    { title: "an unknown feature", value: { teleporter: {} }, in: "top", valid: false },
  ],
});
