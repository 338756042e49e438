/** What a process leaves open: the questions that every process has to answer somehow, and what happens where it does not. */
import { withoutSentences } from "../../kernel/cites.ts";
import type { Pointer } from "../../kernel/refusal.ts";
import { questionsOfEnding } from "./questions-of-ending.ts";
import { questionsOfPeople } from "./questions-of-people.ts";
import { questionsOfTime } from "./questions-of-time.ts";
import { levelsOf, type Raw } from "./raw.ts";

/** One question a process leaves open: where it would be answered, what happens as long as it is not, and what else could be said there. */
export type OpenQuestion = { readonly question: number; readonly asks: string; readonly at: Pointer; readonly stands: string; readonly instead: string };

const questions = [...questionsOfTime, ...questionsOfPeople, ...questionsOfEnding].sort((a, b) => a.number - b.number);

/** One finding per question (catalog section 6) that a valid pack leaves open, in their order. `data` is the pack as it was written. */
export function lintPack(data: unknown): OpenQuestion[] {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return [];
  const enforcement = ((data as Raw).enforcement ?? {}) as Raw;
  const off = new Set(Object.keys(enforcement).filter((id) => enforcement[id] === "off"));
  const pack = (off.size === 0 ? data : withoutSentences(data, off)) as Raw;
  const levels = levelsOf(pack);
  return questions.flatMap(({ number, asks, stands, instead, open }) => {
    const at = open({ pack, levels });
    return at === null ? [] : [{ question: number, asks, at, stands, instead }];
  });
}
