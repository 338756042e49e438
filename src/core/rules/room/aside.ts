/** The thread beside the main talk: whoever does not take part writes there, and what is beside the point is moved there (PD-10, PD-11). */
import { z } from "zod";
import { takesPart } from "../../incident/presence/takes-part.ts";
import { cites } from "../../kernel/process.ts";
import { rule } from "../rule.ts";

const part = z.strictObject({ cites }).optional();
const value = z
  .strictObject({
    /** What is written by whoever does not take part goes there by itself. */
    others: part,
    /** Whoever keeps order in the room moves there what is beside the point. */
    moved: part,
    cites,
  })
  .optional();

export const aside = rule("aside", {
  title: "Side thread",
  says: "Keeps the main talk to those who take part and to the problem; everything else stands in a thread beside it.",
  schema: value,
  forbids: {
    "post-message": (policy, state, _input, ctx) => {
      const watches = ctx.person !== null && !takesPart(policy.process, state, ctx.person);
      if (!policy.own?.others || !watches || state.lifecycle.phase !== "active") return [];
      return [
        {
          ...policy.objection(policy.at("top", "others"), "posting_restricted", "You do not take part: what you write stands in the side thread."),
          only: "warning",
        },
      ];
    },
    "move-aside": (policy, _state, _input, ctx) =>
      ctx.person === null || policy.own?.moved ? [] : [policy.objection(policy.at("top"), "invalid_state", "Nothing is moved to the side here.")],
  },
  follows: {
    "message-posted": (policy, state, { data, actor }) => {
      const person = actor.startsWith("person:") ? actor.slice("person:".length) : null;
      if (!policy.own?.others || person === null || state.lifecycle.phase !== "active" || takesPart(policy.process, state, person)) return [];
      return [{ name: "move-aside", input: { message: data.message } }];
    },
  },
  examples: [
    { title: "both", value: { others: {}, moved: {} }, in: "top", valid: true },
    { title: "an unknown part", value: { shouted: {} }, in: "top", valid: false },
  ],
});
