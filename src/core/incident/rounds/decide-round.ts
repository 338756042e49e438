/** Says what follows from a round; usually that nothing changes (GD2-18). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { decisions, latestRound, roundOf } from "./slice.ts";

const opened = [...active, { type: "round-opened", data: { round: 1, asked: ["ben"] } }];

export const decideRound = command("decide-round", {
  title: "Decide what follows",
  says: "Says what follows from a round; usually that nothing changes (GD2-18).",
  input: z.object({
    round: z.number().int().min(1).optional().meta({ title: "Round", description: "The last one unless it is named", hidden: true }),
    decision: z.enum(decisions).meta({ title: "Decision" }),
    note: z.string().trim().max(1_000).default("").meta({ title: "In your words" }),
  }),
  may: { capability: "direct" },
  partOf: "rounds",
  form: { verb: "Decide" },
  when: (state) => declared.includes(state.lifecycle.phase) && latestRound(state.rounds) !== null,
  decide(state, input) {
    const wrong = wrongPhase(state, declared, "decided on");
    if (wrong) return wrong;
    const round = roundOf(state.rounds, input.round);
    if (!round) return refuse("not_found", "There is no such round.");
    if (round.decision !== null) return refuse("invalid_state", `That round was decided: ${round.decision.replaceAll("_", " ")}.`);
    return [{ type: "round-decided", data: { ...input, round: round.n } }];
  },
  examples: [
    { title: "nothing changes", given: opened, input: { decision: "no_change" }, then: ["round-decided"] },
    { title: "no decision", given: opened, input: { decision: "maybe" as "no_change" }, then: { refused: "invalid_value" } },
  ],
});
