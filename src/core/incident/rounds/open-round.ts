/** Asks everybody at work how it stands, now; the process itself does so at its own hours (GD2-15). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { wrongPhase } from "../lifecycle/in-phase.ts";
import { holdersOfKind } from "../roles/of-kind.ts";
import { command } from "../slices.ts";
import { latestRound } from "./slice.ts";

export const openRound = command("open-round", {
  title: "Ask how it stands",
  says: "Asks everybody at work how it stands, now; the process itself does so at its own hours (GD2-15).",
  input: z.object({}),
  may: { capability: "direct" },
  partOf: "rounds",
  form: { verb: "Ask" },
  when: (state) => state.lifecycle.phase === "active",
  decide(state, _input, ctx) {
    const wrong = wrongPhase(state, ["active"], "asked about");
    if (wrong) return wrong;
    const asked = holdersOfKind(ctx.process, state.roles, "responder");
    if (asked.length === 0 && ctx.person !== null) return refuse("invalid_state", "Nobody is at work on it yet.", { instead: "assign-role" });
    return [{ type: "round-opened", data: { round: (latestRound(state.rounds)?.n ?? 0) + 1, asked } }];
  },
  examples: [
    {
      title: "one at work",
      given: [...active, { type: "role-assigned", data: { role: "solutioneer", person: "ben", stated: true } }],
      input: {},
      then: ["round-opened"],
    },
    { title: "nobody at work", given: active, input: {}, then: { refused: "invalid_state" } },
  ],
});
