/** Opens the public entry of an incident; sent by the process itself (GD2-36). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active, over } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

export const openPublicEntry = command("open-public-entry", {
  title: "Open the public entry",
  says: "Opens the public entry of an incident; sent by the process itself (GD2-36).",
  input: z.object({ text: z.string().min(1).max(500) }),
  may: "program",
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "shown to the public");
    if (wrong) return wrong;
    if (state.public.published.length > 0) return refuse("invalid_state", "The public entry is open already.");
    return [{ type: "public-entry-opened", data: input }];
  },
  examples: [
    { title: "at the declaration", given: active, input: { text: "We are working on a problem." }, by: "rule:public", then: ["public-entry-opened"] },
    {
      title: "twice",
      given: [...over, { type: "public-entry-opened", data: { text: "We are working on a problem." } }],
      input: { text: "We are working on a problem." },
      by: "rule:public",
      then: { refused: "invalid_state" },
    },
  ],
});
