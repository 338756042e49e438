/** What whoever commands wants to know of those who were hit: public relations asks them, and the workers read the answer (GD-39). */
import { z } from "zod";
import { cites, duration, roleOfKind } from "../../../kernel/process.ts";
import { after } from "../../../kernel/time.ts";
import { rule } from "../../rule.ts";
import { toHolders } from "./nudge.ts";

export const informationRequests = rule("information_requests", {
  title: "Asking those who were hit",
  says: "Passes the commander's questions to the role that asks those who were hit, and what they say back to those who need it.",
  schema: z
    .strictObject({
      /** Who asks those outside. */
      who: z.string().max(40),
      within: duration,
      /** The roles that read the answer, beside the one who asked. */
      tell: z.array(z.string().max(40)).default([]),
      cites,
    })
    .optional(),
  demands: (policy, state) =>
    Object.values(state.outside.requests)
      .filter(({ answeredAt }) => policy.own !== undefined && answeredAt === null)
      .map((one) => {
        const due = after(one.at, policy.own!.within);
        return {
          key: `information/${one.id}`,
          who: { role: policy.own!.who },
          what: "Find out from those who were hit what the manager asks",
          during: ["active", "paused"],
          due,
          steps: [{ at: due, does: "due" as const }],
          metBy: (event) => event.type === "information-given" && (event.data as { request: string }).request === one.id,
          cites: policy.cites(policy.at("top")),
          by: { name: "give-information", input: { request: one.id } },
        };
      }),
  triggers: {
    "information-requested": (policy, state, { data }, ctx) =>
      toHolders(state, [policy.own?.who ?? ""], {
        key: `information/${data.request}/asked`,
        template: "information",
        urgency: "notice",
        params: { text: data.text, by: ctx.person ?? "", given: false },
        duty: `information/${data.request}`,
        cites: policy.cites(policy.at("top")),
      }),
    "information-given": (policy, state, { data }, ctx) =>
      toHolders(state, [roleOfKind(policy.process, "commander") ?? "", ...(policy.own?.tell ?? [])], {
        key: `information/${data.request}/given`,
        template: "information",
        urgency: "notice",
        params: { text: data.text, by: ctx.person ?? "", given: true },
        cites: policy.cites(policy.at("top")),
      }),
  },
  examples: [
    { title: "the liaison asks", value: { who: "liaison", within: "1h", tell: ["responder"] }, in: "top", valid: true },
    { title: "without an end", value: { who: "liaison" }, in: "top", valid: false },
  ],
});
