/** Answers a question of the process on which something else waits, with what it rests on (R-PD-S06). */
import { z } from "zod";
import type { Process } from "../../kernel/process.ts";
import { refuse } from "../../kernel/refusal.ts";
import { active } from "../examples.ts";
import { declared, wrongPhase } from "../lifecycle/in-phase.ts";
import { command } from "../slices.ts";

/** A question as a process asks it. */
export type Question = { readonly key: string; readonly asks: string; readonly answers: readonly string[] };

/** The questions of a process; none where it asks none. */
export function questionsOf(process: Process): readonly Question[] {
  return (process as Process & { readonly verdicts?: { readonly questions?: readonly Question[] } }).verdicts?.questions ?? [];
}

export const giveVerdict = command("give-verdict", {
  title: "Say what was found out",
  says: "Answers a question of the process on which something else waits, with what it rests on (R-PD-S06).",
  input: z.object({
    question: z.string().min(1).max(40).meta({ title: "Question", reference: "verdict" }),
    answer: z.string().trim().min(1).max(40).meta({ title: "Answer", reference: "verdict-answer" }),
    why: z.string().trim().min(1, "say what it rests on").max(1_000).meta({ title: "What does it rest on?" }),
  }),
  may: { capability: "judge" },
  partOf: "verdicts",
  form: { verb: "Say it", long: "why" },
  when: (state) => declared.includes(state.lifecycle.phase),
  decide(state, { question, answer, why }, ctx) {
    const wrong = wrongPhase(state, declared, "worked on");
    if (wrong) return wrong;
    const asked = questionsOf(ctx.process).find(({ key }) => key === question);
    if (!asked) return refuse("not_found", "The process asks no such question.");
    if (!asked.answers.includes(answer)) return refuse("invalid_value", `Answer ${asked.answers.join(", ")}.`, { pointer: "/answer" });
    return [{ type: "verdict-given", data: { question, asks: asked.asks, answer, why } }];
  },
  examples: [
    { title: "a question nobody asked", given: active, input: { question: "weather", answer: "fine", why: "It shines" }, then: { refused: "not_found" } },
    { title: "before anything was declared", given: [], input: { question: "weather", answer: "fine", why: "It shines" }, then: { refused: "invalid_state" } },
  ],
});
