/** Sums a round up for those who watch, in writing or by word of mouth (GD2-16, GD2-17). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";
import { deliveries, latestRound, roundOf } from "./slice.ts";

const opened = [...active, { type: "round-opened", data: { round: 1, asked: ["ben"] } }];

export const summariseRound = command("summarise-round", {
  title: "Sum the round up",
  says: "Sums a round up for those who watch, in writing or by word of mouth (GD2-16, GD2-17).",
  input: z.object({
    round: z.number().int().min(1).optional().meta({ title: "Round", description: "The last one unless it is named", hidden: true }),
    text: z.string().trim().min(1).max(4_000).meta({ title: "Summary" }),
    delivery: z.enum(deliveries).default("email").meta({ title: "How it is passed on" }),
    told: z.array(z.string().min(1)).max(100).default([]).meta({ title: "Who was told by word of mouth", reference: "person" }),
  }),
  may: { capability: "brief" },
  partOf: "rounds",
  form: { verb: "Pass on", long: "text" },
  when: (state) => declared.includes(state.lifecycle.phase) && latestRound(state.rounds) !== null,
  decide(state, input, ctx) {
    const wrong = wrongPhase(state, declared, "summed up");
    if (wrong) return wrong;
    const round = roundOf(state.rounds, input.round);
    if (!round) return refuse("not_found", "There is no such round.");
    if (round.summarisedAt !== null) return refuse("invalid_state", "That round was summed up before.");
    if (input.delivery === "verbal" && input.told.length === 0) return refuse("missing_fields", "Say who was told.", { pointer: "/told", unmet: ["told"] });
    const stranger = input.told.find((person) => !ctx.facts.get("person", person)?.active);
    if (stranger !== undefined) return refuse("invalid_value", "That person is not known here.", { pointer: `/told/${input.told.indexOf(stranger)}` });
    return [{ type: "round-summarised", data: { ...input, round: round.n, told: [...new Set(input.told)] } }];
  },
  examples: [
    { title: "in writing", given: opened, input: { text: "The key is renewed; it rolls out until noon" }, then: ["round-summarised"] },
    { title: "told to nobody", given: opened, input: { text: "All is well", delivery: "verbal" }, then: { refused: "missing_fields" } },
    { title: "before anybody asked", given: active, input: { text: "All is well" }, then: { refused: "not_found" } },
  ],
});
