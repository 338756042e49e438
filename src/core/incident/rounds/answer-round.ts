/** Says how it stands when the manager asks: once, and it stays as it was said (GD-26, GD-30, GD-32). */
import { z } from "zod";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { command } from "../slices.ts";
import { latestRound, roundOf } from "./slice.ts";

const words = (title: string) => z.string().trim().max(4_000).default("").meta({ title });

/** A round that asked Ben. */
const asked = [...active, { type: "round-opened", data: { round: 1, asked: ["ana"] } }];
const said = { learned: "The key expired", tried: "A restart", worked: "No", doing: "Renewing it", left: "Rolling it out" };

export const answerRound = command("answer-round", {
  title: "Say how it stands",
  says: "Says how it stands when the manager asks: once, and it stays as it was said (GD-26, GD-30, GD-32). `confidence` from 1 (guessing) to 5 (certain).",
  input: z.object({
    round: z.number().int().min(1).optional().meta({ title: "Round", description: "The last one unless it is named", hidden: true }),
    learned: words("What did you learn since the last time?"),
    tried: words("What did you try?"),
    worked: words("Did it work?"),
    doing: words("What are you doing now?"),
    left: words("What is left to do?"),
    setbacks: words("What went wrong, or came back?"),
    notUnderControl: words("What is not under control?"),
    confidence: z.number().int().min(1).max(5).nullable().default(null).meta({ title: "How sure are you, from 1 (guessing) to 5 (certain)?" }),
    tired: z.boolean().default(false).meta({ title: "I am tired and would hand it on" }),
  }),
  may: "anyone",
  partOf: "rounds",
  form: { verb: "Send", long: "doing" },
  when: (state) => latestRound(state.rounds) !== null && state.lifecycle.phase === "active",
  decide(state, input, ctx) {
    const round = roundOf(state.rounds, input.round);
    if (!round) return refuse("not_found", "There is no such round.");
    if (ctx.person === null || !round.asked.includes(ctx.person)) return refuse("not_permitted", "Who was asked answers, and nobody for them.");
    return [{ type: "round-answered", data: { ...input, round: round.n, person: ctx.person } }];
  },
  examples: [
    { title: "asked", given: asked, input: said, then: ["round-answered"] },
    { title: "for somebody else", given: asked, input: said, by: "person:ben", then: { refused: "not_permitted" } },
    { title: "before anybody asked", given: active, input: said, then: { refused: "not_found" } },
  ],
});
