/** Says who does a follow-up, by when, or in other words; what is left out stays. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { epochMs, instantOf } from "../../kernel/time.ts";
import { over } from "../examples.ts";
import { command } from "../slices.ts";

const added = { type: "follow-up-added", data: { followUp: "f1", text: "Alert on the queue length", owner: null } };

export const changeFollowUp = command("change-follow-up", {
  title: "Change a follow-up",
  says: "Says who does a follow-up, by when, or in other words; what is left out stays.",
  input: z.object({
    followUp: z.string().min(1).meta({ title: "Follow-up", reference: "follow-up" }),
    text: z.string().trim().min(1).max(500).optional().meta({ title: "What" }),
    owner: z.string().nullable().optional().meta({ title: "Owner", reference: "person" }),
    due: z.iso.datetime().nullable().optional().meta({ title: "By when" }),
  }),
  may: "anyone",
  form: { verb: "Save" },
  when: (state) => Object.values(state.actions.followUps).some(({ state: stands }) => stands === "open"),
  decide(state, input, ctx) {
    const found = state.actions.followUps[input.followUp];
    if (!found) return refuse("not_found", "There is no such follow-up.");
    if (found.state === "done") return refuse("invalid_state", "It is done already.");
    if (input.owner && !ctx.facts.get("person", input.owner)?.active) return refuse("invalid_value", "There is nobody by that name.", { pointer: "/owner" });
    const { text = found.text, owner = found.owner, due = found.due ?? null } = input;
    return [{ type: "follow-up-changed", data: { followUp: found.id, text, owner, due: due && instantOf(epochMs(due)) } }];
  },
  examples: [
    {
      title: "an owner and a date",
      given: [...over, added],
      input: { followUp: "f1", owner: "ben", due: "2026-03-09T12:00:00Z" },
      then: ["follow-up-changed"],
    },
    { title: "an unknown one", given: over, input: { followUp: "f9", owner: "ben" }, then: { refused: "not_found" } },
  ],
});
