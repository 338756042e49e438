/** Experts who do not work on it stay at hand: whoever works may consult them (GD-14). */
import { z } from "zod";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const value = z.strictObject({
  /** Whether the message may wake (`page`) where the contact window lets it out, or only lies there (`notice`). */
  urgency: z.enum(["page", "notice"]).default("notice"),
  cites,
});

export const consultations = rule("consultations", {
  title: "Consultations",
  says: "Tells an expert who is consulted as soon as they may be disturbed, and brings the advice to whoever asked.",
  schema: value.optional(),
  triggers: {
    "expert-consulted": (policy, _state, { data }, ctx) =>
      policy.own
        ? [
            {
              key: `consultation/${data.consultation}`,
              to: { person: data.person },
              template: "consulted",
              urgency: policy.own.urgency,
              params: { text: data.text, by: ctx.person ?? "" },
              cites: policy.cites(policy.at("top")),
            },
          ]
        : [],
    "advice-given": (policy, _state, { data }, ctx) =>
      policy.own
        ? [
            {
              key: `advice/${data.consultation}`,
              to: { person: data.person },
              template: "answer",
              urgency: "notice" as const,
              params: { text: data.text, by: ctx.person ?? "" },
              cites: policy.cites(policy.at("top")),
            },
          ]
        : [],
  },
  examples: [
    { title: "at once, within the contact window", value: { urgency: "page" }, in: "top", valid: true },
    { title: "shouted", value: { urgency: "loud" }, in: "top", valid: false },
  ],
});
