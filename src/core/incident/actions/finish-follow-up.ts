/** Says that a follow-up is done. */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";

export const finishFollowUp = command("finish-follow-up", {
  title: "Finish a follow-up",
  says: "Says that a follow-up is done.",
  input: z.object({ followUp: z.string().min(1) }),
  may: "anyone",
  form: { verb: "Done" },
  decide(state, input, ctx) {
    const found = state.actions.followUps[input.followUp];
    if (!found) return refuse("not_found", "There is no such follow-up.");
    if (found.state === "done") return refuse("invalid_state", "It is done already.");
    return [{ type: "follow-up-finished", data: { followUp: found.id, text: found.text } }];
  },
  examples: [
    {
      title: "an open one",
      given: [...active, { type: "follow-up-added", data: { followUp: "f1", text: "Alert on it", owner: null } }],
      input: { followUp: "f1" },
      then: ["follow-up-finished"],
    },
    { title: "an unknown one", given: active, input: { followUp: "f9" }, then: { refused: "not_found" } },
  ],
});
