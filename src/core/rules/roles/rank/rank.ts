/** Whom to ask first for a role, and a word of warning where somebody else is chosen (GD2-11, GD2-12, GD2-34, GD-16, GD-28, GD-29). */
import type { Process } from "../../../kernel/process.ts";
import type { Code, Objection } from "../../../kernel/refusal.ts";
import type { Asking } from "../../resolve-whom.ts";
import { rule } from "../../rule.ts";
import { type Judged, judgeBy } from "./judge.ts";
import type { Criterion, Ranking, RankPolicy } from "./value.ts";
import { poolOf, rankValue } from "./value.ts";

/** Somebody who could take a role: what speaks for and against them, criterion by criterion of the process. */
export type Candidate = { readonly person: string; readonly judged: readonly (Judged & { readonly at: string; readonly warns: boolean })[] };

const codes: Readonly<Partial<Record<Criterion["prefers"], Code>>> = { not_best_fixer: "best_fixer_as_manager", rested: "shift_limit_exceeded" };

const rankingsOf = (process: Process) => (process as Process & { readonly rank?: readonly Ranking[] }).rank ?? [];

/** One person's part of the ranking for a role. */
function candidateOf(process: Process, role: string, person: string, asking: Asking): Candidate {
  const index = rankingsOf(process).findIndex((one) => one.role === role);
  const by = rankingsOf(process)[index]?.by ?? [];
  return {
    person,
    judged: by.map((criterion, place) => ({ ...judgeBy(criterion, person, asking), at: `/rank/${index}/by/${place}`, warns: criterion.warns })),
  };
}

/** Whether nothing that is warned of speaks against them. */
export const isFit = ({ judged }: Candidate) => !judged.some(({ warns, good }) => warns && good === false);

/** Everybody who is thought of for a role, the best first; of equals in the order of the directory. Nobody where the process has no ranking for it. */
export function candidatesFor(role: string, asking: Asking): Candidate[] {
  const { process, state } = asking;
  const ranking = rankingsOf(process).find((one) => one.role === role);
  if (!ranking) return [];
  const seated = state.roles.held.filter((one) => one.role === role).map(({ person }) => person);
  return poolOf(ranking, asking)
    .filter((person) => !seated.includes(person))
    .map((person) => candidateOf(process, role, person, asking))
    .sort(bestFirst);
}

function bestFirst(a: Candidate, b: Candidate): number {
  for (const [place, { points }] of a.judged.entries()) {
    const difference = (b.judged[place]?.points ?? 0) - points;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The best who hold nothing here but to watch or advise, were not called yet and are fit: whom the process calls by itself. */
export function nextFor(role: string, asking: Asking, most: number): string[] {
  const { process, state } = asking;
  const called = new Set(Object.values(state.pages.pages).map(({ person }) => person));
  const busy = new Set(state.roles.held.filter((one) => !["observer", "advisor"].includes(process.roles[one.role]?.kind ?? "")).map(({ person }) => person));
  const free = candidatesFor(role, asking).filter(({ person }) => !busy.has(person) && !called.has(person));
  return [...free.filter(isFit), ...free.filter((one) => !isFit(one))].slice(0, most).map(({ person }) => person);
}

/** What is said against somebody whom a person chooses; what the process does itself needs no warning. */
function against(policy: RankPolicy, role: string, person: string, asking: Asking & { readonly by: string | null }): Objection[] {
  if (asking.by === null) return [];
  return candidateOf(policy.process, role, person, asking).judged.flatMap(({ warns, good, says, at }) => {
    if (!warns || good !== false) return [];
    const { prefers } = policy.own[Number(at.split("/")[2])]!.by[Number(at.split("/")[4])]!;
    return [policy.objection(at, codes[prefers] ?? "training_required", `${says}: is there somebody fitter?`)];
  });
}

export const rank = rule("rank", {
  title: "Whom to ask",
  says: "Orders those who could take a role by what the process prefers, and warns where somebody is chosen against it.",
  schema: rankValue,
  forbids: {
    "assign-role": (policy, state, input, ctx) =>
      input === null ? [] : against(policy, input.role, input.person, { process: policy.process, state, ctx, by: ctx.person }),
    "offer-handover": (policy, state, input, ctx) =>
      input === null ? [] : against(policy, input.role, input.to, { process: policy.process, state, ctx, by: ctx.person }),
    "hand-over": (policy, state, input, ctx) =>
      input === null ? [] : against(policy, input.role, input.to, { process: policy.process, state, ctx, by: ctx.person }),
  },
  examples: [
    {
      title: "whoever can manage, higher up first",
      value: [
        {
          role: "manager",
          by: [
            { prefers: "able_to_lead", warns: true },
            { prefers: "high", levels: [1, 2] },
          ],
        },
      ],
      in: "top",
      valid: true,
    },
    {
      title: "the skilled, unless worn out",
      value: [{ role: "worker", by: [{ prefers: "rested", most: "10h" }, { prefers: "skill" }] }],
      in: "top",
      valid: true,
    },
    { title: "by luck", value: [{ role: "manager", by: [{ prefers: "lucky" }] }], in: "top", valid: false },
  ],
});
